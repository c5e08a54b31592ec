import { type Application, type Broadcast, broadcastFlow, type saveApplication } from '@yimi/contract/broadcast.ts'
import { type ApplicationField, GATES, type Gate } from '@yimi/contract/work-rules.ts'
import { systemActor } from '#platform/access/actor.ts'
import { Refusal } from '#platform/fault.ts'
import { move } from '#platform/flow/move.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { applicationOf, type Changes, changedFields, columnsOf } from './application-fields.ts'
import { refuseUnknownReferences } from './application-references.ts'
import { type BroadcastRow, type GateStates, updateApplication } from './broadcast-queries.ts'
import { broadcastRules } from './broadcast-rules.ts'
import { judgementsOf } from './gate-queries.ts'
import { concernedIn } from './judge-check.ts'
import { lockBroadcast } from './lock-broadcast.ts'
import { readBroadcast } from './read-broadcast.ts'

/**
 * Saves what differs. In a draft that is all; later it is the move `amend`, which opens exactly the gates that the changed
 * fields touch and lets the reservations follow, and a broadcast that was cleared goes back into review.
 */
export async function save(
  context: RequestContext,
  { params, body }: OperationInput<typeof saveApplication>,
): Promise<Broadcast> {
  const row = await lockBroadcast(context.tx, params.id)
  context.mayOn({ orgId: row.org_id, ownerId: row.applicant_id })
  if (row.revision !== body.revision) throw new Refusal('changed-meanwhile')
  const before = applicationOf(row)
  const fields = changedFields(before, body.changes)
  if (fields.length === 0) return readBroadcast(context, row.id)
  const changes = pick(body.changes, fields)
  const after: Application = { ...before, ...changes }
  refuseAfterReview(row)
  await refuseUnknownReferences(context, row, after, fields)
  await updateApplication(context.tx, row.id, row.revision, columnsOf(changes))
  if (row.state !== 'draft') await amend(context, row, after, fields)
  return readBroadcast(context, row.id)
}

async function amend(
  context: RequestContext,
  row: BroadcastRow,
  after: Application,
  fields: ApplicationField[],
): Promise<void> {
  const request = { recordId: row.id, orgId: row.org_id }
  await move(context, broadcastRules, {
    ...request,
    move: 'amend',
    needs: { fields, also: await gatesOfNewlyConcerned(context, row, after) },
    refs: { fields, revision: row.revision + 1 },
  })
  if (row.state === 'cleared')
    await move({ ...context, actor: systemActor([row.org_id]) }, broadcastRules, { ...request, move: 'reopen' })
}

/** Who takes part from now on judges nothing: what he has passed so far is to be judged by somebody else. */
async function gatesOfNewlyConcerned(context: RequestContext, row: BroadcastRow, after: Application): Promise<Gate[]> {
  const concerned = await concernedIn(context.tx, { ...row, host_id: after.hostId, guests: after.guests })
  const judgements = await judgementsOf(context.tx, [row.id])
  const states = row.gates as GateStates
  return GATES.filter((gate) => {
    const judgedBy = judgements.find((one) => one.gate === gate)?.judged_by
    return states[gate] === 'passed' && judgedBy != null && concerned.accountIds.has(judgedBy)
  })
}

function refuseAfterReview(row: BroadcastRow): void {
  const changeable: readonly string[] = ['draft', ...broadcastFlow.moves.amend.from]
  if (!changeable.includes(row.state)) throw new Refusal('move-not-allowed')
}

function pick(changes: Changes, fields: readonly ApplicationField[]): Partial<Application> {
  return Object.fromEntries(fields.map((field) => [field, changes[field]]))
}
