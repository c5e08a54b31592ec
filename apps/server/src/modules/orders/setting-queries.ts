import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export async function filtersOf(tx: Tx, accountId: string): Promise<{ id: string; name: string; query: unknown }[]> {
  return tx
    .selectFrom('order_filters')
    .select(['id', 'name', 'query'])
    .where('account_id', '=', accountId)
    .orderBy('name')
    .execute()
}

export async function putFilter(
  tx: Tx,
  filter: { id: string; org_id: string; account_id: string; name: string; query: string },
): Promise<void> {
  await tx
    .insertInto('order_filters')
    .values(filter)
    .onConflict((conflict) => conflict.columns(['account_id', 'name']).doUpdateSet({ query: filter.query }))
    .execute()
}

export async function deleteFilter(tx: Tx, accountId: string, id: string): Promise<void> {
  await tx.deleteFrom('order_filters').where('account_id', '=', accountId).where('id', '=', id).execute()
}

/** Lists of these units, in no order. */
export async function urgentWordsOf(tx: Tx, orgIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ org_id: string; words: string[] }>`
    select org_id, words from urgent_words where org_id = any (${[...orgIds]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.org_id, row.words]))
}

export async function putUrgentWords(tx: Tx, orgId: string, words: string[], now: Date): Promise<void> {
  await tx
    .insertInto('urgent_words')
    .values({ org_id: orgId, words, changed_at: now })
    .onConflict((conflict) => conflict.column('org_id').doUpdateSet({ words, changed_at: now }))
    .execute()
}

export async function deleteUrgentWords(tx: Tx, orgId: string): Promise<void> {
  await tx.deleteFrom('urgent_words').where('org_id', '=', orgId).execute()
}

export type UrgentRulesRow = {
  id: string
  org_id: string
  from_day: string
  look_minutes: number
  handle_minutes: number
}

export async function urgentRulesInForce(tx: Tx, orgId: string, day: string): Promise<UrgentRulesRow | undefined> {
  const { rows } = await sql<UrgentRulesRow>`select id, org_id, from_day::text, look_minutes, handle_minutes
    from urgent_rules_for(${orgId}, ${day}::date)`.execute(tx)
  return rows[0]
}

/** Those of the unit itself, the latest first. */
export async function urgentRulesOf(tx: Tx, orgId: string): Promise<(UrgentRulesRow & { made_by: string | null })[]> {
  const { rows } = await sql<
    UrgentRulesRow & { made_by: string | null }
  >`select id, org_id, from_day::text, look_minutes,
      handle_minutes, made_by from urgent_rules where org_id = ${orgId} order by from_day desc, made_at desc`.execute(
    tx,
  )
  return rows
}

export async function insertUrgentRules(
  tx: Tx,
  row: UrgentRulesRow & { made_by: string | null; made_at: Date },
): Promise<void> {
  await tx.insertInto('urgent_rules').values(row).execute()
}
