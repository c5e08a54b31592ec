import type { Tx } from '#platform/database/database.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { ProgramFault } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import { insertOrganisation, lockTree, rebuildClosure } from './dated-writes.ts'
import { allKinds, findOutsideByName, findTop } from './organisation-queries.ts'

/** Only gets papers: no kind of partner. */
const ADDRESSEE = 'addressee'

/** Labels of the kinds of outside bodies that may be partners, by code. */
export async function partnerKindLabels(tx: Tx): Promise<Map<string, string>> {
  const kinds = (await allKinds(tx)).filter((kind) => kind.outside && kind.code !== ADDRESSEE)
  return new Map(kinds.map((kind) => [kind.code, kind.label]))
}

export async function isPartnerKind(tx: Tx, code: string): Promise<boolean> {
  return (await partnerKindLabels(tx)).has(code)
}

/**
 * The outside body of this name and kind as of the day, added when there is none: who checks in at two stations is one
 * organisation. Outside bodies are kept by the topmost unit, whoever adds them.
 * @returns its id
 */
export async function outsideBody(
  context: FlowContext,
  body: { name: string; kind: string; day: string },
): Promise<string> {
  const { tx } = context
  await lockTree(tx)
  const known = await findOutsideByName(tx, body)
  if (known) return known
  const keeper = await findTop(tx, body.day)
  if (!keeper) throw new ProgramFault('an outside body before the first unit')
  const id = newId(context.now.getTime())
  await withMoreOrgs(tx, [id, keeper], async () => {
    await insertOrganisation(tx, {
      id,
      name: body.name,
      shortName: body.name.slice(0, 20),
      level: null,
      kind: body.kind,
      parentId: null,
      from: body.day,
      now: context.now,
    })
    await rebuildClosure(tx)
    await recordAct(context, {
      kind: 'organisation',
      recordId: id,
      orgId: keeper,
      act: 'create',
      refs: { from: body.day, kind: body.kind },
      detail: { name: body.name },
    })
  })
  return id
}
