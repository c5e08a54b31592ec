/** Configuration that a decoder needs before the pictures; replaced as a whole when any part changes. */
export type StreamHeaders = {
  readonly metadata: Buffer | undefined
  readonly video: Buffer | undefined
  readonly audio: Buffer | undefined
}

export type PacketKind = 'audio' | 'video' | 'data'

/** One message of the program. Immutable and shared: nobody changes a payload. */
export type Packet = {
  readonly kind: PacketKind
  /** Program time in ms, unwrapped, never backward within a kind. */
  readonly timestamp: number
  readonly payload: Buffer
  /** An output may start here. */
  readonly key: boolean
  /** A sequence header or metadata. */
  readonly config: boolean
  /** Counts the publishing sessions that fed the program; a step means the picture may have jumped. */
  readonly epoch: number
  /** The headers in force after this packet. */
  readonly headers: StreamHeaders
}

export const noHeaders: StreamHeaders = { metadata: undefined, video: undefined, audio: undefined }
