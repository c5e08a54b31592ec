import type { Tx } from '#platform/database/database.ts'
import { agreementsInForce, fitnessRows, teamKindsOf } from './fitness-queries.ts'

/** What decides whether a volunteer may be asked for a service: facts alone, no mark and no rank. */
export type Fitness = {
  volunteerId: string
  personId: string
  orgId: string
  number: string
  /** Not paused, and has not left. */
  active: boolean
  identityChecked: boolean
  minor: boolean
  availability: string[]
  /** Codes of skills that count today. */
  skills: string[]
  teamKinds: string[]
  agreements: string[]
}

/** Of these people, or of everybody on the list of these organisations; as far as the transaction sees volunteers. */
export async function fitnessOf(
  tx: Tx,
  whose: { personIds: readonly string[] } | { orgIds: readonly string[] },
  today: string,
): Promise<Fitness[]> {
  const rows = await fitnessRows(tx, whose, today)
  const ids = rows.map((row) => row.id)
  const kinds = await teamKindsOf(tx, ids)
  const agreements = await agreementsInForce(tx, ids, today)
  return rows.map((row) => ({
    volunteerId: row.id,
    personId: row.person_id,
    orgId: row.org_id,
    number: row.number,
    active: row.state === 'active',
    identityChecked: row.identity_checked_on !== null,
    minor: row.adult_on !== null && row.adult_on > today,
    availability: row.availability,
    skills: row.skills,
    teamKinds: kinds.get(row.id) ?? [],
    agreements: agreements.get(row.id) ?? [],
  }))
}
