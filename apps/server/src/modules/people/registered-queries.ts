import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

/** Whom a place of a list asks for: by identity number, or by name with birth date or telephone. */
export type AskedFor = {
  place: number
  number: Buffer | null
  name: Buffer
  birthDate: string | null
  contact: Buffer | null
}

/**
 * Places of a list whose person is like a resident of the station. Compared there: of a common name there are hundreds. Each is
 * looked up by its index alone (`offset 0`), also while the import that filled the table has not been committed.
 */
export async function findLikePlaces(
  tx: Tx,
  orgId: string,
  asked: readonly AskedFor[],
): Promise<{ place: number; same_number: boolean }[]> {
  const there = sql`p.org_id = ${orgId} and p.resident and p.merged_into is null`
  const people = (by: ReturnType<typeof sql>) =>
    sql`asked a cross join lateral (select p.org_id, p.resident, p.merged_into, p.name_index from people p where ${by} offset 0) p`
  const { rows } = await sql<{ place: number; same_number: boolean }>`
    with asked as materialized (select * from unnest(${asked.map((one) => one.place)}::int[], ${asked.map((one) => one.number)}::bytea[],
      ${asked.map((one) => one.name)}::bytea[], ${asked.map((one) => one.birthDate)}::date[], ${asked.map((one) => one.contact)}::bytea[])
      as a (place, number, name, birth_date, contact))
    select a.place, true as same_number from ${people(sql`p.id_number_index = a.number`)} where ${there}
    union
    select a.place, false from ${people(sql`p.name_index = a.name and p.birth_date = a.birth_date`)} where ${there}
    union
    select a.place, false from ${people(sql`p.contact_index = a.contact`)} where ${there} and p.name_index = a.name`.execute(
    tx,
  )
  return rows
}

/** Of these, whoever nothing was done to since the registration: not corrected, marked, tied, merged or moved. */
export async function findUntouched(tx: Tx, ids: readonly string[]): Promise<{ id: string; org_id: string }[]> {
  const { rows } = await sql<{ id: string; org_id: string }>`select p.id, p.org_id from people p
    where p.id = any (${[...ids]}::uuid[]) and p.resident and p.revision = 0 and p.erased_at is null and p.merged_into is null
      and p.status = 'living' and p.confirmed_at is null
      and not exists (select from people o where o.merged_into = p.id)
      and not exists (select from consents c where c.person_id = p.id)
      and not exists (select from person_tags t where t.person_id = p.id)
      and not exists (select from person_ties t where t.person_id = p.id or t.other_person_id = p.id)
      and not exists (select from life_events e where e.person_id = p.id)
      and not exists (select from household_members m where m.person_id = p.id and m.valid_until is not null)
    for update of p`.execute(tx)
  return rows
}

/** Takes their words, search and household away. Households that nobody else was ever in go with them. */
export async function emptyRegistrations(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  const list = [...ids]
  await sql`delete from person_search_tokens where person_id = any (${list}::uuid[])`.execute(tx)
  const { rows } = await sql<{
    household_id: string
  }>`delete from household_members where person_id = any (${list}::uuid[])
    returning household_id`.execute(tx)
  await sql`delete from households h where h.id = any (${rows.map((row) => row.household_id)}::uuid[])
    and not exists (select from household_members m where m.household_id = h.id)`.execute(tx)
  await sql`update people set name_enc = null, name_index = null, contact_enc = null, contact_index = null, contact_masked = '',
      id_number_enc = null, id_number_index = null, id_number_masked = '', address_enc = null, note_enc = null, sex = null,
      birth_date = null, birthday_calendar = null, birthday_month = null, birthday_day = null, birthday_leap = false,
      door_key = '~', erased_at = ${now}
    where id = any (${list}::uuid[])`.execute(tx)
}
