import type { DoorFactKind, FactOf } from '@yimi/contract/door-fact.ts'
import type { Tx } from '#platform/database/database.ts'
import { checksOf } from './door-fact-queries.ts'

export type FactCheck = FactOf & { on: string; byId: string | null }

export async function readChecks({ tx }: { tx: Tx }, personId: string): Promise<FactCheck[]> {
  const tagOf = (fact: DoorFactKind, subjectId: string) => (fact === 'mark' ? subjectId : null)
  return (await checksOf(tx, personId)).map((row) => ({
    fact: row.fact,
    tagId: tagOf(row.fact, row.subject_id),
    on: row.checked_on,
    byId: row.checked_by,
  }))
}
