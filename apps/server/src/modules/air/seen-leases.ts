import type { ForeignLease } from './lease-queries.ts'

/** Its holder renews a lease each second; one that stood still for so long has lost its holder. */
const STANDS_STILL_MS = 5_000

/**
 * The leases of other nodes as this node saw them. It counts by its own watch, and only while the database answers: clocks of
 * two machines differ, and after the database was away every lease looks run out although its holder is alive.
 */
export class SeenLeases {
  #seen = new Map<string, { mark: string; sinceMs: number }>()

  /** Those that may be taken over: given back, or standing still for 5 s. `nowMs` is any clock that never goes back. */
  runOut(leases: readonly ForeignLease[], nowMs: number): ForeignLease[] {
    const before = this.#seen
    this.#seen = new Map()
    return leases.filter((lease) => {
      const mark = `${lease.lease} ${lease.until?.toISOString()}`
      const known = before.get(lease.broadcastId)
      const sinceMs = known?.mark === mark ? known.sinceMs : nowMs
      this.#seen.set(lease.broadcastId, { mark, sinceMs })
      return lease.until === null || nowMs - sinceMs >= STANDS_STILL_MS
    })
  }

  /** The database was away: every holder gets its time again. */
  forget(): void {
    this.#seen.clear()
  }
}
