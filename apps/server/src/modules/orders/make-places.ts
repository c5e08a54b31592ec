import { readDwellings } from '#modules/ground/ground.ts'
import { readResidents } from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { ProgramFault } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { beginMany } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import type { OrderRow } from './order-queries.ts'
import { allPlacesOf, insertPlaces } from './place-queries.ts'
import { placeRules } from './place-rules.ts'

const ROWS_AT_ONCE = 500

/** One place for each person that the order needs, open. What a volunteer may know of it is copied; nothing else is. */
export function addPlaces(context: FlowContext, order: OrderRow, persons: number): Promise<void> {
  return addPlacesToMany(context, [{ order, persons }])
}

/** The same for hundreds of orders in a few statements. */
export async function addPlacesToMany(
  context: FlowContext,
  wanted: readonly { order: OrderRow; persons: number }[],
): Promise<void> {
  const { tx } = context
  const homes = await readResidents(
    context,
    wanted.map(({ order }) => order.person_id),
  )
  const doors = await readDwellings(
    tx,
    [...homes.values()].flatMap((home) => home.dwellingId ?? []),
  )
  const before = Map.groupBy(
    await allPlacesOf(
      tx,
      wanted.map(({ order }) => order.id),
    ),
    (place) => place.order_id,
  )
  const places = wanted.flatMap(({ order, persons }) => {
    const home = homes.get(order.person_id)
    const door = home?.dwellingId ? doors.get(home.dwellingId) : undefined
    return newPlaces(order, persons, before.get(order.id)?.length ?? 0, door)
  })
  for (let from = 0; from < places.length; from += ROWS_AT_ONCE)
    await insertPlaces(tx, places.slice(from, from + ROWS_AT_ONCE))
  await beginMany(
    { ...context, actor: systemActor([...new Set(places.map((place) => place.org_id))]) },
    placeRules,
    places.map((place) => ({ recordId: place.id, orgId: place.org_id, refs: { orderId: place.order_id } })),
  )
}

function newPlaces(
  order: OrderRow,
  persons: number,
  before: number,
  door: { entranceId: string | null; gridId: string | null } | undefined,
) {
  const { from_day: from, until_day: until } = order
  if (!from || !until) throw new ProgramFault('places of an order without a window')
  return Array.from({ length: persons }, (_, index) => ({
    id: newId(),
    org_id: order.org_id,
    order_id: order.id,
    position: before + index + 1,
    round: order.round,
    service_id: order.service_id,
    service_version_id: order.service_version_id,
    skills: order.skills,
    window: { from, until },
    entrance_id: door?.entranceId ?? null,
    grid_id: door?.gridId ?? null,
  }))
}
