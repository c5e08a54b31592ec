import type { Order } from '@yimi/contract/order.ts'
import { type OrderMove, orderFlow } from '@yimi/contract/order.ts'
import type { moveOrder } from '@yimi/contract/order-desk.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { move } from '#platform/flow/move.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { lockOrders, type OrderRow, setOrder, setWindow } from './order-queries.ts'
import { orderRules } from './order-rules.ts'
import { answerOf, openOrder, type TelephoneOf } from './read-orders.ts'
import { followPlaces, followsPlaces } from './step-place.ts'

type Needs = Readonly<Record<string, unknown>>
/** What of the needs an event names in clear: codes and ids. Everything else is words, and sealed. */
const CLEAR = ['code', 'way', 'by', 'intoId', 'accountId', 'priority', 'persons', 'reviewOn', 'nobodyCame']
const SPOKEN = ['words', 'body', 'reference', 'receipt']

export async function moveFromDesk(
  context: RequestContext,
  telephoneOf: TelephoneOf,
  { params, body }: OperationInput<typeof moveOrder>,
): Promise<Order> {
  const row = await openOrder(context, params.id)
  await stepOrder(context, row, body.move, body.needs)
  return answerOf(context, telephoneOf, row.id)
}

/** Makes one move of an order with what its clocks need, and follows its places where they may have changed. */
export async function stepOrder(context: FlowContext, row: OrderRow, name: OrderMove, needs: Needs): Promise<void> {
  await lockOrders(context.tx, [row.id])
  await prepare(context, row, name, needs)
  const words = SPOKEN.flatMap((one) => (typeof needs[one] === 'string' && needs[one] !== '' ? [needs[one]] : []))
  const { state } = await move(context, orderRules, {
    recordId: row.id,
    orgId: row.org_id,
    move: name,
    needs,
    refs: Object.fromEntries(CLEAR.flatMap((one) => (needs[one] === undefined ? [] : [[one, needs[one]]]))),
    ...(words.length > 0 ? { detail: { words: words.join('，') } } : {}),
  })
  if (followsPlaces(state)) await followPlaces(context, row.id)
}

/** Columns that the clock of the next state reads. What the move itself refuses is taken back with it. */
async function prepare(context: FlowContext, row: OrderRow, name: OrderMove, needs: Needs): Promise<void> {
  const given = orderFlow.moves[name].needs.safeParse(needs)
  if (!given.success) return
  const { window, reviewOn } = given.data as { window?: { from: string; until: string }; reviewOn?: string }
  if (window) await setWindow(context.tx, row.id, window)
  if (reviewOn) await setOrder(context.tx, row.id, { review_on: reviewOn })
}
