import {
  createDwelling,
  createGrid,
  endDwelling,
  endGrid,
  listDwellings,
  listEntrances,
  listGrids,
  listGroundStaff,
  placeDwellings,
  printEntrancePlates,
  setEntranceStewards,
  setGridWorkers,
} from '@yimi/contract/ground.ts'
import { dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/database/database.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { readDoor } from './building-order.ts'
import { addDwelling, addGrid, finishDwelling, finishGrid, place, setStewards, setWorkers } from './change-ground.ts'
import { endChargesOfPerson, findCharges, findGrids, placesInChargeOf } from './grid-queries.ts'
import { dwellingIdsByDoor, dwellingIdsIn, findDwellings } from './ground-queries.ts'
import { printPlates } from './print-plates.ts'
import { dwellingList, entranceList, type GroundNames, gridList, staffList } from './read-ground.ts'

export { sortKeyOf } from './building-order.ts'
export { cleanLabels, ensureDwellings } from './ensure-dwellings.ts'
export { gridNames } from './grid-queries.ts'

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

export function groundOperations({ printing }: Services, names: GroundNames): Operation[] {
  return [
    implement(listGrids, (context, { query }) => gridList(context, names, query)),
    implement(createGrid, (context, input) => addGrid(context, names, input)),
    implement(endGrid, (context, input) => finishGrid(context, names, input)),
    implement(setGridWorkers, (context, input) => setWorkers(context, names, input)),
    implement(listEntrances, (context, { query }) => entranceList(context, names, query)),
    implement(printEntrancePlates, (context, input) => printPlates(context, printing, input)),
    implement(setEntranceStewards, (context, input) => setStewards(context, names, input)),
    implement(listDwellings, (context, { query }) => dwellingList(context, query)),
    implement(createDwelling, addDwelling),
    implement(placeDwellings, place),
    implement(endDwelling, finishDwelling),
    implement(listGroundStaff, (context, { query }) => staffList(context, names, query)),
  ]
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

/** Grids of a station that are there now, each with who works in it. */
export async function openGrids(tx: Tx, orgId: string): Promise<{ id: string; name: string; workerIds: string[] }[]> {
  const grids = (await findGrids(tx, [orgId])).filter((grid) => grid.valid_until === null)
  const charges = await findCharges(
    tx,
    'grid',
    grids.map((grid) => grid.id),
  )
  return grids.map(({ id, name }) => ({
    id,
    name,
    workerIds: charges.filter((charge) => charge.place_id === id).map((charge) => charge.person_id),
  }))
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

/** Somebody who died or moved away is in charge of no grid and no entrance from today. */
export function endChargesOf(context: Pick<FlowContext, 'tx' | 'now'>, personId: string): Promise<void> {
  return endChargesOfPerson(context.tx, personId, dayOf(context.now))
}
