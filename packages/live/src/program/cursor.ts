import type { StreamHeaders } from './packet.ts'
import type { PacketRing } from './ring.ts'

/** Packets `from` up to and without `to`; `headers` go out first, stamped with the time of the first packet. */
export type Span = { from: number; to: number; headers: StreamHeaders | undefined }

/**
 * A live output's place in the ring. It starts at a key packet not before its floor; when it falls more than
 * `boundMs` behind it jumps to the newest key packet, and the jump is counted.
 */
export class LiveCursor {
  readonly #ring: PacketRing
  readonly #boundMs: number
  readonly #floor: number
  #next: number | undefined
  #sent: StreamHeaders | undefined
  #headersDue = true
  #jumps = 0
  #dropped = 0

  constructor(ring: PacketRing, floor: number, boundMs: number) {
    this.#ring = ring
    this.#floor = floor
    this.#boundMs = boundMs
  }

  get jumps(): number {
    return this.#jumps
  }

  /** Packets skipped by jumps. */
  get dropped(): number {
    return this.#dropped
  }

  /** Keeps the bound; to be called also while the output cannot take anything. */
  keepBound(): void {
    if (this.#next === undefined) return
    const oldest = this.#ring.find(this.#next)
    if (this.#next >= this.#ring.end) return
    if (oldest === undefined) this.#jump(this.#ring.findNewestKey(this.#next))
    else if (this.#ring.newestTimestamp - oldest.timestamp > this.#boundMs) {
      // With no newer key packet there is nothing better to send than what comes next.
      const key = this.#ring.findNewestKey(this.#next + 1)
      if (key !== undefined) this.#jump(key)
    }
  }

  /** The next packets, at most about `maxBytes` of payload, and moves past them; undefined when there are none. */
  take(maxBytes: number): Span | undefined {
    this.keepBound()
    if (this.#next === undefined) {
      this.#next = this.#ring.findNewestKey(this.#floor)
      if (this.#next === undefined) return undefined
      this.#headersDue = true
    }
    const from = this.#next
    const first = this.#ring.find(from)
    if (first === undefined) return undefined
    const to = this.#measure(from, maxBytes)
    const headers = this.#headersDue && first.headers !== this.#sent ? first.headers : undefined
    this.#headersDue = false
    this.#sent = this.#ring.find(to - 1)?.headers
    this.#next = to
    return { from, to, headers }
  }

  #measure(from: number, maxBytes: number): number {
    let to = from
    let bytes = 0
    while (to < this.#ring.end && bytes < maxBytes) {
      bytes += this.#ring.find(to)?.payload.length ?? 0
      to += 1
    }
    return to
  }

  /** Without a key packet to go to, the next one to come is waited for. */
  #jump(key: number | undefined): void {
    this.#jumps += 1
    this.#dropped += (key ?? this.#ring.end) - (this.#next ?? 0)
    this.#next = key
    this.#headersDue = true
  }
}
