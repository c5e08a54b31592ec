import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

type Period = { orgs: readonly string[]; from?: string | undefined; until?: string | undefined }
type Page = Period & { offset: number; limit: number }

const within = (
  scope: Period,
) => sql`d.org_id = any (${[...scope.orgs]}::uuid[]) and d.outcome = 'given' and d.removed_at is null
  and (${scope.from ?? null}::date is null or (d.ticked_at at time zone 'Asia/Shanghai')::date >= ${scope.from ?? null}::date)
  and (${scope.until ?? null}::date is null or (d.ticked_at at time zone 'Asia/Shanghai')::date <= ${scope.until ?? null}::date)`

/** Each household once, however often somebody came; who has none on file counts alone. */
export async function countHouseholds(tx: Tx, scope: Period): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct coalesce(d.household_id, d.person_id))::int as count from round_doors d where ${within(scope)}`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

export async function countDeliveries(tx: Tx, scope: Period): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from round_doors d where ${within(scope)}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** By round: no door is named. */
export async function roundsOfDeliveries(tx: Tx, page: Page) {
  const { rows } = await sql<{ id: string; name: string; at: Date; households: number; deliveries: number }>`
    select r.id, r.name, max(d.ticked_at) as at, count(distinct coalesce(d.household_id, d.person_id))::int as households,
      count(*)::int as deliveries
    from round_doors d join rounds r on r.id = d.round_id where ${within(page)}
    group by r.id order by 3 desc, r.id offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(distinct d.round_id)::int as total from round_doors d
    where ${within(page)}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}
