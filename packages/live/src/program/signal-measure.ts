import type { Packet } from './packet.ts'

/** What the encoder really sends, measured over the last seconds; a figure that cannot be told yet is absent. */
export type SignalStatus = {
  /** Picture, sound and their headers, in bits a second. */
  bitsPerSecond: number | undefined
  framesPerSecond: number | undefined
  /** The longest stretch without a key frame, in s; it grows while none comes. */
  keyFrameSeconds: number | undefined
}

type Measured = Pick<Packet, 'kind' | 'timestamp' | 'key' | 'config' | 'epoch' | 'payload'>

/** Over less, one key frame more or less is a third of the figure. */
const SHORTEST_MS = 2_000
/** Of a stream at 25 or 30 pictures a second, the last half minute at most. */
const MOST_PACKETS = 4_096

/** Measures the newest publishing session among the packets with numbers from `first` to before `end`. Asked each second. */
export function measureSignal(ring: {
  first: number
  end: number
  find(sequence: number): Measured | undefined
}): SignalStatus {
  const epoch = ring.find(ring.end - 1)?.epoch
  const [all, pictures, keys] = [new Tally(), new Tally(), new Tally()]
  for (let sequence = Math.max(ring.first, ring.end - MOST_PACKETS); sequence < ring.end; sequence += 1) {
    const packet = ring.find(sequence)
    if (packet === undefined || packet.epoch !== epoch || packet.config) continue
    all.add(packet)
    if (packet.kind !== 'video') continue
    pictures.add(packet)
    if (packet.key) keys.add(packet)
  }
  if (all.span < SHORTEST_MS)
    return { bitsPerSecond: undefined, framesPerSecond: undefined, keyFrameSeconds: undefined }
  const sinceKey = Math.max(keys.longest, pictures.until - keys.until)
  return {
    bitsPerSecond: Math.round((all.bytes * 8000) / all.span),
    framesPerSecond: pictures.span > 0 ? Math.round(((pictures.count - 1) * 10_000) / pictures.span) / 10 : undefined,
    // The stretch before the first key frame that is held says nothing.
    keyFrameSeconds: keys.count > 0 ? Math.round(sinceKey / 100) / 10 : undefined,
  }
}

/** Counts packets, the time they span and the longest stretch between two of them. */
class Tally {
  count = 0
  bytes = 0
  longest = 0
  until = Number.NEGATIVE_INFINITY
  #from = Number.POSITIVE_INFINITY

  /** In ms. */
  get span(): number {
    return Math.max(0, this.until - this.#from)
  }

  add(packet: Measured): void {
    if (this.count > 0) this.longest = Math.max(this.longest, packet.timestamp - this.until)
    this.count += 1
    this.bytes += packet.payload.length
    this.#from = Math.min(this.#from, packet.timestamp)
    this.until = Math.max(this.until, packet.timestamp)
  }
}
