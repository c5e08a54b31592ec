import { createInflateRaw } from 'node:zlib'
import { SPREADSHEET_LIMITS, SpreadsheetFault } from './spreadsheet-fault.ts'

type ZipEntry = {
  readonly packed: number
  readonly unpacked: number
  readonly method: number
  readonly headerAt: number
}

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const END_BYTES = 22
const COMMENT_BYTES_MAX = 65_535
const STORED = 0
const DEFLATED = 8

/**
 * The entries of an archive by name, from its central directory (APPNOTE 4.3.12), after the limits were checked: what an entry
 * unpacks to is cut at the size the directory states, so the stated sizes bound everything.
 * @throws SpreadsheetFault `damaged`, `unpacks-too-large`
 */
export function readZipDirectory(bytes: Buffer): ReadonlyMap<string, ZipEntry> {
  const end = findEnd(bytes)
  const count = bytes.readUInt16LE(end + 10)
  if (count > SPREADSHEET_LIMITS.archiveEntries) throw new SpreadsheetFault('unpacks-too-large')
  const entries = new Map<string, ZipEntry>()
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) throw new SpreadsheetFault('damaged')
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    entries.set(name, {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      headerAt: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  checkSizes(entries)
  return entries
}

/** The unpacked bytes of one entry in pieces; fails when there are more than the directory states. */
export async function* unpackEntry(bytes: Buffer, entry: ZipEntry): AsyncGenerator<Buffer> {
  const at = entry.headerAt
  if (at + 30 > bytes.length) throw new SpreadsheetFault('damaged')
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  const packed = bytes.subarray(from, from + entry.packed)
  if (packed.length < entry.packed) throw new SpreadsheetFault('damaged')
  if (entry.method === STORED) {
    yield packed
    return
  }
  if (entry.method !== DEFLATED) throw new SpreadsheetFault('damaged')
  const inflate = createInflateRaw()
  inflate.end(packed)
  let unpacked = 0
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      unpacked += piece.length
      if (unpacked > entry.unpacked) throw new SpreadsheetFault('unpacks-too-large')
      yield piece
    }
  } catch (error) {
    throw error instanceof SpreadsheetFault ? error : new SpreadsheetFault('damaged', error)
  }
}

function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - END_BYTES - COMMENT_BYTES_MAX)
  for (let at = bytes.length - END_BYTES; at >= lowest; at -= 1) if (bytes.readUInt32LE(at) === END_SIGNATURE) return at
  throw new SpreadsheetFault('damaged')
}

/** A ZIP64 archive states sizes of 4 GiB here and is refused by the same rule. */
function checkSizes(entries: ReadonlyMap<string, ZipEntry>): void {
  let unpacked = 0
  for (const [name, entry] of entries) {
    // An empty entry is two bytes packed; a size of 0 for more would switch the reader's own cap off.
    if (entry.unpacked === 0 && entry.packed > 2) throw new SpreadsheetFault('unpacks-too-large')
    const large = entry.unpacked > 1024 * 1024
    if (large && entry.unpacked > entry.packed * SPREADSHEET_LIMITS.packedRatio)
      throw new SpreadsheetFault('unpacks-too-large')
    if (/sharedStrings\.xml$/i.test(name) && entry.unpacked > SPREADSHEET_LIMITS.sharedTextBytes)
      throw new SpreadsheetFault('unpacks-too-large')
    unpacked += entry.unpacked
  }
  if (unpacked > SPREADSHEET_LIMITS.unpackedBytes) throw new SpreadsheetFault('unpacks-too-large')
}
