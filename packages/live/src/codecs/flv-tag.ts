/** What the first bytes of an audio or video message say (FLV 10.1, E.4.2 and E.4.3; Enhanced RTMP v1 headers). */
export type VideoTag = {
  codec: 'avc' | 'other'
  key: boolean
  /** Holds the decoder configuration, not a picture. */
  config: boolean
  /** Holds coded pictures. */
  picture: boolean
  compositionMs: number
  dataOffset: number
}
export type AudioTag = { codec: 'aac' | 'other'; config: boolean; dataOffset: number }

const AVC = 7
const HEVC = 12
const AAC = 10
const ENHANCED_AUDIO = 9

/** Undefined for a message too short to be a tag. */
export function readVideoTag(payload: Buffer): VideoTag | undefined {
  if (payload.length < 5) return undefined
  const first = payload.readUInt8(0)
  const key = ((first >> 4) & 7) === 1
  if (first >= 0x80) {
    const packetType = first & 0x0f
    const config = packetType === 0
    return { codec: 'other', key: key && !config, config, picture: !config, compositionMs: 0, dataOffset: 5 }
  }
  const codecId = first & 0x0f
  if (codecId !== AVC && codecId !== HEVC) {
    return { codec: 'other', key, config: false, picture: true, compositionMs: 0, dataOffset: 1 }
  }
  const packetType = payload.readUInt8(1)
  const config = packetType === 0
  return {
    codec: codecId === AVC ? 'avc' : 'other',
    key: key && packetType === 1,
    config,
    picture: packetType === 1,
    // Negative where B-frames are shown before the frames they lean on.
    compositionMs: payload.readIntBE(2, 3),
    dataOffset: 5,
  }
}

export function readAudioTag(payload: Buffer): AudioTag | undefined {
  if (payload.length < 2) return undefined
  const first = payload.readUInt8(0)
  const format = first >> 4
  if (format === AAC) return { codec: 'aac', config: payload.readUInt8(1) === 0, dataOffset: 2 }
  return { codec: 'other', config: format === ENHANCED_AUDIO && (first & 0x0f) === 0, dataOffset: 1 }
}
