import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

/** The organisation and everything below it on the day. */
export async function idsBelow(tx: Tx, orgId: string, day: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('org_closure')
    .select('descendant_id')
    .where('ancestor_id', '=', orgId)
    .where(sql<boolean>`valid @> ${day}::date`)
    .execute()
  return rows.map((row) => row.descendant_id)
}
