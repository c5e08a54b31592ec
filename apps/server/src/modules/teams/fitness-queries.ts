import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

type FitnessRow = {
  id: string
  person_id: string
  org_id: string
  number: string
  state: string
  identity_checked_on: string | null
  adult_on: string | null
  availability: string[]
  skills: string[]
}

export async function fitnessRows(
  tx: Tx,
  whose: { personIds: readonly string[] } | { orgIds: readonly string[] },
  today: string,
): Promise<FitnessRow[]> {
  const of =
    'personIds' in whose
      ? sql`v.person_id = any (${[...whose.personIds]}::uuid[])`
      : sql`v.org_id = any (${[...whose.orgIds]}::uuid[]) and v.state = 'active'`
  const { rows } = await sql<FitnessRow>`
    select v.id, v.person_id, v.org_id, v.number, v.state, v.identity_checked_on, v.adult_on, v.availability,
      coalesce((select array_agg(distinct s.skill) from volunteer_skills s where s.volunteer_id = v.id
        and s.removed_at is null and (s.expires_on is null or s.expires_on >= ${today}::date)), '{}') as skills
    from volunteers v where ${of} order by v.number`.execute(tx)
  return rows
}

export async function teamKindsOf(tx: Tx, volunteerIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ volunteer_id: string; kinds: string[] }>`
    select m.volunteer_id, array_agg(distinct t.kind) as kinds from memberships m join teams t on t.id = m.team_id
    where m.volunteer_id = any (${[...volunteerIds]}::uuid[]) and m.state = 'member' group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.volunteer_id, row.kinds]))
}

export async function agreementsInForce(
  tx: Tx,
  volunteerIds: readonly string[],
  today: string,
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ volunteer_id: string; kinds: string[] }>`
    select volunteer_id, array_agg(distinct kind) as kinds from volunteer_agreements
    where volunteer_id = any (${[...volunteerIds]}::uuid[]) and valid @> ${today}::date group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.volunteer_id, row.kinds]))
}
