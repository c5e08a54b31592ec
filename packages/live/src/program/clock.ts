import type { PacketKind } from './packet.ts'

/** A step larger than this within one session is a broken encoder clock (a looped file), not a pause. */
const MAX_FORWARD_MS = 30_000
/** Audio and video are interleaved with small steps back; more than this is a clock that started again. */
const MAX_BACKWARD_MS = 2_000
/** One frame at 25 pictures a second, where the real distance is unknown. */
const NOMINAL_STEP_MS = 40

/**
 * Turns the 32-bit times of successive publishing sessions into one continuous program time in ms: unwraps, bridges an
 * encoder's restart by the time that passed on the wall, and never goes backward within audio, video or data.
 */
export class ProgramClock {
  #offset = 0
  #lastInput: number | undefined
  #lastUnwrapped = 0
  #newest = 0
  #started = false
  #pausedAt: number | undefined
  #bridgeMs = 0
  readonly #last: Record<PacketKind, number> = { audio: 0, video: 0, data: 0 }

  /** Program time of the newest packet. */
  get newest(): number {
    return this.#newest
  }

  /** A publishing session ends, at wall time `nowMs`. */
  endSession(nowMs: number): void {
    this.#pausedAt = nowMs
  }

  /** A publishing session starts, at wall time `nowMs`. */
  startSession(nowMs: number): void {
    this.#lastInput = undefined
    this.#bridgeMs = Math.max(NOMINAL_STEP_MS, nowMs - (this.#pausedAt ?? nowMs))
    this.#pausedAt = undefined
  }

  /** Program time of a packet whose encoder says `input` (ms modulo 2^32). */
  stamp(kind: PacketKind, input: number): number {
    if (this.#lastInput === undefined) {
      this.#join(input, this.#started ? this.#bridgeMs : 0)
    } else {
      // The signed 32-bit distance unwraps in both directions.
      const step = (input - this.#lastInput) | 0
      if (step > MAX_FORWARD_MS || step < -MAX_BACKWARD_MS) this.#join(input, NOMINAL_STEP_MS)
      else this.#lastUnwrapped += step
    }
    this.#lastInput = input
    this.#started = true
    const time = Math.max(this.#last[kind], this.#lastUnwrapped + this.#offset)
    this.#last[kind] = time
    if (time > this.#newest) this.#newest = time
    return time
  }

  #join(input: number, gapMs: number): void {
    this.#lastUnwrapped = input
    this.#offset = this.#started ? this.#newest + gapMs - input : -input
  }
}
