import type { ActivityPart } from '@yimi/contract/activity.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

type Period = { orgs: readonly string[]; from?: string | undefined; until?: string | undefined }
type Page = Period & { offset: number; limit: number }
type Line = { id: string; activity_id: string; title: string; at: Date }

const within = (scope: Period) => sql`a.org_id = any (${[...scope.orgs]}::uuid[]) and a.state = 'held'
  and (${scope.from ?? null}::date is null or a.day >= ${scope.from ?? null}::date)
  and (${scope.until ?? null}::date is null or a.day <= ${scope.until ?? null}::date)`

async function countOf(tx: Tx, query: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count ${query}`.execute(tx)
  return rows[0]?.count ?? 0
}

const HELD = (scope: Period, shifts: boolean) =>
  sql`from activities a where ${within(scope)} and (a.duty_id is not null) = ${shifts}`

export function countHeld(tx: Tx, scope: Period, shifts: boolean): Promise<number> {
  return countOf(tx, HELD(scope, shifts))
}

export async function findHeld(tx: Tx, page: Page, shifts: boolean): Promise<Line[]> {
  const { rows } =
    await sql<Line>`select a.id, a.id as activity_id, a.title, lower(a.during) as at ${HELD(page, shifts)}
    order by a.day desc, a.id offset ${page.offset} limit ${page.limit}`.execute(tx)
  return rows
}

const ATTENDED = (
  scope: Period,
  part: ActivityPart,
) => sql`from activity_places p join activities a on a.id = p.activity_id
  where ${within(scope)} and p.state = 'attended' and p.part = ${part}`

export function countAttended(tx: Tx, scope: Period, part: ActivityPart): Promise<number> {
  return countOf(tx, ATTENDED(scope, part))
}

/** By activity and time alone: whose place it was is no part of the figure. */
export async function findAttended(tx: Tx, page: Page, part: ActivityPart): Promise<Line[]> {
  const { rows } =
    await sql<Line>`select p.id, a.id as activity_id, a.title, lower(a.during) as at ${ATTENDED(page, part)}
    order by a.day desc, p.id offset ${page.offset} limit ${page.limit}`.execute(tx)
  return rows
}

export async function countPeople(tx: Tx, scope: Period): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct p.volunteer_id)::int as count ${ATTENDED(scope, 'volunteer')}`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function findPeople(tx: Tx, page: Page): Promise<string[]> {
  const { rows } = await sql<{ volunteer_id: string }>`select distinct p.volunteer_id ${ATTENDED(page, 'volunteer')}
    and p.volunteer_id is not null order by p.volunteer_id offset ${page.offset} limit ${page.limit}`.execute(tx)
  return rows.map((row) => row.volunteer_id)
}
