import type { OrderState } from '@yimi/contract/order.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { findOrders, type OrderRow, OVER_STATES } from './order-queries.ts'

export type OverOrder = {
  readonly orderId: string
  readonly orgId: string
  /** `passed-on`: another body confirmed that it has it; `running`: reopened, or an objection to its refusal. */
  readonly now: 'delivered' | 'passed-on' | 'came-to-nothing' | 'merged' | 'running'
  readonly mergedInto: string | null
}
/** Runs in the transaction of the move, in whichever scope that has. */
export type OverOrderHandler = (context: FlowContext, order: OverOrder) => Promise<void>

const handlers = new Map<string, OverOrderHandler>()

/** For what follows an order to its end. `name` is the module's own; the same name again replaces. */
export function onOrderOver(name: string, handle: OverOrderHandler): void {
  handlers.set(name, handle)
}

/** Orders of a round are thousands at once, and nothing but the round follows them. */
export async function tellOver(
  context: FlowContext,
  row: OrderRow,
  move: string,
  state: OrderState,
  mergedInto: unknown,
): Promise<void> {
  const [was, is] = [OVER_STATES.includes(row.state), OVER_STATES.includes(state)]
  if (row.in_round || was === is) return
  const now = is ? endOf(row, move, state) : 'running'
  const told = { orderId: row.id, orgId: row.org_id, now, mergedInto: now === 'merged' ? String(mergedInto) : null }
  for (const handle of handlers.values()) await handle(context, told)
}

/** Numbers by id, of the orders that the transaction may see. */
export async function orderNumbers(tx: FlowContext['tx'], ids: readonly string[]): Promise<Map<string, string>> {
  return new Map([...(await findOrders(tx, ids))].map(([id, row]) => [id, row.number]))
}

function endOf(row: OrderRow, move: string, state: OrderState): OverOrder['now'] {
  if (state === 'merged') return 'merged'
  if (move === 'confirm-referral') return 'passed-on'
  return state === 'closed' && row.delivered_at !== null && row.state !== 'in-dispute' ? 'delivered' : 'came-to-nothing'
}
