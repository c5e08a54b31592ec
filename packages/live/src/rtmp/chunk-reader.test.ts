import { describe, expect, test } from 'vitest'
import { LiveError } from '../live-error.ts'
import { SeededBytes } from '../seeded-bytes.ts'
import { ChunkReader, type RtmpMessage } from './chunk-reader.ts'
import { chunkMessage } from './chunk-writer.ts'

type Row = { name: string; hex: string; messages: [type: number, stream: number, timestamp: number, payload: string][] }

const rows: Row[] = [
  { name: 'kind 0', hex: '04 00000a 000002 08 01000000 abcd', messages: [[8, 1, 10, 'abcd']] },
  {
    name: 'kind 1 takes the stream over and adds to the time',
    hex: '04 00000a 000001 08 01000000 aa  44 000005 000002 09 bbbb',
    messages: [
      [8, 1, 10, 'aa'],
      [9, 1, 15, 'bbbb'],
    ],
  },
  {
    name: 'kind 2 takes length and type over',
    hex: '04 00000a 000001 08 01000000 aa  84 000007 bb',
    messages: [
      [8, 1, 10, 'aa'],
      [8, 1, 17, 'bb'],
    ],
  },
  {
    name: 'kind 3 as a new message repeats the step',
    hex: '04 00000a 000001 08 01000000 aa  84 000007 bb  c4 cc',
    messages: [
      [8, 1, 10, 'aa'],
      [8, 1, 17, 'bb'],
      [8, 1, 24, 'cc'],
    ],
  },
  {
    name: 'kind 3 after kind 0 steps by its timestamp',
    hex: '04 00000a 000001 08 01000000 aa  c4 cc',
    messages: [
      [8, 1, 10, 'aa'],
      [8, 1, 20, 'cc'],
    ],
  },
  { name: 'basic header of 2 bytes', hex: '00 05 00000a 000001 08 01000000 aa', messages: [[8, 1, 10, 'aa']] },
  { name: 'basic header of 3 bytes', hex: '01 0102 00000a 000001 08 01000000 aa', messages: [[8, 1, 10, 'aa']] },
  {
    name: 'extended timestamp, repeated in kind 3',
    hex: '02 000000 000004 01 00000000 00000002  04 ffffff 000003 08 01000000 01000001 aabb c4 01000001 cc',
    messages: [[8, 1, 0x01000001, 'aabbcc']],
  },
  {
    name: 'extended timestamp, left out of kind 3',
    hex: '02 000000 000004 01 00000000 00000002  04 ffffff 000003 08 01000000 01000001 aabb c4 cc  04 000000 000001 08 01000000 dd',
    messages: [
      [8, 1, 0x01000001, 'aabbcc'],
      [8, 1, 0, 'dd'],
    ],
  },
  {
    name: 'extended step in kind 1 and the wrap at 32 bits',
    hex: '04 ffffff 000001 08 01000000 ffffff00 aa  44 ffffff 000001 08 01000000 bb',
    messages: [
      [8, 1, 0xffffff00, 'aa'],
      [8, 1, 0x00ffff00, 'bb'],
    ],
  },
  { name: 'empty message', hex: '04 00000a 000000 08 01000000', messages: [[8, 1, 10, '']] },
  {
    name: 'Abort throws the half message away',
    hex: '02 000000 000004 01 00000000 00000002  06 000000 000003 09 01000000 0102  02 000000 000004 02 00000000 0000 c2 0006  06 000001 000001 09 01000000 ff',
    messages: [[9, 1, 1, 'ff']],
  },
]

describe('chunks', () => {
  test.each(rows)('$name', ({ hex, messages }) => {
    const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex')
    expect(read(new ChunkReader(), [bytes]).map(row)).toEqual(messages)
    // The same a byte at a time.
    expect(
      read(
        new ChunkReader(),
        [...bytes].map((byte) => Buffer.of(byte)),
      ).map(row),
    ).toEqual(messages)
  })

  test('a chunk size takes effect between the chunks of another message', () => {
    const hex =
      '02000000000004010000000000000002' +
      '06000000000007090100000001 02'.replace(' ', '') +
      '0200000000000401000000000000' +
      'c20004' +
      'c603040506' +
      'c607'
    expect(read(new ChunkReader(), [Buffer.from(hex, 'hex')]).map(row)).toEqual([[9, 1, 0, '01020304050607']])
  })

  test('what the writer writes is read back, in any cut', () => {
    const seeded = new SeededBytes(3)
    for (const id of [2, 63, 64, 319, 320, 65599]) {
      for (const timestamp of [0, 0xfffffe, 0xffffff, 0x1000000, 0xffffffff]) {
        const message = { type: 9, streamId: 1, timestamp, payload: seeded.bytes(seeded.below(1000)) }
        const bytes = chunkMessage(id, message, 128)
        expect(read(new ChunkReader(), seeded.cuts(bytes, 40))).toEqual([message])
      }
    }
  })
})

test.each([
  ['kind 3 first', 'c4', 'rtmp_chunk'],
  ['kind 2 first', '84000007', 'rtmp_chunk'],
  [
    'a new header inside a message',
    '04 00000a 000100 08 01000000'.concat('00'.repeat(128), '04 00000a 000001 08 01000000'),
    'rtmp_chunk',
  ],
  ['a message of 16 MB', '04 00000a ffffff 08 01000000', 'rtmp_limit'],
  ['a chunk size of 0', '02 000000 000004 01 00000000 00000000', 'rtmp_limit'],
  ['a chunk size with the top bit', '02 000000 000004 01 00000000 80000000', 'rtmp_limit'],
  ['Set Chunk Size without a size', '02 000000 000002 01 00000000 0000', 'rtmp_chunk'],
])('refuses %s', (_name, hex, code) => {
  const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex')
  expect(() => read(new ChunkReader(), [bytes])).toThrowError(expect.objectContaining({ code }))
})

test('refuses thousands of chunk streams, and unfinished messages beyond the bound', () => {
  const reader = new ChunkReader({ maxMessageBytes: 1000, maxPendingBytes: 1500, maxChunkStreams: 4 })
  const half = (id: number, length: number) =>
    Buffer.concat([Buffer.of(id, 0, 0, 0, 0, length >> 8, length & 255, 8), Buffer.alloc(132)])
  read(reader, [half(3, 1000)])
  expect(() => read(reader, [half(4, 1000)])).toThrowError(expect.objectContaining({ code: 'rtmp_limit' }))
  const many = new ChunkReader({ maxMessageBytes: 1000, maxPendingBytes: 1500, maxChunkStreams: 4 })
  const ids = [3, 4, 5, 6, 7].map((id) => Buffer.concat([Buffer.of(id, 0, 0, 0, 0, 0, 0, 8), Buffer.alloc(4)]))
  expect(() => read(many, ids)).toThrowError(expect.objectContaining({ code: 'rtmp_limit' }))
})

test('damaged chunks end in messages or in a fault of the catalogue', () => {
  const seeded = new SeededBytes(11)
  const sample = Buffer.concat(
    [2, 4, 6].map((id) => chunkMessage(id, { type: 9, streamId: 1, timestamp: 5, payload: seeded.bytes(300) }, 128)),
  )
  for (let round = 0; round < 3000; round += 1) {
    const bytes = round % 3 === 0 ? seeded.bytes(seeded.below(200)) : seeded.damage(sample)
    try {
      read(new ChunkReader(), seeded.cuts(bytes, 100))
    } catch (fault) {
      expect(fault).toBeInstanceOf(LiveError)
    }
  }
})

function read(reader: ChunkReader, parts: Buffer[]): RtmpMessage[] {
  const messages: RtmpMessage[] = []
  for (const part of parts) reader.read(part, (message) => messages.push(message))
  return messages
}

function row(message: RtmpMessage) {
  return [message.type, message.streamId, message.timestamp, message.payload.toString('hex')]
}
