import { createHash, randomBytes } from 'node:crypto'
import type { DoorsFrom } from '@yimi/contract/visit.ts'
import { dwellingsOfGrid, openGrids, readDwellings } from '#modules/ground/ground.ts'
import { staleDoors } from '#modules/people/people.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { Stratum } from './visit-queries.ts'

export type ChosenDoor = { dwellingId: string; gridId: string; workerId: string | null }
export type Chosen = {
  /** In building order. */
  doors: ChosenDoor[]
  strata: (Stratum & { gridName: string })[]
  seed: string | null
  months: number | null
}

/** The doors of a plan, in building order, each with the worker of its grid. */
export async function chooseDoors(context: FlowContext, orgId: string, from: DoorsFrom): Promise<Chosen> {
  const { tx } = context
  const seed = from.kind === 'sample' ? (from.seed ?? randomBytes(6).toString('hex')) : null
  const sizes = new Map(
    from.kind === 'sample'
      ? from.strata.map((one) => [one.gridId, one.size])
      : from.gridIds.map((gridId) => [gridId, Number.POSITIVE_INFINITY]),
  )
  const grids = (await openGrids(tx, orgId)).filter((grid) => sizes.has(grid.id))
  if (grids.length !== sizes.size) throw new Refusal('not-found')
  const chosen: ChosenDoor[] = []
  const strata: Chosen['strata'] = []
  for (const grid of grids) {
    const all = await dwellingsOfGrid(tx, grid.id)
    const fitting =
      from.kind === 'stale'
        ? (await staleDoors(context, all, monthsBefore(context.now, from.months))).map((row) => row.dwelling_id)
        : seed === null
          ? all
          : drawDoors(seed, all, sizes.get(grid.id) ?? 0)
    const ordered = await inBuildingOrder(context, fitting)
    chosen.push(...shareOut(ordered, grid.workerIds).map((door) => ({ ...door, gridId: grid.id })))
    strata.push({ gridId: grid.id, gridName: grid.name, of: all.length, doors: fitting.length })
  }
  const order = await inBuildingOrder(
    context,
    chosen.map((door) => door.dwellingId),
  )
  const place = new Map(order.map((id, index) => [id, index]))
  const doors = chosen.sort((a, b) => (place.get(a.dwellingId) ?? 0) - (place.get(b.dwellingId) ?? 0))
  return { doors, strata, seed, months: from.kind === 'stale' ? from.months : null }
}

/** So many of them, drawn by the seed alone: whoever has the seed and the doors draws the same ones again. */
export function drawDoors(seed: string, ids: readonly string[], size: number): string[] {
  const lot = (id: string) => createHash('sha256').update(`${seed} ${id}`).digest('hex')
  return ids
    .map((id) => ({ id, lot: lot(id) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, size)
    .map((one) => one.id)
}

/** Neighbouring doors stay with one worker, each has about as many as the next. */
export function shareOut(
  ordered: readonly string[],
  workerIds: readonly string[],
): { dwellingId: string; workerId: string | null }[] {
  return ordered.map((dwellingId, index) => ({
    dwellingId,
    workerId: workerIds[Math.floor((index * workerIds.length) / ordered.length)] ?? null,
  }))
}

/** The same day so many months ago, in Asia/Shanghai; where the month is shorter, its first day after. */
export function monthsBefore(now: Date, months: number): string {
  const local = new Date(now.getTime() + 8 * 3_600_000)
  return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - months, local.getUTCDate()))
    .toISOString()
    .slice(0, 10)
}

async function inBuildingOrder({ tx }: FlowContext, ids: readonly string[]): Promise<string[]> {
  const keys = await readDwellings(tx, ids)
  const key = (id: string) => `${keys.get(id)?.sortKey ?? '~'} ${id}`
  return [...ids].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}
