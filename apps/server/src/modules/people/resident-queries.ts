import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type ResidentRow = {
  id: string
  org_id: string
  name_enc: Buffer | null
  contact_enc: Buffer | null
  contact_masked: string
  id_kind: 'citizen' | 'passport' | 'permit' | 'other'
  id_number_enc: Buffer | null
  id_number_masked: string
  address_enc: Buffer | null
  note_enc: Buffer | null
  sex: 'female' | 'male' | null
  birth_date: string | null
  birthday_calendar: 'solar' | 'lunar' | null
  birthday_month: number | null
  birthday_day: number | null
  birthday_leap: boolean
  status: 'living' | 'moved-away' | 'died'
  status_on: string | null
  source: string
  confirmed_at: Date | null
  confirmed_by: string | null
  created_at: Date
  revision: number
}

const COLUMNS = sql`id, org_id, name_enc, contact_enc, contact_masked, id_kind, id_number_enc, id_number_masked, address_enc, note_enc,
  sex, birth_date::text, birthday_calendar, birthday_month, birthday_day, birthday_leap, status, status_on::text, source, confirmed_at,
  confirmed_by, created_at, revision`

/** Residents that the transaction may see, erased and merged ones not among them. */
export async function findResidents(tx: Tx, ids: readonly string[]): Promise<ResidentRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ResidentRow>`select ${COLUMNS} from people
    where id = any (${[...ids]}::uuid[]) and resident and erased_at is null and merged_into is null`.execute(tx)
  return rows
}

export async function lockResident(tx: Tx, id: string): Promise<ResidentRow | undefined> {
  const { rows } = await sql<ResidentRow>`select ${COLUMNS} from people
    where id = ${id} and resident and erased_at is null and merged_into is null for update`.execute(tx)
  return rows[0]
}

/** Ids of the residents of these organisations with exactly this number or contact. */
export async function findResidentsByIndex(
  tx: Tx,
  orgIds: readonly string[],
  by: { idNumber?: readonly Buffer[] | undefined; contact?: readonly Buffer[] | undefined },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from people
    where (id_number_index = any (${[...(by.idNumber ?? [])]}::bytea[]) or contact_index = any (${[...(by.contact ?? [])]}::bytea[]))
      and org_id = any (${[...orgIds]}::uuid[]) and resident and erased_at is null and merged_into is null
    order by id limit 20`.execute(tx)
  return rows.map((row) => row.id)
}

export async function setStatus(
  tx: Tx,
  ids: readonly string[],
  status: ResidentRow['status'],
  on: string | null,
): Promise<void> {
  await sql`update people set status = ${status}, status_on = ${on}::date, revision = revision + 1
    where id = any (${[...ids]}::uuid[])`.execute(tx)
}

export async function setConfirmed(tx: Tx, id: string, at: Date, by: string | null): Promise<void> {
  await sql`update people set confirmed_at = ${at}, confirmed_by = ${by}, revision = revision + 1 where id = ${id}`.execute(
    tx,
  )
}

export async function setMerged(tx: Tx, from: string, into: string | null): Promise<void> {
  await tx.updateTable('people').set({ merged_into: into }).where('id', '=', from).execute()
}

/** Sums by organisation, also for those who may not see one resident. */
export async function residentCounts(
  tx: Tx,
  orgIds: readonly string[],
): Promise<{ org_id: string; residents: number; households: number }[]> {
  const { rows } = await sql<{ org_id: string; residents: number; households: number }>`
    select * from residents_by_org(${[...orgIds]}::uuid[])`.execute(tx)
  return rows
}

/** What was done to these records, newest first. */
export async function actsOf(tx: Tx, personIds: readonly string[], page: { offset: number; limit: number }) {
  const query = tx
    .selectFrom('events')
    .where('kind', '=', 'person')
    .where('record_id', 'in', [...personIds])
  const rows = await query
    .select(['id', 'at', 'actor_id', 'actor_role', 'move', 'refs', 'detail', 'key_id', 'record_id'])
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .offset(page.offset)
    .limit(page.limit)
    .execute()
  const { total } = await query.select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows, total }
}

/** Has the account looked at the record since? */
export async function viewedSince(tx: Tx, personId: string, accountId: string, since: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('events')
    .select('id')
    .where('kind', '=', 'person')
    .where('record_id', '=', personId)
    .where('actor_id', '=', accountId)
    .where('move', '=', 'view')
    .where('at', '>=', since)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
