import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type TeamRow = {
  id: string
  org_id: string
  kind: string
  kind_label: string
  name: string
  purpose: string
  from_day: string
  until_day: string | null
}
export type TeamWords = { kind: string; name: string; purpose: string }

const COLUMNS = sql`t.id, t.org_id, t.kind, k.label as kind_label, t.name, t.purpose, lower(t.valid)::text as from_day,
  (upper(t.valid) - 1)::text as until_day`

export function teamKinds(tx: Tx) {
  return tx.selectFrom('team_kinds').select(['code', 'label']).orderBy('rank').execute()
}

/** All that the transaction may see: those of its area and of the units above. */
export async function findTeams(tx: Tx, closed: boolean): Promise<TeamRow[]> {
  const { rows } = await sql<TeamRow>`select ${COLUMNS} from teams t join team_kinds k on k.code = t.kind
    where upper_inf(t.valid) <> ${closed} order by k.rank, t.org_id, t.name, t.id`.execute(tx)
  return rows
}

export async function findTeam(tx: Tx, id: string): Promise<TeamRow | undefined> {
  const { rows } = await sql<TeamRow>`select ${COLUMNS} from teams t join team_kinds k on k.code = t.kind
    where t.id = ${id}`.execute(tx)
  return rows[0]
}

/** Of these, the open ones that nobody was ever in or asked for. */
export async function findUnusedTeams(tx: Tx, ids: readonly string[]): Promise<TeamRow[]> {
  const { rows } = await sql<TeamRow>`select ${COLUMNS} from teams t join team_kinds k on k.code = t.kind
    where t.id = any (${[...ids]}::uuid[]) and upper_inf(t.valid)
      and not exists (select from memberships m where m.team_id = t.id)`.execute(tx)
  return rows
}

export async function teamNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('teams')
    .select(['id', 'name'])
    .where('id', '=', (any) => any.fn.any(any.val([...ids])))
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function insertTeam(
  tx: Tx,
  team: TeamWords & { id: string; org_id: string; from_day: string },
): Promise<void> {
  await sql`insert into teams (id, org_id, kind, name, purpose, valid)
    values (${team.id}, ${team.org_id}, ${team.kind}, ${team.name}, ${team.purpose}, daterange(${team.from_day}::date, null))`.execute(
    tx,
  )
}

/** `lastDay`: null keeps it open, or opens it again. */
export async function updateTeam(tx: Tx, id: string, words: TeamWords, lastDay: string | null): Promise<void> {
  await sql`update teams set kind = ${words.kind}, name = ${words.name}, purpose = ${words.purpose},
    valid = daterange(lower(valid), ${lastDay}::date + 1) where id = ${id}`.execute(tx)
}

/** How many are in each team, also in one above the transaction's area. */
export async function teamSizes(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ team_id: string; members: number }>`
    select team_id, members from team_sizes(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.team_id, row.members]))
}

export function countTeamsOf(tx: Tx, orgs: readonly string[]): Promise<number> {
  return counted(
    tx,
    sql`select count(*)::int as count from teams where upper_inf(valid) and org_id = any (${[...orgs]}::uuid[])`,
  )
}

export async function findTeamsOf(
  tx: Tx,
  scope: { orgs: readonly string[]; offset: number; limit: number },
): Promise<TeamRow[]> {
  const { rows } = await sql<TeamRow>`select ${COLUMNS} from teams t join team_kinds k on k.code = t.kind
    where upper_inf(t.valid) and t.org_id = any (${[...scope.orgs]}::uuid[]) order by k.rank, t.name, t.id
    offset ${scope.offset} limit ${scope.limit}`.execute(tx)
  return rows
}

async function counted(tx: Tx, query: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await query.execute(tx)
  return Number((rows[0] as { count: number } | undefined)?.count ?? 0)
}
