import { covers, scopeOf } from '#platform/access/authorise.ts'
import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { ImportKind } from './import-kind.ts'
import { findImport, type ImportRow } from './import-queries.ts'
import { kindFor } from './stage-import.ts'

/** An import that the caller may work on: by the organisation, and by what its kind asks besides. */
export async function getImportRow(context: RequestContext, id: string): Promise<{ row: ImportRow; kind: ImportKind }> {
  const row = await findImport(context.tx, id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  const kind = kindFor(row.kind)
  if (!covers(scopeOf(context.actor, kind.capability), context.actor, { orgId: row.org_id }))
    throw new Refusal('no-right')
  return { row, kind }
}

/** The same, for changing what is staged. @throws Refusal `import-over` after import or clearing, `import-running` */
export async function getStaged(context: RequestContext, id: string): Promise<{ row: ImportRow; kind: ImportKind }> {
  const found = await getImportRow(context, id)
  if (found.row.imported_at || found.row.forgotten_at) throw new Refusal('import-over')
  return found
}
