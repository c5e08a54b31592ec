import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import { insertRows } from '#platform/database/insert-rows.ts'
import type { DoorSearch } from './building-order.ts'

export type DwellingRow = {
  id: string
  org_id: string
  labels: string[]
  sort_key: string
  grid_id: string | null
  grid_name: string | null
  entrance_id: string | null
  valid_from: string
  valid_until: string | null
}
export type NewDwelling = {
  id: string
  org_id: string
  labels: string[]
  sort_key: string
  door_tail: string
  door_numbers: string
  valid_from: string
}
/** More doors than this are no answer to a search. */
const DOORS_MAX = 2000

const DWELLING = sql`d.id, d.org_id, d.labels, d.sort_key, d.valid_from::text, d.valid_until::text, p.grid_id, p.entrance_id, g.name as grid_name`
const PLACED = sql`dwellings d left join dwelling_grids p on p.dwelling_id = d.id and p.valid_until is null left join grids g on g.id = p.grid_id`
/** For those whose ids are known: looked up one by one, also in the transaction that makes thousands of them. */
const PLACED_EACH = sql`dwellings d left join lateral (select grid_id, entrance_id from dwelling_grids
  where dwelling_id = d.id and valid_until is null limit 1) p on true left join grids g on g.id = p.grid_id`

export async function findDwellings(tx: Tx, ids: readonly string[]): Promise<DwellingRow[]> {
  if (ids.length === 0) return []
  const { rows } =
    await sql<DwellingRow>`select ${DWELLING} from ${PLACED_EACH} where d.id = any (${[...ids]}::uuid[])`.execute(tx)
  return rows
}

/** Dwellings that are there now, of these paths. */
export async function findByLabels(
  tx: Tx,
  orgId: string,
  paths: readonly string[][],
): Promise<{ id: string; labels: string[] }[]> {
  const { rows } = await sql<{ id: string; labels: string[] }>`
    select d.id, d.labels from dwellings d
    join (select distinct string_to_array(w.path, '/') as labels from unnest(${paths.map((labels) => labels.join('/'))}::text[]) as w (path)) w
      on w.labels = d.labels
    where d.org_id = ${orgId} and d.valid_until is null`.execute(tx)
  return rows
}

export async function insertDwellings(tx: Tx, dwellings: readonly NewDwelling[]): Promise<void> {
  if (dwellings.length > 0)
    await tx
      .insertInto('dwellings')
      .values([...dwellings])
      .execute()
}

export async function insertPlaces(
  tx: Tx,
  places: readonly {
    id: string
    org_id: string
    dwelling_id: string
    grid_id: string | null
    entrance_id: string | null
    valid_from: string
  }[],
): Promise<void> {
  const uuid = { type: 'uuid' }
  const columns = { id: uuid, org_id: uuid, dwelling_id: uuid, grid_id: uuid, entrance_id: uuid }
  await insertRows(tx, 'dwelling_grids', { ...columns, valid_from: { type: 'date' } }, places)
}

/** Ends today's places of the dwellings and returns them; one that began today is taken back. */
export async function endPlaces(
  tx: Tx,
  by: { dwellingIds: readonly string[] } | { gridId: string },
  today: string,
): Promise<{ dwelling_id: string; org_id: string; entrance_id: string | null }[]> {
  const which = 'gridId' in by ? sql`grid_id = ${by.gridId}` : sql`dwelling_id = any (${[...by.dwellingIds]}::uuid[])`
  const { rows } = await sql<{ dwelling_id: string; org_id: string; entrance_id: string | null; valid_from: string }>`
    delete from dwelling_grids where ${which} and valid_until is null and valid_from >= ${today}::date
    returning dwelling_id, org_id, entrance_id`.execute(tx)
  const ended = await sql<{ dwelling_id: string; org_id: string; entrance_id: string | null }>`
    update dwelling_grids set valid_until = ${today} where ${which} and valid_until is null
    returning dwelling_id, org_id, entrance_id`.execute(tx)
  return [...rows, ...ended.rows]
}

export async function endDwellingRow(tx: Tx, id: string, today: string): Promise<void> {
  await sql`update dwellings set valid_until = greatest(${today}::date, valid_from + 1) where id = ${id}`.execute(tx)
}

export async function dwellingsPage(
  tx: Tx,
  wanted: {
    orgIds: readonly string[]
    gridId: string | undefined
    entranceId: string | undefined
    door: DoorSearch | undefined
    offset: number
    limit: number
  },
): Promise<{ rows: DwellingRow[]; total: number }> {
  const where = sql`d.org_id = any (${[...wanted.orgIds]}::uuid[]) and d.valid_until is null
    and (${wanted.gridId ?? null}::uuid is null or p.grid_id = ${wanted.gridId ?? null})
    and (${wanted.entranceId ?? null}::uuid is null or p.entrance_id = ${wanted.entranceId ?? null}) and ${fits(wanted.door)}`
  const { rows } = await sql<DwellingRow>`select ${DWELLING} from ${PLACED} where ${where}
    order by d.org_id, d.sort_key, d.id offset ${wanted.offset} limit ${wanted.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from ${PLACED} where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function dwellingIdsByDoor(tx: Tx, orgIds: readonly string[], door: DoorSearch): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select d.id from dwellings d
    where d.org_id = any (${[...orgIds]}::uuid[]) and d.valid_until is null and ${fits(door)} limit ${DOORS_MAX}`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

function fits(door: DoorSearch | undefined) {
  if (!door) return sql`true`
  const words = door.words.map((word) => sql`position(${word} in array_to_string(d.labels, '')) > 0`)
  const numbers =
    door.tail === undefined
      ? []
      : [sql`d.door_tail = ${door.tail}`, sql`'-' || d.door_numbers like ${`%-${door.numbers.join('-%')}`}`]
  const all = [...numbers, ...words]
  return all.length === 0 ? sql`false` : sql.join(all, sql` and `)
}

export async function dwellingIdsIn(
  tx: Tx,
  by: { gridId: string } | { entranceIds: readonly string[] },
): Promise<string[]> {
  const which = 'gridId' in by ? sql`grid_id = ${by.gridId}` : sql`entrance_id = any (${[...by.entranceIds]}::uuid[])`
  const { rows } = await sql<{ dwelling_id: string }>`
    select dwelling_id from dwelling_grids where ${which} and valid_until is null`.execute(tx)
  return rows.map((row) => row.dwelling_id)
}
