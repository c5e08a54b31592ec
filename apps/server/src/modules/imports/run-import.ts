import type { ImportAbout, runImport } from '@yimi/contract/import.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { aboutImport } from './about-import.ts'
import { startRun } from './check-import.ts'
import { getStaged } from './get-import.ts'
import type { ImportKind, ReadyRow } from './import-kind.ts'
import { type ImportRow, insertRecords, noteImported } from './import-queries.ts'
import type { ImportRuns } from './import-runs.ts'
import { readingPlan, requireColumns } from './reading-plan.ts'
import { sweepRows } from './sweep-rows.ts'

/** As many as registering seals and writes in one go without the server feeling it. */
const ROWS_AT_ONCE = 200

/** Imports every row without a fault in one transaction: all of them, or none. Rows are read anew, not taken from the check. */
export function importer(runs: ImportRuns) {
  return async (context: RequestContext, { params, body }: OperationInput<typeof runImport>): Promise<ImportAbout> => {
    const { row, kind } = await getStaged(context, params.id)
    requireColumns(row, kind)
    const { counts } = await aboutImport(context, row)
    if (!counts) throw new Refusal('import-not-checked')
    if (counts.faulty > 0 && !body.withoutFaulty) throw new Refusal('import-has-faults')
    return startRun(context, runs, row, 'import', (run, onPages) =>
      importRows(run, row, kind, body.withoutFaulty, onPages),
    )
  }
}

async function importRows(
  run: FlowContext,
  row: ImportRow,
  kind: ImportKind,
  withoutFaulty: boolean,
  onPages: (done: number) => Promise<void>,
): Promise<void> {
  const { key, plan } = await readingPlan(run, row, kind)
  const at = { importId: row.id, orgId: row.org_id }
  let created = 0
  const apply = async (rows: readonly ReadyRow[]) => {
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const some = rows.slice(from, from + ROWS_AT_ONCE)
      const ids = await kind.apply(run, row.org_id, some)
      await insertRecords(
        run.tx,
        at,
        ids.map((recordId, place) => ({ number: some[place]?.number ?? 0, recordId })),
      )
      created += ids.length
    }
  }
  const counts = await sweepRows({ context: run, ...at, key, plan, onPages, apply })
  // Somebody registered one of them, or mended a cell, since the check.
  if (counts.faulty > 0 && !withoutFaulty) throw new Refusal('import-has-faults')
  await noteImported(run.tx, row.id, counts, created, run.now)
  await recordAct(run, {
    kind: 'import',
    recordId: row.id,
    orgId: row.org_id,
    act: 'import',
    refs: { created, counts },
  })
}
