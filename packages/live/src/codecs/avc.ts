import { BitCursor } from '../bytes/bit-cursor.ts'
import { ByteCursor } from '../bytes/byte-cursor.ts'
import { LiveError } from '../live-error.ts'

/** `record` is the AVCDecoderConfigurationRecord as it stands in `avcC`; `codec` as in RFC 6381. */
export type AvcConfig = { width: number; height: number; codec: string; record: Buffer }

const MAX_SIDE = 16384
/** Profiles whose SPS carries the chroma fields (ISO/IEC 14496-10, 7.3.2.1.1). */
const chromaProfiles = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135])

/** Reads an AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1). Throws `truncated`, `codec_*`. */
export function readAvcConfig(record: Buffer): AvcConfig {
  const cursor = new ByteCursor(record)
  if (cursor.u8() !== 1) throw new LiveError('codec_malformed', 'avcC version')
  const profile = cursor.bytes(3).toString('hex')
  cursor.skip(1)
  if ((cursor.u8() & 0x1f) === 0) throw new LiveError('codec_malformed', 'avcC without SPS')
  const sps = cursor.bytes(cursor.u16())
  return { ...readSpsSize(sps), codec: `avc1.${profile}`, record }
}

/** Size in pixels after cropping, from a sequence parameter set (NAL unit with its header byte). */
function readSpsSize(sps: Buffer): { width: number; height: number } {
  const bits = new BitCursor(withoutEmulation(sps.subarray(1)))
  const profile = bits.bits(8)
  bits.bits(16)
  bits.unsignedGolomb()
  const chroma = chromaProfiles.has(profile) ? readChroma(bits) : 1
  bits.unsignedGolomb()
  skipPictureOrder(bits)
  bits.unsignedGolomb()
  bits.bit()
  const widthInBlocks = bits.unsignedGolomb() + 1
  const heightInMaps = bits.unsignedGolomb() + 1
  const fieldFactor = bits.flag() ? 1 : 2
  if (fieldFactor === 2) bits.bit()
  bits.bit()
  const crop = bits.flag() ? readCrop(bits) : { horizontal: 0, vertical: 0 }
  const cropX = chroma === 1 || chroma === 2 ? 2 : 1
  const cropY = (chroma === 1 ? 2 : 1) * fieldFactor
  const width = widthInBlocks * 16 - crop.horizontal * cropX
  const height = heightInMaps * 16 * fieldFactor - crop.vertical * cropY
  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) throw new LiveError('codec_malformed', 'size')
  return { width, height }
}

function readChroma(bits: BitCursor): number {
  const chroma = bits.unsignedGolomb()
  if (chroma === 3) bits.bit()
  bits.unsignedGolomb()
  bits.unsignedGolomb()
  bits.bit()
  if (bits.flag()) {
    const lists = chroma === 3 ? 12 : 8
    for (let index = 0; index < lists; index += 1) if (bits.flag()) skipScalingList(bits, index < 6 ? 16 : 64)
  }
  return chroma
}

function skipScalingList(bits: BitCursor, size: number): void {
  let last = 8
  let next = 8
  for (let index = 0; index < size; index += 1) {
    if (next !== 0) next = (last + bits.signedGolomb() + 256) % 256
    last = next === 0 ? last : next
  }
}

function skipPictureOrder(bits: BitCursor): void {
  const kind = bits.unsignedGolomb()
  if (kind === 0) bits.unsignedGolomb()
  if (kind !== 1) return
  bits.bit()
  bits.signedGolomb()
  bits.signedGolomb()
  const count = bits.unsignedGolomb()
  if (count > 255) throw new LiveError('codec_malformed', 'picture order cycle')
  for (let index = 0; index < count; index += 1) bits.signedGolomb()
}

function readCrop(bits: BitCursor): { horizontal: number; vertical: number } {
  const horizontal = bits.unsignedGolomb() + bits.unsignedGolomb()
  return { horizontal, vertical: bits.unsignedGolomb() + bits.unsignedGolomb() }
}

/** Takes out the bytes 3 that stand after two zeroes (7.4.1). */
function withoutEmulation(bytes: Buffer): Buffer {
  const plain: number[] = []
  let zeroes = 0
  for (const byte of bytes) {
    if (zeroes >= 2 && byte === 3) {
      zeroes = 0
      continue
    }
    zeroes = byte === 0 ? zeroes + 1 : 0
    plain.push(byte)
  }
  return Buffer.from(plain)
}
