import type { addRoundOrders, createRound, listRoundCandidates, Round } from '@yimi/contract/round.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { contentOf, serviceOf } from '#modules/catalogue/catalogue.ts'
import {
  freeOrdersByService,
  freeOrdersFor,
  joinRound,
  leaveRound,
  lockForRound,
  type RoundOrder,
} from '#modules/orders/orders.ts'
import { readResidents } from '#modules/people/people.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { begin } from '#platform/flow/move.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { doorsOfSheets, findDoor, insertDoors, type NewDoor, placeDoors, setRemoved } from './door-queries.ts'
import { answerRound } from './read-rounds.ts'
import { holdRound, insertRound, type RoundRow } from './round-queries.ts'
import { roundRules } from './round-rules.ts'
import { findSheets, lockSheet, markReprint } from './sheet-queries.ts'

export async function candidates(
  context: RequestContext,
  orgId: string,
): Promise<RouteAnswer<typeof listRoundCandidates>> {
  context.mayOn({ orgId })
  const items = []
  for (const { serviceId, orders } of await freeOrdersByService(context.tx, orgId)) {
    const service = await serviceOf(context.tx, serviceId, orgId, context.today)
    if (service?.content.round) items.push({ serviceId, name: service.content.name, orders })
  }
  return { items }
}

export async function create(context: RequestContext, body: RouteBody<typeof createRound>): Promise<Round> {
  const { tx, now, actor } = context
  context.mayOn({ orgId: body.orgId })
  const orders = await freeOrdersFor(tx, body)
  const newest = orders.at(-1)
  if (!newest || !(await contentOf(tx, newest.serviceVersionId)).round) throw new Refusal('round-empty')
  const round = {
    id: newId(),
    org_id: body.orgId,
    service_id: body.serviceId,
    service_version_id: newest.serviceVersionId,
    name: body.name,
    from_day: body.from,
    until_day: body.until,
    made_by: actor.accountId ?? null,
    responsible_id: actor.personId ?? null,
    made_at: now,
  }
  await insertRound(tx, round)
  await begin(context, roundRules, { recordId: round.id, orgId: round.org_id, refs: { serviceId: round.service_id } })
  await takeIn(context, round, orders, null)
  return answerRound(context, round.id)
}

export async function addOrders(context: RequestContext, input: OperationInput<typeof addRoundOrders>): Promise<Round> {
  const { params, body } = input
  const round = await openRound(context, params.id)
  const sheet = body.sheetId ? (await findSheets(context.tx, [body.sheetId]))[0] : undefined
  if (body.sheetId && sheet?.round_id !== round.id) throw new Refusal('not-found')
  const planned = round.state === 'planned'
  if (planned !== (sheet === undefined) || sheet?.returned_at) throw new Refusal('move-not-allowed')
  const orders = await freeOrdersFor(context.tx, {
    orgId: round.org_id,
    serviceId: round.service_id,
    from: round.from_day,
    until: round.until_day,
    orderIds: body.orderIds,
  })
  if (orders.length < body.orderIds.length) throw new Refusal('round-empty')
  await takeIn(context, round, orders, sheet?.id ?? null)
  return answerRound(context, round.id)
}

export async function removeDoor(context: RequestContext, id: string): Promise<Round> {
  const seen = await findDoor(context.tx, id)
  if (!seen) throw new Refusal('not-found')
  const round = await openRound(context, seen.round_id)
  await lockForRound(context.tx, { orgId: round.org_id, orderIds: [seen.order_id] })
  if (seen.sheet_id) await lockSheet(context.tx, seen.sheet_id)
  const door = await findDoor(context.tx, id)
  if (!door) throw new Refusal('not-found')
  if (door.outcome !== null) throw new Refusal('move-not-allowed')
  const refs = { roundId: round.id, doorId: door.id }
  await leaveRound(context, { orgId: round.org_id, orderIds: [door.order_id], refs })
  await setRemoved(context.tx, [door.id], context.now)
  if (door.sheet_id) await markReprint(context.tx, [door.sheet_id])
  return answerRound(context, round.id)
}

/** @throws Refusal `not-found`; `sheet-over` for a round that is closed or cancelled */
async function openRound(context: RequestContext, id: string): Promise<RoundRow> {
  const round = await holdRound(context.tx, id)
  if (!round) throw new Refusal('not-found')
  context.mayOn({ orgId: round.org_id })
  if (round.state === 'closed' || round.state === 'cancelled') throw new Refusal('sheet-over')
  return round
}

/** Orders become doors of the round; on a sheet they stand where the building has them. */
export async function takeIn(
  context: FlowContext,
  round: Pick<RoundRow, 'id' | 'org_id'>,
  orders: readonly RoundOrder[],
  sheetId: string | null,
): Promise<void> {
  const { tx } = context
  const joined = await joinRound(context, {
    orgId: round.org_id,
    orderIds: orders.map((order) => order.orderId),
    refs: { roundId: round.id },
  })
  if (joined.size === 0) throw new Refusal('round-empty')
  const residents = await readResidents(
    context,
    orders.map((order) => order.personId),
  )
  const taken = orders.filter((order) => joined.has(order.orderId))
  const doors: NewDoor[] = taken.map(({ orderId, personId }) => {
    const home = residents.get(personId)
    return {
      id: newId(),
      org_id: round.org_id,
      round_id: round.id,
      sheet_id: sheetId,
      order_id: orderId,
      person_id: personId,
      household_id: home?.householdId ?? null,
      dwelling_id: home?.dwellingId ?? null,
      // Without a door on file: last.
      sort_key: home?.sortKey ?? '~',
      position: 0,
    }
  })
  if (sheetId) await lockSheet(tx, sheetId)
  await insertDoors(tx, doors)
  if (!sheetId) return
  const ordered = (await doorsOfSheets(tx, [sheetId])).sort((a, b) => (a.sort_key < b.sort_key ? -1 : 1))
  await placeDoors(
    tx,
    ordered.map(({ id }, index) => ({ id, sheetId, position: index + 1 })),
  )
  await markReprint(tx, [sheetId])
}
