import { type InvitationState, invitationFlow } from '@yimi/contract/account.ts'
import type { z } from 'zod'
import { Refusal } from '#platform/fault.ts'
import type { FlowRules } from '#platform/flow/flow-rules.ts'
import { type InvitationRow, lockInvitations } from './invitation-queries.ts'

/** A link counts a week: long enough for a holiday, short enough for a letter that went astray. */
export const INVITATION_DAYS = 7

export const invitationRules: FlowRules<
  InvitationRow,
  z.output<typeof InvitationState>,
  keyof typeof invitationFlow.moves
> = {
  plan: invitationFlow,
  lock: lockInvitations,
  guards: {
    accept: ({ context, row }) => {
      if (row.expires_at <= context.now) throw new Refusal('link-expired')
    },
  },
  clocks: (row, state) => (state === 'sent' ? [{ move: 'lapse', dueAt: row.expires_at }] : []),
}
