import type { OrderMove } from '@yimi/contract/order.ts'
import type { OrderPlaceMove, OrderPlaceState } from '@yimi/contract/order-place.ts'
import { systemActor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/database.ts'
import { lockHeads } from '#platform/flow/append.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { moveMany } from '#platform/flow/move.ts'
import { DERIVED_STATES, derivedState, MOVE_INTO } from './derive-state.ts'
import { lockOrders } from './order-queries.ts'
import { orderRules } from './order-rules.ts'
import { placesOf } from './place-queries.ts'
import { placeRules } from './place-rules.ts'
import { setInRound } from './round-order-queries.ts'

/** What a mark at the door is for the order; `none`: not marked, or marked with what somebody else must confirm. */
export type RoundOutcome = 'none' | 'given' | 'not-at-home' | 'declined'
/** One order of a round whose mark changes. */
export type RoundMark = { orderId: string; before: RoundOutcome; after: RoundOutcome }
type Of = { orgId: string; orderIds: readonly string[]; refs: Readonly<Record<string, unknown>> }

/** Heads before rows, as every move locks them: whoever marks doors of a sheet waits here for who cancels one of its orders. */
export async function lockForRound(tx: Tx, { orgId, orderIds }: Omit<Of, 'refs'>): Promise<void> {
  const ordered = [...orderIds].sort()
  await lockHeads(
    tx,
    'order',
    ordered.map((recordId) => ({ recordId, orgId })),
  )
  await lockOrders(tx, ordered)
}

/**
 * Open places are kept for the round; nobody is asked for them one by one.
 * @returns the orders that were still free: of two rounds at once the first has them
 */
export async function joinRound(context: FlowContext, of: Of): Promise<Set<string>> {
  await lockForRound(context.tx, of)
  const places = Map.groupBy(await placesOf(context.tx, of.orderIds), (place) => place.order_id)
  const isFree = (id: string) => {
    const standing = (places.get(id) ?? []).filter((place) => place.state !== 'withdrawn')
    return standing.length > 0 && standing.every((place) => place.state === 'open')
  }
  const orderIds = of.orderIds.filter(isFree)
  await setInRound(context.tx, orderIds, true)
  await moveAndFollow(context, { ...of, orderIds }, (state) => (state === 'open' ? 'join-round' : undefined))
  return new Set(orderIds)
}

/** What the round did not bring goes back to whoever sends volunteers. */
export async function leaveRound(context: FlowContext, of: Of): Promise<void> {
  await lockForRound(context.tx, of)
  await setInRound(context.tx, of.orderIds, false)
  await moveAndFollow(context, of, (state) => {
    if (state === 'in-round') return 'leave-round'
    return state === 'failed' ? 'try-another' : undefined
  })
}

/** Orders on which a mark can no longer be what it is asked to be: confirmed since, cancelled, suspended. */
export async function settledOrders(tx: Tx, marks: readonly RoundMark[]): Promise<Set<string>> {
  const rows = await lockOrders(
    tx,
    marks.map((mark) => mark.orderId),
  )
  const states = new Map(rows.map((row) => [row.id, row.state]))
  const settled = marks.filter(({ orderId, before }) => {
    const state = states.get(orderId) ?? 'closed'
    if (before === 'given') return state !== 'delivered'
    if (before === 'declined') return state !== 'cancelled'
    return state !== 'accepted' && state !== 'in-service'
  })
  return new Set(settled.map((mark) => mark.orderId))
}

/** Orders follow the marks at their doors: first what a corrected mark had done is undone, then the new one is done. */
export async function markOrders(
  context: FlowContext,
  orgId: string,
  marks: readonly RoundMark[],
  refs: Readonly<Record<string, unknown>>,
): Promise<void> {
  const of = (wanted: (mark: RoundMark) => boolean): Of => ({
    orgId,
    refs,
    orderIds: marks.filter(wanted).map((mark) => mark.orderId),
  })
  await moveOrders(
    context,
    of(({ before }) => before === 'given'),
    'undo-delivery',
  )
  await moveOrders(
    context,
    of(({ before }) => before === 'declined'),
    'undo-cancel',
  )
  const corrected = of(({ before, after }) => before !== 'none' && !(before === 'not-at-home' && after !== 'none'))
  await movePlaces(context, corrected, (state) => (UNDONE.includes(state) ? 'round-undo' : undefined))
  await moveAndFollow(
    context,
    of(({ after }) => after === 'given'),
    (state) => (state === 'in-round' || state === 'failed' ? 'round-deliver' : undefined),
  )
  await moveAndFollow(
    context,
    of(({ after }) => after === 'not-at-home'),
    (state) => (state === 'in-round' ? 'round-miss' : undefined),
  )
  await moveOrders(
    context,
    of(({ after }) => after === 'declined'),
    'cancel',
    { code: 'no-longer-needed', words: '' },
  )
}

const UNDONE: readonly OrderPlaceState[] = ['delivered', 'failed', 'withdrawn']

async function moveOrders(
  context: FlowContext,
  of: Of,
  move: OrderMove,
  needs: Readonly<Record<string, unknown>> = {},
) {
  const requests = of.orderIds.map((recordId) => ({ recordId, orgId: of.orgId, move, needs, refs: of.refs }))
  await moveMany({ ...context, actor: systemActor([of.orgId]) }, orderRules, requests)
}

async function moveAndFollow(
  context: FlowContext,
  of: Of,
  moveFor: (state: OrderPlaceState) => OrderPlaceMove | undefined,
): Promise<void> {
  if (of.orderIds.length === 0) return
  await movePlaces(context, of, moveFor)
  await followMany(context, of)
}

async function movePlaces(
  context: FlowContext,
  { orgId, orderIds, refs }: Of,
  moveFor: (state: OrderPlaceState) => OrderPlaceMove | undefined,
): Promise<void> {
  const places = orderIds.length === 0 ? [] : await placesOf(context.tx, orderIds)
  const requests = places.flatMap((place) => {
    const move = moveFor(place.state)
    return move ? [{ recordId: place.id, orgId, move, refs: { orderId: place.order_id, ...refs } }] : []
  })
  await moveMany({ ...context, actor: systemActor([orgId]) }, placeRules, requests)
}

/** Brings many orders to where their places are, in one go. */
async function followMany(context: FlowContext, { orgId, orderIds, refs }: Of): Promise<void> {
  const orders = await lockOrders(context.tx, [...orderIds].sort())
  const places = Map.groupBy(await placesOf(context.tx, orderIds), (place) => place.order_id)
  const requests = orders.flatMap((order) => {
    const before = DERIVED_STATES.find((state) => state === order.state)
    if (!before || before === 'delivered') return []
    const states = (places.get(order.id) ?? []).map((place) => place.state)
    const after = derivedState(states, before)
    return after === before ? [] : [{ recordId: order.id, orgId, move: MOVE_INTO[after], refs }]
  })
  await moveMany({ ...context, actor: systemActor([orgId]) }, orderRules, requests)
}
