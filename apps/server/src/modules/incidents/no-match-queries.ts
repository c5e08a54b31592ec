import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type NoMatchRow = {
  id: string
  org_id: string
  first_id: string
  second_id: string
  reason_enc: Buffer
  key_id: string
  made_by: string | null
  made_at: Date
  ended_at: Date | null
}

/** Answers false when this unit keeps the two apart already. */
export async function insertNoMatch(tx: Tx, row: Omit<NoMatchRow, 'ended_at'>): Promise<boolean> {
  const made = await tx
    .insertInto('no_matches')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

export async function findNoMatch(tx: Tx, id: string): Promise<NoMatchRow | undefined> {
  return tx.selectFrom('no_matches').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function endNoMatchRow(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.updateTable('no_matches').set({ ended_at: now }).where('id', '=', id).execute()
}

export async function noMatchesPage(
  tx: Tx,
  page: { orgIds: readonly string[]; offset: number; limit: number },
): Promise<{ rows: NoMatchRow[]; total: number }> {
  const where = sql`ended_at is null and org_id = any (${[...page.orgIds]}::uuid[])`
  const { rows } = await sql<NoMatchRow>`
    select * from no_matches where ${where} order by made_at desc, id desc offset ${page.offset} limit ${page.limit}`.execute(
    tx,
  )
  const counted = await sql<{ total: number }>`select count(*)::int as total from no_matches where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** Pairs among the people, the smaller id first, whoever decided it. */
export async function pairsApart(tx: Tx, personIds: readonly string[]): Promise<[string, string][]> {
  if (personIds.length < 2) return []
  const { rows } = await sql<{ first_id: string; second_id: string }>`
    select first_id, second_id from kept_apart(${[...new Set(personIds)]}::uuid[])`.execute(tx)
  return rows.map((row) => [row.first_id, row.second_id])
}
