import { LiveError } from '../live-error.ts'
import { messageType } from './messages/message-type.ts'

/** One whole RTMP message. `timestamp` is the 32-bit value in ms as the peer counts it. */
export type RtmpMessage = { type: number; streamId: number; timestamp: number; payload: Buffer }

export type ChunkLimits = {
  /** Largest message the peer may declare; a key frame of 4K video stays under it. */
  maxMessageBytes: number
  /** Unfinished messages of all chunk streams together. */
  maxPendingBytes: number
  /** Encoders use about six. */
  maxChunkStreams: number
}

export const defaultChunkLimits: ChunkLimits = {
  maxMessageBytes: 8 * 1024 * 1024,
  maxPendingBytes: 12 * 1024 * 1024,
  maxChunkStreams: 64,
}

/** RTMP 1.0, 5.4.1: a message is shorter than 2^24, so a larger chunk size means nothing. */
const MAX_CHUNK_BYTES = 0xffffff
const EXTENDED = 0xffffff
/** 3 bytes basic header, 11 message header, 4 extended timestamp. */
const MAX_HEADER_BYTES = 18
const fieldBytes = [11, 7, 3, 0] as const

type ChunkStream = {
  timestamp: number
  delta: number
  /** Value of the extended field when the last header of kind 0 to 2 had one. */
  extended: number | undefined
  length: number
  type: number
  streamId: number
  payload: Buffer | undefined
  received: number
}

/**
 * Chunks in any cut -> messages (RTMP 1.0, 5.3). Headers are read in place, payload is copied once. Set Chunk Size
 * and Abort are obeyed here; all other messages are given out. Throws `rtmp_chunk`, `rtmp_limit`; unusable after.
 */
export class ChunkReader {
  limits: ChunkLimits
  readonly #streams = new Map<number, ChunkStream>()
  readonly #held = Buffer.alloc(MAX_HEADER_BYTES)
  #heldBytes = 0
  #surplus: Buffer | undefined
  #chunkSize = 128
  #pendingBytes = 0
  #current: ChunkStream | undefined
  #chunkRemaining = 0

  constructor(limits: ChunkLimits = defaultChunkLimits) {
    this.limits = limits
  }

  /** Each message is given out before the bytes after it are read, so the taker may change the limits in between. */
  read(bytes: Buffer, take: (message: RtmpMessage) => void): void {
    let offset = 0
    while (offset < bytes.length) {
      if (this.#current === undefined) {
        const used = this.#readHeader(bytes, offset)
        if (used === undefined) return
        offset += used
      } else {
        offset += this.#copyPayload(this.#current, bytes, offset)
      }
      if (this.#chunkRemaining === 0) this.#finishChunk(take)
      const surplus = this.#surplus
      if (surplus !== undefined) {
        this.#surplus = undefined
        this.read(surplus, take)
      }
    }
  }

  /** Bytes used of `bytes`, or undefined when the header is not whole yet and all of them are held. */
  #readHeader(bytes: Buffer, offset: number): number | undefined {
    if (this.#heldBytes === 0) {
      const used = this.#parseHeader(bytes, offset, bytes.length)
      if (used === undefined) this.#heldBytes = bytes.copy(this.#held, 0, offset)
      return used
    }
    const before = this.#heldBytes
    const copied = bytes.copy(this.#held, before, offset, offset + MAX_HEADER_BYTES - before)
    const used = this.#parseHeader(this.#held, 0, before + copied)
    this.#heldBytes = used === undefined ? before + copied : 0
    if (used === undefined) return undefined
    // Bytes held to see whether the extended field is repeated, which turned out to be payload.
    if (used < before) this.#surplus = Buffer.from(this.#held.subarray(used, before))
    return Math.max(0, used - before)
  }

  /** Length of the chunk header at `start`; undefined, with nothing changed, when it is not whole before `end`. */
  #parseHeader(bytes: Buffer, start: number, end: number): number | undefined {
    const first = bytes.readUInt8(start)
    const low = first & 0x3f
    const basicBytes = low === 0 ? 2 : low === 1 ? 3 : 1
    const format = (first >> 6) as 0 | 1 | 2 | 3
    const fields = start + basicBytes
    const afterFields = fields + fieldBytes[format]
    if (afterFields > end) return undefined
    const id = low === 0 ? 64 + bytes.readUInt8(start + 1) : low === 1 ? 64 + bytes.readUInt16LE(start + 1) : low
    const known = this.#streams.get(id)
    if (format === 3) return this.#parseContinuation(known, bytes, start, afterFields, end)
    const field = bytes.readUIntBE(fields, 3)
    const isExtended = field === EXTENDED
    if (isExtended && afterFields + 4 > end) return undefined
    const time = isExtended ? bytes.readUInt32BE(afterFields) : field
    const stream = known ?? this.#openStream(id, format)
    if (stream.payload !== undefined) throw new LiveError('rtmp_chunk', 'new header inside a message')
    stream.extended = isExtended ? time : undefined
    stream.delta = time
    stream.timestamp = format === 0 ? time : (stream.timestamp + time) >>> 0
    if (format !== 2) {
      stream.length = bytes.readUIntBE(fields + 3, 3)
      stream.type = bytes.readUInt8(fields + 6)
    }
    if (format === 0) stream.streamId = bytes.readUInt32LE(fields + 7)
    this.#startMessage(stream)
    return afterFields + (isExtended ? 4 : 0) - start
  }

  #parseContinuation(stream: ChunkStream | undefined, bytes: Buffer, start: number, after: number, end: number) {
    if (stream === undefined) throw new LiveError('rtmp_chunk', 'first chunk of a stream without a header')
    let used = after - start
    if (stream.extended !== undefined) {
      if (after + 4 > end) return undefined
      // 5.3.1.3: the field is there again; a few encoders leave it out, so it counts only when it repeats the value.
      if (bytes.readUInt32BE(after) === stream.extended) used += 4
    }
    if (stream.payload === undefined) {
      // 5.3.1.2.4: a new message that takes over everything, the step in time too (after kind 0: its timestamp).
      stream.timestamp = (stream.timestamp + stream.delta) >>> 0
      this.#startMessage(stream)
    } else {
      this.#startChunk(stream)
    }
    return used
  }

  #openStream(id: number, format: number): ChunkStream {
    // Kind 1 without a kind 0 before it is what librtmp sends for its pings.
    if (format === 2) throw new LiveError('rtmp_chunk', 'first chunk of a stream without a header')
    if (this.#streams.size >= this.limits.maxChunkStreams) throw new LiveError('rtmp_limit', 'chunk streams')
    const stream: ChunkStream = {
      timestamp: 0,
      delta: 0,
      extended: undefined,
      length: 0,
      type: 0,
      streamId: 0,
      payload: undefined,
      received: 0,
    }
    this.#streams.set(id, stream)
    return stream
  }

  #startMessage(stream: ChunkStream): void {
    if (stream.length > this.limits.maxMessageBytes) throw new LiveError('rtmp_limit', 'message size')
    this.#pendingBytes += stream.length
    if (this.#pendingBytes > this.limits.maxPendingBytes) throw new LiveError('rtmp_limit', 'unfinished messages')
    stream.payload = Buffer.allocUnsafeSlow(stream.length)
    stream.received = 0
    this.#startChunk(stream)
  }

  #startChunk(stream: ChunkStream): void {
    this.#current = stream
    this.#chunkRemaining = Math.min(this.#chunkSize, stream.length - stream.received)
  }

  #copyPayload(stream: ChunkStream, bytes: Buffer, offset: number): number {
    if (stream.payload === undefined) throw new LiveError('rtmp_chunk')
    const count = Math.min(this.#chunkRemaining, bytes.length - offset)
    bytes.copy(stream.payload, stream.received, offset, offset + count)
    stream.received += count
    this.#chunkRemaining -= count
    return count
  }

  #finishChunk(take: (message: RtmpMessage) => void): void {
    const stream = this.#current
    this.#current = undefined
    if (stream?.payload === undefined || stream.received < stream.length) return
    const { type, streamId, timestamp, payload } = stream
    stream.payload = undefined
    this.#pendingBytes -= stream.length
    if (type === messageType.setChunkSize) this.#setChunkSize(payload)
    else if (type === messageType.abort) this.#abort(payload)
    else take({ type, streamId, timestamp, payload })
  }

  #setChunkSize(payload: Buffer): void {
    if (payload.length < 4) throw new LiveError('rtmp_chunk', 'Set Chunk Size without a size')
    const size = payload.readUInt32BE(0)
    if (size === 0 || size > 0x7fffffff) throw new LiveError('rtmp_limit', 'chunk size')
    this.#chunkSize = Math.min(size, MAX_CHUNK_BYTES)
  }

  #abort(payload: Buffer): void {
    if (payload.length < 4) throw new LiveError('rtmp_chunk', 'Abort without a stream')
    const stream = this.#streams.get(payload.readUInt32BE(0))
    if (stream?.payload === undefined) return
    stream.payload = undefined
    this.#pendingBytes -= stream.length
  }
}
