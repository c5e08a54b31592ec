import { randomBytes } from 'node:crypto'
import { describeFault } from '../live-error.ts'
import type { RtmpMessage } from '../rtmp/chunk-reader.ts'
import { type PublishAnswer, type PublishRequest, PublishSession } from '../rtmp/publish-session.ts'

/** From the first byte to an accepted publish. */
const DIALOGUE_TIMEOUT_MS = 10_000

/** `readAndPause` is called at each tick once media flows: one wake-up for all that has come in since the last. */
export type PublisherSocket = { write(bytes: Buffer): void; end(): void; destroy(): void; readAndPause(): void }

/** A place at an input, held by one publisher. */
export type Seat = { media(message: RtmpMessage): void; release(reason: string): void }

/** Who knows the keys and gives out the seats. */
export type Desk = {
  claim(keys: readonly string[], publisher: Publisher): { seat: Seat } | { refusal: string }
  /** A publisher's connection ended, with or without a seat. */
  left(publisher: Publisher, reason: string): void
}

/** One encoder's connection: session, seat and time limits; the socket belongs to whoever made it. */
export class Publisher {
  readonly #socket: PublisherSocket
  readonly #desk: Desk
  readonly #silenceMs: number
  readonly #session: PublishSession
  readonly #openedAt: number
  #lastMediaAt: number
  #now: number
  #seat: Seat | undefined
  #isOver = false

  constructor(socket: PublisherSocket, desk: Desk, silenceMs: number, now: number) {
    this.#socket = socket
    this.#desk = desk
    this.#silenceMs = silenceMs
    this.#openedAt = now
    this.#lastMediaAt = now
    this.#now = now
    const owner = {
      authorise: (request: PublishRequest) => this.#authorise(request),
      media: (message: RtmpMessage) => {
        this.#lastMediaAt = this.#now
        this.#seat?.media(message)
      },
    }
    this.#session = new PublishSession(owner, randomBytes)
  }

  receive(bytes: Buffer, now: number): void {
    if (this.#isOver) return
    this.#now = now
    try {
      this.#session.receive(bytes)
    } catch (fault) {
      this.#flush()
      this.leave(describeFault(fault))
      return
    }
    this.#flush()
    if (this.#session.phase !== 'ended') return
    this.#socket.end()
    this.#finish(this.#session.reason)
  }

  /** Reads what has come in and keeps the time limits; called at every tick. */
  check(now: number): void {
    this.#now = now
    if (this.#session.phase === 'publishing') {
      if (now - this.#lastMediaAt > this.#silenceMs) this.leave('silent for too long')
      else this.#socket.readAndPause()
    } else if (now - this.#openedAt > DIALOGUE_TIMEOUT_MS) {
      this.leave('did not start to publish in time')
    }
  }

  /** Closes the connection from our side. */
  leave(reason: string): void {
    this.#socket.destroy()
    this.#finish(reason)
  }

  /** The socket is closed. */
  closed(reason: string): void {
    this.#finish(reason)
  }

  #authorise(request: PublishRequest): PublishAnswer {
    const answer = this.#desk.claim(request.keys, this)
    if ('refusal' in answer) return { accepted: false, reason: answer.refusal }
    this.#seat = answer.seat
    this.#lastMediaAt = this.#now
    return { accepted: true }
  }

  #flush(): void {
    const output = this.#session.takeOutput()
    if (output !== undefined) this.#socket.write(output)
  }

  #finish(reason: string): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#seat?.release(reason)
    this.#seat = undefined
    this.#desk.left(this, reason)
  }
}
