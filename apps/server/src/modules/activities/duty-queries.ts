import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type DutyRow = {
  id: string
  org_id: string
  kind: string
  kind_label: string
  title: string
  place: string
  weekday: number
  starts: string
  ends: string
  leader_id: string | null
  leader_org_id: string | null
  volunteer_places: number
  from_day: string
  until_day: string | null
}
const ROW = sql`d.id, d.org_id, d.kind, k.label as kind_label, d.title, d.place, d.weekday, to_char(d.starts, 'HH24:MI') as starts,
  to_char(d.ends, 'HH24:MI') as ends, d.leader_id, d.leader_org_id, d.volunteer_places, lower(d.valid)::text as from_day,
  (upper(d.valid) - 1)::text as until_day from duties d join activity_kinds k on k.code = d.kind`

export async function insertDuty(tx: Tx, row: Omit<DutyRow, 'kind_label' | 'until_day'>): Promise<void> {
  await sql`insert into duties (id, org_id, kind, title, place, weekday, starts, ends, leader_id, leader_org_id, volunteer_places, valid)
    values (${row.id}, ${row.org_id}, ${row.kind}, ${row.title}, ${row.place}, ${row.weekday}, ${row.starts}::time, ${row.ends}::time,
      ${row.leader_id}, ${row.leader_org_id}, ${row.volunteer_places}, daterange(${row.from_day}::date, null))`.execute(
    tx,
  )
}

export async function findDuty(tx: Tx, id: string): Promise<DutyRow | undefined> {
  const { rows } = await sql<DutyRow>`select ${ROW} where d.id = ${id}`.execute(tx)
  return rows[0]
}

/** Those that come back on the day or later, in the order of the week. */
export async function dutiesOf(tx: Tx, orgIds: readonly string[], day: string): Promise<DutyRow[]> {
  const { rows } = await sql<DutyRow>`select ${ROW} where d.org_id = any (${[...orgIds]}::uuid[])
    and not d.valid << daterange(${day}::date, null) order by d.weekday, d.starts, d.title, d.id limit 500`.execute(tx)
  return rows
}

export async function endDutyOn(tx: Tx, id: string, lastDay: string): Promise<void> {
  await sql`update duties set valid = daterange(lower(valid), ${lastDay}::date + 1) where id = ${id}`.execute(tx)
}
