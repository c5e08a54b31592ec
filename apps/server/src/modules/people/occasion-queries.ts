import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type KeptBirthday = {
  personId: string
  calendar: 'solar' | 'lunar'
  month: number
  day: number | null
  leap: boolean
}

const HERE = sql`p.resident and p.merged_into is null and p.erased_at is null and p.status = 'living'`

/** Birthdays as the residents of a unit keep them, in building order. */
export async function birthdaysOf(tx: Tx, orgId: string): Promise<KeptBirthday[]> {
  const { rows } =
    await sql<KeptBirthday>`select p.id as "personId", p.birthday_calendar as calendar, p.birthday_month as month,
      p.birthday_day as day, p.birthday_leap as leap
    from people p where p.org_id = ${orgId} and ${HERE} and p.birthday_calendar is not null and p.birthday_month is not null
    order by p.door_key, p.id`.execute(tx)
  return rows
}

/** Everybody who lives there, in building order. */
export async function residentIdsOf(tx: Tx, orgId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select p.id from people p where p.org_id = ${orgId} and ${HERE}
    order by p.door_key, p.id`.execute(tx)
  return rows.map((row) => row.id)
}

/** The households of a unit with who is asked for each: its head, else the oldest of it. In building order. */
export async function householdsOf(tx: Tx, orgId: string): Promise<{ householdId: string; personId: string }[]> {
  const { rows } = await sql<{ householdId: string; personId: string }>`select * from (
      select distinct on (h.id) h.id as "householdId", p.id as "personId", p.door_key
      from households h join household_members m on m.household_id = h.id and m.valid_until is null
      join people p on p.id = m.person_id and ${HERE}
      where h.org_id = ${orgId} and h.valid_until is null
      order by h.id, m.role <> 'head', p.birth_date nulls last, p.id) f
    order by f.door_key, f."householdId"`.execute(tx)
  return rows.map(({ householdId, personId }) => ({ householdId, personId }))
}
