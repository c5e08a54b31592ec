import type { HourFlag, HourSource } from '@yimi/contract/hours.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import type { Beside } from './hour-checks.ts'

export type Source = { readonly kind: HourSource; readonly id: string }

/** What a row of the ledger and a held one have in common. */
export type HoursRow = {
  id: string
  org_id: string
  volunteer_org_id: string
  volunteer_id: string
  person_id: string
  source_kind: HourSource
  source_id: string
  day: string
  from: Date
  until: Date
  minutes_attended: number
  minutes_counted: number
  content: string
  place: string
  flags: HourFlag[]
  recorded_by: string | null
  recorded_at: Date
  responsible_id: string | null
}

/** One transaction at a time posts for a volunteer: what the checks saw is then what there is. */
export async function lockLedgerOf(tx: Tx, volunteerIds: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(7206, place) from
    (select distinct hashtext(id) as place from unnest(${[...volunteerIds]}::text[]) as id order by 1) ordered`.execute(
    tx,
  )
}

/** Appends to the ledger. How often the source was taken back for this volunteer before makes the row the only one of its kind. */
export async function insertEntry(tx: Tx, row: HoursRow): Promise<void> {
  await sql`insert into hour_entries (id, org_id, volunteer_org_id, volunteer_id, person_id, source_kind, source_id, correction, day,
      during, minutes_attended, minutes_counted, content, place, flags, recorded_by, recorded_at, responsible_id)
    values (${row.id}, ${row.org_id}, ${row.volunteer_org_id}, ${row.volunteer_id}, ${row.person_id}, ${row.source_kind}, ${row.source_id},
      (select count(*) from hour_entries e where e.source_kind = ${row.source_kind} and e.source_id = ${row.source_id}
        and e.volunteer_id = ${row.volunteer_id} and e.reverses_id is not null),
      ${row.day}::date, tstzrange(${row.from}, ${row.until}), ${row.minutes_attended}, ${row.minutes_counted}, ${row.content},
      ${row.place}, ${row.flags}::text[], ${row.recorded_by}, ${row.recorded_at}, ${row.responsible_id})`.execute(tx)
}

export async function insertReversal(
  tx: Tx,
  reversal: { id: string; of: string; by: string | null; at: Date; reason_enc: Buffer },
): Promise<void> {
  await sql`insert into hour_entries (id, org_id, volunteer_org_id, volunteer_id, person_id, source_kind, source_id, correction, day,
      during, minutes_attended, minutes_counted, content, place, recorded_by, recorded_at, responsible_id, reverses_id, reason_enc)
    select ${reversal.id}, org_id, volunteer_org_id, volunteer_id, person_id, source_kind, source_id, correction, day, during,
      -minutes_attended, -minutes_counted, content, place, ${reversal.by}, ${reversal.at}, responsible_id, id, ${reversal.reason_enc}
    from hour_entries where id = ${reversal.of}`.execute(tx)
}

const SPAN = sql`lower(e.during) as "from", upper(e.during) as "until"`
const STANDING = sql`e.reverses_id is null and not exists (select from hour_entries r where r.reverses_id = e.id)`
const ROW = sql`e.id, e.org_id, e.volunteer_org_id, e.volunteer_id, e.person_id, e.source_kind, e.source_id, e.day, ${SPAN},
  e.minutes_attended, e.minutes_counted, e.content, e.place, e.flags, e.recorded_by, e.recorded_at, e.responsible_id`

/** Entries of the source that were not taken back. */
export async function standingEntries(tx: Tx, source: Source): Promise<HoursRow[]> {
  const { rows } = await sql<HoursRow>`select ${ROW} from hour_entries e
    where e.source_kind = ${source.kind} and e.source_id = ${source.id} and ${STANDING}`.execute(tx)
  return rows
}

export type EntryRow = HoursRow & { reverses_id: string | null; reason_enc: Buffer | null; reversed: boolean }
const WITH_REVERSAL = sql`select ${ROW}, e.reverses_id, e.reason_enc,
  exists (select from hour_entries r where r.reverses_id = e.id) as reversed from hour_entries e`

export async function findEntry(tx: Tx, id: string): Promise<EntryRow | undefined> {
  const { rows } = await sql<EntryRow>`${WITH_REVERSAL} where e.id = ${id}`.execute(tx)
  return rows[0]
}

/** Of a volunteer, and of every record that turned out to be the same person. */
function ofOne(volunteerId: string) {
  return sql`select one.id from volunteers_of_one(${volunteerId}) one`
}

/** Records of volunteers that are this person's, his own or under a record that was merged with his. */
export async function volunteersOfPerson(tx: Tx, personId: string): Promise<{ id: string; org_id: string }[]> {
  const { rows } = await sql<{ id: string; org_id: string }>`select * from volunteers_of_one(${personId})`.execute(tx)
  return rows
}

/** Everything that was written down for a volunteer, the newest day first, a reversal beside what it takes back. */
export async function entriesPage(
  tx: Tx,
  volunteerId: string,
  page: { offset: number; limit: number },
): Promise<{ rows: EntryRow[]; total: number; minutes: number }> {
  const { rows } = await sql<EntryRow>`${WITH_REVERSAL} where e.volunteer_id in (${ofOne(volunteerId)})
    order by e.day desc, lower(e.during) desc, e.recorded_at desc, e.id desc offset ${page.offset} limit ${page.limit}`.execute(
    tx,
  )
  const { rows: counted } = await sql<{ total: number; minutes: number }>`
    select count(*)::int as total, coalesce(sum(minutes_counted), 0)::int as minutes from hour_entries
    where volunteer_id in (${ofOne(volunteerId)})`.execute(tx)
  return { rows, total: counted[0]?.total ?? 0, minutes: counted[0]?.minutes ?? 0 }
}

/** What these volunteers have around the times, anywhere, counted or held. */
export async function besideOf(
  tx: Tx,
  volunteerIds: readonly string[],
  span: { from: Date; until: Date },
): Promise<Map<string, Beside[]>> {
  const { rows } = await sql<{ volunteer_id: string; day: string; from: Date; until: Date; minutes: number }>`
    select volunteer_id, day, lower(during) as "from", upper(during) as "until", minutes_counted as minutes
    from hours_beside(${[...volunteerIds]}::uuid[], ${span.from}, ${span.until})`.execute(tx)
  return Map.groupBy(rows, (row) => row.volunteer_id)
}

export async function sourcesRecorded(tx: Tx, accountId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`select sources_recorded(${accountId}, ${since}) as count`.execute(tx)
  return rows[0]?.count ?? 0
}

/** What counted in the period, summed by what it was. */
export async function contentOf(
  tx: Tx,
  volunteerId: string,
  period: { from: string; until: string },
): Promise<{ content: string; times: number; minutes: number }[]> {
  const { rows } = await sql<{ content: string; times: number; minutes: number }>`
    select e.content, count(*)::int as times, sum(e.minutes_counted)::int as minutes from hour_entries e
    where e.volunteer_id in (${ofOne(volunteerId)}) and e.day between ${period.from}::date and ${period.until}::date and ${STANDING}
    group by e.content having sum(e.minutes_counted) > 0 order by sum(e.minutes_counted) desc, e.content`.execute(tx)
  return rows
}
