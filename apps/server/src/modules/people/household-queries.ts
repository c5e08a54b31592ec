import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import { insertRows } from '#platform/database/insert-rows.ts'

export type HouseholdRow = {
  id: string
  org_id: string
  dwelling_id: string
  valid_from: string
  valid_until: string | null
}
export type MemberRow = {
  id: string
  household_id: string
  person_id: string
  role: string
  valid_from: string
  valid_until: string | null
}

const HOUSEHOLD = sql`id, org_id, dwelling_id, valid_from::text, valid_until::text`
const MEMBER = sql`id, household_id, person_id, role, valid_from::text, valid_until::text`

export async function findHousehold(tx: Tx, id: string): Promise<HouseholdRow | undefined> {
  const { rows } = await sql<HouseholdRow>`select ${HOUSEHOLD} from households where id = ${id}`.execute(tx)
  return rows[0]
}

/** The households that live behind these doors now, the oldest first. */
export async function householdsIn(tx: Tx, dwellingIds: readonly string[]): Promise<HouseholdRow[]> {
  const { rows } = await sql<HouseholdRow>`select ${HOUSEHOLD} from households
    where dwelling_id = any (${[...dwellingIds]}::uuid[]) and valid_until is null order by valid_from, id`.execute(tx)
  return rows
}

export async function insertHouseholds(
  tx: Tx,
  households: readonly { id: string; org_id: string; dwelling_id: string; valid_from: string }[],
): Promise<void> {
  const day = { type: 'date' }
  const uuid = { type: 'uuid' }
  await insertRows(tx, 'households', { id: uuid, org_id: uuid, dwelling_id: uuid, valid_from: day }, households)
}

export async function insertMembers(
  tx: Tx,
  members: readonly {
    id: string
    org_id: string
    household_id: string
    person_id: string
    role: string
    valid_from: string
  }[],
): Promise<void> {
  const uuid = { type: 'uuid' }
  const columns = { id: uuid, org_id: uuid, household_id: uuid, person_id: uuid, role: { type: 'text' } }
  await insertRows(tx, 'household_members', { ...columns, valid_from: { type: 'date' } }, members)
}

export async function membersOf(tx: Tx, householdIds: readonly string[]): Promise<MemberRow[]> {
  if (householdIds.length === 0) return []
  const { rows } = await sql<MemberRow>`select ${MEMBER} from household_members m
    where household_id = any (${[...householdIds]}::uuid[])
      and not exists (select from people p where p.id = m.person_id and p.merged_into is not null)
    order by valid_until is not null, valid_from, id`.execute(tx)
  return rows
}

/** Where these people live now. */
export async function currentHomes(
  tx: Tx,
  personIds: readonly string[],
): Promise<{ person_id: string; household_id: string; dwelling_id: string; role: string; member_id: string }[]> {
  if (personIds.length === 0) return []
  const { rows } = await sql<{
    person_id: string
    household_id: string
    dwelling_id: string
    role: string
    member_id: string
  }>`
    select m.person_id, m.household_id, h.dwelling_id, m.role, m.id as member_id
    from household_members m join households h on h.id = m.household_id
    where m.person_id = any (${[...personIds]}::uuid[]) and m.valid_until is null`.execute(tx)
  return rows
}

/** Memberships of a person, the newest first. */
export async function membershipsOf(
  tx: Tx,
  personIds: readonly string[],
): Promise<(MemberRow & { dwelling_id: string })[]> {
  const { rows } = await sql<MemberRow & { dwelling_id: string }>`
    select m.id, m.household_id, m.person_id, m.role, m.valid_from::text, m.valid_until::text, h.dwelling_id
    from household_members m join households h on h.id = m.household_id
    where m.person_id = any (${[...personIds]}::uuid[]) order by m.valid_from desc, m.id`.execute(tx)
  return rows
}

/** Ends the open memberships of these people on the day, never before they began. */
export async function endMemberships(
  tx: Tx,
  personIds: readonly string[],
  day: string,
): Promise<{ id: string; person_id: string; household_id: string }[]> {
  const { rows } = await sql<{ id: string; person_id: string; household_id: string }>`
    update household_members set valid_until = greatest(${day}::date, valid_from)
    where person_id = any (${[...personIds]}::uuid[]) and valid_until is null returning id, person_id, household_id`.execute(
    tx,
  )
  return rows
}

/** Opens memberships again that were ended wrongly, unless the person lives elsewhere meanwhile. */
export async function reopenMemberships(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update household_members m set valid_until = null where m.id = any (${[...ids]}::uuid[]) and not exists (
    select from household_members o where o.person_id = m.person_id and o.id <> m.id and (o.valid_until is null or o.valid_until > m.valid_from))`.execute(
    tx,
  )
}

/** Households in which nobody is left end with the last who left. */
export async function endEmptyHouseholds(tx: Tx, householdIds: readonly string[], day: string): Promise<void> {
  await sql`update households h set valid_until = greatest(${day}::date, valid_from)
    where h.id = any (${[...householdIds]}::uuid[]) and h.valid_until is null
      and not exists (select from household_members m where m.household_id = h.id and m.valid_until is null)`.execute(
    tx,
  )
}

export async function reopenHouseholds(tx: Tx, memberIds: readonly string[]): Promise<void> {
  await sql`update households h set valid_until = null where h.valid_until is not null and exists (
    select from household_members m where m.household_id = h.id and m.id = any (${[...memberIds]}::uuid[]) and m.valid_until is null)`.execute(
    tx,
  )
}

/** The building order by which lists of people are read. */
export async function setDoorKeys(
  tx: Tx,
  people: readonly { personId: string; doorKey: string | null }[],
): Promise<void> {
  if (people.length === 0) return
  await sql`update people p set door_key = w.door_key
    from unnest(${people.map((one) => one.personId)}::uuid[], ${people.map((one) => one.doorKey)}::text[]) as w (id, door_key)
    where p.id = w.id`.execute(tx)
}
