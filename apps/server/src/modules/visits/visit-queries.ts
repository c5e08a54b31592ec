import type { VisitPlanState } from '@yimi/contract/visit.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type Stratum = { gridId: string; of: number; doors: number }
export type PlanRow = {
  id: string
  org_id: string
  name: string
  purpose: string
  from_day: string
  until_day: string
  doors_from: 'census' | 'sample' | 'stale'
  seed: string | null
  months: number | null
  strata: Stratum[]
  questionnaire_version_id: string | null
  made_by: string | null
  made_at: Date
  state: VisitPlanState
  gates: unknown
  moved_at: Date | null
}
const COLUMNS = sql`p.id, p.org_id, p.name, p.purpose, lower(p.during)::text as from_day, (upper(p.during) - 1)::text as until_day,
  p.doors_from, p.seed, p.months, p.strata, p.questionnaire_version_id, p.made_by, p.made_at, p.state, p.gates, p.moved_at`

export type NewPlan = Omit<PlanRow, 'state' | 'gates' | 'moved_at'>

export async function insertPlan(tx: Tx, plan: NewPlan): Promise<void> {
  const { from_day: from, until_day: until, strata, ...row } = plan
  const during = sql<string>`daterange(${from}::date, ${until}::date, '[]')`
  await tx
    .insertInto('visit_plans')
    .values({ ...row, strata: JSON.stringify(strata), during })
    .execute()
}

export async function lockPlans(tx: Tx, ids: readonly string[]): Promise<PlanRow[]> {
  const { rows } = await sql<PlanRow>`select ${COLUMNS} from visit_plans p where p.id = any (${[...ids]}::uuid[])
    order by p.id for update`.execute(tx)
  return rows
}

/** Read and held as they are until the transaction ends: none of them ends meanwhile. */
export async function holdPlans(tx: Tx, ids: readonly string[]): Promise<Map<string, PlanRow>> {
  const { rows } = await sql<PlanRow>`select ${COLUMNS} from visit_plans p where p.id = any (${[...ids]}::uuid[])
    order by p.id for share`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

export async function findPlans(tx: Tx, ids: readonly string[]): Promise<Map<string, PlanRow>> {
  const { rows } =
    await sql<PlanRow>`select ${COLUMNS} from visit_plans p where p.id = any (${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** What runs first, the nearest end on top; then drafts; then the newest. */
export async function plansPage(
  tx: Tx,
  page: { orgIds: readonly string[]; state: VisitPlanState | undefined; offset: number; limit: number },
): Promise<{ rows: PlanRow[]; total: number }> {
  const where = sql`p.org_id = any (${[...page.orgIds]}::uuid[])
    and (${page.state ?? null}::text is null or p.state = ${page.state ?? null})`
  const { rows } = await sql<PlanRow>`select ${COLUMNS} from visit_plans p where ${where}
    order by array_position(array['running', 'draft', 'ended', 'cancelled'], p.state),
      case when p.state = 'running' then upper(p.during) end, p.made_at desc, p.id
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from visit_plans p where ${where}`.execute(
    tx,
  )
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export type PlanCounts = {
  plan_id: string
  name: string
  made_at: Date
  doors: number
  visited: number
  met: number
}

/** How far plans are: sums, for whoever may see no door either. */
export async function countsByPlan(
  tx: Tx,
  orgIds: readonly string[],
  period: { from?: string | undefined; until?: string | undefined } = {},
): Promise<PlanCounts[]> {
  const { rows } =
    await sql<PlanCounts>`select * from visits_by_plan(${[...orgIds]}::uuid[], ${period.from ?? null}::date,
    ${period.until ?? null}::date) order by made_at desc, plan_id`.execute(tx)
  return rows
}

export type DoorsAsked = {
  doors: number
  answered: number
  met: number
  refused: number
  not_met: number
  gone: number
  to_go: number
}

/** What came of the doors at which this version is asked: sums. */
export async function doorsAsked(tx: Tx, versionId: string, orgIds: readonly string[]): Promise<DoorsAsked> {
  const { rows } = await sql<DoorsAsked>`select * from doors_asked(${versionId}, ${[...orgIds]}::uuid[])`.execute(tx)
  return rows[0] ?? { doors: 0, answered: 0, met: 0, refused: 0, not_met: 0, gone: 0, to_go: 0 }
}
