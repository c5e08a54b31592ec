import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

/** All in a transaction of yimi_keys, which makes indexes anew. */

/** A column of blind indexes, and the sealed word that each is an index of. */
export type IndexedColumn = {
  table: 'consents' | 'person_tags' | 'life_events'
  column: string
  of: string
}

/** People whose tokens are made anew in one transaction. */
const SOME_PEOPLE = 100

export function findIndexedPeople(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('people')
    .select(['id', 'name_enc', 'contact_enc', 'id_number_enc'])
    .where('id', '=', (any) => any.fn.any(any.val([...ids])))
    .execute()
}

export async function setPersonIndexes(
  tx: Tx,
  id: string,
  indexes: { name_index: Buffer | null; contact_index: Buffer | null; id_number_index: Buffer | null },
): Promise<void> {
  await tx.updateTable('people').set(indexes).where('id', '=', id).execute()
}

export async function findIndexed(
  tx: Tx,
  place: IndexedColumn,
  ids: readonly string[],
): Promise<{ id: string; person_id: string; sealed: Buffer | null }[]> {
  const { rows } = await sql<{ id: string; person_id: string; sealed: Buffer | null }>`
    select id, person_id, ${sql.id(place.of)} as sealed from ${sql.table(place.table)}
    where id = any (${[...ids]}::uuid[])`.execute(tx)
  return rows
}

export async function setIndex(tx: Tx, place: IndexedColumn, id: string, index: Buffer | null): Promise<void> {
  await sql`update ${sql.table(place.table)} set ${sql.id(place.column)} = ${index} where id = ${id}`.execute(tx)
}

export async function countOlderTokens(tx: Tx, than: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from person_search_tokens
    where indexed_under(token) < ${than}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** People with tokens under an older key, locked: whoever changes a name meanwhile writes its tokens after these. */
export async function lockOlderTokens(tx: Tx, than: number): Promise<{ id: string; org_id: string }[]> {
  const { rows } = await sql<{ id: string; org_id: string }>`
    select p.id, t.org_id from people p
    join (select distinct person_id, org_id from person_search_tokens where indexed_under(token) < ${than}
          limit ${SOME_PEOPLE}) t on t.person_id = p.id
    for update of p skip locked`.execute(tx)
  return rows
}
