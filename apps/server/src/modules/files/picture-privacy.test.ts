import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '#platform/fault.ts'
import { pictureWithLocation, segment } from './files-fixtures.ts'
import { withoutPrivateData } from './picture-privacy.ts'

const SECRET = 'GPS 39.9N 116.4E'

test('of a JPEG only the picture, its colours and its orientation stay', () => {
  const scan = Buffer.from('ffda0008010100003f00112233ff00445566ffd07788', 'hex')
  const icc = segment(0xe2, 'ICC_PROFILE\0\x01\x01colours')
  const cleaned = withoutPrivateData(pictureWithLocation(SECRET, scan), 'image/jpeg')
  const text = cleaned.toString('latin1')
  for (const gone of [SECRET, 'http://ns.adobe.com', '8BIM', 'taken by', 'MPF', 'ftyp'])
    expect(text).not.toContain(gone)
  expect(cleaned.includes(icc)).toBe(true)
  expect(cleaned.includes(scan)).toBe(true)
  expect(cleaned.subarray(-2)).toEqual(Buffer.of(0xff, 0xd9))
  // The orientation 6 (turned by 90°), big-endian, in an Exif segment of 36 bytes that holds nothing else.
  expect(cleaned.subarray(2, 38).toString('hex')).toBe(
    'ffe100224578696600004d4d002a00000008000101120003000000010006000000000000',
  )
  expect(withoutPrivateData(cleaned, 'image/jpeg').equals(cleaned)).toBe(true)
})

test('of a PNG the chunks of words and Exif go', () => {
  const chunk = (name: string, body: string) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length)
    return Buffer.concat([length, Buffer.from(name + body, 'latin1'), Buffer.alloc(4)])
  }
  const head = Buffer.from('89504e470d0a1a0a', 'hex')
  const picture = [chunk('IHDR', 'x'.repeat(13)), chunk('IDAT', 'pixels'), chunk('IEND', '')]
  const [ihdr = head, idat = head, iend = head] = picture
  const given = Buffer.concat([
    head,
    ihdr,
    chunk('eXIf', SECRET),
    chunk('iTXt', SECRET),
    idat,
    iend,
    Buffer.from(SECRET),
  ])
  expect(withoutPrivateData(given, 'image/png').equals(Buffer.concat([head, ...picture]))).toBe(true)
})

test('of a WebP the Exif and XMP chunks go, their flags and the length with them', () => {
  const chunk = (name: string, body: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(body.length)
    return Buffer.concat([Buffer.from(name), length, body, Buffer.alloc(body.length % 2)])
  }
  const file = (...chunks: Buffer[]) => {
    const body = Buffer.concat([Buffer.from('WEBP'), ...chunks])
    const length = Buffer.alloc(4)
    length.writeUInt32LE(body.length)
    return Buffer.concat([Buffer.from('RIFF'), length, body])
  }
  const vp8x = (flags: number) => chunk('VP8X', Buffer.of(flags, 0, 0, 0, 1, 0, 0, 1, 0, 0))
  const pixels = chunk('VP8 ', Buffer.from('odd'))
  const given = file(vp8x(0b11100), pixels, chunk('EXIF', Buffer.from(SECRET)), chunk('XMP ', Buffer.from(SECRET)))
  expect(withoutPrivateData(given, 'image/webp').equals(file(vp8x(0b10000), pixels))).toBe(true)
})

test('whatever the bytes, a picture is cleaned or refused, and never runs on', () => {
  const heads = { 'image/jpeg': 'ffd8ff', 'image/png': '89504e470d0a1a0a', 'image/webp': '524946461000000057454250' }
  fc.assert(
    fc.property(
      fc.constantFrom('image/jpeg' as const, 'image/png' as const, 'image/webp' as const),
      fc.uint8Array({ maxLength: 300 }),
      (type, tail) => {
        try {
          withoutPrivateData(Buffer.concat([Buffer.from(heads[type], 'hex'), tail]), type)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
        }
      },
    ),
    { numRuns: 500, seed: 7 },
  )
})
