import type { ConsentState } from '@yimi/contract/guest.ts'
import { guestConsentFlow } from '@yimi/contract/guest.ts'
import type { z } from 'zod'
import type { FlowRules } from '#platform/flow/flow-rules.ts'
import { type ConsentRow, lockConsents } from './consent-queries.ts'

export type ConsentMove = keyof typeof guestConsentFlow.moves

/** A guest's words about a consent are kept under the guest's own key. */
export const guestConsentRules: FlowRules<ConsentRow, z.output<typeof ConsentState>, ConsentMove, never> = {
  plan: guestConsentFlow,
  lock: lockConsents,
  keySubject: (row) => ({ kind: 'person', id: row.guest_id }),
}
