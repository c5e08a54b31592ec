import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

type Page = { orgs: readonly string[]; offset: number; limit: number }

export async function countPlaces(tx: Tx, orgs: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from memberships
    where state = 'member' and org_id = any (${[...orgs]}::uuid[])`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function findPlaces(tx: Tx, page: Page) {
  const { rows } = await sql<{ id: string; team_id: string; name: string; number: string }>`
    select m.id, m.team_id, t.name, v.number from memberships m join teams t on t.id = m.team_id
    join volunteers v on v.id = m.volunteer_id
    where m.state = 'member' and m.org_id = any (${[...page.orgs]}::uuid[]) order by t.name, v.number, m.id
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  return rows
}

/** Each person once, in however many teams. */
export async function countPeopleInTeams(tx: Tx, orgs: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(distinct person_id)::int as count from memberships
    where state = 'member' and org_id = any (${[...orgs]}::uuid[])`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function findPeopleInTeams(tx: Tx, page: Page) {
  const { rows } = await sql<{ id: string; number: string }>`select v.id, v.number from volunteers v
    where exists (select from memberships m where m.volunteer_id = v.id and m.state = 'member' and m.org_id = any (${[...page.orgs]}::uuid[]))
    order by v.number offset ${page.offset} limit ${page.limit}`.execute(tx)
  return rows
}

export async function countCorps(tx: Tx, orgs: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(distinct person_id)::int as count from volunteers
    where state = 'active' and org_id = any (${[...orgs]}::uuid[])`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function findCorps(tx: Tx, page: Page) {
  const { rows } = await sql<{ id: string; number: string }>`select id, number from volunteers
    where state = 'active' and org_id = any (${[...page.orgs]}::uuid[]) order by number
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  return rows
}
