import { readDwellings } from '#modules/ground/ground.ts'
import { readResidents } from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { ProgramFault } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { beginMany } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import type { OrderRow } from './order-queries.ts'
import { allPlacesOf, insertPlaces } from './place-queries.ts'
import { placeRules } from './place-rules.ts'

/** One place for each person that the order needs, open. What a volunteer may know of it is copied; nothing else is. */
export async function addPlaces(context: FlowContext, order: OrderRow, persons: number): Promise<void> {
  const { tx } = context
  if (!order.from_day || !order.until_day) throw new ProgramFault('places of an order without a window')
  const home = (await readResidents(context, [order.person_id])).get(order.person_id)
  const door = home?.dwellingId ? (await readDwellings(tx, [home.dwellingId])).get(home.dwellingId) : undefined
  const before = (await allPlacesOf(tx, [order.id])).length
  const today = dayOf(context.now)
  const places = Array.from({ length: persons }, (_, index) => ({
    id: newId(),
    org_id: order.org_id,
    order_id: order.id,
    position: before + index + 1,
    round: order.round,
    service_id: order.service_id,
    service_version_id: order.service_version_id,
    skills: order.skills,
    window: { from: order.from_day ?? today, until: order.until_day ?? today },
    entrance_id: door?.entranceId ?? null,
    grid_id: door?.gridId ?? null,
  }))
  await insertPlaces(tx, places)
  await beginMany(
    { ...context, actor: systemActor([order.org_id]) },
    placeRules,
    places.map((place) => ({ recordId: place.id, orgId: place.org_id, refs: { orderId: order.id } })),
  )
}
