import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type GridRow = {
  id: string
  org_id: string
  name: string
  code: string | null
  valid_from: string
  valid_until: string | null
  dwellings: number
}
export type ChargeRow = {
  id: string
  place_id: string
  person_id: string
  valid_from: string
  valid_until: string | null
}
/** Who is in charge of what: grid workers of grids, stewards of entrances. */
export type Charge = 'grid' | 'entrance'
const TABLES = {
  grid: { table: sql.table('grid_workers'), place: sql.ref('grid_id') },
  entrance: { table: sql.table('entrance_stewards'), place: sql.ref('entrance_id') },
} as const

const GRID = sql`g.id, g.org_id, g.name, g.code, g.valid_from::text, g.valid_until::text,
  (select count(*)::int from dwelling_grids p where p.grid_id = g.id and p.valid_until is null) as dwellings`

export async function findGrid(tx: Tx, id: string): Promise<GridRow | undefined> {
  const { rows } = await sql<GridRow>`select ${GRID} from grids g where g.id = ${id}`.execute(tx)
  return rows[0]
}

/** By id, ended ones too; those that the transaction may see. */
export async function gridNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('grids')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Open grids first, ended ones after them. */
export async function findGrids(tx: Tx, orgIds: readonly string[]): Promise<GridRow[]> {
  const { rows } = await sql<GridRow>`select ${GRID} from grids g where g.org_id = any (${[...orgIds]}::uuid[])
    order by g.valid_until is not null, g.org_id, g.name, g.id`.execute(tx)
  return rows
}

export async function insertGrid(
  tx: Tx,
  grid: { id: string; org_id: string; name: string; code: string | null; valid_from: string },
): Promise<void> {
  await tx.insertInto('grids').values(grid).execute()
}

export async function endGridRow(tx: Tx, id: string, today: string): Promise<void> {
  await sql`update grids set valid_until = greatest(${today}::date, valid_from + 1) where id = ${id} and valid_until is null`.execute(
    tx,
  )
}

/** Those in charge now, of these grids or entrances. */
export async function findCharges(tx: Tx, charge: Charge, placeIds: readonly string[]): Promise<ChargeRow[]> {
  if (placeIds.length === 0) return []
  const { table, place } = TABLES[charge]
  const { rows } = await sql<ChargeRow>`
    select id, ${place} as place_id, person_id, valid_from::text, valid_until::text from ${table}
    where ${place} = any (${[...placeIds]}::uuid[]) and valid_until is null order by valid_from, id`.execute(tx)
  return rows
}

export async function placesInChargeOf(tx: Tx, charge: Charge, personId: string): Promise<string[]> {
  const { table, place } = TABLES[charge]
  const { rows } = await sql<{ place_id: string }>`
    select ${place} as place_id from ${table} where person_id = ${personId} and valid_until is null`.execute(tx)
  return rows.map((row) => row.place_id)
}

export async function insertCharge(
  tx: Tx,
  charge: Charge,
  row: { id: string; orgId: string; placeId: string; personId: string; from: string },
): Promise<void> {
  const { table, place } = TABLES[charge]
  await sql`insert into ${table} (id, org_id, ${place}, person_id, valid_from)
    values (${row.id}, ${row.orgId}, ${row.placeId}, ${row.personId}, ${row.from})`.execute(tx)
}

export async function endCharges(tx: Tx, charge: Charge, ids: readonly string[], today: string): Promise<void> {
  if (ids.length === 0) return
  await sql`update ${TABLES[charge].table} set valid_until = greatest(${today}::date, valid_from) where id = any (${[...ids]}::uuid[])`.execute(
    tx,
  )
}

export async function endChargesOfPerson(tx: Tx, personId: string, today: string): Promise<void> {
  for (const { table } of Object.values(TABLES))
    await sql`update ${table} set valid_until = greatest(${today}::date, valid_from) where person_id = ${personId} and valid_until is null`.execute(
      tx,
    )
}
