import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type TieRow = {
  id: string
  org_id: string
  person_id: string
  kind: 'guardian' | 'emergency' | 'proxy'
  other_person_id: string | null
  words_enc: Buffer | null
  relation: string
  valid_from: string
  valid_until: string | null
}

export async function insertTie(tx: Tx, tie: Omit<TieRow, 'valid_until'>): Promise<void> {
  await tx.insertInto('person_ties').values(tie).execute()
}

/** Ties of these people, those that hold first. */
export async function tiesOf(tx: Tx, personIds: readonly string[]): Promise<TieRow[]> {
  const { rows } = await sql<TieRow>`
    select id, org_id, person_id, kind, other_person_id, words_enc, relation, valid_from::text, valid_until::text
    from person_ties where person_id = any (${[...personIds]}::uuid[]) order by valid_until is not null, kind, valid_from, id`.execute(
    tx,
  )
  return rows
}

export async function endTieRow(tx: Tx, id: string, today: string): Promise<void> {
  await sql`update person_ties set valid_until = greatest(${today}::date, valid_from) where id = ${id} and valid_until is null`.execute(
    tx,
  )
}

/** Words go, and so does the person from the ties of others. */
export async function emptyTies(tx: Tx, personId: string, today: string): Promise<void> {
  await sql`update person_ties set words_enc = null, other_person_id = null, valid_until = coalesce(valid_until, greatest(${today}::date, valid_from))
    where person_id = ${personId}`.execute(tx)
  await sql`update person_ties set other_person_id = null where other_person_id = ${personId}`.execute(tx)
}

/** People for whom this one speaks or cares now. */
export async function tiesTo(tx: Tx, otherPersonId: string): Promise<TieRow[]> {
  const { rows } = await sql<TieRow>`
    select id, org_id, person_id, kind, other_person_id, words_enc, relation, valid_from::text, valid_until::text
    from person_ties where other_person_id = ${otherPersonId} and valid_until is null`.execute(tx)
  return rows
}
