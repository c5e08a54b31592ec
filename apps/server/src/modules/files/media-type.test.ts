import { expect, test } from 'vitest'
import { cleanFileName } from './file-name.ts'
import { mediaTypeOf } from './media-type.ts'

const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.of(part))))

test.each([
  [bytes(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
  [bytes(0x89, 'PNG\r\n', 0x1a, '\n'), 'image/png'],
  [bytes('RIFF\0\0\0\0WEBPVP8 '), 'image/webp'],
  [bytes('%PDF-1.7'), 'application/pdf'],
  [bytes('\0\0\0\x20ftypisom'), 'video/mp4'],
  [bytes('FLV', 1, 5), 'video/x-flv'],
  [bytes(0x1a, 0x45, 0xdf, 0xa3, 0xa3, '\x42\x82\x88matroska'), 'video/x-matroska'],
  [bytes('<!doctype html><script>'), undefined],
  [bytes('<svg xmlns="http://www.w3.org/2000/svg">'), undefined],
  [bytes(' %PDF-1.7'), undefined],
  [bytes('RIFF\0\0\0\0WAVE'), undefined],
  [bytes('\0\0\0\x20ftypheic'), undefined],
  [bytes('MZ'), undefined],
  [Buffer.alloc(0), undefined],
])('%o is %s', (head, type) => {
  expect(mediaTypeOf(head)).toBe(type)
})

test.each([
  ['彩排.MP4', '彩排.mp4'],
  ['C:\\录像\\彩排.mp4', '彩排.mp4'],
  ['../../etc/passwd', 'passwd.mp4'],
  ['直播\u202egpj.exe', '直播gpj.exe.mp4'],
  ['a\r\nSet-Cookie: x', 'aSet-Cookie x.mp4'],
  ['...', '文件.mp4'],
  ['𠮷'.repeat(300), `${'𠮷'.repeat(120)}.mp4`],
])('the name %s is kept as %s', (given, kept) => {
  expect(cleanFileName(given, 'video/mp4')).toBe(kept)
})
