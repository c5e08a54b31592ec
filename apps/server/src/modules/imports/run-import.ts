import type { ImportAbout, runImport } from '@yimi/contract/import.ts'
import { Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { aboutImport } from './about-import.ts'
import { startRun } from './check-import.ts'
import { getStaged } from './get-import.ts'
import type { ImportRuns } from './import-runs.ts'
import { requireColumns } from './reading-plan.ts'

/** Imports every row without a fault in one transaction: all of them, or none. */
export function importer(runs: ImportRuns) {
  return async (context: RequestContext, { params, body }: OperationInput<typeof runImport>): Promise<ImportAbout> => {
    const { row, kind } = await getStaged(context, params.id)
    requireColumns(row, kind)
    const { counts } = await aboutImport(context, row)
    if (!counts) throw new Refusal('import-not-checked')
    if (counts.faulty > 0 && !body.withoutFaulty) throw new Refusal('import-has-faults')
    const order = { run: 'import', withoutFaulty: body.withoutFaulty } as const
    return startRun(context, row, 'import', () => runs.startInThread(row.id, context.actor, order))
  }
}
