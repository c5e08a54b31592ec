import type { PeriodKind, PrintedTable, ReleaseBase, ReleaseState } from '@yimi/contract/statistic.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import type { Tables } from './build-publication.ts'
import type { WorkedCell } from './print-tables.ts'
import type { SeriesCount, SeriesReading } from './series.ts'

export type Printed = { base: ReleaseBase[]; tables: PrintedTable[] }
export type ReleaseRow = {
  id: string
  org_id: string
  series: string
  title: string
  period_kind: PeriodKind
  from_day: string
  until_day: string
  threshold: number
  tables: string[]
  printed: Printed | null
  refusal: string
  made_at: Date
  made_by: string | null
  published_at: Date | null
  state: ReleaseState
  gates: unknown
}
const COLUMNS = sql`r.id, r.org_id, r.series, r.title, r.period_kind, r.from_day::text, r.until_day::text, r.threshold, r.tables,
  r.printed, r.refusal, r.made_at, r.made_by, r.published_at, r.state, r.gates`

/** What a release is worked out from; `cells` when it was. */
export type Worked = Tables & {
  readonly counts: readonly SeriesCount[]
  readonly base: SeriesReading['base']
  readonly cells: readonly WorkedCell[]
}

export async function insertRelease(
  tx: Tx,
  release: Omit<ReleaseRow, 'printed' | 'refusal' | 'published_at' | 'state' | 'gates'>,
  worked: Worked,
): Promise<void> {
  await tx.insertInto('statistic_releases').values(release).execute()
  await tx
    .insertInto('statistic_workings')
    .values({ release_id: release.id, org_id: release.org_id, worked: JSON.stringify(worked), after_releases: -1 })
    .execute()
}

export async function lockReleases(tx: Tx, ids: readonly string[]): Promise<ReleaseRow[]> {
  const { rows } =
    await sql<ReleaseRow>`select ${COLUMNS} from statistic_releases r where r.id = any (${[...ids]}::uuid[])
    order by r.id for update`.execute(tx)
  return rows
}

export async function findRelease(tx: Tx, id: string): Promise<ReleaseRow | undefined> {
  const { rows } = await sql<ReleaseRow>`select ${COLUMNS} from statistic_releases r where r.id = ${id}`.execute(tx)
  return rows[0]
}

export async function releasesPage(
  tx: Tx,
  which: { orgIds: readonly string[] } | 'published',
  page: { offset: number; limit: number },
): Promise<{ rows: ReleaseRow[]; total: number }> {
  const where =
    which === 'published'
      ? sql`r.state = 'published'`
      : sql`r.org_id = any (${[...which.orgIds]}::uuid[]) and r.state <> 'discarded'`
  const { rows } = await sql<ReleaseRow>`select ${COLUMNS} from statistic_releases r where ${where}
    order by r.published_at desc nulls first, r.made_at desc, r.id desc offset ${page.offset} limit ${page.limit}`.execute(
    tx,
  )
  const counted = await sql<{
    total: number
  }>`select count(*)::int as total from statistic_releases r where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function findWaiting(tx: Tx): Promise<{ id: string; org_id: string }[]> {
  return tx
    .selectFrom('statistic_releases')
    .select(['id', 'org_id'])
    .where('state', '=', 'working')
    .orderBy('made_at')
    .execute()
}

export async function findWorked(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { worked: Worked; after: number }>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ release_id: string; worked: Worked; after_releases: number }>`
    select release_id, worked, after_releases from statistic_workings where release_id = any (${[...ids]}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.release_id, { worked: row.worked, after: row.after_releases }]))
}

/** What is out of a series at a unit, the oldest first. */
export async function publishedOf(tx: Tx, orgId: string, series: string): Promise<ReleaseRow[]> {
  const { rows } = await sql<ReleaseRow>`select ${COLUMNS} from statistic_releases r
    where r.org_id = ${orgId} and r.series = ${series} and r.state = 'published' order by r.published_at, r.id`.execute(
    tx,
  )
  return rows
}

/** A unit above or below that publishes the same series: the two could be subtracted from one another. */
export async function publishedNearby(tx: Tx, orgId: string, series: string): Promise<string | undefined> {
  const { rows } = await sql<{ org_id: string }>`select r.org_id from statistic_releases r
    where r.series = ${series} and r.state = 'published' and r.org_id <> ${orgId} and exists (
      select from org_closure c where (c.ancestor_id = r.org_id and c.descendant_id = ${orgId})
        or (c.ancestor_id = ${orgId} and c.descendant_id = r.org_id)) limit 1`.execute(tx)
  return rows[0]?.org_id
}

/** Two who publish at once do it one after the other. */
export async function lockSeries(tx: Tx, series: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`statistic ${series}`}, 0))`.execute(tx)
}

export async function monthsFrozen(tx: Tx, orgId: string, series: string): Promise<Map<string, SeriesCount[]>> {
  const { rows } = await sql<{ month: string; counts: SeriesCount[] }>`select month, counts from statistic_months
    where org_id = ${orgId} and series = ${series}`.execute(tx)
  return new Map(rows.map((row) => [row.month, row.counts]))
}

export async function freezeMonth(
  tx: Tx,
  month: { org_id: string; series: string; month: string; counts: readonly SeriesCount[] },
): Promise<void> {
  await tx
    .insertInto('statistic_months')
    .values({ ...month, counts: JSON.stringify(month.counts) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function setRelease(
  tx: Tx,
  id: string,
  change: { printed?: Printed; refusal?: string; published_at?: Date },
): Promise<void> {
  const { printed, ...more } = change
  await tx
    .updateTable('statistic_releases')
    .set({ ...more, ...(printed ? { printed: JSON.stringify(printed) } : {}) })
    .where('id', '=', id)
    .execute()
}

export async function setWorked(tx: Tx, id: string, worked: Worked, after: number): Promise<void> {
  await tx
    .updateTable('statistic_workings')
    .set({ worked: JSON.stringify(worked), after_releases: after })
    .where('release_id', '=', id)
    .execute()
}
