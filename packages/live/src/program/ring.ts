import type { Packet } from './packet.ts'

export type RingLimits = {
  /** Packets older than this are let go, unless they belong to the newest group of pictures. */
  maxMs: number
  /** Bound on memory whatever the bit rate. */
  maxBytes: number
}

const defaultRingLimits: RingLimits = { maxMs: 10_000, maxBytes: 64 * 1024 * 1024 }

/** Let go of the front in lumps, so that trimming is cheap. */
const TRIM_LUMP = 256

/**
 * The packets of the program, in order, each under a sequence number that only grows. Outputs hold numbers, never
 * copies; a number below `first` has been let go.
 */
export class PacketRing {
  readonly #limits: RingLimits
  #packets: Packet[] = []
  #first = 0
  #head = 0
  #bytes = 0
  /** Sequence numbers of the key packets still held, oldest first. */
  #keys: number[] = []

  constructor(limits: RingLimits = defaultRingLimits) {
    this.#limits = limits
  }

  /** Sequence number of the oldest packet held. */
  get first(): number {
    return this.#first + this.#head
  }

  /** Sequence number that the next packet will get. */
  get end(): number {
    return this.#first + this.#packets.length
  }

  get newestTimestamp(): number {
    return this.#packets.at(-1)?.timestamp ?? 0
  }

  /** The newest place where an output may start, at or after `floor`. */
  findNewestKey(floor: number): number | undefined {
    const key = this.#keys.at(-1)
    return key !== undefined && key >= floor ? key : undefined
  }

  find(sequence: number): Packet | undefined {
    return sequence < this.first ? undefined : this.#packets[sequence - this.#first]
  }

  append(packet: Packet): void {
    if (packet.key) this.#keys.push(this.end)
    this.#packets.push(packet)
    this.#bytes += packet.payload.length
    this.#trim(packet.timestamp)
  }

  #trim(newest: number): void {
    const newestKey = this.#keys.at(-1) ?? 0
    for (;;) {
      const oldest = this.#packets[this.#head]
      if (oldest === undefined || this.#head + 1 >= this.#packets.length) break
      const isOld = newest - oldest.timestamp > this.#limits.maxMs && this.first < newestKey
      if (!isOld && this.#bytes <= this.#limits.maxBytes) break
      this.#bytes -= oldest.payload.length
      this.#head += 1
    }
    while (this.#keys.length > 0 && (this.#keys[0] ?? 0) < this.first) this.#keys.shift()
    if (this.#head < TRIM_LUMP) return
    this.#packets = this.#packets.slice(this.#head)
    this.#first += this.#head
    this.#head = 0
  }
}
