import { createHash, timingSafeEqual } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { Broadcast } from './broadcast.ts'
import type { BroadcastStatus } from './broadcast-status.ts'
import { createControlHandler } from './control/control-api.ts'
import { type FindTestTarget, type PushTest, readTestTarget, testPush } from './control/test-push.ts'
import { checkId, type Declaration, readDeclaration, readPlatform } from './declaration.ts'
import { answerMedia } from './hls/media-answer.ts'
import { type Desk, Publisher } from './ingest/publisher.ts'
import { describeFault, LiveError } from './live-error.ts'
import type { LiveEvent, LiveListener } from './live-event.ts'
import { Interlock } from './permit/interlock.ts'
import { AllowList } from './platforms/forbidden-address.ts'
import {
  createDial,
  type IncomingHandlers,
  type IncomingSocket,
  type Listener,
  listenForEncoders,
  listenForHttp,
} from './sockets.ts'

/** Where to listen; port 0 takes a free one. */
export type ListenAt = { host: string; port: number }

export type EngineOptions = {
  /** Ed25519 public key (SPKI PEM) of the studio that signs permits. */
  permitPublicKey: string
  /** CIDR networks, addresses or host:port pairs that platforms may live at although they are private. */
  allowPrivate?: readonly string[]
  /** Extra root certificate (PEM) for RTMPS. */
  platformCa?: string | undefined
  /** Packets of one tick go out together. */
  tickMs?: number
  /** A platform further behind jumps to the newest key frame. */
  boundMs?: number
  /** A publisher that sends no media for so long is let go. */
  silenceMs?: number
  now?: () => number
  /** For connection tests asked for by a platform's id. */
  findTestTarget?: FindTestTarget
  /** One line for each thing that happens, without secrets. */
  log?: (line: Record<string, unknown>) => void
}

export type ListenOptions = {
  rtmp: ListenAt
  media: ListenAt
  control?: (ListenAt & { token: string }) | undefined
  /** Encoders may connect at once and are answered when this has settled, so that none is refused before keys are declared. */
  answerAfter?: Promise<unknown>
}
export type Listening = { rtmpPort: number; mediaPort: number; controlPort: number | undefined }

export type Engine = {
  listen(options: ListenOptions): Promise<Listening>
  /** Idempotent but for the preview's token, which is a new one each time. Throws `bad_request`, `address_*`, … */
  declare(broadcast: string, declaration: Declaration): BroadcastStatus
  setPermit(broadcast: string, token: string): BroadcastStatus
  withdrawPermit(broadcast: string): BroadcastStatus
  putPlatform(broadcast: string, platform: string, address: { url: string; key?: string | undefined }): BroadcastStatus
  removePlatform(broadcast: string, platform: string): BroadcastStatus
  restartPlatform(broadcast: string, platform: string): BroadcastStatus
  end(broadcast: string): BroadcastStatus
  /** Ends it if need be and forgets it, but for the permits it has seen. */
  remove(broadcast: string): void
  /** Throws `broadcast_unknown`. */
  status(broadcast: string): BroadcastStatus
  list(): BroadcastStatus[]
  subscribe(listener: LiveListener): () => void
  /** `{platform}` or `{url, key?}`; opens the platform, sends no media, closes. Throws `bad_request`, `platform_unknown`, `address_*`. */
  testPush(target: unknown): Promise<PushTest>
  close(): Promise<void>
}

/** 50 ms is not seen when no delay is asked for, and saves most of the writes. */
const DEFAULT_TICK_MS = 50
const DEFAULT_BOUND_MS = 6_000
const DEFAULT_SILENCE_MS = 10_000
const MAX_BROADCASTS = 256
const MAX_ENCODERS = 512
/** Broadcasts whose permits are remembered. */
const MAX_INTERLOCKS = 10_000

/** The live engine. Nothing is opened before `listen`. */
export function createEngine(options: EngineOptions): Engine {
  return new LiveEngine(options)
}

class LiveEngine implements Engine {
  readonly #options: EngineOptions
  readonly #now: () => number
  readonly #broadcasts = new Map<string, Broadcast>()
  readonly #interlocks = new Map<string, Interlock>()
  readonly #publishers = new Set<Publisher>()
  readonly #listeners = new Set<LiveListener>()
  readonly #dial
  #sockets: Listener[] = []
  #timer: NodeJS.Timeout | undefined
  #measuredAt = 0

  constructor(options: EngineOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
    this.#dial = createDial(new AllowList(options.allowPrivate ?? []), options.platformCa)
  }

  async listen(options: ListenOptions): Promise<Listening> {
    try {
      const { rtmp, media, control, answerAfter } = options
      const welcome = (socket: IncomingSocket) => this.#welcome(socket)
      const encoders = await this.#keep(listenForEncoders(rtmp.host, rtmp.port, welcome, answerAfter))
      const viewers = await this.#keep(listenForHttp(media.host, media.port, this.#mediaHandler()))
      const api =
        control === undefined
          ? undefined
          : await this.#keep(listenForHttp(control.host, control.port, createControlHandler(this, control.token)))
      this.#measuredAt = this.#now()
      this.#timer = setInterval(() => this.#tick(), this.#options.tickMs ?? DEFAULT_TICK_MS)
      return { rtmpPort: encoders.port, mediaPort: viewers.port, controlPort: api?.port }
    } catch (fault) {
      await this.close()
      throw fault
    }
  }

  declare(id: string, value: Declaration): BroadcastStatus {
    checkId(id, 'the broadcast')
    const declaration = readDeclaration(value)
    this.#refuseForeignKeys(id, declaration)
    const known = this.#broadcasts.get(id)
    if (known !== undefined) {
      known.redeclare(declaration)
      return known.status()
    }
    if (this.#broadcasts.size >= MAX_BROADCASTS) throw new LiveError('limit_reached', 'broadcasts')
    const broadcast = new Broadcast(id, declaration, this.#interlockOf(id), {
      dial: this.#dial,
      boundMs: this.#options.boundMs ?? DEFAULT_BOUND_MS,
      now: this.#now,
      emit: (event) => this.#emit(event),
    })
    this.#broadcasts.set(id, broadcast)
    return broadcast.status()
  }

  setPermit(id: string, token: string): BroadcastStatus {
    return this.#change(id, (broadcast) => broadcast.setPermit(token))
  }

  withdrawPermit(id: string): BroadcastStatus {
    return this.#change(id, (broadcast) => broadcast.withdrawPermit())
  }

  putPlatform(id: string, platform: string, value: { url: string; key?: string | undefined }): BroadcastStatus {
    const { url, key } = readPlatform(value)
    return this.#change(id, (broadcast) => broadcast.putPlatform(checkId(platform, 'the platform'), url, key))
  }

  removePlatform(id: string, platform: string): BroadcastStatus {
    return this.#change(id, (broadcast) => broadcast.removePlatform(platform))
  }

  restartPlatform(id: string, platform: string): BroadcastStatus {
    return this.#change(id, (broadcast) => broadcast.restartPlatform(platform))
  }

  end(id: string): BroadcastStatus {
    return this.#change(id, (broadcast) => broadcast.end())
  }

  remove(id: string): void {
    this.#get(id).end()
    this.#broadcasts.delete(id)
  }

  status(id: string): BroadcastStatus {
    return this.#get(id).status()
  }

  list(): BroadcastStatus[] {
    return [...this.#broadcasts.values()].map((broadcast) => broadcast.status())
  }

  subscribe(listener: LiveListener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  async testPush(target: unknown): Promise<PushTest> {
    return testPush(await readTestTarget(target, this.#options.findTestTarget), this.#dial)
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    for (const broadcast of this.#broadcasts.values()) broadcast.end()
    for (const publisher of [...this.#publishers]) publisher.leave('the engine is closing')
    const sockets = this.#sockets
    this.#sockets = []
    await Promise.all(sockets.map((socket) => socket.close()))
  }

  #tick(): void {
    const now = this.#now()
    for (const publisher of [...this.#publishers]) publisher.check(now)
    // What the publishers have read by then goes out in the same turn.
    setImmediate(() => this.#tickBroadcasts(now))
  }

  #tickBroadcasts(now: number): void {
    for (const broadcast of this.#broadcasts.values()) broadcast.tick(now)
    const elapsed = now - this.#measuredAt
    if (elapsed < 1000) return
    this.#measuredAt = now
    for (const broadcast of this.#broadcasts.values()) broadcast.measure(now, elapsed, this.#listeners.size > 0)
  }

  #welcome(socket: IncomingSocket): IncomingHandlers | undefined {
    if (this.#publishers.size >= MAX_ENCODERS) return undefined
    const desk: Desk = {
      claim: (keys, claimant) => this.#claim(keys, claimant),
      left: (leaver, reason) => {
        this.#publishers.delete(leaver)
        this.#log({ event: 'encoder-left', reason })
      },
    }
    const silenceMs = this.#options.silenceMs ?? DEFAULT_SILENCE_MS
    const publisher = new Publisher(socket, desk, silenceMs, this.#now())
    this.#publishers.add(publisher)
    return {
      data: (bytes) => publisher.receive(bytes, this.#now()),
      closed: (reason) => publisher.closed(reason),
    }
  }

  /** Every key is compared with every candidate, so that the time tells nothing about how near a guess came. */
  #claim(keys: readonly string[], publisher: Publisher): ReturnType<Desk['claim']> {
    let found: { broadcast: Broadcast; input: string } | undefined
    for (const key of keys) {
      const digest = createHash('sha256').update(key, 'utf8').digest()
      for (const broadcast of this.#broadcasts.values()) {
        for (const { input, keySha256 } of broadcast.inputKeys()) {
          if (timingSafeEqual(digest, Buffer.from(keySha256, 'hex'))) found ??= { broadcast, input }
        }
      }
    }
    return found?.broadcast.claim(found.input, publisher) ?? { refusal: 'the stream key is not known' }
  }

  #refuseForeignKeys(id: string, declaration: Declaration): void {
    const wanted = new Set(declaration.inputs.map(({ keySha256 }) => keySha256))
    for (const broadcast of this.#broadcasts.values()) {
      if (broadcast.id === id) continue
      if (broadcast.inputKeys().some(({ keySha256 }) => wanted.has(keySha256))) throw new LiveError('input_key_taken')
    }
  }

  #interlockOf(id: string): Interlock {
    const known = this.#interlocks.get(id)
    if (known !== undefined) return known
    if (this.#interlocks.size >= MAX_INTERLOCKS) throw new LiveError('limit_reached', 'broadcasts remembered')
    const interlock = new Interlock(id, this.#options.permitPublicKey)
    this.#interlocks.set(id, interlock)
    return interlock
  }

  #mediaHandler(): RequestListener {
    const rooms = {
      findPreview: (token: string) => {
        for (const broadcast of this.#broadcasts.values()) {
          const room = broadcast.findPreview(token)
          if (room !== undefined) return room
        }
        return undefined
      },
      findLive: (id: string) => this.#broadcasts.get(id)?.findLive(),
    }
    return (request, response) => {
      const { status, headers, body } = answerMedia(request.method ?? '', request.url ?? '', rooms)
      response.writeHead(status, { ...headers, 'content-length': String(body.length) })
      response.end(request.method === 'HEAD' ? undefined : body)
    }
  }

  async #keep(opening: Promise<Listener>): Promise<Listener> {
    const listener = await opening
    this.#sockets.push(listener)
    return listener
  }

  #change(id: string, change: (broadcast: Broadcast) => void): BroadcastStatus {
    const broadcast = this.#get(id)
    change(broadcast)
    return broadcast.status()
  }

  #get(id: string): Broadcast {
    const broadcast = this.#broadcasts.get(id)
    if (broadcast === undefined) throw new LiveError('broadcast_unknown')
    return broadcast
  }

  #emit(event: LiveEvent): void {
    if (event.type !== 'stats') {
      const { type, ...rest } = event
      this.#log({ event: type, ...rest })
    }
    for (const listener of this.#listeners) {
      try {
        listener(event)
      } catch (fault) {
        this.#log({ event: 'listener-failed', reason: describeFault(fault) })
      }
    }
  }

  #log(line: Record<string, unknown>): void {
    this.#options.log?.(line)
  }
}
