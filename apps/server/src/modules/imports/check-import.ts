import type { checkImport, ImportAbout } from '@yimi/contract/import.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { aboutImport } from './about-import.ts'
import { getStaged } from './get-import.ts'
import { findImport, type ImportRow, noteChecked, type RunKind, takeRun } from './import-queries.ts'
import type { ImportRuns, RunWork } from './import-runs.ts'
import { countPages } from './page-queries.ts'
import { readingPlan, requireColumns } from './reading-plan.ts'
import { sweepRows } from './sweep-rows.ts'

/** Dry run: every row is read, compared and marked; nothing is imported. */
export function checker(runs: ImportRuns) {
  return async (context: RequestContext, { params }: OperationInput<typeof checkImport>): Promise<ImportAbout> => {
    const { row, kind } = await getStaged(context, params.id)
    requireColumns(row, kind)
    return startRun(context, runs, row, 'check', async (run, onPages) => {
      const { key, plan } = await readingPlan(run, row, kind)
      const counts = await sweepRows({ context: run, importId: row.id, orgId: row.org_id, key, plan, onPages })
      await noteChecked(run.tx, row.id, counts, run.now)
      const refs = { rows: counts.rows, ready: counts.ready, faulty: counts.faulty }
      await recordAct(run, { kind: 'import', recordId: row.id, orgId: row.org_id, act: 'check', refs })
    })
  }
}

/** Takes the run in the request's transaction, so that no two begin, and starts it once that is committed. */
export async function startRun(
  context: RequestContext,
  runs: ImportRuns,
  row: ImportRow,
  run: RunKind,
  work: RunWork,
): Promise<ImportAbout> {
  if (!(await takeRun(context.tx, row.id, run, await countPages(context.tx, row.id))))
    throw new Refusal('import-running')
  context.afterCommit(() => runs.start(row.id, context.actor, work))
  const taken = await findImport(context.tx, row.id)
  if (!taken) throw new ProgramFault('an import vanished while it was started')
  return aboutImport(context, taken)
}
