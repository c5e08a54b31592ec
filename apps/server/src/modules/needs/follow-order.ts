import type { NeedMove } from '@yimi/contract/need.ts'
import { needFlow } from '@yimi/contract/need.ts'
import { type OverOrder, onOrderOver } from '#modules/orders/orders.ts'
import { systemActor } from '#platform/access/actor.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { move } from '#platform/flow/move.ts'
import { needsOfOrder, setNeeds } from './need-queries.ts'
import { needRules } from './need-rules.ts'

/** A need that became an order is over when the order is, and waits again when nothing came of it. */
export function followOrders(): void {
  onOrderOver('needs', (context, order) =>
    withMoreOrgs(context.tx, [order.orgId], () => followOrder(context, order), { people: true }),
  )
}

const MOVES: Readonly<Record<Exclude<OverOrder['now'], 'merged'>, NeedMove>> = {
  delivered: 'meet',
  'passed-on': 'pass-on',
  'came-to-nothing': 'fall-back',
  running: 'resume',
}

async function followOrder(context: FlowContext, order: OverOrder): Promise<void> {
  for (const need of await needsOfOrder(context.tx, order.orderId)) {
    if (order.now === 'merged') {
      await setNeeds(context.tx, [need.id], { order_id: order.mergedInto })
      continue
    }
    const name = MOVES[order.now]
    if (!needFlow.moves[name].from.includes(need.state)) continue
    await move({ ...context, actor: systemActor([need.org_id]) }, needRules, {
      recordId: need.id,
      orgId: need.org_id,
      move: name,
      needs: {},
      refs: { orderId: order.orderId },
    })
  }
}
