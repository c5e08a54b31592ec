import type { Tx } from '#platform/database/database.ts'
import { readDoor } from './building-order.ts'
import { placesInChargeOf } from './grid-queries.ts'
import { dwellingIdsByDoor, dwellingIdsIn, findDwellings } from './ground-queries.ts'

export { sortKeyOf } from './building-order.ts'
export { cleanLabels, ensureDwellings } from './ensure-dwellings.ts'

/** Where people live: grids, entrances, dwellings. Who lives there is not known here. */
export type Door = {
  id: string
  orgId: string
  labels: string[]
  /** Building order. */
  sortKey: string
  gridId: string | null
  gridName: string | null
  entranceId: string | null
}

/** The dwellings that the transaction may see, by id; past ones too. */
export async function readDwellings(tx: Tx, ids: readonly string[]): Promise<Map<string, Door>> {
  const rows = await findDwellings(tx, [...new Set(ids)])
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        orgId: row.org_id,
        labels: row.labels,
        sortKey: row.sort_key,
        gridId: row.grid_id,
        gridName: row.grid_name,
        entranceId: row.entrance_id,
      },
    ]),
  )
}

/** A door in one line, as it is read: 梧桐里3号楼2单元501室. */
export function doorOf(labels: readonly string[]): string {
  return labels.join('')
}

/** Dwellings whose door is written like this (3-2-501, 梧桐里3号楼501); undefined when the words name no door. */
export async function dwellingsByDoor(
  tx: Tx,
  orgIds: readonly string[],
  search: string,
): Promise<string[] | undefined> {
  const door = readDoor(search)
  return door && dwellingIdsByDoor(tx, orgIds, door)
}

/** Ids of the dwellings that are in the grid now. */
export function dwellingsOfGrid(tx: Tx, gridId: string): Promise<string[]> {
  return dwellingIdsIn(tx, { gridId })
}

/** Ids of the dwellings behind the entrances of which the person is steward now. */
export async function dwellingsOfSteward(tx: Tx, personId: string): Promise<string[]> {
  const entranceIds = await placesInChargeOf(tx, 'entrance', personId)
  return entranceIds.length === 0 ? [] : dwellingIdsIn(tx, { entranceIds })
}

/** Ids of the grids in which the person works now. */
export function gridsOfWorker(tx: Tx, personId: string): Promise<string[]> {
  return placesInChargeOf(tx, 'grid', personId)
}
