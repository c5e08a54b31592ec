import type { OrderPlaceState } from '@yimi/contract/order-place.ts'
import type { LockedPlace } from './place-queries.ts'

const MINUTE_MS = 60_000
/** After the end of the visit: time for a few words more and for the stairs. */
const CALL_IN_MINUTES = 30
const BEGUN: readonly OrderPlaceState[] = ['in-service', 'delivered', 'failed']

type Visit = Pick<LockedPlace, 'persons' | 'slot_from' | 'slot_until' | 'started_at' | 'left_at'>

/** Until when somebody who went alone is to say that he has left safely; undefined: nothing is waited for. */
export function callInDueAt(row: Visit, state: OrderPlaceState, now: Date): Date | undefined {
  if (row.persons > 1 || row.left_at || !row.slot_from || !row.slot_until || !BEGUN.includes(state)) return undefined
  const length = row.slot_until.getTime() - row.slot_from.getTime()
  const began = row.started_at ?? now
  return new Date(Math.max(row.slot_until.getTime(), began.getTime() + length) + CALL_IN_MINUTES * MINUTE_MS)
}
