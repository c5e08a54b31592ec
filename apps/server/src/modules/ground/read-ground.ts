import type {
  Dwelling,
  Entrance,
  Grid,
  listDwellings,
  listEntrances,
  listGrids,
  listGroundStaff,
} from '@yimi/contract/ground.ts'
import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import type { Tx } from '#platform/database/database.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { readDoor } from './building-order.ts'
import { type EntranceRow, entrancesPage } from './entrance-queries.ts'
import { type Charge, type ChargeRow, findCharges, findGrids, type GridRow } from './grid-queries.ts'
import { type DwellingRow, dwellingsPage } from './ground-queries.ts'

/** Ground stands below people and accounts: whoever wires it says who they are. */
export type GroundNames = {
  people(tx: Tx, keyring: Keyring, ids: readonly string[]): Promise<Map<string, { name: string }>>
  /** Those who hold one of the roles at the organisation. */
  staff(tx: Tx, orgId: string, roles: readonly string[]): Promise<{ personId: string; name: string; role: string }[]>
}

export async function gridList(
  context: RequestContext,
  names: GroundNames,
  query: RouteQuery<typeof listGrids>,
): Promise<{ items: Grid[] }> {
  return { items: await answerGrids(context, names, await findGrids(context.tx, reach(context, query.orgId))) }
}

export async function entranceList(
  context: RequestContext,
  names: GroundNames,
  query: RouteQuery<typeof listEntrances>,
): Promise<{ items: Entrance[]; total: number }> {
  const page = await entrancesPage(context.tx, { ...query, orgIds: reach(context, query.orgId) })
  return { items: await answerEntrances(context, names, page.rows), total: page.total }
}

export async function dwellingList(
  context: RequestContext,
  query: RouteQuery<typeof listDwellings>,
): Promise<{ items: Dwelling[]; total: number }> {
  const words = query.search?.trim() ?? ''
  const door = words === '' ? undefined : (readDoor(words) ?? { tail: undefined, numbers: [], words: [words] })
  const page = await dwellingsPage(context.tx, {
    orgIds: reach(context, query.orgId),
    gridId: query.gridId,
    entranceId: query.entranceId,
    door,
    offset: query.offset,
    limit: query.limit,
  })
  return { items: answerDwellings(page.rows), total: page.total }
}

export async function staffList(
  context: RequestContext,
  names: GroundNames,
  query: RouteQuery<typeof listGroundStaff>,
): Promise<RouteAnswer<typeof listGroundStaff>> {
  if (!context.scope?.orgs.has(query.orgId)) return { items: [] }
  return { items: await names.staff(context.tx, query.orgId, ['grid-worker', 'entrance-steward']) }
}

export async function answerGrids(
  context: RequestContext,
  names: GroundNames,
  rows: readonly GridRow[],
): Promise<Grid[]> {
  const orgs = await orgNames(
    context.tx,
    rows.map((row) => row.org_id),
  )
  const charges = await chargesOf(context, names, 'grid', rows)
  return rows.map((row) => ({
    id: row.id,
    orgId: row.org_id,
    orgName: orgs.get(row.org_id) ?? '',
    name: row.name,
    code: row.code,
    from: row.valid_from,
    until: row.valid_until,
    workers: charges.get(row.id) ?? [],
    dwellings: row.dwellings,
  }))
}

export async function answerEntrances(
  context: RequestContext,
  names: GroundNames,
  rows: readonly EntranceRow[],
): Promise<Entrance[]> {
  const charges = await chargesOf(context, names, 'entrance', rows)
  return rows.map((row) => ({
    id: row.id,
    orgId: row.org_id,
    labels: row.labels,
    from: row.valid_from,
    until: row.valid_until,
    stewards: charges.get(row.id) ?? [],
    dwellings: row.dwellings,
  }))
}

export function answerDwellings(rows: readonly DwellingRow[]): Dwelling[] {
  return rows.map((row) => ({
    id: row.id,
    orgId: row.org_id,
    labels: row.labels,
    gridId: row.grid_id,
    gridName: row.grid_name,
    entranceId: row.entrance_id,
    from: row.valid_from,
    until: row.valid_until,
  }))
}

async function chargesOf(
  context: RequestContext,
  names: GroundNames,
  charge: Charge,
  places: readonly { id: string }[],
): Promise<Map<string, Grid['workers']>> {
  const rows: ChargeRow[] = await findCharges(
    context.tx,
    charge,
    places.map((place) => place.id),
  )
  const people = await names.people(
    context.tx,
    context.keyring,
    rows.map((row) => row.person_id),
  )
  const found = new Map<string, Grid['workers']>()
  for (const row of rows) {
    const name = people.get(row.person_id)?.name ?? ''
    const one = { id: row.id, personId: row.person_id, name, from: row.valid_from, until: row.valid_until }
    found.set(row.place_id, [...(found.get(row.place_id) ?? []), one])
  }
  return found
}

function reach(context: RequestContext, orgId: string | undefined): string[] {
  const all = [...(context.scope?.orgs ?? [])]
  return orgId ? all.filter((id) => id === orgId) : all
}
