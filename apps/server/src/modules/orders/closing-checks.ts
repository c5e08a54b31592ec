import type { FlowContext } from '#platform/flow/flow-rules.ts'

export type ClosingOrder = { id: string; orgId: string; personId: string; serviceId: string | null }
/** What is not settled yet, in words for whoever closes; empty: nothing. */
export type ClosingCheck = (context: FlowContext, order: ClosingOrder) => Promise<readonly string[]>

const checks = new Map<string, ClosingCheck>()

/** What must be settled before an order is closed; filled by whoever keeps money, stock or hours. The same name replaces. */
export function closingCheck(name: string, check: ClosingCheck): void {
  checks.set(name, check)
}

export async function unsettled(context: FlowContext, order: ClosingOrder): Promise<string[]> {
  const open: string[] = []
  for (const check of checks.values()) open.push(...(await check(context, order)))
  return open
}
