import type { mergeOrganisation, Organisation } from '@yimi/contract/organisation.ts'
import type { RouteBody } from '@yimi/contract/route.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { fieldFault, openForChange, requireDay, widenScope } from './change-rules.ts'
import { childrenFrom, closeOrganisation, rebuildClosure, writeParent } from './dated-writes.ts'
import { answerOn } from './organisation-answer.ts'
import { findOrganisation, type OrganisationRow } from './organisation-queries.ts'

/**
 * Closes the organisation the day before; what stands below it goes below the other, and what was made under it is in the
 * area of the other from that day on.
 */
export async function mergeInto(
  context: RequestContext,
  id: string,
  wanted: RouteBody<typeof mergeOrganisation>,
): Promise<Organisation> {
  const { tx } = context
  const { org, keeper } = await openForChange(context, id)
  const into = await findOrganisation(tx, wanted.intoId, wanted.from)
  if (!into) throw new Refusal('not-found')
  // Outside bodies merge with each other alone, and the topmost unit keeps both.
  const intoKeeper = into.outside ? keeper : into.id
  context.mayOn({ orgId: intoKeeper })
  requireDay(context, org, wanted.from)
  requireMergeable(org, into, wanted.from)
  const children = await childrenFrom(tx, id, wanted.from)
  if (children.some((child) => child.org_id === into.id)) throw new Refusal('organisation-cycle')
  await widenScope(context, [id, into.id])
  for (const child of children) await writeParent(tx, { orgId: child.org_id, parentId: into.id, from: child.from })
  await closeOrganisation(tx, { orgId: id, intoId: into.id, from: wanted.from })
  await rebuildClosure(tx)
  const about = { kind: 'organisation', refs: { from: wanted.from, orgId: id, intoId: into.id } }
  await recordAct(context, { ...about, recordId: id, orgId: keeper, act: 'merge' })
  await recordAct(context, { ...about, recordId: into.id, orgId: intoKeeper, act: 'take-over' })
  return answerOn(context, into.id, wanted.from)
}

function requireMergeable(org: OrganisationRow, into: OrganisationRow, from: string): void {
  if (into.id === org.id) throw fieldFault('intoId', '不能并入自己')
  if (into.level !== org.level || into.outside !== org.outside) throw fieldFault('intoId', '只能并入同一层级的单位')
  if (from < into.from || (into.until !== null && from > into.until))
    throw fieldFault('intoId', '并入的单位在那一天没有运行')
  if (from === org.from) throw fieldFault('from', '单位设立当天不能合并')
}
