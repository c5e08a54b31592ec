import type { RtmpMessage } from './chunk-reader.ts'

/** Chunk streams we send on. */
export const chunkStream = { control: 2, command: 3, audio: 4, data: 5, video: 6 } as const

const EXTENDED = 0xffffff

/** Bytes that `writeChunked` will fill. */
export function chunkedLength(chunkStreamId: number, message: RtmpMessage, chunkSize: number): number {
  const chunks = Math.max(1, Math.ceil(message.payload.length / chunkSize))
  const basic = basicHeaderLength(chunkStreamId)
  const extended = message.timestamp >= EXTENDED ? 4 : 0
  return 11 + chunks * (basic + extended) + message.payload.length
}

/**
 * Writes the message as one kind-0 chunk and kind-3 continuations, so that it depends on nothing sent before and the
 * same bytes serve every connection. Returns the offset after it. `timestamp` must be below 2^32.
 */
export function writeChunked(
  target: Buffer,
  start: number,
  chunkStreamId: number,
  message: RtmpMessage,
  chunkSize: number,
): number {
  const { payload, timestamp } = message
  const isExtended = timestamp >= EXTENDED
  let offset = writeBasicHeader(target, start, 0, chunkStreamId)
  offset = target.writeUIntBE(isExtended ? EXTENDED : timestamp, offset, 3)
  offset = target.writeUIntBE(payload.length, offset, 3)
  offset = target.writeUInt8(message.type, offset)
  offset = target.writeUInt32LE(message.streamId, offset)
  let taken = 0
  for (;;) {
    if (isExtended) offset = target.writeUInt32BE(timestamp, offset)
    const end = Math.min(payload.length, taken + chunkSize)
    offset += payload.copy(target, offset, taken, end)
    taken = end
    if (taken >= payload.length) return offset
    offset = writeBasicHeader(target, offset, 3, chunkStreamId)
  }
}

/** The message as bytes of its own. */
export function chunkMessage(chunkStreamId: number, message: RtmpMessage, chunkSize: number): Buffer {
  const target = Buffer.allocUnsafe(chunkedLength(chunkStreamId, message, chunkSize))
  writeChunked(target, 0, chunkStreamId, message, chunkSize)
  return target
}

function basicHeaderLength(id: number): number {
  return id < 64 ? 1 : id < 320 ? 2 : 3
}

function writeBasicHeader(target: Buffer, offset: number, format: number, id: number): number {
  const high = format << 6
  if (id < 64) return target.writeUInt8(high | id, offset)
  if (id < 320) return target.writeUInt8(id - 64, target.writeUInt8(high, offset))
  return target.writeUInt16LE(id - 64, target.writeUInt8(high | 1, offset))
}
