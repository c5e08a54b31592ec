import { randomBytes } from 'node:crypto'
import { describeFault } from '../live-error.ts'
import { LiveCursor } from '../program/cursor.ts'
import type { PacketRing } from '../program/ring.ts'
import { headerBytes, type TickWire } from '../program/wire.ts'
import { PushSession } from '../rtmp/push-session.ts'
import type { Connection, Dial } from './connection.ts'
import { DrainMeter } from './drain-meter.ts'
import { type PlatformAddress, withoutSecrets } from './platform-address.ts'
import type { PlatformState, PlatformStatus } from './platform-status.ts'

export type OutputSurroundings = {
  ring: PacketRing
  dial: Dial
  boundMs: number
  changed(output: PlatformOutput): void
}

/** What the broadcast knows at a tick. `floor`: nothing before this packet may leave. */
export type OutputTick = { now: number; allowed: boolean; running: boolean; floor: number; wire: TickWire }

/** From dialling to «start»; a platform that takes longer is not going to answer. */
const CONNECT_TIMEOUT_MS = 8_000
/** Live, with bytes waiting, and none taken for so long: the peer is dead. */
const STALL_TIMEOUT_MS = 10_000
/** A platform that is back is found within 2 s in the first minutes, later within 10 s. */
const RETRY_STEPS_MS = [300, 700, 1_500]
const PATIENT_AFTER_MS = 180_000
const PATIENT_RETRY_MS = 10_000
/** A refusal (wrong key, the old session still open) is not going to change within a second. */
const REFUSED_RETRY_MS = 10_000
/** A platform that takes the stream and drops it at once has not recovered. */
const STEADY_AFTER_MS = 5_000
/** Bytes waiting in the process above which the cursor holds still. */
const HIGH_WATER_BYTES = 256 * 1024
/** Most that goes out in one write of an output that catches up. */
const MAX_SPAN_BYTES = 2 * 1024 * 1024
/** A frozen platform is seen within 3 s, the step of its acknowledgements and the asking of a page once a second included. */
const UNHEALTHY_SECONDS = 1.5
const MAX_ERROR_CHARS = 300

/** One platform: its connection, its place in the ring, its state. It touches no other platform. */
export class PlatformOutput {
  readonly id: string
  readonly #address: PlatformAddress
  readonly #around: OutputSurroundings
  #state: PlatformState = 'idle'
  #connection: Connection | undefined
  #session: PushSession | undefined
  #cursor: LiveCursor | undefined
  #meter = new DrainMeter()
  #deadline = 0
  #retryAt: number | undefined
  #failures = 0
  #failingSince: number | undefined
  #reconnects = 0
  #wasLive = false
  #pastJumps = 0
  #pastDropped = 0
  #lastError: string | undefined
  #isForbidden = false
  #liveSince = 0
  #now = 0

  constructor(id: string, address: PlatformAddress, around: OutputSurroundings) {
    this.id = id
    this.#address = address
    this.#around = around
  }

  get state(): PlatformState {
    return this.#state
  }

  status(): PlatformStatus {
    const secondsBehind = this.#state === 'live' ? this.#meter.secondsBehind(this.#around.ring.newestTimestamp) : 0
    return {
      id: this.id,
      state: this.#state,
      bitsPerSecond: this.#state === 'live' ? this.#meter.bitsPerSecond : 0,
      secondsBehind,
      healthy: this.#state === 'live' && secondsBehind <= UNHEALTHY_SECONDS,
      reconnects: this.#reconnects,
      jumps: this.#pastJumps + (this.#cursor?.jumps ?? 0),
      droppedPackets: this.#pastDropped + (this.#cursor?.dropped ?? 0),
      lastError: this.#lastError,
      retryAt: this.#retryAt === undefined ? undefined : new Date(this.#retryAt).toISOString(),
    }
  }

  /** Sends what is due, keeps the time limits, starts and ends connections. */
  tick(tick: OutputTick): void {
    this.#now = tick.now
    if (!tick.allowed) {
      if (this.#state !== 'idle' && this.#state !== 'stopped') this.stop('not permitted any more')
      return
    }
    if (this.#state === 'idle' || this.#state === 'stopped') {
      if (tick.running) this.#connect()
    } else if (this.#state === 'waiting-to-retry' || this.#state === 'refused') {
      if (tick.running && this.#retryAt !== undefined && tick.now >= this.#retryAt) this.#connect()
    } else if (this.#state === 'connecting') {
      if (tick.now > this.#deadline) this.#fail('did not answer in time')
    } else {
      this.#send(tick)
    }
  }

  /** Once a second. */
  measure(now: number): void {
    this.#meter.measure(now)
  }

  /** Closes and, if permitted, dials again at the next tick. */
  restart(): void {
    this.#closeConnection()
    this.#failures = 0
    this.#failingSince = undefined
    this.#isForbidden = false
    this.#setState('idle')
  }

  /** Off air at once: what was not yet given to the kernel is not sent. */
  stop(reason: string): void {
    const session = this.#session
    const connection = this.#connection
    if (connection !== undefined && session?.phase === 'publishing' && connection.unsentBytes() === 0) {
      this.#sayGoodbye(session, connection)
    }
    this.#closeConnection()
    if (reason !== '') this.#lastError = reason
    if (this.#state !== 'idle') this.#setState('stopped')
  }

  /** Sends the rest and closes in order; for the end of a broadcast. */
  finish(tick: OutputTick): void {
    if (this.#state === 'live') this.#send(tick)
    const session = this.#session
    const connection = this.#connection
    if (connection === undefined || session === undefined || this.#state !== 'live') {
      this.stop('')
      return
    }
    this.#sayGoodbye(session, connection)
    this.#connection = undefined
    this.#closeConnection()
    this.#setState('stopped')
  }

  #sayGoodbye(session: PushSession, connection: Connection): void {
    session.finish()
    const farewell = session.takeOutput()
    if (farewell !== undefined) connection.write(farewell, () => undefined)
    connection.end()
  }

  #connect(): void {
    if (this.#isForbidden) return
    this.#closeConnection()
    const session = new PushSession(this.#address, randomBytes)
    this.#session = session
    this.#meter = new DrainMeter()
    this.#retryAt = undefined
    this.#deadline = this.#now + CONNECT_TIMEOUT_MS
    this.#setState('connecting')
    const connection: Connection = this.#around.dial(this.#address, {
      connected: () => this.#flush(connection, session),
      data: (bytes) => this.#receive(connection, session, bytes),
      closed: (end) => {
        if (this.#connection !== connection) return
        if (end.forbidden) this.#forbid(end.reason)
        else this.#fail(end.reason)
      },
    })
    this.#connection = connection
  }

  #receive(connection: Connection, session: PushSession, bytes: Buffer): void {
    if (this.#connection !== connection) return
    try {
      session.receive(bytes)
    } catch (fault) {
      this.#fail(`unreadable answer (${describeFault(fault)})`)
      return
    }
    this.#flush(connection, session)
    if (session.phase === 'refused') this.#refuse(session.refusal)
    else if (session.phase === 'publishing' && this.#state === 'connecting') this.#setState('live')
    if (session.acknowledged !== undefined) this.#meter.acknowledge(session.acknowledged)
  }

  #flush(connection: Connection, session: PushSession): void {
    if (this.#connection !== connection) return
    const output = session.takeOutput()
    if (output !== undefined) this.#write(connection, output, undefined)
  }

  #write(connection: Connection, bytes: Buffer, timestamp: number | undefined): void {
    const meter = this.#meter
    const end = meter.queued(bytes.length, timestamp)
    connection.write(bytes, () => meter.drained(end, this.#now))
  }

  #send(tick: OutputTick): void {
    const { ring, boundMs } = this.#around
    const connection = this.#connection
    const session = this.#session
    if (connection === undefined || session === undefined) return
    this.#cursor ??= new LiveCursor(ring, tick.floor, boundMs)
    if (this.#meter.isStalled(tick.now, STALL_TIMEOUT_MS)) {
      this.#fail('takes no more data')
      return
    }
    if (connection.unsentBytes() > HIGH_WATER_BYTES) {
      this.#cursor.keepBound()
      return
    }
    const span = this.#cursor.take(MAX_SPAN_BYTES)
    if (span === undefined) return
    if (span.headers !== undefined) {
      const timestamp = ring.find(span.from)?.timestamp ?? 0
      this.#write(connection, headerBytes(session.streamId, span.headers, timestamp), undefined)
    }
    this.#write(connection, tick.wire.span(session.streamId, span), ring.find(span.to - 1)?.timestamp)
    if (this.#failures > 0 && tick.now - this.#liveSince > STEADY_AFTER_MS) {
      this.#failures = 0
      this.#failingSince = undefined
    }
  }

  #refuse(words: string): void {
    this.#note(withoutSecrets(words, this.#address))
    this.#closeConnection()
    this.#retryAt = this.#now + REFUSED_RETRY_MS
    this.#setState('refused')
  }

  #fail(reason: string): void {
    this.#note(reason)
    this.#closeConnection()
    this.#failingSince ??= this.#now
    const isPatient = this.#now - this.#failingSince > PATIENT_AFTER_MS
    const step = RETRY_STEPS_MS[Math.min(this.#failures, RETRY_STEPS_MS.length - 1)] ?? PATIENT_RETRY_MS
    this.#failures += 1
    this.#retryAt = this.#now + (isPatient ? PATIENT_RETRY_MS : step)
    this.#setState('waiting-to-retry')
  }

  /** The address check said no: nothing changes that but another address or a restart. */
  #forbid(reason: string): void {
    this.#isForbidden = true
    this.#note(reason)
    this.#closeConnection()
    this.#retryAt = undefined
    this.#setState('refused')
  }

  #note(text: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters of a platform stay out of logs
    const plain = text.replace(/[\u0000-\u001f\u007f]+/g, ' ')
    this.#lastError = plain.slice(0, MAX_ERROR_CHARS)
  }

  #closeConnection(): void {
    const connection = this.#connection
    this.#connection = undefined
    this.#session = undefined
    this.#pastJumps += this.#cursor?.jumps ?? 0
    this.#pastDropped += this.#cursor?.dropped ?? 0
    this.#cursor = undefined
    connection?.destroy()
  }

  #setState(state: PlatformState): void {
    if (state === this.#state) return
    this.#state = state
    if (state === 'live') {
      this.#liveSince = this.#now
      if (this.#wasLive) this.#reconnects += 1
      this.#wasLive = true
    }
    if (state === 'live' || state === 'idle') this.#lastError = undefined
    if (state !== 'waiting-to-retry' && state !== 'refused') this.#retryAt = undefined
    this.#around.changed(this)
  }
}
