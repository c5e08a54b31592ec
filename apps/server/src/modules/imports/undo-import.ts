import type { ImportAbout, undoImport } from '@yimi/contract/import.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { startRun } from './check-import.ts'
import { getImportRow } from './get-import.ts'
import { findRecords, noteUndone, noteWithdrawn } from './import-queries.ts'
import type { ImportRuns } from './import-runs.ts'

const RECORDS_AT_ONCE = 200

/** Withdraws what the import created, in one transaction; what was changed since stays, and how many is said. */
export function undoer(runs: ImportRuns) {
  return async (context: RequestContext, { params }: OperationInput<typeof undoImport>): Promise<ImportAbout> => {
    const { row, kind } = await getImportRow(context, params.id)
    if (!row.imported_at) throw new Refusal('import-over')
    return startRun(context, runs, row, 'undo', async (run, onPages) => {
      const records = await findRecords(run.tx, row.id)
      let withdrawn = 0
      for (let from = 0; from < records.length; from += RECORDS_AT_ONCE) {
        const some = records.slice(from, from + RECORDS_AT_ONCE)
        const kept = await kind.withdraw(run, some)
        const gone = some.filter((id) => !kept.has(id))
        await noteWithdrawn(run.tx, row.id, gone, run.now)
        withdrawn += gone.length
        await onPages(Math.floor(((from + some.length) / records.length) * (row.run_total || 1)))
      }
      await noteUndone(run.tx, row.id, withdrawn, run.now)
      const refs = { withdrawn, kept: records.length - withdrawn }
      await recordAct(run, { kind: 'import', recordId: row.id, orgId: row.org_id, act: 'undo', refs })
    })
  }
}
