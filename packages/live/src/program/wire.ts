import type { RtmpMessage } from '../rtmp/chunk-reader.ts'
import { chunkedLength, chunkStream, writeChunked } from '../rtmp/chunk-writer.ts'
import { messageType } from '../rtmp/messages/message-type.ts'
import { PUSH_CHUNK_BYTES } from '../rtmp/push-session.ts'
import type { Span } from './cursor.ts'
import type { Packet, PacketKind, StreamHeaders } from './packet.ts'
import type { PacketRing } from './ring.ts'

const wireKind: Record<PacketKind, { type: number; chunkStreamId: number }> = {
  audio: { type: messageType.audio, chunkStreamId: chunkStream.audio },
  video: { type: messageType.video, chunkStreamId: chunkStream.video },
  data: { type: messageType.dataAmf0, chunkStreamId: chunkStream.data },
}

/**
 * The packets of the ring as RTMP bytes, for one tick: outputs that ask for the same span on the same message stream
 * share one buffer.
 */
export class TickWire {
  readonly #ring: PacketRing
  readonly #spans = new Map<string, Buffer>()

  constructor(ring: PacketRing) {
    this.#ring = ring
  }

  /** The span on the message stream; without its headers. */
  span(streamId: number, span: Span): Buffer {
    const name = `${streamId}:${span.from}:${span.to}`
    const known = this.#spans.get(name)
    if (known !== undefined) return known
    const packets: Packet[] = []
    for (let sequence = span.from; sequence < span.to; sequence += 1) {
      const packet = this.#ring.find(sequence)
      if (packet !== undefined) packets.push(packet)
    }
    const bytes = serialise(streamId, packets)
    this.#spans.set(name, bytes)
    return bytes
  }
}

/** Metadata and sequence headers, stamped with the time of the packet they go before. */
export function headerBytes(streamId: number, headers: StreamHeaders, timestamp: number): Buffer {
  const parts: Pick<Packet, 'kind' | 'timestamp' | 'payload'>[] = []
  if (headers.metadata !== undefined) parts.push({ kind: 'data', timestamp, payload: headers.metadata })
  if (headers.video !== undefined) parts.push({ kind: 'video', timestamp, payload: headers.video })
  if (headers.audio !== undefined) parts.push({ kind: 'audio', timestamp, payload: headers.audio })
  return serialise(streamId, parts)
}

function serialise(streamId: number, packets: readonly Pick<Packet, 'kind' | 'timestamp' | 'payload'>[]): Buffer {
  let length = 0
  for (const packet of packets) {
    length += chunkedLength(wireKind[packet.kind].chunkStreamId, messageOf(streamId, packet), PUSH_CHUNK_BYTES)
  }
  const target = Buffer.allocUnsafeSlow(length)
  let offset = 0
  for (const packet of packets) {
    const { chunkStreamId } = wireKind[packet.kind]
    offset = writeChunked(target, offset, chunkStreamId, messageOf(streamId, packet), PUSH_CHUNK_BYTES)
  }
  return target
}

function messageOf(streamId: number, packet: Pick<Packet, 'kind' | 'timestamp' | 'payload'>): RtmpMessage {
  // The wire counts 32 bits and wraps.
  const timestamp = packet.timestamp % 2 ** 32
  return { type: wireKind[packet.kind].type, streamId, timestamp, payload: packet.payload }
}
