/** Reads of a font file what decides whether it may be used: its name, which characters it has, whether it may be embedded. Trusts no number in it. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { type CharacterRange, readCharacterMap } from './character-map.ts'
import { FontBytes, FontFault } from './font-bytes.ts'

export type FontFacts = {
  readonly family: string
  readonly ranges: readonly CharacterRange[]
  /** False where the maker forbids to embed it in a document. */
  readonly embeddable: boolean
}

/** A font for print has a dozen tables; collections share theirs. */
const TABLES_MAX = 64
const FACES_MAX = 64
const TABLE_BYTES_MAX = 8 * 1024 * 1024
const FONT_KINDS = new Set([0x00010000, 0x4f54544f, 0x74727565])
const COLLECTION = 0x74746366
const RESTRICTED_LICENCE = 0x0002
/** Of the records of `name`. */
const FAMILY = 1
const UNICODE_ENCODINGS = new Set([0, 1, 10])

/** Of a collection the face whose family is `family`; without it, or in a file of one face, the first. @throws FontFault */
export function readFont(path: string, family?: string): FontFacts {
  const file = openSync(path, 'r')
  try {
    const size = fstatSync(file).size
    const starts = faceStarts(file, size)
    const faces = starts.map((start) => tablesOf(file, size, start))
    const named = faces.find((tables) => nameOf(file, tables) === family) ?? faces[0]
    if (!named) throw new FontFault('there is no face in it')
    return {
      family: nameOf(file, named),
      ranges: readCharacterMap(tableOf(file, named, 'cmap')),
      embeddable: mayEmbed(file, named),
    }
  } finally {
    closeSync(file)
  }
}

type Tables = ReadonlyMap<string, { offset: number; length: number }>

function faceStarts(file: number, size: number): number[] {
  const head = bytesAt(file, 0, Math.min(12, size))
  if (head.u32(0) !== COLLECTION) return [0]
  const count = head.u32(8)
  if (count > FACES_MAX) throw new FontFault(`a collection of ${count} faces`)
  const list = bytesAt(file, 12, count * 4)
  return Array.from({ length: count }, (_, face) => list.u32(face * 4))
}

function tablesOf(file: number, size: number, start: number): Tables {
  const head = bytesAt(file, start, 12)
  if (!FONT_KINDS.has(head.u32(0))) throw new FontFault('this is no TrueType or OpenType font')
  const count = head.u16(4)
  if (count > TABLES_MAX) throw new FontFault(`${count} tables`)
  const list = bytesAt(file, start + 12, count * 16)
  const tables = new Map<string, { offset: number; length: number }>()
  for (let at = 0; at < count * 16; at += 16) {
    const [offset, length] = [list.u32(at + 8), list.u32(at + 12)]
    if (offset + length > size) throw new FontFault(`table ${list.latin(at, 4)} ends behind the file`)
    tables.set(list.latin(at, 4), { offset, length })
  }
  return tables
}

function tableOf(file: number, tables: Tables, tag: string): FontBytes {
  const place = tables.get(tag)
  if (!place) throw new FontFault(`no table ${tag}`)
  if (place.length > TABLE_BYTES_MAX) throw new FontFault(`table ${tag} has ${place.length} bytes`)
  return bytesAt(file, place.offset, place.length)
}

function bytesAt(file: number, offset: number, length: number): FontBytes {
  const bytes = Buffer.alloc(length)
  if (readSync(file, bytes, 0, length, offset) !== length) throw new FontFault('the file ends too early')
  return new FontBytes(bytes)
}

/** The first family that it says, which is how the typesetter calls it. */
function nameOf(file: number, tables: Tables): string {
  const names = tableOf(file, tables, 'name')
  const [count, texts] = [names.u16(2), names.u16(4)]
  for (let place = 0; place < count; place += 1) {
    const at = 6 + place * 12
    if (names.u16(at + 6) !== FAMILY) continue
    const [platform, encoding] = [names.u16(at), names.u16(at + 2)]
    const [start, length] = [texts + names.u16(at + 10), names.u16(at + 8)]
    if (platform === 0 || (platform === 3 && UNICODE_ENCODINGS.has(encoding))) return names.utf16(start, length)
    if (platform === 1 && encoding === 0) return names.latin(start, length)
  }
  throw new FontFault('it says no family')
}

function mayEmbed(file: number, tables: Tables): boolean {
  if (!tables.has('OS/2')) return true
  return (tableOf(file, tables, 'OS/2').u16(8) & 0x000f) !== RESTRICTED_LICENCE
}
