import { takeScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { lockTree } from './dated-writes.ts'
import { findOrganisation, findTop, type OrganisationRow } from './organisation-queries.ts'

/** Refuses a request because of one field; `message` is read by people. */
export function fieldFault(field: string, message: string): Refusal {
  return new Refusal('bad-request', { faults: [{ path: [field], message }] })
}

/**
 * The organisation that is to change, after the owner rule was asked: of a unit against itself, of an outside body against
 * the topmost unit, which keeps the list of them. The transaction sees it from here on, wherever it stands.
 * @returns `keeper`: the organisation under which the act is written
 */
export async function openForChange(
  context: RequestContext,
  id: string,
): Promise<{ org: OrganisationRow; keeper: string }> {
  // Before anything is read: of two changes at once the second sees what the first left.
  await lockTree(context.tx)
  const org = await findOrganisation(context.tx, id, context.today)
  const keeper = org?.outside ? await findTop(context.tx, context.today) : org?.id
  if (!org || !keeper) throw new Refusal('not-found')
  context.mayOn({ orgId: keeper })
  await widenScope(context, [id])
  return { org, keeper }
}

/** Lets the transaction write what is not in the caller's area yet: a new unit, an outside body. */
export function widenScope(context: RequestContext, ids: readonly string[]): Promise<void> {
  const { actor } = context
  return takeScope(context.tx, {
    role: 'yimi_app',
    orgs: [...actor.orgs, ...ids],
    above: actor.above,
    ...(actor.personId ? { personId: actor.personId } : {}),
  })
}

/** What has been stays as it was: a change counts from today or later, and within the life of the organisation. */
export function requireDay(context: RequestContext, org: OrganisationRow, from: string): void {
  if (from < context.today) throw fieldFault('from', '生效日期不能早于今天')
  if (from < org.from) throw fieldFault('from', '生效日期不能早于单位设立的日期')
  if (org.until !== null && from > org.until) throw fieldFault('from', '这个单位到那一天已不再运行')
}

/** A unit stands below one of a higher level that exists on the day. */
export function requireAbove(parent: OrganisationRow | undefined, rank: number | null, day: string): void {
  if (!parent || parent.outside) throw fieldFault('parentId', '请选择体系内的上级单位')
  if (day < parent.from || (parent.until !== null && day > parent.until))
    throw fieldFault('parentId', '上级单位在那一天没有运行')
  if (parent.rank !== null && rank !== null && parent.rank >= rank)
    throw fieldFault('parentId', '上级单位的层级必须高于本单位')
}
