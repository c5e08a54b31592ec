import type { checkImport, ImportAbout } from '@yimi/contract/import.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { aboutImport } from './about-import.ts'
import { getStaged } from './get-import.ts'
import { findImport, type ImportRow, type RunKind, takeRun } from './import-queries.ts'
import type { ImportRuns } from './import-runs.ts'
import { countPages } from './page-queries.ts'
import { requireColumns } from './reading-plan.ts'

/** Dry run: every row is read, compared and marked; nothing is imported. */
export function checker(runs: ImportRuns) {
  return async (context: RequestContext, { params }: OperationInput<typeof checkImport>): Promise<ImportAbout> => {
    const { row, kind } = await getStaged(context, params.id)
    requireColumns(row, kind)
    return startRun(context, row, 'check', () => runs.startInThread(row.id, context.actor, { run: 'check' }))
  }
}

/** Takes the run in the request's transaction, so that no two begin, and starts it once that is committed. */
export async function startRun(
  context: RequestContext,
  row: ImportRow,
  run: RunKind,
  start: () => void,
): Promise<ImportAbout> {
  if (!(await takeRun(context.tx, row.id, run, await countPages(context.tx, row.id))))
    throw new Refusal('import-running')
  context.afterCommit(start)
  const taken = await findImport(context.tx, row.id)
  if (!taken) throw new ProgramFault('an import vanished while it was started')
  return aboutImport(context, taken)
}
