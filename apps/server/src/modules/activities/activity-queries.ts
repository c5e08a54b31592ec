import type { ActivityState } from '@yimi/contract/activity.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type ActivityRow = {
  id: string
  org_id: string
  kind: string
  kind_label: string
  duty_id: string | null
  title: string
  words: string
  place: string
  day: string
  from: Date
  until: Date
  leader_id: string | null
  leader_org_id: string | null
  volunteer_places: number
  resident_places: number
  state: ActivityState
  gates: unknown
}
const ROW = sql`a.id, a.org_id, a.kind, k.label as kind_label, a.duty_id, a.title, a.words, a.place, a.day, lower(a.during) as "from",
  upper(a.during) as "until", a.leader_id, a.leader_org_id, a.volunteer_places, a.resident_places, a.state, a.gates
  from activities a join activity_kinds k on k.code = a.kind`

export function activityKinds(tx: Tx): Promise<{ code: string; label: string }[]> {
  return tx.selectFrom('activity_kinds').select(['code', 'label']).orderBy('rank').execute()
}

export type NewActivity = Omit<ActivityRow, 'kind_label' | 'state' | 'gates'> & {
  made_by: string | null
  made_at: Date
}

/** Answers false for a shift that was made before. */
export async function insertActivity(tx: Tx, row: NewActivity): Promise<boolean> {
  const made =
    await sql`insert into activities (id, org_id, kind, duty_id, title, words, place, day, during, leader_id, leader_org_id,
      volunteer_places, resident_places, made_by, made_at)
    values (${row.id}, ${row.org_id}, ${row.kind}, ${row.duty_id}, ${row.title}, ${row.words}, ${row.place}, ${row.day}::date,
      tstzrange(${row.from}, ${row.until}), ${row.leader_id}, ${row.leader_org_id}, ${row.volunteer_places}, ${row.resident_places},
      ${row.made_by}, ${row.made_at})
    on conflict (duty_id, day) where duty_id is not null do nothing`.execute(tx)
  return made.numAffectedRows === 1n
}

export async function setPlan(
  tx: Tx,
  id: string,
  plan: Pick<
    ActivityRow,
    'title' | 'words' | 'place' | 'day' | 'from' | 'until' | 'volunteer_places' | 'resident_places'
  >,
): Promise<void> {
  await sql`update activities set title = ${plan.title}, words = ${plan.words}, place = ${plan.place}, day = ${plan.day}::date,
    during = tstzrange(${plan.from}, ${plan.until}), volunteer_places = ${plan.volunteer_places},
    resident_places = ${plan.resident_places} where id = ${id}`.execute(tx)
}

export async function lockActivities(tx: Tx, ids: readonly string[]): Promise<ActivityRow[]> {
  const { rows } =
    await sql<ActivityRow>`select ${ROW} where a.id = any (${[...ids]}::uuid[]) order by a.id for update of a`.execute(
      tx,
    )
  return rows
}

export async function findActivity(tx: Tx, id: string): Promise<ActivityRow | undefined> {
  const { rows } = await sql<ActivityRow>`select ${ROW} where a.id = ${id}`.execute(tx)
  return rows[0]
}

export async function activitiesBetween(
  tx: Tx,
  within: { orgIds: readonly string[]; from: string; until: string },
): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`select ${ROW} where a.org_id = any (${[...within.orgIds]}::uuid[])
    and a.day between ${within.from}::date and ${within.until}::date order by lower(a.during), a.title, a.id limit 1000`.execute(
    tx,
  )
  return rows
}

/** What somebody of these units may still come to, and what is named. */
export async function activitiesToCome(
  tx: Tx,
  wanted: { orgIds: readonly string[]; ids: readonly string[]; now: Date },
): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`select ${ROW} where a.id = any (${[...wanted.ids]}::uuid[])
      or (a.org_id = any (${[...wanted.orgIds]}::uuid[]) and a.state = 'open' and lower(a.during) > ${wanted.now})
    order by lower(a.during), a.title, a.id limit 300`.execute(tx)
  return rows
}

/** Over, or beginning by the moment, and not yet said to be held. */
export async function activitiesWaiting(
  tx: Tx,
  wanted: { orgIds: readonly string[]; by: Date; limit: number },
): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`select ${ROW} where a.org_id = any (${[...wanted.orgIds]}::uuid[])
    and a.state in ('open', 'closed') and lower(a.during) < ${wanted.by} order by lower(a.during), a.id limit ${wanted.limit}`.execute(
    tx,
  )
  return rows
}
