import { askAtDoor, issueDoorCard } from '@yimi/contract/door.ts'
import { listOwnNotices } from '@yimi/contract/notice.ts'
import { listMyPlaces, movePlace, sayLeftSafely } from '@yimi/contract/order-place.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TestCaller } from '../../testing/test-installation.ts'
import { createTestOrders, NOW, placeIdOf, type TestOrders, tellAll } from './orders-fixtures.ts'

let world: TestOrders
beforeAll(async () => {
  world = await createTestOrders()
})
beforeEach(() => world.installation.setNow(NOW))
afterAll(() => world.close())

const SLOT = { startsAt: '2026-11-25T02:00:00.000Z', endsAt: '2026-11-25T03:00:00.000Z' }
const SILENT = '志愿者还没有报平安'

/** At the door of somebody, with the slot's beginning as the present; so many go. */
async function begun(persons = 1): Promise<{ volunteer: TestCaller; place: string; orderId: string }> {
  const { personId } = await world.resident()
  const order = await world.ready(personId, persons)
  const volunteers = await Promise.all(Array.from({ length: persons }, () => world.volunteer()))
  for (const [index, one] of volunteers.entries()) {
    const place = placeIdOf(order, index)
    await world.offer(place, one.personId)
    await world.own(one, place, 'accept')
    await world.own(one, place, 'schedule', { slot: SLOT })
  }
  world.installation.setNow(new Date(SLOT.startsAt))
  const [volunteer] = volunteers
  if (!volunteer) throw new Error('nobody goes')
  const place = placeIdOf(order)
  await world.dispatcher.get(movePlace, { params: { id: place }, body: { move: 'start', needs: { by: 'paper' } } })
  return { volunteer, place, orderId: order.id }
}

async function silences(): Promise<number> {
  await tellAll(world.installation)
  const heard = await Promise.all(
    [world.duty, world.other, world.dispatcher, world.head].map(
      async (one) => (await one.get(listOwnNotices, {})).items,
    ),
  )
  return heard.flat().filter((one) => one.title === SILENT).length
}

const mineOf = async (volunteer: TestCaller, place: string) =>
  (await volunteer.get(listMyPlaces, {})).mine.find((one) => one.id === place)
const left = (by: TestCaller, id: string) => by.call(sayLeftSafely, { params: { id } })

test('whoever went alone and has not said that he left, whatever he delivered, is asked after once by who answers for it', async () => {
  const before = await silences()
  const { volunteer, place } = await begun()
  expect(await mineOf(volunteer, place)).toMatchObject({ callInBy: '2026-11-25T03:30:00.000Z' })
  await world.own(volunteer, place, 'deliver', { proof: 'tick' })
  expect(await mineOf(volunteer, place)).toMatchObject({ state: 'delivered', callInBy: '2026-11-25T03:30:00.000Z' })
  await world.passTime(1.4)
  expect(await silences()).toBe(before)
  await world.passTime(0.2)
  expect(await silences()).toBe(before + 1)
  await world.passTime(2)
  expect(await silences()).toBe(before + 1)
})

test('whoever says so in time is left in peace; saying it twice changes nothing, and nobody says it for him', async () => {
  const before = await silences()
  const { volunteer, place, orderId } = await begun()
  const stranger = await world.volunteer('旁人')
  expect((await left(stranger, place)).statusCode).toBe(404)
  await world.own(volunteer, place, 'fail', { outcome: 'nobody-home' })
  expect((await left(volunteer, place)).statusCode).toBe(200)
  expect((await left(volunteer, place)).statusCode).toBe(200)
  expect(await mineOf(volunteer, place)).toMatchObject({ callInBy: null })
  await world.passTime(5)
  expect(await silences()).toBe(before)
  expect((await world.read(orderId)).log.filter((one) => one.move === 'leave').length).toBeLessThan(2)

  // The next attempt is a visit of its own.
  await world.own(volunteer, place, 'schedule-again', {
    slot: { startsAt: '2026-11-26T02:00:00.000Z', endsAt: '2026-11-26T03:00:00.000Z' },
  })
  world.installation.setNow(new Date('2026-11-26T02:00:00.000Z'))
  await world.dispatcher.get(movePlace, { params: { id: place }, body: { move: 'start', needs: { by: 'paper' } } })
  expect(await mineOf(volunteer, place)).toMatchObject({ callInBy: '2026-11-26T03:30:00.000Z' })
})

test('two who go together look after each other', async () => {
  const before = await silences()
  const { volunteer, place } = await begun(2)
  expect(await mineOf(volunteer, place)).toMatchObject({ state: 'in-service', callInBy: null })
  await world.passTime(5)
  expect(await silences()).toBe(before)
})

test('nobody has left who has not begun', async () => {
  const { personId } = await world.resident()
  const volunteer = await world.volunteer()
  const place = placeIdOf(await world.ready(personId))
  await world.offer(place, volunteer.personId)
  await world.own(volunteer, place, 'accept')
  expect((await left(volunteer, place)).json()).toMatchObject({ code: 'move-not-allowed' })
})

test('the door is told whether the volunteer is expected somewhere today, and nothing about where', async () => {
  const { personId } = await world.resident('被探访人')
  const volunteer = await world.volunteer('敲门人')
  const { orgs, anonymous } = world.installation
  const card = await world.head.get(issueDoorCard, { body: { orgId: orgs.station, personId: volunteer.personId } })
  const visitToday = async () => {
    const answer = await anonymous.get(askAtDoor, { body: { word: card.word } })
    expect(JSON.stringify(answer)).not.toContain('被探访人')
    return answer.known && answer.visitToday
  }
  const place = placeIdOf(await world.ready(personId))
  await world.offer(place, volunteer.personId)
  await world.own(volunteer, place, 'accept')
  expect(await visitToday()).toBe(false)
  // Half past midnight of the district's day is still the day before in UTC.
  await world.own(volunteer, place, 'schedule', {
    slot: { startsAt: '2026-11-24T16:30:00.000Z', endsAt: '2026-11-24T17:30:00.000Z' },
  })
  expect(await visitToday()).toBe(false)
  world.installation.setNow(new Date('2026-11-24T15:59:00.000Z'))
  expect(await visitToday()).toBe(false)
  world.installation.setNow(new Date('2026-11-24T16:01:00.000Z'))
  expect(await visitToday()).toBe(true)
  await world.own(volunteer, place, 'hand-back')
  expect(await visitToday()).toBe(false)
})
