import { recordAct } from '#platform/flow/record-act.ts'
import { findRecords, noteUndone, noteWithdrawn } from './import-queries.ts'
import type { RunWork } from './run-once.ts'

const RECORDS_AT_ONCE = 500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** Withdraws what the import created; what was changed since stays, and how many is said. */
export const withdrawRows: RunWork = async ({ context, row, kind, onPages }) => {
  const { tx, now } = context
  let looked = 0
  let withdrawn = 0
  for (let after = FIRST_ID; ; ) {
    const some = await findRecords(tx, row.id, after, RECORDS_AT_ONCE)
    const last = some.at(-1)
    if (last === undefined) break
    after = last
    const kept = await kind.withdraw(context, some)
    const gone = some.filter((id) => !kept.has(id))
    await noteWithdrawn(tx, row.id, gone, now)
    looked += some.length
    withdrawn += gone.length
    await onPages(Math.floor((looked / row.created) * row.run_total))
  }
  await noteUndone(tx, row.id, withdrawn, now)
  const refs = { withdrawn, kept: looked - withdrawn }
  await recordAct(context, { kind: 'import', recordId: row.id, orgId: row.org_id, act: 'undo', refs })
}
