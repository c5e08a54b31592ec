/** One JPEG segment with its length. */
export function segment(marker: number, body: string): Buffer {
  const head = Buffer.of(0xff, marker, 0, 0)
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, Buffer.from(body, 'latin1')])
}

const SCAN = Buffer.from('ffda0008010100003f00112233ff00445566', 'hex')

/** A JPEG as phones write it: orientation 6 and `secret` in Exif, XMP, IPTC, comment, and a film behind the picture. */
export function pictureWithLocation(secret: string, scan = SCAN): Buffer {
  // Little-endian TIFF: one entry, 0x0112 = 6.
  const tiff = 'II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0'
  return Buffer.concat([
    Buffer.of(0xff, 0xd8),
    segment(0xe0, 'JFIF\0\x01\x02\0\0\x01\0\x01\0\0'),
    segment(0xe1, `Exif\0\0${tiff}${secret}`),
    segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${secret}`),
    segment(0xe2, 'ICC_PROFILE\0\x01\x01colours'),
    segment(0xe2, 'MPF\0second picture'),
    segment(0xed, `Photoshop 3.0\x008BIM${secret}`),
    segment(0xfe, 'taken by somebody'),
    segment(0xdb, 'q'.repeat(65)),
    scan,
    Buffer.of(0xff, 0xd9),
    Buffer.from(`\0\0\0\x20ftypmp42${secret}`, 'latin1'),
  ])
}
