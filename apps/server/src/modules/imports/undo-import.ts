import type { ImportAbout, undoImport } from '@yimi/contract/import.ts'
import { Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { startRun } from './check-import.ts'
import { getImportRow } from './get-import.ts'
import type { ImportRuns } from './import-runs.ts'
import { withdrawRows } from './withdraw-rows.ts'

/** Withdraws what the import created, in one transaction; what was changed since stays, and how many is said. */
export function undoer(runs: ImportRuns) {
  return async (context: RequestContext, { params }: OperationInput<typeof undoImport>): Promise<ImportAbout> => {
    const { row } = await getImportRow(context, params.id)
    if (!row.imported_at) throw new Refusal('import-over')
    return startRun(context, row, 'undo', () => runs.start(row.id, context.actor, withdrawRows))
  }
}
