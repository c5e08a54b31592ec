import { takeScope } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import { insertOrganisation, lockTree, rebuildClosure } from './dated-writes.ts'

/**
 * Puts an organisation into an empty installation, where nobody is there yet to ask for it. Takes the scope of the
 * transaction for itself: take your own again afterwards.
 * @returns its id
 */
export async function plantOrganisation(
  context: FlowContext,
  org: {
    id?: string
    name: string
    shortName: string
    /** A code of `org_levels`; null for outside bodies. */
    level: string | null
    /** A code of `org_kinds`; `unit` when absent. */
    kind?: string
    parentId: string | null
    /** First day. */
    from: string
  },
): Promise<string> {
  const id = org.id ?? newId(context.now.getTime())
  const kind = org.kind ?? 'unit'
  await takeScope(context.tx, { role: 'yimi_app', orgs: org.parentId ? [id, org.parentId] : [id] })
  await lockTree(context.tx)
  await insertOrganisation(context.tx, { ...org, kind, id, now: context.now })
  await rebuildClosure(context.tx)
  await recordAct(context, {
    kind: 'organisation',
    recordId: id,
    orgId: id,
    act: 'create',
    refs: { from: org.from, parentId: org.parentId, level: org.level, kind },
    detail: { name: org.name },
  })
  return id
}
