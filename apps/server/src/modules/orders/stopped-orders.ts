import type { FlowContext } from '#platform/flow/flow-rules.ts'

export type StoppedOrder = {
  readonly orderId: string
  readonly orgId: string
  /** `stopped`: cancelled or suspended, nobody goes there; `running`: it goes on again. */
  readonly now: 'stopped' | 'running'
}
/** Runs in the transaction that stops the order, in whichever scope that has. */
export type StoppedOrderHandler = (context: FlowContext, order: StoppedOrder) => Promise<void>

const handlers = new Map<string, StoppedOrderHandler>()

/** For printed lists and messages that name the order. `name` is the module's own; the same name again replaces. */
export function onOrderStopped(name: string, handle: StoppedOrderHandler): void {
  handlers.set(name, handle)
}

export async function tellStopped(context: FlowContext, order: StoppedOrder): Promise<void> {
  for (const handle of handlers.values()) await handle(context, order)
}
