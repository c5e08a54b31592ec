import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type EntranceRow = {
  id: string
  org_id: string
  labels: string[]
  valid_from: string
  valid_until: string | null
  dwellings: number
}

export async function findEntrancesByLabels(
  tx: Tx,
  orgId: string,
  paths: readonly string[][],
): Promise<{ id: string; labels: string[] }[]> {
  const { rows } = await sql<{ id: string; labels: string[] }>`
    select e.id, e.labels from entrances e
    join (select distinct string_to_array(w.path, '/') as labels from unnest(${paths.map((labels) => labels.join('/'))}::text[]) as w (path)) w
      on w.labels = e.labels
    where e.org_id = ${orgId} and e.valid_until is null`.execute(tx)
  return rows
}

/** Ids of those that were new; somebody else may have made one at the same time. */
export async function insertEntrances(
  tx: Tx,
  entrances: readonly { id: string; org_id: string; labels: string[]; sort_key: string; valid_from: string }[],
): Promise<Set<string>> {
  if (entrances.length === 0) return new Set()
  const rows = await tx
    .insertInto('entrances')
    .values([...entrances])
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return new Set(rows.map((row) => row.id))
}

const ENTRANCE = sql`e.id, e.org_id, e.labels, e.valid_from::text, e.valid_until::text,
  (select count(*)::int from dwelling_grids p where p.entrance_id = e.id and p.valid_until is null) as dwellings`

export async function findEntrance(tx: Tx, id: string): Promise<EntranceRow | undefined> {
  const { rows } = await sql<EntranceRow>`select ${ENTRANCE} from entrances e where e.id = ${id}`.execute(tx)
  return rows[0]
}

/** In building order, those that are there now. */
export async function findEntrances(tx: Tx, ids: readonly string[]): Promise<EntranceRow[]> {
  const { rows } = await sql<EntranceRow>`select ${ENTRANCE} from entrances e
    where e.id = any (${[...ids]}::uuid[]) and e.valid_until is null order by e.sort_key, e.id`.execute(tx)
  return rows
}

export async function entrancesPage(
  tx: Tx,
  wanted: { orgIds: readonly string[]; offset: number; limit: number },
): Promise<{ rows: EntranceRow[]; total: number }> {
  const where = sql`e.org_id = any (${[...wanted.orgIds]}::uuid[]) and e.valid_until is null`
  const { rows } = await sql<EntranceRow>`select ${ENTRANCE} from entrances e where ${where}
    order by e.org_id, e.sort_key, e.id offset ${wanted.offset} limit ${wanted.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from entrances e where ${where}`.execute(
    tx,
  )
  return { rows, total: counted.rows[0]?.total ?? 0 }
}
