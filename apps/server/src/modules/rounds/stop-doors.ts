import { onOrderStopped, type StoppedOrder } from '#modules/orders/orders.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { type DoorRow, openDoorsOfOrder, setStopped } from './door-queries.ts'
import { markReprint } from './sheet-queries.ts'

/** A death, a move or a cancellation stops the door in the same transaction, and what is printed is no longer right. */
export function registerStoppedDoors(): void {
  onOrderStopped('rounds', (context, order) =>
    withMoreOrgs(context.tx, [order.orgId], () => follow(context, order), { people: true }),
  )
}

async function follow({ tx, now }: FlowContext, order: StoppedOrder): Promise<void> {
  const doors = (await openDoorsOfOrder(tx, order.orderId)).filter((door) =>
    order.now === 'running' ? door.stopped_at !== null : door.stopped_at === null && isStillToCome(door),
  )
  await setStopped(
    tx,
    doors.map((door) => door.id),
    order.now === 'stopped' ? now : null,
  )
  // Whoever marked it on the way knows.
  const unknown = doors.filter((door) => door.outcome !== 'to-verify')
  await markReprint(
    tx,
    unknown.flatMap((door) => door.sheet_id ?? []),
  )
}

/** A door that was given to, or declined by its own mark, is done with. */
function isStillToCome(door: DoorRow): boolean {
  return door.outcome === null || door.outcome === 'not-at-home' || door.outcome === 'to-verify'
}
