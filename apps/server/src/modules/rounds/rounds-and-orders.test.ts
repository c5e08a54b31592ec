import { moveOrder } from '@yimi/contract/order-desk.ts'
import { offerPlace } from '@yimi/contract/order-place.ts'
import { moveRound } from '@yimi/contract/round.ts'
import { enterSheet } from '@yimi/contract/round-sheet.ts'
import { getToday } from '@yimi/contract/today.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inScope } from '#platform/database/scope.ts'
import { fireTimers } from '#platform/flow/fire-timers.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'
import { allGiven, NOW, prepareRounds, type TestRounds, tickOf } from './round-fixtures.ts'

let installation: TestInstallation
let world: TestRounds

beforeAll(async () => {
  installation = await createTestInstallation({ rateLimitFactor: 1000 })
  installation.setNow(NOW)
  world = await prepareRounds(installation)
})
afterAll(() => installation.close())

const DAY_MS = 86_400_000

async function onSheet(count: number) {
  const greetings = await world.greetings(count)
  const orderIds = greetings.map((one) => one.orderId)
  const round = await world.split(100, orderIds)
  const [sheet] = await world.print(round)
  if (!sheet) throw new Error('no sheet')
  return { orderIds, roundId: round.id, sheet }
}

test('an order that is cancelled at the desk while its door is marked is one or the other, never both', async () => {
  const { orderIds, sheet } = await onSheet(8)
  const cancels = orderIds.map((id) =>
    world.head.call(moveOrder, {
      params: { id },
      body: { move: 'cancel', needs: { code: 'no-longer-needed' } },
    }),
  )
  const entering = world.dispatcher.call(enterSheet, { params: { id: sheet.id }, body: { ticks: allGiven(sheet) } })
  const [entered, ...cancelled] = await Promise.all([entering, ...cancels])
  expect(entered.statusCode).toBe(200)
  const receipts: { doorId: string; result: string }[] = entered.json().receipts
  for (const [index, id] of orderIds.entries()) {
    const given = receipts.find((receipt) => receipt.doorId === sheet.doorList[index]?.id)?.result === 'kept'
    expect(await world.orderState(id)).toBe(given ? 'delivered' : 'cancelled')
    expect(cancelled[index]?.statusCode === 200).toBe(!given)
  }
})

test('a suspended order stops its door, one that goes on is walked again; both change what is printed', async () => {
  const { orderIds, sheet, roundId } = await onSheet(2)
  const params = { id: orderIds[0] ?? '' }
  const suspend = { words: '先等一等', reviewOn: '2027-01-20' }
  await world.head.get(moveOrder, { params, body: { move: 'suspend', needs: suspend } })
  expect((await world.sheet(sheet.id)).doorList.map((door) => door.stopped)).toEqual([true, false])
  expect((await world.read(roundId)).sheetsToReprint).toBe(1)
  await world.head.get(moveOrder, { params, body: { move: 'resume-accepted', needs: { words: '可以办了' } } })
  expect((await world.sheet(sheet.id)).doorList.map((door) => door.stopped)).toEqual([false, false])
  const { receipts } = await world.enter(sheet.id, [tickOf(sheet.doorList[0]?.id ?? '')])
  expect(receipts[0]?.result).toBe('kept')
})

test('while a round has an order nobody is asked for its place, and its own clock rests; Today says when the round is late', async () => {
  const { orderIds, roundId } = await onSheet(3)
  const { rows: places } = await installation.admin.pool.query<{ id: string; state: string }>(
    'select id, state from order_places where order_id = any ($1)',
    [orderIds],
  )
  expect(places.map((place) => place.state)).toEqual(['in-round', 'in-round', 'in-round'])
  const volunteer = await world.volunteer()
  const asked = await world.dispatcher.call(offerPlace, {
    params: { id: places[0]?.id ?? '' },
    body: { personId: volunteer.personId },
  })
  expect(asked.json().code).toBe('move-not-allowed')
  const { rows } = await installation.admin.pool.query<{ timers: number; due: number }>(
    `select (select count(*)::int from flow_timers where record_id = any ($1) and fired_at is null) as timers,
       (select count(due_at)::int from orders where id = any ($1)) as due`,
    [orderIds],
  )
  expect(rows).toEqual([{ timers: 0, due: 0 }])
  const later = new Date(NOW.getTime() + 30 * DAY_MS)
  installation.setNow(later)
  await fireTimers({ ...installation.services, now: later }, installation.services.jobs.timers)
  const today = await world.dispatcher.get(getToday, {})
  expect(today.rows.find((row) => row.recordId === roundId)?.dueAt).toBe('2027-02-05T15:59:59.000Z')
  expect(await world.orderState(orderIds[0] ?? '')).toBe('accepted')
  installation.setNow(NOW)
})

test('nobody is messaged of each order of a round; what goes back to the dispatcher has its clock again', async () => {
  const { orderIds, sheet, roundId } = await onSheet(2)
  await world.enter(sheet.id, [
    tickOf(sheet.doorList[0]?.id ?? '', 'declined'),
    tickOf(sheet.doorList[1]?.id ?? '', 'not-at-home'),
  ])
  await world.dispatcher.get(moveRound, { params: { id: roundId }, body: { move: 'close' } })
  const { rows } = await installation.admin.pool.query<{ move: string; round: string | null }>(
    `select move, refs->>'roundId' as round from events where kind = 'order' and record_id = any ($1)
       and move in ('all-accepted', 'some-open', 'cancel') order by at, seq`,
    [orderIds],
  )
  expect(rows.length).toBe(4)
  expect(new Set(rows.map((row) => row.round))).toEqual(new Set([roundId]))
  const { rows: due } = await installation.admin.pool.query<{ due_at: Date | null }>(
    'select due_at from orders where id = $1',
    [orderIds[1]],
  )
  expect(due[0]?.due_at).not.toBeNull()
})

test('every chain that rounds wrote checks', async () => {
  const scope = { role: 'yimi_app' as const, orgs: Object.values(installation.orgs) }
  expect((await inScope(installation.services.database, scope, verifyChains)).faults).toEqual([])
})
