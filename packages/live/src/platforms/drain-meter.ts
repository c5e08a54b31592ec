import { ACKNOWLEDGE_BYTES } from '../rtmp/push-session.ts'

/** A server that acknowledges once and then never again tells nothing; these have shown that they go on. */
const TRUSTED_AFTER = 3
/** More than the kernels of both sides hold: it has been received whatever the acknowledgements say. */
const MAX_HIDDEN_BYTES = 16 * 1024 * 1024
/** Marks kept; more means a peer that takes nothing, and the oldest tell enough. */
const MAX_MARKS = 4096

/**
 * What of the written bytes has really gone: taken by the kernel, and, where the platform acknowledges, received.
 * The kernel's buffers hide a dead peer for many seconds; acknowledgements do not.
 */
export class DrainMeter {
  #queued = 0
  #drained = 0
  #lastProgress: number | undefined
  #acknowledged = 0
  #acknowledgements = 0
  #largestStep = ACKNOWLEDGE_BYTES
  /** End of each write that carried media, and the program time of its last packet. */
  #marks: { end: number; timestamp: number }[] = []
  #confirmedTimestamp: number | undefined
  #measuredAt: number | undefined
  #measuredBytes = 0
  #bitsPerSecond = 0

  get bitsPerSecond(): number {
    return this.#bitsPerSecond
  }

  /** Bytes were written; the total after them. */
  queued(bytes: number, timestamp: number | undefined): number {
    // After a quiet time the wait for progress starts anew.
    if (this.#drained === this.#queued) this.#lastProgress = undefined
    this.#queued += bytes
    if (timestamp !== undefined && this.#marks.length < MAX_MARKS) this.#marks.push({ end: this.#queued, timestamp })
    return this.#queued
  }

  drained(total: number, now: number): void {
    this.#drained = Math.max(this.#drained, total)
    this.#lastProgress = now
  }

  /** The platform's own count. Platforms that ignore the step we ask for acknowledge in larger ones. */
  acknowledge(total: number): void {
    if (total <= this.#acknowledged) return
    this.#largestStep = Math.max(this.#largestStep, total - this.#acknowledged)
    this.#acknowledged = total
    this.#acknowledgements += 1
  }

  isStalled(now: number, limitMs: number): boolean {
    this.#lastProgress ??= now
    return this.#drained < this.#queued && now - this.#lastProgress > limitMs
  }

  /** Seconds between the newest packet of the program and the newest one known to have gone. */
  secondsBehind(newestTimestamp: number): number {
    const isTrusted = this.#acknowledgements >= TRUSTED_AFTER && this.#drained - this.#acknowledged < MAX_HIDDEN_BYTES
    const allowance = this.#largestStep + ACKNOWLEDGE_BYTES / 4
    const reached = isTrusted ? Math.min(this.#drained, this.#acknowledged + allowance) : this.#drained
    while (this.#marks[0] !== undefined && this.#marks[0].end <= reached) {
      this.#confirmedTimestamp = this.#marks.shift()?.timestamp
    }
    const oldest = this.#confirmedTimestamp ?? this.#marks[0]?.timestamp
    return oldest === undefined ? 0 : Math.max(0, Math.round((newestTimestamp - oldest) / 100) / 10)
  }

  /** Bit rate since the last call. */
  measure(now: number): void {
    if (this.#measuredAt !== undefined && now > this.#measuredAt) {
      this.#bitsPerSecond = Math.round(((this.#drained - this.#measuredBytes) * 8000) / (now - this.#measuredAt))
    }
    this.#measuredAt = now
    this.#measuredBytes = this.#drained
  }
}
