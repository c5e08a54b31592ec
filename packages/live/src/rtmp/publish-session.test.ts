import { expect, test } from 'vitest'
import { LiveError } from '../live-error.ts'
import { SeededBytes } from '../seeded-bytes.ts'
import { type AmfValue, writeAmf0 } from './amf0.ts'
import { ChunkReader, type RtmpMessage } from './chunk-reader.ts'
import { chunkMessage } from './chunk-writer.ts'
import { readCommand } from './messages/command.ts'
import { PublishSession } from './publish-session.ts'
import { PushSession } from './push-session.ts'
import { streamKeyCandidates } from './stream-key.ts'

const seeded = new SeededBytes(9)
const random = (length: number) => seeded.bytes(length)

test('our own push session publishes to our own publish session, in any cut of the bytes', () => {
  const { server, keys, media } = serverOf((candidates) => candidates.includes('k?a=b&c= d'))
  const client = new PushSession({ app: 'live', name: 'k?a=b&c= d', tcUrl: 'rtmp://h/live' }, random)
  converse(client, server)
  expect([client.phase, server.phase]).toEqual(['publishing', 'publishing'])
  expect(keys[0]).toBe('k?a=b&c= d')
  const message = { type: 9, streamId: client.streamId, timestamp: 0x1000000, payload: random(20_000) }
  for (const part of seeded.cuts(chunkMessage(6, message, 4096), 700)) server.receive(part)
  expect(media).toEqual([message])
  client.finish()
  server.receive(client.takeOutput() ?? Buffer.alloc(0))
  expect(server.phase).toBe('ended')
})

test('a wrong key is refused, and the client shows the words', () => {
  const { server } = serverOf(() => false)
  const client = new PushSession({ app: 'live', name: 'wrong', tcUrl: 'rtmp://h/live' }, random)
  converse(client, server)
  expect([client.phase, client.refusal]).toEqual(['refused', 'NetStream.Publish.BadName: not known'])
  expect([server.phase, server.reason]).toEqual(['ended', 'not known'])
})

test('an AMF3 command with its leading zero, and C2 in one piece with connect, are understood', () => {
  const { server } = serverOf(() => true)
  const connect = Buffer.concat([Buffer.of(0), writeAmf0('connect', 1, { app: 'live', objectEncoding: 3 })])
  const chunk = chunkMessage(3, { type: 17, streamId: 0, timestamp: 0, payload: connect }, 128)
  server.receive(Buffer.concat([Buffer.of(3), Buffer.alloc(1536), Buffer.alloc(1536), chunk]))
  const names = answersOf(server).map(({ name }) => name)
  expect(names).toEqual(['_result'])
})

test('an aggregate is taken apart with its own clock', () => {
  const { server, media } = publishing()
  const part = (type: number, time: number, body: string) => {
    const payload = Buffer.from(body, 'hex')
    const head = Buffer.of(type, 0, 0, payload.length, 0, 0, time, 0, 0, 0, 0)
    return Buffer.concat([head, payload, Buffer.alloc(4)])
  }
  const payload = Buffer.concat([part(8, 100, 'aa'), part(9, 120, 'bbcc')])
  server.receive(chunkMessage(4, { type: 22, streamId: 1, timestamp: 1000, payload }, 4096).subarray(0))
  expect(media.map(({ type, timestamp, payload: body }) => [type, timestamp, body.toString('hex')])).toEqual([
    [8, 1000, 'aa'],
    [9, 1020, 'bbcc'],
  ])
})

test.each([
  ['publish before connect', [['publish', 0, null, 'k']]],
  ['createStream before connect', [['createStream', 1, null]]],
  [
    'connect twice',
    [
      ['connect', 1, { app: 'a' }],
      ['connect', 2, { app: 'a' }],
    ],
  ],
  ['a hundred commands', Array.from({ length: 100 }, () => ['_checkbw', 1, null])],
] as [string, AmfValue[][]][])('refuses %s', (_name, commands) => {
  const { server } = serverOf(() => true)
  server.receive(Buffer.concat([Buffer.of(3), Buffer.alloc(3072)]))
  const send = () => {
    for (const values of commands) server.receive(command(values))
  }
  expect(send).toThrowError(LiveError)
})

test('before a key is accepted a message is small', () => {
  const { server } = serverOf(() => true)
  server.receive(Buffer.concat([Buffer.of(3), Buffer.alloc(3072)]))
  const head = Buffer.from('0400000001000109 01000000'.replace(' ', ''), 'hex')
  expect(() => server.receive(head)).toThrowError(expect.objectContaining({ code: 'rtmp_limit' }))
})

test('received bytes are acknowledged', () => {
  const { server } = publishing()
  server.takeOutput()
  const message = { type: 9, streamId: 1, timestamp: 0, payload: Buffer.alloc(1_400_000) }
  server.receive(chunkMessage(6, message, 128))
  const read: RtmpMessage[] = []
  new ChunkReader().read(server.takeOutput() ?? Buffer.alloc(0), (answer) => read.push(answer))
  expect(read.map(({ type }) => type)).toEqual([3])
})

test.each([
  ['live', 'KEY', 'KEY'],
  ['live', 'stream?key=KEY', 'KEY'],
  ['live?key=KEY', 'stream', 'KEY'],
  ['live/KEY', '', 'KEY'],
  ['KEY', '', 'KEY'],
  ['live', 'KEY?x=1', 'KEY'],
  ['live', '', undefined],
])('app %j with name %j offers %j', (app, name, key) => {
  const candidates = streamKeyCandidates(app, name)
  if (key === undefined) expect(candidates).toEqual(['live'])
  else expect(candidates).toContain(key)
})

test('damaged dialogues end in answers or in a fault of the catalogue', () => {
  const dialogue = Buffer.concat([
    command(['connect', 1, { app: 'live' }]),
    command(['createStream', 2, null]),
    command(['publish', 3, null, 'k']),
    chunkMessage(6, { type: 9, streamId: 1, timestamp: 0, payload: Buffer.alloc(200) }, 128),
  ])
  for (let round = 0; round < 1500; round += 1) {
    const { server } = serverOf(() => true)
    try {
      server.receive(Buffer.concat([Buffer.of(3), Buffer.alloc(3072)]))
      for (const part of seeded.cuts(seeded.damage(dialogue), 200)) server.receive(part)
    } catch (fault) {
      expect(fault).toBeInstanceOf(LiveError)
    }
  }
})

test('damaged answers of a platform end in a phase or in a fault of the catalogue', () => {
  const { server } = serverOf(() => true)
  const probe = new PushSession({ app: 'live', name: 'k', tcUrl: 'rtmp://h/live' }, random)
  const said: Buffer[] = []
  converse(probe, server, said)
  const sample = Buffer.concat(said)
  for (let round = 0; round < 500; round += 1) {
    const client = new PushSession({ app: 'live', name: 'k', tcUrl: 'rtmp://h/live' }, random)
    try {
      for (const part of seeded.cuts(seeded.damage(sample), 900)) client.receive(part)
    } catch (fault) {
      expect(fault).toBeInstanceOf(LiveError)
    }
  }
})

function serverOf(accepts: (keys: string[]) => boolean) {
  const media: RtmpMessage[] = []
  const keys: string[] = []
  const owner = {
    authorise: (request: { keys: string[] }) => {
      keys.push(...request.keys)
      return accepts(request.keys) ? { accepted: true as const } : { accepted: false as const, reason: 'not known' }
    },
    media: (message: RtmpMessage) => {
      media.push(message)
    },
  }
  return { server: new PublishSession(owner, random), media, keys }
}

function publishing() {
  const made = serverOf(() => true)
  made.server.receive(Buffer.concat([Buffer.of(3), Buffer.alloc(3072)]))
  made.server.receive(command(['connect', 1, { app: 'live' }]))
  made.server.receive(command(['publish', 3, null, 'k']))
  expect(made.server.phase).toBe('publishing')
  return made
}

function command(values: AmfValue[]): Buffer {
  return chunkMessage(3, { type: 20, streamId: 1, timestamp: 0, payload: writeAmf0(...values) }, 128)
}

function converse(client: PushSession, server: PublishSession, said: Buffer[] = []): void {
  for (let turn = 0; turn < 20; turn += 1) {
    const question = client.takeOutput()
    for (const part of question === undefined ? [] : seeded.cuts(question, 500)) server.receive(part)
    const answer = server.takeOutput()
    if (answer !== undefined) said.push(answer)
    for (const part of answer === undefined ? [] : seeded.cuts(answer, 500)) client.receive(part)
  }
}

function answersOf(server: PublishSession) {
  const bytes = server.takeOutput() ?? Buffer.alloc(0)
  const commands: RtmpMessage[] = []
  new ChunkReader().read(bytes.subarray(1 + 3072), (message) => {
    if (message.type === 20) commands.push(message)
  })
  return commands.map(readCommand)
}
