import type { OrderPlaceMove } from '@yimi/contract/order-place.ts'
import type { GivenMove } from '#platform/flow/flow-rules.ts'
import { type LockedPlace, setPlace } from './place-queries.ts'

type Effect = (given: GivenMove<LockedPlace>) => Promise<void>

/** What of a place changes when it is delivered in a round. The tick of the sheet is the proof. */
export const ROUND_PLACE_EFFECTS: Readonly<Partial<Record<OrderPlaceMove, Effect>>> = {
  'round-deliver': ({ context, row }) =>
    setPlace(context.tx, row.id, { started_at: context.now, ended_at: context.now, proof: 'tick', outcome: null }),
  'round-miss': ({ context, row }) =>
    setPlace(context.tx, row.id, { ended_at: context.now, outcome: 'nobody-home', attempts: row.attempts + 1 }),
  'round-undo': ({ context, row }) =>
    setPlace(context.tx, row.id, {
      started_at: null,
      ended_at: null,
      proof: null,
      outcome: null,
      attempts: row.attempts - (row.state === 'failed' ? 1 : 0),
    }),
}
