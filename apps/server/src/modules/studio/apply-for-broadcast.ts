import type { Broadcast, cancelBroadcast } from '@yimi/contract/broadcast.ts'
import { move } from '#platform/flow/move.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { broadcastRules } from './broadcast-rules.ts'
import { lockBroadcast } from './lock-broadcast.ts'
import { readBroadcast } from './read-broadcast.ts'

/** Hands the draft in: five gates open, venue and people are held, host and guests are asked. */
export function apply(context: RequestContext, id: string): Promise<Broadcast> {
  return applicantsMove(context, id, { move: 'apply' })
}

export function resubmit(context: RequestContext, id: string): Promise<Broadcast> {
  return applicantsMove(context, id, { move: 'resubmit' })
}

export function cancel(
  context: RequestContext,
  { params, body }: OperationInput<typeof cancelBroadcast>,
): Promise<Broadcast> {
  return applicantsMove(context, params.id, { move: 'cancel', needs: body, detail: { note: body.reason } })
}

async function applicantsMove(
  context: RequestContext,
  id: string,
  request: { move: 'apply' | 'resubmit' | 'cancel'; needs?: object; detail?: Record<string, unknown> },
): Promise<Broadcast> {
  const row = await lockBroadcast(context.tx, id)
  context.mayOn({ orgId: row.org_id, ownerId: row.applicant_id })
  await move(context, broadcastRules, { recordId: row.id, orgId: row.org_id, ...request })
  return readBroadcast(context, id)
}
