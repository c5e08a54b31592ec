import type { PlatformStatus } from './platforms/platform-status.ts'
import type { SignalStatus } from './program/signal-measure.ts'

export type InputStatus = { id: string; publishing: boolean; bitsPerSecond: number }
/** What the encoder sends, where it is H.264 and AAC. */
export type MediaStatus = {
  video: { codec: string; width: number; height: number } | undefined
  audio: { codec: string; sampleRate: number; channels: number } | undefined
}
export type BroadcastStatus = {
  id: string
  state: 'declared' | 'ended'
  /** Id of the input on program. */
  program: string
  inputs: InputStatus[]
  media: MediaStatus
  /** What is on program, measured. */
  signal: SignalStatus
  platforms: PlatformStatus[]
  permit: { inForce: boolean; platforms: string[]; notAfter: string | undefined; lease: number | undefined }
  previewPath: string
  livePath: string
  liveOpen: boolean
  /** Program time of the newest packet, in s. */
  programSeconds: number
}
