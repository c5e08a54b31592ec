import type { OrderPlaceMove } from '@yimi/contract/order-place.ts'
import { systemActor } from '#platform/access/actor.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { move } from '#platform/flow/move.ts'
import { DERIVED_STATES, type DerivedState, derivedState, MOVE_INTO } from './derive-state.ts'
import { lockOrders, setOrder } from './order-queries.ts'
import { orderRules } from './order-rules.ts'
import { findPlace, type PlaceRow, placesOf } from './place-queries.ts'
import { placeRules } from './place-rules.ts'

/** Rounds of asking in vain, after which the next person in line hears of it. */
const ROUNDS_MAX = 3
/** Attempts in vain, after which the grid worker looks whether all is well. */
const ATTEMPTS_MAX = 3

/**
 * Makes one move of a place, and what follows from it for its order, in the same transaction. The order is locked first, so
 * that two places of one order never miss each other's move. `before`: columns that the clocks of the new state need.
 * @throws what `move` and the guards throw
 */
export async function stepPlace(
  context: FlowContext,
  place: Pick<PlaceRow, 'id' | 'org_id' | 'order_id'>,
  request: {
    move: OrderPlaceMove
    needs?: Readonly<Record<string, unknown>>
    refs?: Readonly<Record<string, unknown>>
    before?: () => Promise<void>
  },
): Promise<PlaceRow> {
  await lockOrders(context.tx, [place.order_id])
  await request.before?.()
  await move(context, placeRules, {
    recordId: place.id,
    orgId: place.org_id,
    move: request.move,
    needs: request.needs ?? {},
    refs: { orderId: place.order_id, ...request.refs },
  })
  await followPlaces(context, place.order_id)
  const after = await findPlace(context.tx, place.id)
  if (!after) throw new Refusal('not-found')
  if (request.move === 'decline' || request.move === 'lapse') await escalateAfterRounds(context, after)
  if (request.move === 'fail') await countFailure(context, after)
  return after
}

/** Is an order in this state where its places take it? */
export function followsPlaces(state: string): boolean {
  return state !== 'delivered' && DERIVED_STATES.some((derived) => derived === state)
}

/** Brings the order to where its places are. Expects the order's row to be locked. */
export async function followPlaces(context: FlowContext, orderId: string): Promise<void> {
  const [order] = await lockOrders(context.tx, [orderId])
  const before = DERIVED_STATES.find((state) => state === order?.state)
  if (!order || !before || before === 'delivered') return
  const places = await placesOf(context.tx, [orderId])
  const after: DerivedState = derivedState(
    places.map((place) => place.state),
    before,
  )
  if (after === before) return
  await move({ ...context, actor: systemActor([order.org_id]) }, orderRules, {
    recordId: order.id,
    orgId: order.org_id,
    move: MOVE_INTO[after],
  })
}

async function escalateAfterRounds(context: FlowContext, place: PlaceRow): Promise<void> {
  if (place.rounds === 0 || place.rounds % ROUNDS_MAX !== 0) return
  await move({ ...context, actor: systemActor([place.org_id]) }, orderRules, {
    recordId: place.order_id,
    orgId: place.org_id,
    move: 'escalate',
  })
}

async function countFailure(context: FlowContext, place: PlaceRow): Promise<void> {
  const [order] = await lockOrders(context.tx, [place.order_id])
  if (!order) return
  await setOrder(context.tx, order.id, { failures: order.failures + 1 })
  if (order.failures + 1 < ATTEMPTS_MAX) return
  await move({ ...context, actor: systemActor([place.org_id]) }, orderRules, {
    recordId: place.order_id,
    orgId: place.org_id,
    move: 'escalate',
    refs: { failures: order.failures + 1 },
  })
}
