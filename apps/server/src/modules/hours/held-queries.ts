import type { HoldReason } from '@yimi/contract/hours.ts'
import type { HeldHoursState } from '@yimi/contract/late-hours.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import type { HoursRow, Source } from './hour-queries.ts'

export type HeldRow = HoursRow & {
  reasons: HoldReason[]
  review: 'unit' | 'above'
  state: HeldHoursState
  gates: unknown
}
const ROW = sql`id, org_id, volunteer_org_id, volunteer_id, person_id, source_kind, source_id, day, lower(during) as "from",
  upper(during) as "until", minutes_attended, minutes_counted, content, place, flags, reasons, review, recorded_by, recorded_at,
  responsible_id, state, gates from held_hours`

export async function insertHeld(tx: Tx, row: Omit<HeldRow, 'state' | 'gates'>): Promise<void> {
  await sql`insert into held_hours (id, org_id, volunteer_org_id, volunteer_id, person_id, source_kind, source_id, day, during,
      minutes_attended, minutes_counted, content, place, flags, reasons, review, recorded_by, recorded_at, responsible_id)
    values (${row.id}, ${row.org_id}, ${row.volunteer_org_id}, ${row.volunteer_id}, ${row.person_id}, ${row.source_kind}, ${row.source_id},
      ${row.day}::date, tstzrange(${row.from}, ${row.until}), ${row.minutes_attended}, ${row.minutes_counted}, ${row.content},
      ${row.place}, ${row.flags}::text[], ${row.reasons}::text[], ${row.review}, ${row.recorded_by}, ${row.recorded_at},
      ${row.responsible_id})`.execute(tx)
}

export async function lockHeld(tx: Tx, ids: readonly string[]): Promise<HeldRow[]> {
  const { rows } =
    await sql<HeldRow>`select ${ROW} where id = any (${[...ids]}::uuid[]) order by id for update`.execute(tx)
  return rows
}

export async function findHeld(tx: Tx, id: string): Promise<HeldRow | undefined> {
  const { rows } = await sql<HeldRow>`select ${ROW} where id = ${id}`.execute(tx)
  return rows[0]
}

/** Neither counted nor taken back: what waits, and what was refused, which is not posted a second time. */
export async function heldOfSource(tx: Tx, source: Source): Promise<HeldRow[]> {
  const { rows } = await sql<HeldRow>`select ${ROW}
    where source_kind = ${source.kind} and source_id = ${source.id} and state in ('held', 'refused')`.execute(tx)
  return rows
}

export async function heldOfVolunteer(tx: Tx, volunteerId: string): Promise<HeldRow[]> {
  const { rows } = await sql<HeldRow>`select ${ROW} where volunteer_id = ${volunteerId} and state = 'held'
    order by day desc, id`.execute(tx)
  return rows
}

export async function heldPage(
  tx: Tx,
  page: { orgIds: readonly string[]; offset: number; limit: number },
): Promise<{ rows: HeldRow[]; total: number }> {
  const where = sql`state = 'held' and org_id = any (${[...page.orgIds]}::uuid[])`
  const { rows } = await sql<HeldRow>`select ${ROW} where ${where} order by recorded_at, id
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from held_hours where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}
