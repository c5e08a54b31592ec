import { recordAct } from '#platform/flow/record-act.ts'
import { noteChecked } from './import-queries.ts'
import { readingPlan } from './reading-plan.ts'
import type { RunWork } from './run-once.ts'
import { sweepRows } from './sweep-rows.ts'

/** Reads, compares and marks every row; nothing is imported. */
export const checkRows: RunWork = async ({ context, row, kind, onPages }) => {
  const { key, plan } = await readingPlan(context, row, kind)
  const counts = await sweepRows({ context, importId: row.id, orgId: row.org_id, key, plan, onPages })
  await noteChecked(context.tx, row.id, counts, context.now)
  const refs = { rows: counts.rows, ready: counts.ready, faulty: counts.faulty }
  await recordAct(context, { kind: 'import', recordId: row.id, orgId: row.org_id, act: 'check', refs })
}
