import { type AacConfig, readAacConfig } from '../codecs/aac.ts'
import { type AvcConfig, readAvcConfig } from '../codecs/avc.ts'
import { readAudioTag, readVideoTag } from '../codecs/flv-tag.ts'
import { LiveError } from '../live-error.ts'
import type { StreamHeaders } from '../program/packet.ts'

export type TrackConfigs = { video: AvcConfig | undefined; audio: AacConfig | undefined }

/** Tracks that can be carried; a configuration that cannot be read counts as none. */
export function readTracks(headers: StreamHeaders): TrackConfigs {
  const video = headers.video
  const audio = headers.audio
  const videoTag = video === undefined ? undefined : readVideoTag(video)
  const audioTag = audio === undefined ? undefined : readAudioTag(audio)
  return {
    video:
      video !== undefined && videoTag?.codec === 'avc' ? orNone(() => readAvcConfig(video.subarray(5))) : undefined,
    audio:
      audio !== undefined && audioTag?.codec === 'aac' ? orNone(() => readAacConfig(audio.subarray(2))) : undefined,
  }
}

function orNone<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (fault) {
    if (fault instanceof LiveError) return undefined
    throw fault
  }
}
