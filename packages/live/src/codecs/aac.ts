import { BitCursor } from '../bytes/bit-cursor.ts'
import { LiveError } from '../live-error.ts'

/** `config` is the AudioSpecificConfig as it stands in `esds`; `sampleRate` is that of the core, before SBR. */
export type AacConfig = { sampleRate: number; channels: number; codec: string; config: Buffer }

/** Samples of one AAC frame at the core rate. */
export const AAC_FRAME_SAMPLES = 1024

const sampleRates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350]
const channelCounts = [0, 1, 2, 3, 4, 5, 6, 8]

/** Reads an AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). Throws `truncated`, `codec_*`. */
export function readAacConfig(config: Buffer): AacConfig {
  const bits = new BitCursor(config)
  const objectType = readObjectType(bits)
  const rateIndex = bits.bits(4)
  const sampleRate = rateIndex === 15 ? bits.bits(24) : sampleRates[rateIndex]
  if (sampleRate === undefined || sampleRate < 1) throw new LiveError('codec_malformed', 'AAC sample rate')
  const channels = channelCounts[bits.bits(4)] ?? 0
  if (objectType === 0) throw new LiveError('codec_malformed', 'AAC object type')
  // A channel configuration of 0 is described inside the stream; stereo is what players then assume.
  return { sampleRate, channels: channels === 0 ? 2 : channels, codec: `mp4a.40.${objectType}`, config }
}

function readObjectType(bits: BitCursor): number {
  const kind = bits.bits(5)
  return kind === 31 ? 32 + bits.bits(6) : kind
}
