import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

type Period = { orgs: readonly string[]; from?: string | undefined; until?: string | undefined }
type Page = Period & { offset: number; limit: number }

const within = (scope: Period) => sql`e.org_id = any (${[...scope.orgs]}::uuid[])
  and (${scope.from ?? null}::date is null or e.day >= ${scope.from ?? null}::date)
  and (${scope.until ?? null}::date is null or e.day <= ${scope.until ?? null}::date)`

/** What was taken back is taken off: the sum of all rows. */
export async function countMinutes(tx: Tx, scope: Period): Promise<number> {
  const { rows } = await sql<{ minutes: number }>`
    select coalesce(sum(e.minutes_counted), 0)::int as minutes from hour_entries e where ${within(scope)}`.execute(tx)
  return rows[0]?.minutes ?? 0
}

export async function findMinutes(tx: Tx, page: Page) {
  const { rows } = await sql<{ id: string; volunteer_id: string; content: string; minutes: number; at: Date }>`
    select e.id, e.volunteer_id, e.content, e.minutes_counted as minutes, lower(e.during) as at from hour_entries e
    where ${within(page)} order by e.day desc, e.id offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{
    total: number
  }>`select count(*)::int as total from hour_entries e where ${within(page)}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** Each person once, with hours that stand. */
const SERVED = (scope: Period) => sql`select e.volunteer_id, e.person_id from hour_entries e where ${within(scope)}
  group by 1, 2 having sum(e.minutes_counted) > 0`

export async function countPeople(tx: Tx, scope: Period): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct person_id)::int as count from (${SERVED(scope)}) served`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function findPeople(tx: Tx, page: Page): Promise<string[]> {
  const { rows } = await sql<{ volunteer_id: string }>`select volunteer_id from (${SERVED(page)}) served
    order by volunteer_id offset ${page.offset} limit ${page.limit}`.execute(tx)
  return rows.map((row) => row.volunteer_id)
}
