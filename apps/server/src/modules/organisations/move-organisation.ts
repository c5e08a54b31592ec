import type { moveOrganisation, Organisation } from '@yimi/contract/organisation.ts'
import type { RouteBody } from '@yimi/contract/route.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { fieldFault, openForChange, requireAbove, requireDay } from './change-rules.ts'
import { rebuildClosure, writeParent } from './dated-writes.ts'
import { answerOn } from './organisation-answer.ts'
import { findOrganisation } from './organisation-queries.ts'

/** The caller must hold both: the unit and the place it goes to. Rights follow with the commit. */
export async function moveBelow(
  context: RequestContext,
  id: string,
  wanted: RouteBody<typeof moveOrganisation>,
): Promise<Organisation> {
  const { org } = await openForChange(context, id)
  context.mayOn({ orgId: wanted.parentId })
  if (org.outside) throw fieldFault('parentId', '体系外单位没有上级')
  requireDay(context, org, wanted.from)
  if (wanted.parentId === id) throw new Refusal('organisation-cycle')
  const parent = await findOrganisation(context.tx, wanted.parentId, wanted.from)
  const before = await findOrganisation(context.tx, id, wanted.from)
  await writeParent(context.tx, { orgId: id, ...wanted })
  await rebuildClosure(context.tx)
  // After the tree itself has refused a circle: that answer says more than one about levels.
  requireAbove(parent, org.rank, wanted.from)
  await recordAct(context, {
    kind: 'organisation',
    recordId: id,
    orgId: id,
    act: 'move',
    refs: { from: wanted.from, parentId: wanted.parentId, before: before?.parent_id ?? null },
  })
  return answerOn(context, id, wanted.from)
}
