import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

/** A key that half the station shares (a telephone of the office, a birth date never filled in) says nothing of who is who. */
const SHARED_BY_MAX = 12

/**
 * Pairs of residents of a station that meet in identity number, telephone, name, birth date with sex, or dwelling: by blind
 * indexes and columns alone, nothing is opened. `one` is the smaller id.
 */
export async function findMeetingPairs(
  tx: Tx,
  orgId: string,
  page: { after: { one: string; other: string } | undefined; limit: number },
): Promise<{ one: string; other: string }[]> {
  const { rows } = await sql<{ one: string; other: string }>`
    with residents as materialized (
      select id, id_number_index, contact_index, name_index, birth_date, sex from people
      where org_id = ${orgId} and resident and erased_at is null and merged_into is null
    ), keys as (
      select id, 'i' || encode(id_number_index, 'hex') as key from residents where id_number_index is not null
      union all select id, 'c' || encode(contact_index, 'hex') from residents where contact_index is not null
      union all select id, 'n' || encode(name_index, 'hex') from residents where name_index is not null
      union all select id, 'b' || birth_date || coalesce(sex, '') from residents where birth_date is not null
      union all select m.person_id, 'd' || h.dwelling_id from household_members m join households h on h.id = m.household_id
        join residents r on r.id = m.person_id where m.valid_until is null
    ), crowded as (
      select key from keys group by key having count(*) > ${SHARED_BY_MAX}
    ), meeting as (
      select distinct least(a.id, b.id) as one, greatest(a.id, b.id) as other
      from keys a join keys b on a.key = b.key and a.id < b.id
      where a.key not in (select key from crowded)
    )
    select one, other from meeting
    where ${page.after === undefined} or (one, other) > (${page.after?.one ?? null}::uuid, ${page.after?.other ?? null}::uuid)
    order by one, other limit ${page.limit}`.execute(tx)
  return rows
}
