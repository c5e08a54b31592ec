import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type DoorCardRow = {
  id: string
  org_id: string
  person_id: string
  number: string
  word_enc: Buffer
  key_id: string
  picture_file_id: string | null
  picture_agreed_at: Date | null
  issued_at: Date
  ended_at: Date | null
}
const COLUMNS = [
  'id',
  'org_id',
  'person_id',
  'number',
  'word_enc',
  'key_id',
  'picture_file_id',
  'picture_agreed_at',
  'issued_at',
  'ended_at',
] as const

/** Where the card is that this number or word names; also for whoever has no session. */
export async function cardNamed(
  tx: Tx,
  number: string | undefined,
  wordIndexes: readonly Buffer[],
): Promise<{ id: string; org_id: string; person_id: string } | undefined> {
  const { rows } = await sql<{ id: string; org_id: string; person_id: string }>`
    select c.id, c.org_id, c.person_id from unnest(${[...wordIndexes]}::bytea[]) as word (index),
      find_door_card(${number ?? ''}, word.index) c limit 1`.execute(tx)
  return rows[0]
}

/** For making indexes anew, in a transaction of yimi_keys. */
export function findWords(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('door_cards')
    .select(['id', 'key_id', 'word_enc'])
    .where('id', 'in', [...ids])
    .execute()
}

export async function setWordIndex(tx: Tx, id: string, index: Buffer | null): Promise<void> {
  await tx.updateTable('door_cards').set({ word_index: index }).where('id', '=', id).execute()
}

export function findCard(tx: Tx, id: string): Promise<DoorCardRow | undefined> {
  return tx.selectFrom('door_cards').select(COLUMNS).where('id', '=', id).executeTakeFirst()
}

export async function cardsPage(
  tx: Tx,
  page: { orgIds: readonly string[]; offset: number; limit: number },
): Promise<{ rows: DoorCardRow[]; total: number }> {
  const where = sql`ended_at is null and org_id = any (${[...page.orgIds]}::uuid[])`
  const { rows } = await sql<DoorCardRow>`
    select ${sql.join(COLUMNS.map((column) => sql.ref(column)))} from door_cards where ${where}
    order by issued_at desc, id desc offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from door_cards where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** Every card that these people have or had. */
export function cardsOfPeople(tx: Tx, personIds: readonly string[]): Promise<DoorCardRow[]> {
  return tx
    .selectFrom('door_cards')
    .select(COLUMNS)
    .where('person_id', '=', (any) => any.fn.any(any.val([...personIds])))
    .orderBy('issued_at')
    .execute()
}

/** Cards in force of these organisations, to be searched by name once the names are opened. */
export async function cardsOf(tx: Tx, orgIds: readonly string[], most: number): Promise<DoorCardRow[]> {
  return (await cardsPage(tx, { orgIds, offset: 0, limit: most })).rows
}

export async function insertCard(
  tx: Tx,
  card: Omit<DoorCardRow, 'ended_at'> & { word_index: Buffer; issued_by: string | null },
): Promise<void> {
  await tx.insertInto('door_cards').values(card).execute()
}

/** Answers the cards that no longer count. */
export async function endCards(tx: Tx, by: { id: string } | { personId: string }, now: Date): Promise<string[]> {
  const query = tx.updateTable('door_cards').set({ ended_at: now }).where('ended_at', 'is', null)
  const rows = await ('id' in by ? query.where('id', '=', by.id) : query.where('person_id', '=', by.personId))
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

export async function takePicture(tx: Tx, personId: string): Promise<void> {
  await tx
    .updateTable('door_cards')
    .set({ picture_agreed_at: null, picture_file_id: null })
    .where('person_id', '=', personId)
    .execute()
}
