import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { createEngine, type Engine, type EngineOptions, type Listening, type ListenOptions } from './engine.ts'
import type { LiveEvent } from './live-event.ts'
import { signPermit } from './permit/permit.ts'
import type { RtmpMessage } from './rtmp/chunk-reader.ts'
import { chunkMessage } from './rtmp/chunk-writer.ts'
import { PublishSession } from './rtmp/publish-session.ts'
import { PushSession } from './rtmp/push-session.ts'

export const controlToken = 'control-token-of-the-tests'
const studio = generateKeyPairSync('ed25519')
const avcHeader = Buffer.from(
  '17000000000164001effe1001a6764001eacd940a02ff970110000030001000003003c0f162d9601000468efbcb0fdf8f800',
  'hex',
)

export type TestEngine = {
  engine: Engine
  listening: Listening
  events: LiveEvent[]
  /** Moves the engine's clock forward. */
  skip(ms: number): void
  stop(): Promise<void>
}

/** An engine on free ports of the loopback, which allows platforms there. */
export async function startEngine(
  options: Partial<EngineOptions> = {},
  more: Pick<ListenOptions, 'answerAfter'> = {},
): Promise<TestEngine> {
  const state = { skipped: 0 }
  const engine = createEngine({
    permitPublicKey: studio.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    allowPrivate: ['127.0.0.0/8'],
    tickMs: 10,
    now: () => Date.now() + state.skipped,
    ...options,
  })
  const events: LiveEvent[] = []
  engine.subscribe((event) => events.push(event))
  const anyPort = { host: '127.0.0.1', port: 0 }
  const control = { ...anyPort, token: controlToken }
  const listening = await engine.listen({ rtmp: anyPort, media: anyPort, control, ...more })
  const skip = (ms: number) => {
    state.skipped += ms
  }
  return { engine, listening, events, skip, stop: () => engine.close() }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

type PermitChange = { notBefore?: string; notAfter?: string; privateKey?: string }

/** A permit for an hour around now, unless `change` says otherwise. */
export function buildPermit(broadcast: string, platforms: string[], lease = 1, change: PermitChange = {}): string {
  const payload = {
    v: 1 as const,
    broadcast,
    platforms,
    notBefore: change.notBefore ?? new Date(Date.now() - 1_800_000).toISOString(),
    notAfter: change.notAfter ?? new Date(Date.now() + 1_800_000).toISOString(),
    rulesVersion: '1',
    lease,
  }
  return signPermit(payload, change.privateKey ?? studio.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
}

export type TestEncoder = { session: PushSession; gone: Promise<unknown>; pause(): void; stop(): void }

/** Publishes a picture each 20 ms, a key frame each 200 ms, once the engine has accepted the key. */
export async function startEncoder(port: number, key: string): Promise<TestEncoder> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  const gone = new Promise((done) => socket.once('close', done))
  const session = new PushSession({ app: 'live', name: key, tcUrl: `rtmp://127.0.0.1/live` }, randomBytes)
  const flush = () => {
    const output = session.takeOutput()
    if (output !== undefined) socket.write(output)
  }
  const decided = new Promise<void>((done) => {
    socket.on('data', (bytes: Buffer) => {
      session.receive(bytes)
      flush()
      if (session.phase === 'publishing' || session.phase === 'refused') done()
    })
  })
  socket.once('connect', flush)
  await Promise.race([decided, gone])
  const timer = session.phase === 'publishing' ? startPictures(socket, session.streamId) : undefined
  const stop = () => {
    clearInterval(timer)
    socket.destroy()
  }
  socket.once('close', stop)
  return { session, gone, pause: () => clearInterval(timer), stop }
}

export type TestPlatform = {
  port: number
  /** Messages of each connection, in the order of the connections. */
  sessions: RtmpMessage[][]
  keys: string[]
  open(): number
  /** Closes the connections and the listener; `start` again takes the same port. */
  kill(): Promise<void>
  start(): Promise<void>
}

/** A platform that takes every key, refuses each with its words, or never says a word. */
export async function startPlatform(manner: 'takes' | 'refuses' | 'silent' = 'takes'): Promise<TestPlatform> {
  const sockets = new Set<Socket>()
  const sessions: RtmpMessage[][] = []
  const keys: string[] = []
  let port = 0
  const create = () =>
    createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => sockets.delete(socket))
      if (manner !== 'silent') welcome(socket, manner, sessions, keys)
    })
  let server = create()
  const start = async () => {
    server = create()
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    port = typeof address === 'object' && address !== null ? address.port : 0
  }
  await start()
  const kill = async () => {
    for (const socket of sockets) socket.destroy()
    if (server.listening) await new Promise((done) => server.close(done))
  }
  return { port, sessions, keys, open: () => sockets.size, kill, start }
}

function welcome(socket: Socket, manner: 'takes' | 'refuses', sessions: RtmpMessage[][], keys: string[]): void {
  const messages: RtmpMessage[] = []
  sessions.push(messages)
  const owner = {
    authorise: (request: { keys: string[] }) => {
      keys.push(request.keys[0] ?? '')
      if (manner === 'takes') return { accepted: true as const }
      return { accepted: false as const, reason: `key ${request.keys[0]} is not known here` }
    },
    media: (message: RtmpMessage) => {
      messages.push(message)
    },
  }
  const session = new PublishSession(owner, randomBytes)
  socket.on('data', (bytes: Buffer) => {
    session.receive(bytes)
    const output = session.takeOutput()
    if (output !== undefined) socket.write(output)
    if (session.phase === 'ended') socket.end()
  })
}

function startPictures(socket: Socket, streamId: number): NodeJS.Timeout {
  const send = (timestamp: number, payload: Buffer) =>
    socket.write(chunkMessage(6, { type: 9, streamId, timestamp, payload }, 4096))
  send(0, avcHeader)
  let count = 0
  return setInterval(() => {
    const head = Buffer.from(count % 10 === 0 ? '1701000000' : '2701000000', 'hex')
    send(count * 20, Buffer.concat([head, Buffer.alloc(500, count & 0xff)]))
    count += 1
  }, 20)
}
