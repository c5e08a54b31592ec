import type { createOrganisation, Organisation } from '@yimi/contract/organisation.ts'
import type { RouteBody } from '@yimi/contract/route.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { fieldFault, requireAbove, widenScope } from './change-rules.ts'
import { insertOrganisation, lockTree, rebuildClosure } from './dated-writes.ts'
import { answerOn } from './organisation-answer.ts'
import { allKinds, allLevels, findOrganisation, findTop } from './organisation-queries.ts'

type Wanted = RouteBody<typeof createOrganisation>

/** A unit below another; or an outside body, which has neither level nor parent and is kept by the topmost unit. */
export async function create(context: RequestContext, wanted: Wanted): Promise<Organisation> {
  const { tx } = context
  await lockTree(tx)
  const above = wanted.parentId ?? (await findTop(tx, context.today))
  if (!above) throw new Refusal('not-found')
  context.mayOn({ orgId: above })
  await requireFitting(context, wanted)
  const id = newId(context.now.getTime())
  await widenScope(context, [id])
  await insertOrganisation(tx, { ...wanted, id, now: context.now })
  await rebuildClosure(tx)
  await recordAct(context, {
    kind: 'organisation',
    recordId: id,
    orgId: wanted.parentId ? id : above,
    act: 'create',
    refs: { from: wanted.from, parentId: wanted.parentId, level: wanted.level, kind: wanted.kind },
    detail: { name: wanted.name },
  })
  return answerOn(context, id, wanted.from)
}

async function requireFitting(context: RequestContext, wanted: Wanted): Promise<void> {
  const kind = (await allKinds(context.tx)).find((one) => one.code === wanted.kind)
  if (!kind) throw fieldFault('kind', '没有这种单位类别')
  if (kind.outside) {
    if (wanted.level !== null) throw fieldFault('level', '体系外单位没有层级')
    if (wanted.parentId !== null) throw fieldFault('parentId', '体系外单位没有上级')
    return
  }
  const level = (await allLevels(context.tx)).find((one) => one.code === wanted.level)
  if (!level) throw fieldFault('level', '请选择单位层级')
  const parent = wanted.parentId ? await findOrganisation(context.tx, wanted.parentId, wanted.from) : undefined
  requireAbove(parent, level.rank, wanted.from)
}
