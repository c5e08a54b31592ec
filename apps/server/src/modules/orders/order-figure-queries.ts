import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

type Period = { orgs: readonly string[]; from?: string | undefined; until?: string | undefined }

/** Orders of the period by item, counted by the day they came or were delivered. Sums alone, for whoever reads figures. */
export async function countsByItem(
  tx: Tx,
  period: Period,
): Promise<
  { service_id: string | null; version_id: string | null; submitted: number; delivered: number; visits: number }[]
> {
  const { rows } = await sql<{
    service_id: string | null
    version_id: string | null
    submitted: number
    delivered: number
    visits: number
  }>`select * from orders_by_item(${[...period.orgs]}::uuid[], ${period.from ?? null}::date, ${period.until ?? null}::date)`.execute(
    tx,
  )
  return rows
}

/** Each person once, under the organisation that served him first. */
export async function personsByOrg(tx: Tx, period: Period): Promise<{ org_id: string; persons: number }[]> {
  const { rows } = await sql<{ org_id: string; persons: number }>`
    select * from persons_served_by_org(${[...period.orgs]}::uuid[], ${period.from ?? null}::date, ${period.until ?? null}::date)`.execute(
    tx,
  )
  return rows
}

export type DividedRow = {
  part_id: string | null
  label: string | null
  submitted: number
  delivered: number
  visits: number
  persons: number
}

export async function countsByGrid(tx: Tx, period: Period): Promise<DividedRow[]> {
  const { rows } = await sql<DividedRow>`
    select * from orders_by_grid(${[...period.orgs]}::uuid[], ${period.from ?? null}::date, ${period.until ?? null}::date)`.execute(
    tx,
  )
  return rows
}

/** What members did; requests are not a team's. */
export async function countsByTeam(tx: Tx, period: Period): Promise<DividedRow[]> {
  const { rows } = await sql<DividedRow>`select *, 0 as submitted
    from orders_by_team(${[...period.orgs]}::uuid[], ${period.from ?? null}::date, ${period.until ?? null}::date)`.execute(
    tx,
  )
  return rows
}
