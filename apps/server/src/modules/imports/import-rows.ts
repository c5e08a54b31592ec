import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { ReadyRow } from './import-kind.ts'
import { insertRecords, noteImported } from './import-queries.ts'
import { readingPlan } from './reading-plan.ts'
import type { RunWork } from './run-once.ts'
import { sweepRows } from './sweep-rows.ts'

/** As many as are sealed and written in one go: fewer cost more statements, more cost memory. */
const ROWS_AT_ONCE = 500

/** Imports every row without a fault. Rows are read anew, not taken from the check. */
export function importRows(withoutFaulty: boolean): RunWork {
  return async ({ context, row, kind, onPages }) => {
    const { key, plan } = await readingPlan(context, row, kind)
    const at = { importId: row.id, orgId: row.org_id }
    let created = 0
    const apply = async (rows: readonly ReadyRow[]) => {
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
        const some = rows.slice(from, from + ROWS_AT_ONCE)
        const ids = await kind.apply(context, row.org_id, some)
        const records = ids.map((recordId, place) => ({ number: some[place]?.number ?? 0, recordId }))
        await insertRecords(context.tx, at, records)
        created += ids.length
      }
    }
    const counts = await sweepRows({ context, ...at, key, plan, onPages, apply })
    // Somebody registered one of them, or mended a cell, since the check.
    if (counts.faulty > 0 && !withoutFaulty) throw new Refusal('import-has-faults')
    await noteImported(context.tx, row.id, counts, created, context.now)
    const refs = { created, counts }
    await recordAct(context, { kind: 'import', recordId: row.id, orgId: row.org_id, act: 'import', refs })
  }
}
