import type { LateHoursState } from '@yimi/contract/late-hours.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type LateRow = {
  id: string
  org_id: string
  volunteer_org_id: string
  volunteer_id: string
  person_id: string
  number: string
  day: string
  from: Date
  until: Date
  content: string
  place: string
  evidence_file_id: string
  why_enc: Buffer
  notice_days: number
  notice_from: Date | null
  notice_until: Date | null
  entered_by: string
  entered_at: Date
  approved_by: string | null
  state: LateHoursState
  gates: unknown
}
const ROW = sql`id, org_id, volunteer_org_id, volunteer_id, person_id, number, day, lower(during) as "from", upper(during) as "until",
  content, place, evidence_file_id, why_enc, notice_days, notice_from, notice_until, entered_by, entered_at, approved_by, state, gates
  from late_hours`

/** `B2026-000123`: the year it was entered in, and a number that rises through the years. */
export async function nextNumber(tx: Tx, year: string): Promise<string> {
  const { rows } = await sql<{ next: number }>`select nextval('late_hour_numbers') as next`.execute(tx)
  return `B${year}-${String(rows[0]?.next ?? 0).padStart(6, '0')}`
}

export async function insertLate(
  tx: Tx,
  row: Omit<LateRow, 'notice_from' | 'notice_until' | 'approved_by' | 'state' | 'gates'>,
): Promise<void> {
  await sql`insert into late_hours (id, org_id, volunteer_org_id, volunteer_id, person_id, number, day, during, content, place,
      evidence_file_id, why_enc, notice_days, entered_by, entered_at)
    values (${row.id}, ${row.org_id}, ${row.volunteer_org_id}, ${row.volunteer_id}, ${row.person_id}, ${row.number}, ${row.day}::date,
      tstzrange(${row.from}, ${row.until}), ${row.content}, ${row.place}, ${row.evidence_file_id}, ${row.why_enc}, ${row.notice_days},
      ${row.entered_by}, ${row.entered_at})`.execute(tx)
}

export async function lockLate(tx: Tx, ids: readonly string[]): Promise<LateRow[]> {
  const { rows } =
    await sql<LateRow>`select ${ROW} where id = any (${[...ids]}::uuid[]) order by id for update`.execute(tx)
  return rows
}

export async function findLate(tx: Tx, id: string): Promise<LateRow | undefined> {
  const { rows } = await sql<LateRow>`select ${ROW} where id = ${id}`.execute(tx)
  return rows[0]
}

/** What waits first, the longest on top; then the newest. */
export async function latePage(
  tx: Tx,
  page: { orgIds: readonly string[]; state: LateHoursState | undefined; offset: number; limit: number },
): Promise<{ rows: LateRow[]; total: number }> {
  const where = sql`org_id = any (${[...page.orgIds]}::uuid[]) and (${page.state ?? null}::text is null or state = ${page.state ?? null})`
  const { rows } = await sql<LateRow>`select ${ROW} where ${where}
    order by state <> 'entered', state <> 'on-notice', case when state in ('entered', 'on-notice') then entered_at end, entered_at desc, id
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from late_hours where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** Not counted yet, of one volunteer. */
export async function openLateOf(tx: Tx, volunteerId: string): Promise<LateRow[]> {
  const { rows } =
    await sql<LateRow>`select ${ROW} where volunteer_id = ${volunteerId} and state in ('entered', 'on-notice')
    order by day desc, id`.execute(tx)
  return rows
}

export async function setNotice(
  tx: Tx,
  id: string,
  notice: { notice_from: Date; notice_until: Date; approved_by: string },
): Promise<void> {
  await tx.updateTable('late_hours').set(notice).where('id', '=', id).execute()
}

/** On public notice, for everybody: no person but by number. */
export async function noticesShown(tx: Tx, now: Date) {
  const { rows } = await sql<{
    number: string
    org_id: string
    volunteer_number: string
    day: string
    minutes: number
    content: string
    notice_from: Date
    notice_until: Date
  }>`select * from hour_notices(${now})`.execute(tx)
  return rows
}
