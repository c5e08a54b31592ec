import { chunkMessage, chunkStream } from './rtmp/chunk-writer.ts'
import { writeCommand } from './rtmp/messages/command.ts'
import { messageType } from './rtmp/messages/message-type.ts'
import type { SeededBytes } from './seeded-bytes.ts'

/** What one hostile connection sends, in which pieces, and whether it slams the door. */
export type MalformedSession = { kind: string; pieces: Buffer[]; slams: boolean }

const HANDSHAKE_PART_BYTES = 1536
/** Pieces of one session; a byte at a time beyond that only costs time. */
const MAX_PIECES = 40

type Builder = (seeded: SeededBytes, key: string) => Buffer

const builders: Record<string, Builder> = {
  noise: (seeded) => seeded.bytes(seeded.below(6000)),
  'noise after the version': (seeded) => Buffer.concat([Buffer.of(3), seeded.bytes(seeded.below(5000))]),
  'noise after the handshake': (seeded) => Buffer.concat([handshake(seeded), seeded.bytes(seeded.below(3000))]),
  'cut short': (seeded, key) => {
    const whole = dialogue(seeded, key)
    return whole.subarray(0, seeded.below(whole.length))
  },
  'damaged dialogue': (seeded, key) => Buffer.concat([handshake(seeded), seeded.damage(commands(seeded, key))]),
  'damaged media': (seeded, key) =>
    Buffer.concat([handshake(seeded), commands(seeded, key), seeded.damage(media(seeded))]),
  'noise as media': (seeded, key) => Buffer.concat([dialogue(seeded, key), seeded.bytes(seeded.below(8000))]),
  'noise as command': (seeded) =>
    Buffer.concat([handshake(seeded), message(seeded, messageType.commandAmf0, seeded.bytes(seeded.below(400)))]),
  'wrong key': (seeded) => dialogue(seeded, seeded.bytes(12).toString('hex')),
  'a message of 16 MB': (seeded) => Buffer.concat([handshake(seeded), Buffer.from('0400000affffff0801000000', 'hex')]),
  'thousands of chunk streams': (seeded) => Buffer.concat([handshake(seeded), ...manyChunkStreams()]),
  'deep nesting': (seeded) => {
    const depth = 10 + seeded.below(2000)
    const nested = Buffer.concat(Array.from({ length: depth }, () => Buffer.from('0300016f', 'hex')))
    return Buffer.concat([handshake(seeded), message(seeded, messageType.commandAmf0, nested)])
  },
  'chunk sizes': (seeded) => {
    const size = Buffer.alloc(4)
    size.writeUInt32BE(seeded.below(2 ** 32))
    return Buffer.concat([handshake(seeded), message(seeded, messageType.setChunkSize, size), seeded.bytes(500)])
  },
  'an aggregate that lies': (seeded, key) =>
    Buffer.concat([dialogue(seeded, key), message(seeded, messageType.aggregate, seeded.bytes(seeded.below(2000)))]),
}

const kinds = Object.keys(builders)

/** The next malformed session of the generator; `key` is one that the engine accepts, so that media is reached too. */
export function malformedSession(seeded: SeededBytes, key: string): MalformedSession {
  const kind = kinds[seeded.below(kinds.length)] ?? 'noise'
  const bytes = builders[kind]?.(seeded, key) ?? Buffer.alloc(0)
  const largest = Math.ceil((2 * bytes.length) / MAX_PIECES) + 1 + seeded.below(4000)
  return { kind, pieces: seeded.cuts(bytes, largest), slams: seeded.below(2) === 0 }
}

/** Everything a well-behaved encoder says up to its first pictures, in one go: answers are not waited for. */
export function dialogue(seeded: SeededBytes, key: string): Buffer {
  return Buffer.concat([handshake(seeded), commands(seeded, key), media(seeded)])
}

/** C0, C1 and C2; most of the random part may be anything. */
function handshake(seeded: SeededBytes): Buffer {
  const parts = seeded.bytes(1 + 2 * HANDSHAKE_PART_BYTES)
  parts[0] = 3
  // Half of them ask for the digest form, without a digest that fits.
  parts.fill(0, 5, seeded.below(2) === 0 ? 9 : 5)
  return parts
}

function commands(seeded: SeededBytes, key: string): Buffer {
  const streamId = 1
  return Buffer.concat(
    [
      writeCommand(0, 'connect', 1, { app: 'live', tcUrl: 'rtmp://localhost/live', type: 'nonprivate' }),
      writeCommand(0, 'releaseStream', 2, null, key),
      writeCommand(0, 'FCPublish', 3, null, key),
      writeCommand(0, 'createStream', 4, null),
      writeCommand(streamId, 'publish', 5, null, key, seeded.below(2) === 0 ? 'live' : 'record'),
    ].map((command) => chunkMessage(chunkStream.command, command, 128)),
  )
}

function media(seeded: SeededBytes): Buffer {
  const header = '17000000000164001effe1001a6764001eacd940a02ff970110000030001000003003c0f162d9601000468efbcb0fdf8f800'
  const picture = Buffer.concat([Buffer.from('1701000000', 'hex'), seeded.bytes(seeded.below(1500))])
  const sound = Buffer.concat([Buffer.from('af01', 'hex'), seeded.bytes(seeded.below(300))])
  return Buffer.concat([
    message(seeded, messageType.dataAmf0, seeded.bytes(seeded.below(200))),
    message(seeded, messageType.video, Buffer.from(header, 'hex')),
    message(seeded, messageType.audio, Buffer.from('af001190', 'hex')),
    message(seeded, messageType.video, picture),
    message(seeded, messageType.audio, sound),
  ])
}

function message(seeded: SeededBytes, type: number, payload: Buffer): Buffer {
  return chunkMessage(3 + seeded.below(8), { type, streamId: 1, timestamp: seeded.below(2 ** 32), payload }, 128)
}

function manyChunkStreams(): Buffer[] {
  return Array.from({ length: 3000 }, (_, index) => {
    const chunk = Buffer.alloc(3 + 11 + 4)
    chunk[0] = 1
    chunk.writeUInt16LE(index + 64, 1)
    chunk.writeUIntBE(200, 6, 3)
    chunk[9] = messageType.video
    return chunk
  })
}
