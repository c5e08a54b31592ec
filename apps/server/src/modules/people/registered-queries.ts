import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

/** Residents of a station who share an identity number or a name with one of those asked for. */
export async function findByIndexes(
  tx: Tx,
  orgId: string,
  indexes: { idNumbers: readonly Buffer[]; names: readonly Buffer[] },
): Promise<
  {
    id_number_index: Buffer | null
    name_index: Buffer | null
    contact_index: Buffer | null
    birth_date: string | null
  }[]
> {
  const { rows } = await sql<{
    id_number_index: Buffer | null
    name_index: Buffer | null
    contact_index: Buffer | null
    birth_date: string | null
  }>`select id_number_index, name_index, contact_index, birth_date::text from people
    where org_id = ${orgId} and resident and merged_into is null and id_number_index = any (${[...indexes.idNumbers]}::bytea[])
    union all
    select id_number_index, name_index, contact_index, birth_date::text from people
    where org_id = ${orgId} and resident and merged_into is null and name_index = any (${[...indexes.names]}::bytea[])`.execute(
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
