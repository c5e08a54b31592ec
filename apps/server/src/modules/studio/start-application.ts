import type { Broadcast, startApplication } from '@yimi/contract/broadcast.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { begin } from '#platform/flow/move.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { insertBroadcast } from './broadcast-queries.ts'
import { broadcastRules } from './broadcast-rules.ts'
import { readBroadcast } from './read-broadcast.ts'
import { findRulesInForce } from './work-rules-queries.ts'

/** A draft under the work rules in force today; it keeps them whatever comes after. */
export async function start(
  context: RequestContext,
  { body }: OperationInput<typeof startApplication>,
): Promise<Broadcast> {
  context.mayOn({ orgId: body.orgId, ownerId: context.actor.accountId ?? null })
  const { accountId } = context.actor
  if (!accountId) throw new ProgramFault('an application without an account')
  const rules = await findRulesInForce(context.tx, body.orgId, context.today)
  if (!rules)
    throw new Refusal('not-found', { detail: '本单位和上级都还没有直播工作制度，请先由管理员在“工作制度”里制定。' })
  const id = newId()
  await insertBroadcast(context.tx, {
    id,
    orgId: body.orgId,
    rulesId: rules.id,
    applicantId: accountId,
    now: context.now,
    title: body.title ?? '',
  })
  await begin(context, broadcastRules, { recordId: id, orgId: body.orgId, refs: { rulesVersion: rules.version } })
  return readBroadcast(context, id)
}
