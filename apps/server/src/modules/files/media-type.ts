import type { UPLOAD_TYPES } from '@yimi/contract/file.ts'

export type UploadType = (typeof UPLOAD_TYPES)[number]

/** Enough to tell every kind that is kept: the document type of a Matroska file stands within its first header. */
export const HEAD_BYTES = 4096

const FTYP_BRANDS_OF_PICTURES = new Set(['heic', 'heix', 'hevc', 'mif1', 'msf1', 'avif', 'avis', 'crx '])

/** What a file is, told by its first bytes and never by its name; undefined for every kind that is not kept. */
export function mediaTypeOf(head: Buffer): UploadType | undefined {
  if (startsWith(head, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (text(head, 0, 4) === 'RIFF' && text(head, 8, 12) === 'WEBP') return 'image/webp'
  if (text(head, 0, 5) === '%PDF-') return 'application/pdf'
  if (text(head, 4, 8) === 'ftyp' && !FTYP_BRANDS_OF_PICTURES.has(text(head, 8, 12))) return 'video/mp4'
  if (text(head, 0, 3) === 'FLV' && head[3] === 1) return 'video/x-flv'
  // EBML header (RFC 8794); WebM and Matroska both.
  if (startsWith(head, 0x1a, 0x45, 0xdf, 0xa3) && /matroska|webm/.test(text(head, 0, 64))) return 'video/x-matroska'
  return undefined
}

function startsWith(head: Buffer, ...bytes: number[]): boolean {
  return head.length >= bytes.length && bytes.every((byte, index) => head[index] === byte)
}

function text(head: Buffer, from: number, until: number): string {
  return head.subarray(from, until).toString('latin1')
}
