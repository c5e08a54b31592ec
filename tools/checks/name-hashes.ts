/**
 * Finds words in a text by their hashes alone. A text is first brought to its letters and digits, so that spaces, marks and line ends hide nothing.
 * Each window of a stored length is compared by a cheap rolling hash; only what passes is put through the slow one.
 */
import { pbkdf2Sync } from 'node:crypto'

export type HashedWords = {
  /** Signs in each word of this group. */
  length: number
  /** Bits of the cheap hash that are kept: few for short words, so that the cheap hash alone gives nothing away. */
  bits: number
  /** Base64 of records: the cheap hash in 3 bytes, then the first 6 bytes of the slow one. */
  records: string
}

export type Normalised = {
  text: string
  /** For each sign of `text`, where it stood in the original. */
  origin: number[]
  /** For each sign, 1 when it lies inside a free term. */
  free: Uint8Array
}

const salt = 'yimi/source-names/1'
// A fraction of a millisecond each: nothing for the few windows that get this far, much for whoever tries all names there are.
const rounds = 2000
const multiplier = 0x01000193
const cheapBytes = 3
const slowBytes = 6

export function normalise(original: string, freeTerms: readonly string[] = []): Normalised {
  const origin: number[] = []
  let text = ''
  let at = 0
  for (const sign of original) {
    for (const letter of sign.normalize('NFKC').toLowerCase()) {
      if (!/[\p{L}\p{N}]/u.test(letter)) continue
      text += letter
      for (let unit = 0; unit < letter.length; unit += 1) origin.push(at)
    }
    at += sign.length
  }
  return { text, origin, free: markFree(text, freeTerms) }
}

export function hashWords(words: readonly string[], bits: number): HashedWords[] {
  const byLength = Map.groupBy(new Set(words), (word) => word.length)
  return [...byLength]
    .sort(([a], [b]) => a - b)
    .map(([length, group]) => ({
      length,
      bits,
      records: Buffer.concat(group.map((word) => record(word, bits)).sort(Buffer.compare)).toString('base64'),
    }))
}

/** Offsets in `text` of windows whose hashes are stored, passing over those inside free terms. */
export function findHashed(input: Normalised, group: PreparedWords): number[] {
  const { text, free } = input
  const { length } = group
  const found: number[] = []
  if (text.length < length) return found
  let lead = 1
  for (let index = 1; index < length; index += 1) lead = Math.imul(lead, multiplier)
  let rolling = 0
  let taken = 0
  for (let end = 0; end < text.length; end += 1) {
    if (end >= length) {
      rolling = (rolling - Math.imul(text.charCodeAt(end - length) + 1, lead)) | 0
      taken -= free[end - length] ?? 0
    }
    rolling = (Math.imul(rolling, multiplier) + text.charCodeAt(end) + 1) | 0
    taken += free[end] ?? 0
    const start = end - length + 1
    if (start < 0 || taken === length || !group.cheap[fold(rolling, group.bits)]) continue
    if (group.slow.has(slowHash(text.slice(start, end + 1)))) found.push(start)
  }
  return found
}

export type PreparedWords = { length: number; bits: number; cheap: Uint8Array; slow: ReadonlySet<string> }

export function prepare({ length, bits, records }: HashedWords): PreparedWords {
  const bytes = Buffer.from(records, 'base64')
  const cheap = new Uint8Array(2 ** bits)
  const slow = new Set<string>()
  for (let at = 0; at < bytes.length; at += cheapBytes + slowBytes) {
    cheap[bytes.readUIntBE(at, cheapBytes)] = 1
    slow.add(bytes.subarray(at + cheapBytes, at + cheapBytes + slowBytes).toString('hex'))
  }
  return { length, bits, cheap, slow }
}

function record(word: string, bits: number): Buffer {
  const bytes = Buffer.alloc(cheapBytes)
  bytes.writeUIntBE(cheapHash(word, bits), 0, cheapBytes)
  return Buffer.concat([bytes, Buffer.from(slowHash(word), 'hex')])
}

function cheapHash(word: string, bits: number): number {
  let hash = 0
  for (let index = 0; index < word.length; index += 1)
    hash = (Math.imul(hash, multiplier) + word.charCodeAt(index) + 1) | 0
  return fold(hash, bits)
}

/** Mixes the high bits in before the low ones are kept. */
function fold(hash: number, bits: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((mixed ^ (mixed >>> 13)) >>> 0) % 2 ** bits
}

function slowHash(word: string): string {
  return pbkdf2Sync(word, salt, rounds, slowBytes, 'sha256').toString('hex')
}

function markFree(text: string, freeTerms: readonly string[]): Uint8Array {
  const free = new Uint8Array(text.length)
  for (const term of freeTerms) {
    const { text: wanted } = normalise(term)
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) free.fill(1, at, at + wanted.length)
  }
  return free
}
