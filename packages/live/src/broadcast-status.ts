import type { PlatformStatus } from './platforms/platform-status.ts'

export type InputStatus = { id: string; publishing: boolean; bitsPerSecond: number }
export type BroadcastStatus = {
  id: string
  state: 'declared' | 'ended'
  /** Id of the input on program. */
  program: string
  inputs: InputStatus[]
  platforms: PlatformStatus[]
  permit: { inForce: boolean; platforms: string[]; notAfter: string | undefined; lease: number | undefined }
  previewPath: string
  livePath: string
  liveOpen: boolean
  /** Program time of the newest packet, in s. */
  programSeconds: number
}
