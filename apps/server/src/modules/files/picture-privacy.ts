import { Refusal } from '#platform/fault.ts'

/**
 * Takes out of a picture what says where, when and by whom it was taken. The picture itself is not encoded anew: what is
 * seen in it stays, so do its size and colours; a JPEG keeps its orientation. Video and PDF are kept as they are.
 * @throws Refusal `file-refused` when the file is not whole
 */
export function withoutPrivateData(bytes: Buffer, type: 'image/jpeg' | 'image/png' | 'image/webp'): Buffer {
  if (type === 'image/jpeg') return cleanJpeg(bytes)
  return type === 'image/png' ? cleanPng(bytes) : cleanWebp(bytes)
}

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee
const APP15 = 0xef
const COM = 0xfe

/**
 * JPEG (ITU-T T.81 Annex B): of the application segments JFIF, the ICC profile and Adobe's colour transform stay; Exif, XMP,
 * IPTC, comments, and whatever follows the end of the image (a second picture, a film) go.
 */
function cleanJpeg(bytes: Buffer): Buffer {
  const kept: Buffer[] = [Buffer.of(0xff, SOI)]
  let at = 2
  let orientation: number | undefined
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1
    const marker = bytes[at + 1]
    if (bytes[at] !== 0xff || marker === undefined) throw refused()
    if (marker === EOI) break
    const end = at + 2 + sizeAt(bytes, at + 2)
    if (end > bytes.length) throw refused()
    const segment = bytes.subarray(at, end)
    if (marker === APP1) orientation ??= exifOrientation(segment.subarray(4))
    if (staysInJpeg(marker, segment)) kept.push(segment)
    at = end
    if (marker === SOS) {
      at = endOfScan(bytes, end)
      kept.push(bytes.subarray(end, at))
    }
  }
  kept.push(Buffer.of(0xff, EOI))
  if (orientation !== undefined && orientation > 1) kept.splice(1, 0, orientationSegment(orientation))
  return Buffer.concat(kept)
}

function staysInJpeg(marker: number, segment: Buffer): boolean {
  if (marker === COM) return false
  if (marker < APP0 || marker > APP15) return true
  if (marker === APP2) return segment.toString('latin1', 4, 15) === 'ICC_PROFILE'
  return marker === APP0 || marker === APP14
}

/** Coded data runs to the next marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  throw refused()
}

function sizeAt(bytes: Buffer, at: number): number {
  if (at + 2 > bytes.length) throw refused()
  const size = bytes.readUInt16BE(at)
  if (size < 2) throw refused()
  return size
}

/** Tag 0x0112 of the first directory (Exif 2.32 §4.6.4), 1 to 8; without it phone pictures would lie on their side. */
function exifOrientation(payload: Buffer): number | undefined {
  if (payload.toString('latin1', 0, 6) !== 'Exif\0\0') return undefined
  const tiff = payload.subarray(6)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = tiff.length < 8 ? 0 : little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let index = 0; index < u16(directory); index += 1) {
    const entry = directory + 2 + index * 12
    if (u16(entry) === 0x0112) {
      const value = u16(entry + 8)
      return value >= 1 && value <= 8 ? value : undefined
    }
  }
  return undefined
}

/** An Exif segment that holds the orientation and nothing else. */
function orientationSegment(orientation: number): Buffer {
  const head = Buffer.from('ffe10022457869660000', 'hex')
  const tiff = Buffer.from('4d4d002a0000000800010112000300000001000000000000', 'hex')
  tiff.writeUInt16BE(orientation, 18)
  return Buffer.concat([head, tiff, Buffer.alloc(2)])
}

/** Chunks of words, times and Exif (PNG third edition §11.3). */
const PNG_PRIVATE = new Set(['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME'])

function cleanPng(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) throw refused()
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (!PNG_PRIVATE.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return Buffer.concat(kept)
    at = end
  }
  throw refused()
}

/** Flags of the VP8X chunk (RFC 9649 §2.7.1): bit 3 says that Exif follows, bit 2 that XMP does. */
const WEBP_EXIF_AND_XMP = 0b0000_1100

function cleanWebp(bytes: Buffer): Buffer {
  const end = 8 + bytes.readUInt32LE(4)
  if (end > bytes.length) throw refused()
  const kept: Buffer[] = []
  for (let at = 12; at + 8 <= end; ) {
    const name = bytes.toString('latin1', at, at + 4)
    const size = bytes.readUInt32LE(at + 4)
    const next = at + 8 + size + (size % 2)
    if (next > end) throw refused()
    const chunk = Buffer.from(bytes.subarray(at, next))
    if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~WEBP_EXIF_AND_XMP
    if (name !== 'EXIF' && name !== 'XMP ') kept.push(chunk)
    at = next
  }
  const head = Buffer.from(bytes.subarray(0, 12))
  head.writeUInt32LE(4 + kept.reduce((sum, chunk) => sum + chunk.length, 0), 4)
  return Buffer.concat([head, ...kept])
}

function refused(): Refusal {
  return new Refusal('file-refused', { detail: '图片文件不完整，请重新导出后再传。' })
}
