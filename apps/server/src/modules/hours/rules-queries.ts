import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type RulesRow = { id: string; org_id: string; from_day: string; content: unknown }

export async function rulesInForce(tx: Tx, orgId: string, day: string): Promise<RulesRow | undefined> {
  const { rows } = await sql<RulesRow>`select * from hour_rules_for(${orgId}, ${day}::date)`.execute(tx)
  return rows[0]
}

/** Those of the unit itself, the latest first. */
export function versionsOf(tx: Tx, orgId: string) {
  return tx
    .selectFrom('hour_rules')
    .select(['id', 'org_id', 'from_day', 'content', 'made_by'])
    .where('org_id', '=', orgId)
    .orderBy('from_day', 'desc')
    .orderBy('made_at', 'desc')
    .execute()
}

export async function insertRules(
  tx: Tx,
  row: { id: string; org_id: string; from_day: string; content: unknown; made_by: string | null; made_at: Date },
): Promise<void> {
  await tx
    .insertInto('hour_rules')
    .values({ ...row, content: JSON.stringify(row.content) })
    .execute()
}
