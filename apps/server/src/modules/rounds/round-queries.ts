import type { RoundState } from '@yimi/contract/round.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type RoundRow = {
  id: string
  org_id: string
  service_id: string
  service_version_id: string
  name: string
  from_day: string
  until_day: string
  made_by: string | null
  responsible_id: string | null
  made_at: Date
  state: RoundState
  gates: unknown
}
const COLUMNS = sql`r.id, r.org_id, r.service_id, r.service_version_id, r.name, lower(r.during)::text as from_day,
  (upper(r.during) - 1)::text as until_day, r.made_by, r.responsible_id, r.made_at, r.state, r.gates`

export async function insertRound(tx: Tx, round: Omit<RoundRow, 'state' | 'gates'>): Promise<void> {
  const { from_day: from, until_day: until, ...row } = round
  const during = sql<string>`daterange(${from}::date, ${until}::date, '[]')`
  await tx
    .insertInto('rounds')
    .values({ ...row, during })
    .execute()
}

export async function lockRounds(tx: Tx, ids: readonly string[]): Promise<RoundRow[]> {
  const { rows } = await sql<RoundRow>`select ${COLUMNS} from rounds r where r.id = any (${[...ids]}::uuid[])
    order by r.id for update`.execute(tx)
  return rows
}

/** Read and held as it is until the transaction ends: it is neither closed nor cancelled meanwhile. */
export async function holdRound(tx: Tx, id: string): Promise<RoundRow | undefined> {
  const { rows } = await sql<RoundRow>`select ${COLUMNS} from rounds r where r.id = ${id} for share`.execute(tx)
  return rows[0]
}

export async function findRounds(tx: Tx, ids: readonly string[]): Promise<Map<string, RoundRow>> {
  const { rows } = await sql<RoundRow>`select ${COLUMNS} from rounds r where r.id = any (${[...ids]}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** What runs first, the nearest end on top; then the newest. */
export async function roundsPage(
  tx: Tx,
  page: { orgIds: readonly string[]; state: RoundState | undefined; offset: number; limit: number },
): Promise<{ rows: RoundRow[]; total: number }> {
  const where = sql`r.org_id = any (${[...page.orgIds]}::uuid[])
    and (${page.state ?? null}::text is null or r.state = ${page.state ?? null})`
  const { rows } = await sql<RoundRow>`select ${COLUMNS} from rounds r where ${where}
    order by r.state in ('closed', 'cancelled'), case when r.state in ('closed', 'cancelled') then null else upper(r.during) end,
      r.made_at desc, r.id offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from rounds r where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export type RoundCounts = {
  round_id: string
  sheets: number
  sheets_back: number
  sheets_to_reprint: number
  doors: number
  visited: number
  given: number
}

/** How far rounds are: numbers alone. */
export async function countsOf(tx: Tx, roundIds: readonly string[]): Promise<Map<string, RoundCounts>> {
  const ids = [...roundIds]
  const { rows } = await sql<RoundCounts>`
    select r.id as round_id, coalesce(s.sheets, 0) as sheets, coalesce(s.back, 0) as sheets_back,
      coalesce(s.reprint, 0) as sheets_to_reprint, coalesce(d.doors, 0) as doors, coalesce(d.visited, 0) as visited,
      coalesce(d.given, 0) as given
    from unnest(${ids}::uuid[]) as r (id)
    left join (select round_id, count(*)::int as sheets, count(returned_at)::int as back,
      count(*) filter (where reprint_needed)::int as reprint
      from round_sheets where round_id = any (${ids}::uuid[]) and not dropped group by 1) s on s.round_id = r.id
    left join (select round_id, count(*)::int as doors, count(outcome)::int as visited,
      count(*) filter (where outcome = 'given')::int as given
      from round_doors where round_id = any (${ids}::uuid[]) and removed_at is null group by 1) d on d.round_id = r.id`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.round_id, row]))
}

/** Rounds that wait for somebody: sheets are out and not back, or the last day is over and nobody closed it. */
export async function waitingRounds(tx: Tx, orgIds: readonly string[], today: string, limit: number) {
  const { rows } = await sql<{ id: string; name: string; until_day: string; out: number; reprint: number }>`
    select r.id, r.name, (upper(r.during) - 1)::text as until_day, count(s.id)::int as out,
      count(s.id) filter (where s.reprint_needed)::int as reprint
    from rounds r left join round_sheets s on s.round_id = r.id and not s.dropped and s.returned_at is null
      and (s.printed_at is not null or s.checked_in_at is not null)
    where r.org_id = any (${[...orgIds]}::uuid[]) and r.state in ('planned', 'ready', 'walking')
    group by r.id having count(s.id) > 0 or upper(r.during) <= ${today}::date
    order by upper(r.during), r.id limit ${limit}`.execute(tx)
  return rows
}
