import { listComplaints, submitComplaint } from '@yimi/contract/complaint.ts'
import { listFigures, openFigure } from '@yimi/contract/figure.ts'
import {
  listOrderFilters,
  listOrders,
  OrderQuery,
  removeOrderFilter,
  saveOrderFilter,
} from '@yimi/contract/order-desk.ts'
import { getMyRatings, movePlace } from '@yimi/contract/order-place.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TestCaller } from '../../testing/test-installation.ts'
import { createTestOrders, NOW, placeIdOf, type TestOrders } from './orders-fixtures.ts'

let world: TestOrders
beforeAll(async () => {
  world = await createTestOrders()
})
beforeEach(() => world.installation.setNow(NOW))
afterAll(() => world.close())

let slots = 0
/** Brought by this volunteer, and confirmed by the family. */
async function delivered(volunteer: TestCaller): Promise<string> {
  world.installation.setNow(NOW)
  const order = await world.ready((await world.resident()).personId)
  const id = placeIdOf(order)
  const startsAt = new Date(NOW.getTime() + slots++ * 3_600_000)
  const slot = { startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + 1_800_000).toISOString() }
  await world.offer(id, volunteer.personId)
  await world.own(volunteer, id, 'accept')
  await world.own(volunteer, id, 'schedule', { slot })
  const byDesk = (move: 'start' | 'deliver', needs: object) =>
    world.dispatcher.get(movePlace, { params: { id }, body: { move, needs: { ...needs } } })
  await byDesk('start', { by: 'paper' })
  world.installation.setNow(new Date(NOW.getTime() + 60_000))
  await byDesk('deliver', { proof: 'tick' })
  return order.id
}

test('a saved filter is its account’s own: kept under its name, overwritten, forgotten; nobody else has it', async () => {
  const { duty, other, installation } = world
  const urgent = { name: '急单', query: { urgent: 'true' as const } }
  await duty.get(saveOrderFilter, { body: urgent })
  const { items } = await duty.get(saveOrderFilter, {
    body: { name: '急单', query: { urgent: 'true', waits: 'mine' } },
  })
  expect(items).toMatchObject([{ name: '急单', query: { urgent: 'true', waits: 'mine' } }])
  expect((await other.get(listOrderFilters, {})).items).toEqual([])
  const id = items[0]?.id ?? ''
  await other.get(removeOrderFilter, { params: { id } })
  expect((await duty.get(listOrderFilters, {})).items).toHaveLength(1)
  const volunteer = await installation.as('volunteer', 'station')
  expect((await volunteer.call(saveOrderFilter, { body: urgent })).statusCode).toBe(403)
  expect((await duty.call(saveOrderFilter, { body: { name: ' ', query: {} } })).statusCode).toBe(400)
  expect((await duty.get(removeOrderFilter, { params: { id } })).items).toEqual([])
})

test('what a filter keeps finds the same as the list', async () => {
  const { duty } = world
  const { personId } = await world.resident()
  const { id } = await world.submit(personId, { urgent: true })
  await duty.get(saveOrderFilter, { body: { name: '很急', query: { urgent: 'true', state: 'submitted' } } })
  const [saved] = (await duty.get(listOrderFilters, {})).items
  const found = await duty.get(listOrders, { query: { ...saved?.query } })
  expect(found.items.map((one) => one.id)).toContain(id)
  expect(found.items.every((one) => one.urgent && one.state === 'submitted')).toBe(true)
})

test('each figure of orders adds up to its records, and each record opens a list of as many, for every office that may', async () => {
  const { installation, head, officer } = world
  await delivered(await world.volunteer('去过的'))
  const { personId } = await world.resident()
  await world.submit(personId, { serviceId: world.services.get('haircut') ?? '', words: '' })
  installation.setNow(new Date('2026-11-25T02:00:00.000Z'))
  await world.submit(personId)
  const admin = await installation.as('district-admin', 'district')
  for (const days of [{}, { from: '2026-11-23', until: '2026-11-23' }, { from: '2026-11-24', until: '2026-11-26' }])
    for (const by of [head, officer, admin])
      for (const name of ['orders-submitted', 'orders-delivered', 'order-visits', 'order-persons-served']) {
        const told = `${name} ${JSON.stringify(days)}`
        const opened = await by.get(openFigure, { params: { name }, query: days })
        const { items } = await by.get(listFigures, { query: { ...days, names: name } })
        expect(items[0]?.value, told).toBe(opened.figure.value)
        expect(
          opened.items.reduce((all, one) => all + (one.amount ?? 0), 0),
          told,
        ).toBe(opened.figure.value)
        if (by === admin || !name.startsWith('orders-')) continue
        for (const record of opened.items) {
          const query = OrderQuery.parse(Object.fromEntries(new URLSearchParams((record.link ?? '').split('?')[1])))
          expect((await by.get(listOrders, { query })).total, `${told} ${record.label}`).toBe(record.amount)
        }
      }
  // Below the area that counts nothing of it is to be seen.
  const sibling = await installation.as('station-head', 'sibling')
  expect((await sibling.get(openFigure, { params: { name: 'orders-submitted' }, query: {} })).figure.value).toBe(0)
  const volunteer = await installation.as('volunteer', 'station')
  expect((await volunteer.call(openFigure, { params: { name: 'orders-submitted' }, query: {} })).statusCode).toBe(403)
})

test('ratings reach the volunteer pooled: not one, not four, but five; and after a month two, never one', async () => {
  const volunteer = await world.volunteer('被评')
  const rate = async (by: TestCaller, score: number) => {
    const id = await delivered(by)
    await world.move(world.duty, id, 'confirm', { by: 'family' })
    await world.move(world.duty, id, 'rate', { score, by: 'call-back', words: `第${score}句` })
  }
  for (const score of [5, 4, 5, 4]) {
    await rate(volunteer, score)
    expect(await volunteer.get(getMyRatings, {})).toEqual({ pooled: null })
  }
  await rate(volunteer, 2)
  expect(await volunteer.get(getMyRatings, {})).toEqual({ pooled: { count: 5, average: 4 } })
  const [once, twice] = [await world.volunteer('一次'), await world.volunteer('两次')]
  await rate(once, 1)
  await rate(twice, 3)
  await rate(twice, 4)
  world.installation.setNow(new Date(NOW.getTime() + 31 * 86_400_000))
  const later = async (by: TestCaller) => (await by.get(getMyRatings, {})).pooled
  expect([await later(once), await later(twice)]).toEqual([null, { count: 2, average: 3.5 }])
})

test('a complaint from an order leads whoever may open the order to it; nobody else is told, the station least', async () => {
  const { installation, officer, head, dispatcher } = world
  const { number, id } = await world.submit((await world.resident()).personId)
  const complain = (orderNumber: string) =>
    installation.anonymous.call(submitComplaint, {
      body: { words: `来的人不客气 ${orderNumber}`, aboutOrgId: installation.orgs.station, orderNumber },
    })
  await complain(number)
  await complain('2026-ZZZZZZZZ')
  expect((await complain('随便写的')).statusCode).toBe(400)
  const seen = (await officer.get(listComplaints, {})).items.map((one) => one.order)
  expect(seen).toEqual(expect.arrayContaining([null, { id, number }]))
  expect(seen).toHaveLength(2)
  const admin = await installation.as('district-admin', 'district')
  expect((await admin.get(listComplaints, {})).items.map((one) => one.order)).toEqual([null, null])
  for (const by of [head, dispatcher]) expect((await by.call(listComplaints, {})).statusCode).toBe(403)
  expect(JSON.stringify(await world.read(id))).not.toContain('不客气')
})
