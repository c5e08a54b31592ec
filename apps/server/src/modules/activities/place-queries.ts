import type { ActivityPart, ActivityPlaceState, AttendanceHow } from '@yimi/contract/activity.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type PlaceRow = {
  id: string
  org_id: string
  activity_id: string
  person_id: string | null
  person_org_id: string | null
  volunteer_id: string | null
  part: ActivityPart
  line: number
  came_at: Date | null
  left_at: Date | null
  recorded_how: AttendanceHow | null
  from: Date
  until: Date
  state: ActivityPlaceState
  gates: unknown
}
const COLUMNS = [
  'id',
  'org_id',
  'activity_id',
  'person_id',
  'person_org_id',
  'volunteer_id',
  'part',
  'line',
  'came_at',
  'left_at',
  'recorded_how',
  sql<Date>`lower(during)`.as('from'),
  sql<Date>`upper(during)`.as('until'),
  'state',
  'gates',
] as const

export type NewPlace = {
  id: string
  activity: { id: string; org_id: string; from: Date; until: Date }
  person: { personId: string; orgId: string; volunteerId: string | null }
}

/**
 * Fails with 23P01 (`activity_clash`) when the person is somewhere else at that time. Of two wishes of one person at once the
 * second waits for the first: left to the constraint alone, both might wait for each other.
 */
export async function insertPlace(tx: Tx, { id, activity, person }: NewPlace): Promise<void> {
  await sql`select pg_advisory_xact_lock(7207, hashtext(${person.personId}))`.execute(tx)
  await sql`insert into activity_places (id, org_id, activity_id, person_id, person_org_id, volunteer_id, part, during)
    values (${id}, ${activity.org_id}, ${activity.id}, ${person.personId}, ${person.orgId}, ${person.volunteerId},
      ${person.volunteerId ? 'volunteer' : 'resident'}, tstzrange(${activity.from}, ${activity.until}))`.execute(tx)
}

export async function lockPlaces(tx: Tx, ids: readonly string[]): Promise<PlaceRow[]> {
  const rows = await tx
    .selectFrom('activity_places')
    .select(COLUMNS)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows as PlaceRow[]
}

export async function findPlace(tx: Tx, id: string): Promise<PlaceRow | undefined> {
  const row = await tx.selectFrom('activity_places').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row as PlaceRow | undefined
}

/** Places in these states, in the order of the line. */
export async function placesOf(tx: Tx, activityId: string, states: readonly ActivityPlaceState[]): Promise<PlaceRow[]> {
  const rows = await tx
    .selectFrom('activity_places')
    .select(COLUMNS)
    .where('activity_id', '=', activityId)
    .where('state', 'in', [...states])
    .orderBy('line')
    .execute()
  return rows as PlaceRow[]
}

/** What a person signed up for and still stands, or came to, that ends after the moment. */
export async function placesOfPerson(tx: Tx, personId: string, after: Date): Promise<PlaceRow[]> {
  const rows = await tx
    .selectFrom('activity_places')
    .select(COLUMNS)
    .where('person_id', '=', personId)
    .where('state', 'in', ['waiting', 'taken', 'attended', 'cancelled'])
    .where(sql<boolean>`upper(during) > ${after}`)
    .orderBy('line')
    .execute()
  return rows as PlaceRow[]
}

/** Where he is in a line or has a place, in whatever unit. */
export async function placesAhead(
  tx: Tx,
  personId: string,
): Promise<{ id: string; org_id: string; activity_id: string }[]> {
  const { rows } = await sql<{ id: string; org_id: string; activity_id: string }>`
    select * from activity_places_ahead(${personId})`.execute(tx)
  return rows
}

export type PlaceCounts = { volunteers: number; residents: number; waiting: number; attended: number }
const NONE: PlaceCounts = { volunteers: 0, residents: 0, waiting: 0, attended: 0 }

export async function countPlaces(tx: Tx, activityIds: readonly string[]): Promise<Map<string, PlaceCounts>> {
  const { rows } = await sql<PlaceCounts & { activity_id: string }>`select activity_id,
      (count(*) filter (where part = 'volunteer' and state in ('taken', 'attended')))::int as volunteers,
      (count(*) filter (where part = 'resident' and state in ('taken', 'attended')))::int as residents,
      (count(*) filter (where state = 'waiting'))::int as waiting,
      (count(*) filter (where state = 'attended'))::int as attended
    from activity_places where activity_id = any (${[...activityIds]}::uuid[]) group by 1`.execute(tx)
  const found = new Map(rows.map(({ activity_id, ...counts }) => [activity_id, counts]))
  return new Map(activityIds.map((id) => [id, found.get(id) ?? NONE]))
}

export async function setAttendance(
  tx: Tx,
  id: string,
  attendance: { came_at: Date | null; left_at: Date | null; recorded_how: AttendanceHow | null },
): Promise<void> {
  await tx.updateTable('activity_places').set(attendance).where('id', '=', id).execute()
}

/** Places follow the time of their activity. Fails with 23P01 when somebody is elsewhere then. */
export async function setDuring(tx: Tx, activityId: string, span: { from: Date; until: Date }): Promise<void> {
  await sql`update activity_places set during = tstzrange(${span.from}, ${span.until})
    where activity_id = ${activityId} and state in ('waiting', 'taken')`.execute(tx)
}

export async function setPerson(
  tx: Tx,
  id: string,
  person: { person_id: string; person_org_id: string },
): Promise<void> {
  await tx.updateTable('activity_places').set(person).where('id', '=', id).execute()
}

/** The rows stay for the counts of the line; they no longer say whose they were. */
export async function forgetPeople(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('activity_places')
    .set({ person_id: null, person_org_id: null, volunteer_id: null })
    .where('id', 'in', [...ids])
    .execute()
}
