import type { MemberRole, MembershipState } from '@yimi/contract/team.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type MembershipRow = {
  id: string
  org_id: string
  volunteer_org_id: string
  team_id: string
  volunteer_id: string
  person_id: string
  from_day: string | null
  until_day: string | null
  state: MembershipState
  gates: unknown
}
const COLUMNS = [
  'id',
  'org_id',
  'volunteer_org_id',
  'team_id',
  'volunteer_id',
  'person_id',
  'from_day',
  'until_day',
  'state',
  'gates',
] as const

export async function insertMemberships(
  tx: Tx,
  rows: readonly (Pick<
    MembershipRow,
    'id' | 'org_id' | 'volunteer_org_id' | 'team_id' | 'volunteer_id' | 'person_id'
  > & {
    applied_at: Date
  })[],
): Promise<void> {
  await tx
    .insertInto('memberships')
    .values([...rows])
    .execute()
}

export async function lockMemberships(tx: Tx, ids: readonly string[]): Promise<MembershipRow[]> {
  const rows = await tx
    .selectFrom('memberships')
    .select(COLUMNS)
    .where('id', '=', (any) => any.fn.any(any.val([...ids])))
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows as MembershipRow[]
}

export async function findMembership(tx: Tx, id: string): Promise<MembershipRow | undefined> {
  const row = await tx.selectFrom('memberships').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row as MembershipRow | undefined
}

export type StayRow = MembershipRow & { role: MemberRole; number: string; kind: string }

/** Role today, or the last one that a stay had; who asks to join is asked for as a member. */
const WITH_ROLE = sql`select ${sql.join(COLUMNS.map((column) => sql.ref(`m.${column}`)))}, v.number,
  coalesce((select r.role from member_roles r where r.membership_id = m.id order by lower(r.valid) desc limit 1), 'member') as role
  from memberships m join volunteers v on v.id = m.volunteer_id`

/** Who is in the team and who asks to be; those who ask first, then leaders, then by number. */
export async function membersPage(
  tx: Tx,
  teamId: string,
  page: { offset: number; limit: number },
): Promise<{ rows: StayRow[]; total: number }> {
  const { rows } =
    await sql<StayRow>`select * from (${WITH_ROLE} where m.team_id = ${teamId} and m.state in ('applied', 'member')) s
    order by state, role, number offset ${page.offset} limit ${page.limit}`.execute(tx)
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total from memberships
    where team_id = ${teamId} and state in ('applied', 'member')`.execute(tx)
  return { rows, total: counted[0]?.total ?? 0 }
}

export async function findStay(tx: Tx, id: string): Promise<StayRow | undefined> {
  const { rows } = await sql<StayRow>`${WITH_ROLE} where m.id = ${id}`.execute(tx)
  return rows[0]
}

/** All stays of the volunteers that the transaction may see, the running ones first. */
export async function staysOf(tx: Tx, volunteerIds: readonly string[]): Promise<StayRow[]> {
  if (volunteerIds.length === 0) return []
  const { rows } = await sql<StayRow>`${WITH_ROLE} where m.volunteer_id = any (${[...volunteerIds]}::uuid[])
    order by m.state not in ('applied', 'member'), m.applied_at desc, m.id`.execute(tx)
  return rows
}

export async function runningStays(
  tx: Tx,
  by: { volunteerId: string } | { teamId: string },
): Promise<{ id: string; org_id: string; state: MembershipState }[]> {
  const rows = await tx
    .selectFrom('memberships')
    .select(['id', 'org_id', 'state'])
    .where('state', 'in', ['applied', 'member'])
    .where((where) => ('teamId' in by ? where('team_id', '=', by.teamId) : where('volunteer_id', '=', by.volunteerId)))
    .execute()
  return rows as { id: string; org_id: string; state: MembershipState }[]
}

/** Of these teams those that the person leads on the day. */
export async function ledTeams(tx: Tx, personId: string, day: string): Promise<Set<string>> {
  const { rows } = await sql<{ team_id: string }>`select m.team_id from memberships m
    join member_roles r on r.membership_id = m.id and r.role = 'leader' and r.valid @> ${day}::date
    where m.person_id = ${personId} and m.state = 'member'`.execute(tx)
  return new Set(rows.map((row) => row.team_id))
}

export async function beginStay(tx: Tx, row: MembershipRow, roleId: string, day: string): Promise<void> {
  await tx.updateTable('memberships').set({ from_day: day }).where('id', '=', row.id).execute()
  await sql`insert into member_roles (id, org_id, volunteer_org_id, membership_id, person_id, role, valid)
    values (${roleId}, ${row.org_id}, ${row.volunteer_org_id}, ${row.id}, ${row.person_id}, 'member', daterange(${day}::date, null))`.execute(
    tx,
  )
}

/** The day counts as the last one. */
export async function endStay(tx: Tx, id: string, day: string): Promise<void> {
  await tx.updateTable('memberships').set({ until_day: day }).where('id', '=', id).execute()
  await sql`update member_roles set valid = daterange(lower(valid), ${day}::date + 1)
    where membership_id = ${id} and upper_inf(valid)`.execute(tx)
}

/** From the day on; a role that began the same day is replaced, not kept as an empty one. */
export async function changeRole(
  tx: Tx,
  row: MembershipRow,
  given: { id: string; role: MemberRole; day: string },
): Promise<void> {
  const replaced = await sql`update member_roles set role = ${given.role}
    where membership_id = ${row.id} and upper_inf(valid) and lower(valid) = ${given.day}::date`.execute(tx)
  if (Number(replaced.numAffectedRows) > 0) return
  await sql`update member_roles set valid = daterange(lower(valid), ${given.day}::date)
    where membership_id = ${row.id} and upper_inf(valid)`.execute(tx)
  await sql`insert into member_roles (id, org_id, volunteer_org_id, membership_id, person_id, role, valid)
    values (${given.id}, ${row.org_id}, ${row.volunteer_org_id}, ${row.id}, ${row.person_id}, ${given.role}, daterange(${given.day}::date, null))`.execute(
    tx,
  )
}

/** Who asks to join a team of these organisations, the longest waiting first. */
export function waitingApplications(tx: Tx, orgs: readonly string[], limit: number) {
  return tx
    .selectFrom('memberships as m')
    .innerJoin('teams as t', 't.id', 'm.team_id')
    .select(['m.id', 'm.team_id', 't.name', 'm.applied_at'])
    .where('m.state', '=', 'applied')
    .where('m.org_id', '=', (any) => any.fn.any(any.val([...orgs])))
    .orderBy('m.applied_at')
    .orderBy('m.id')
    .limit(limit)
    .execute()
}

/** Names of the teams in which the person is today, as far as the transaction sees them. */
export async function teamNamesOf(tx: Tx, personId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select t.name from memberships m join teams t on t.id = m.team_id
    where m.person_id = ${personId} and m.state = 'member' order by m.from_day, t.name`.execute(tx)
  return rows.map((row) => row.name)
}
