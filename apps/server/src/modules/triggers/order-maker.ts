import type { ServiceInForce } from '#modules/catalogue/catalogue.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'

export type TriggeredOrder = {
  orgId: string
  personId: string
  service: ServiceInForce
  window: { from: string; until: string }
  /** Campaign, life event, arrangement or mark that it comes from. */
  trigger: { kind: string; id: string }
  /** Nobody needs to look at it first. */
  ready: boolean
}

/** What this module needs of orders. */
export type OrderMaker = {
  /** Makes all of them in the transaction; ids in the order given. */
  make(context: FlowContext, orders: readonly TriggeredOrder[]): Promise<string[]>
  /** Cancels what came from it and has not begun. */
  cancel(context: FlowContext, orgId: string, trigger: { kind: string; id: string }): Promise<void>
}
