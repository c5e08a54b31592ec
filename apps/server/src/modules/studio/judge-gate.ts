import type { addGateEvidence, Broadcast, judgeGate } from '@yimi/contract/broadcast.ts'
import { systemActor } from '#platform/access/actor.ts'
import { move } from '#platform/flow/move.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { allPassed, broadcastRules } from './broadcast-rules.ts'
import { lockBroadcast } from './lock-broadcast.ts'
import { readBroadcast } from './read-broadcast.ts'

/** One verdict. With the fifth pass the broadcast is cleared in the same transaction. */
export async function judge(
  context: RequestContext,
  { params, body }: OperationInput<typeof judgeGate>,
): Promise<Broadcast> {
  const row = await lockBroadcast(context.tx, params.id)
  context.mayOn({ orgId: row.org_id, ownerId: row.applicant_id })
  const request = { recordId: row.id, orgId: row.org_id }
  const moved = await move(context, broadcastRules, {
    ...request,
    move: `${body.verdict}-gate` as const,
    needs: { gate: params.gate, ...body },
    refs: { gate: params.gate, ...(body.verdict === 'pass' ? { checked: body.checked } : {}) },
    ...(body.note ? { detail: { note: body.note } } : {}),
  })
  if (body.verdict === 'pass' && allPassed(moved.gates))
    await move({ ...context, actor: systemActor([row.org_id]) }, broadcastRules, { ...request, move: 'clear' })
  return readBroadcast(context, row.id)
}

export async function attachEvidence(
  context: RequestContext,
  { params, body }: OperationInput<typeof addGateEvidence>,
): Promise<Broadcast> {
  const row = await lockBroadcast(context.tx, params.id)
  context.mayOn({ orgId: row.org_id, ownerId: row.applicant_id })
  await move(context, broadcastRules, {
    recordId: row.id,
    orgId: row.org_id,
    move: 'add-evidence',
    needs: { gate: params.gate, fileId: body.fileId },
    refs: { gate: params.gate, fileId: body.fileId },
  })
  return readBroadcast(context, row.id)
}
