import { renderPlaylist } from './playlist.ts'
import type { Segment } from './segmenter.ts'

/** Segments a playlist names: 12 s at the usual length. */
const LISTED = 6
/** Kept longer than they are listed, for players that fetch late. */
const KEPT = 12
/** After the end the playlist stands this long. */
const STANDS_AFTER_END_MS = 60_000
/** Players keep an array up to this number, so it is no instant: seconds of a little more than a day. */
const DISCONTINUITY_ROUND = 100_000

type Stored = {
  name: string
  initName: string
  sequence: number
  /** Discontinuities up to and including the one before this segment. */
  discontinuities: number
  segment: Segment
}

/** Segments of one broadcast in memory. Names hold the store's own prefix and are never used for other bytes. */
export class MediaStore {
  readonly #prefix: string
  #nextSequence: number
  #stored: Stored[] = []
  #discontinuities: number

  /**
   * `firstSequence` must grow from one start of the engine to the next, so that players see no numbers go back. The number of
   * the discontinuity grows with it: by that players know that times begin anew, and do not wait for the old ones for ever.
   */
  constructor(prefix: string, firstSequence: number) {
    this.#prefix = prefix
    this.#nextSequence = firstSequence
    this.#discontinuities = firstSequence % DISCONTINUITY_ROUND
  }

  add(segment: Segment): void {
    if (segment.discontinuity) this.#discontinuities += 1
    const sequence = this.#nextSequence
    this.#nextSequence += 1
    this.#stored.push({
      name: `${this.#prefix}-${sequence}.m4s`,
      initName: `${this.#prefix}-init-${segment.init.number}.mp4`,
      sequence,
      discontinuities: this.#discontinuities,
      segment,
    })
    if (this.#stored.length > KEPT) this.#stored.shift()
  }

  between(floor: number, ceiling: number): Stored[] {
    return this.#stored.filter(({ segment }) => segment.firstPacket >= floor && segment.firstPacket < ceiling)
  }
}

/** What people may fetch of a store: only segments whose first packet lies between floor and ceiling. */
export class MediaRoom {
  readonly #store: MediaStore
  readonly #floor: number
  #ceiling = Number.POSITIVE_INFINITY
  #targetDuration = 2
  #endedAt: number | undefined

  constructor(store: MediaStore, floor: number) {
    this.#store = store
    this.#floor = floor
  }

  get hasEnded(): boolean {
    return this.#endedAt !== undefined
  }

  /** No segment that starts at `ceiling` or later belongs to the room. */
  end(ceiling: number, nowMs: number): void {
    if (this.#endedAt !== undefined) return
    this.#ceiling = ceiling
    this.#endedAt = nowMs
  }

  isGone(nowMs: number): boolean {
    return this.#endedAt !== undefined && nowMs - this.#endedAt > STANDS_AFTER_END_MS
  }

  /** Undefined as long as there is no segment. */
  playlist(): string | undefined {
    const listed = this.#store.between(this.#floor, this.#ceiling).slice(-LISTED)
    const first = listed[0]
    if (first === undefined) return undefined
    for (const { segment } of listed) {
      this.#targetDuration = Math.max(this.#targetDuration, Math.round(segment.durationMs / 1000))
    }
    return renderPlaylist({
      mediaSequence: first.sequence,
      discontinuitySequence: first.discontinuities - (first.segment.discontinuity ? 1 : 0),
      targetDuration: this.#targetDuration,
      // Field by field: a spread would put every listed segment together.
      entries: listed.map(({ name, initName, segment: { durationMs, startedAt, discontinuity } }) => ({
        name,
        initName,
        durationMs,
        startedAt,
        discontinuity,
      })),
      ended: this.#endedAt !== undefined,
    })
  }

  find(name: string): Buffer | undefined {
    for (const stored of this.#store.between(this.#floor, this.#ceiling)) {
      if (stored.name === name) return stored.segment.bytes
      if (stored.initName === name) return stored.segment.init.bytes
    }
    return undefined
  }
}
