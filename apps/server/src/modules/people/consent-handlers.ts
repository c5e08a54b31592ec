import type { ConsentPurpose } from '@yimi/contract/consent.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'

export type EndedConsent = {
  readonly consentId: string
  readonly personId: string
  readonly orgId: string
  readonly purpose: ConsentPurpose
  readonly endKind: 'withdrawn' | 'expired' | 'erased'
}

/** Runs in the transaction that ends the consent: what throws keeps the consent from ending. */
export type ConsentHandler = (context: FlowContext, ended: EndedConsent) => Promise<void>

const handlers = new Map<string, { purpose: ConsentPurpose | 'any'; handle: ConsentHandler }>()

/** What depends on a consent stops with it. `name` is the module's own; the same name again replaces. */
export function onConsentWithdrawn(purpose: ConsentPurpose | 'any', name: string, handle: ConsentHandler): void {
  handlers.set(`${purpose} ${name}`, { purpose, handle })
}

export async function runConsentHandlers(context: FlowContext, ended: EndedConsent): Promise<void> {
  for (const one of handlers.values())
    if (one.purpose === 'any' || one.purpose === ended.purpose) await one.handle(context, ended)
}
