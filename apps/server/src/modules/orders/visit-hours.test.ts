import { checkCertificate, makeMyCertificate } from '@yimi/contract/hour-certificate.ts'
import { DEFAULT_HOUR_RULES, STEPPED_ROUNDING, setHourRules } from '@yimi/contract/hour-rules.ts'
import { getMyHours } from '@yimi/contract/hours.ts'
import { movePlace } from '@yimi/contract/order-place.ts'
import { setConduct } from '@yimi/contract/service.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestCaller } from '../../testing/test-installation.ts'
import { createTestOrders, NOW, placeIdOf, type TestOrders } from './orders-fixtures.ts'

const MINUTE_MS = 60_000
let world: TestOrders
beforeAll(async () => {
  world = await createTestOrders()
})
afterAll(() => world.close())

const after = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE_MS)
const byDesk = (id: string, move: 'start' | 'deliver' | 'correct-times', needs: object, by = world.dispatcher) =>
  by.call(movePlace, { params: { id }, body: { move, needs: { ...needs } } })
const ofOrders = async (by: TestCaller) =>
  (await by.get(getMyHours, { query: {} })).items.filter((one) => one.source === 'order')

/** A place that this volunteer has taken, with a time made for it. */
async function placeOf(volunteer: TestCaller, more: { serviceId?: string; words?: string } = {}) {
  world.installation.setNow(NOW)
  const order = await world.ready((await world.resident()).personId, 1, more)
  const id = placeIdOf(order)
  await world.offer(id, volunteer.personId)
  await world.own(volunteer, id, 'accept')
  await world.own(volunteer, id, 'schedule', { slot: { startsAt: NOW.toISOString(), endsAt: after(60).toISOString() } })
  return { orderId: order.id, id }
}

/** From beginning to end by the desk's list: as many minutes. */
async function served(volunteer: TestCaller, minutes: number, more: { serviceId?: string; words?: string } = {}) {
  const { orderId, id } = await placeOf(volunteer, more)
  expect((await byDesk(id, 'start', { by: 'leader-list' })).statusCode).toBe(200)
  world.installation.setNow(after(minutes))
  return { orderId, id, done: await byDesk(id, 'deliver', { proof: 'tick' }) }
}

test('a visit that is done counts once, by its beginning and its end, and stands on the certificate', async () => {
  const volunteer = await world.volunteer('记时长')
  const { id, done } = await served(volunteer, 50)
  expect(done.statusCode).toBe(200)
  expect((await byDesk(id, 'deliver', { proof: 'tick' })).statusCode).toBe(409)
  expect(await ofOrders(volunteer)).toMatchObject([{ minutesAttended: 50, minutesCounted: 50, content: '上门服务' }])
  const period = { from: '2026-11-01', until: '2026-11-30' }
  const certificate = await volunteer.get(makeMyCertificate, { body: period })
  const checked = await world.installation.anonymous.get(checkCertificate, { params: { number: certificate.number } })
  expect(JSON.stringify(certificate)).toContain('上门服务')
  expect(checked).toMatchObject({ result: 'valid', minutes: 50 })
})

test('the paper says when it was: the desk types it, neither ahead of time, nor a day long, nor for itself', async () => {
  const volunteer = await world.volunteer('补记')
  const { id } = await placeOf(volunteer)
  await byDesk(id, 'start', { by: 'paper' })
  const times = (from: number, until: number) => ({
    proof: 'tick',
    times: { from: after(from).toISOString(), until: after(until).toISOString() },
  })
  expect((await byDesk(id, 'deliver', times(-60, 30))).json().faults).toMatchObject([{ path: ['needs', 'times'] }])
  expect((await byDesk(id, 'deliver', times(-3000, -10))).json().faults[0].message).toContain('不会超过一天')
  expect((await byDesk(id, 'deliver', times(-10, -60))).statusCode).toBe(400)
  await expect(world.own(volunteer, id, 'deliver', times(-300, 0))).rejects.toThrow('another-must-confirm')
  expect((await byDesk(id, 'deliver', times(-100, -10))).statusCode).toBe(200)
  expect(await ofOrders(volunteer)).toMatchObject([{ minutesCounted: 90 }])
})

test('wrong times are corrected by somebody else with a reason that the volunteer sees', async () => {
  const volunteer = await world.volunteer('更正')
  const { id } = await served(volunteer, 50)
  const needs = { words: '纸单写错了', times: { from: after(0).toISOString(), until: after(20).toISOString() } }
  expect((await byDesk(id, 'correct-times', { ...needs, words: '' })).statusCode).toBe(400)
  expect((await byDesk(id, 'correct-times', needs)).statusCode).toBe(200)
  const mine = await volunteer.get(getMyHours, { query: {} })
  expect(mine.minutes).toBe(20)
  expect(JSON.stringify(mine.items)).toContain('纸单写错了')
})

test('nobody came, says who looked into it: the hours are taken back; somebody came, they stay', async () => {
  for (const nobodyCame of [true, false]) {
    const volunteer = await world.volunteer('有异议')
    const { orderId } = await served(volunteer, 30)
    await world.move(world.duty, orderId, 'dispute', { words: '说没有人来过' })
    const { answerable } = await world.read(orderId)
    const other = answerable?.accountId === world.other.accountId ? world.other : world.head
    await world.move(other, orderId, 'resolve-again', { words: '问过邻居', nobodyCame })
    expect((await volunteer.get(getMyHours, { query: {} })).minutes).toBe(nobodyCame ? 0 : 30)
  }
})

test('hours are rounded by the rules of the day, and a service may say that it has none', async () => {
  const { orgs } = world.installation
  const content = { ...DEFAULT_HOUR_RULES, rounding: STEPPED_ROUNDING }
  const officer = await world.installation.as('district-admin', 'district')
  world.installation.setNow(NOW)
  const params = { id: orgs.institute }
  const laid = await world.officer.call(setHourRules, { params, body: { from: '2026-11-23', content } })
  expect(laid.statusCode, laid.body).toBe(200)
  const rounded = await world.volunteer('按半小时')
  await served(rounded, 40)
  expect(await ofOrders(rounded)).toMatchObject([{ minutesAttended: 40, minutesCounted: 30 }])
  const none = await world.volunteer('不记时长')
  const serviceId = world.services.get('groceries') ?? ''
  const service = { id: orgs.district, serviceId }
  const conduct = { code: false, rating: true, survey: false, autoConfirm: false, messages: true, pictures: false }
  await officer.get(setConduct, {
    params: service,
    body: { basedOn: 1, from: '2026-11-23', conduct: { ...conduct, hours: false } },
  })
  const { id } = await placeOf(none, { serviceId, words: '' })
  await byDesk(id, 'start', { by: 'paper' })
  world.installation.setNow(after(40))
  const done = await byDesk(id, 'deliver', { proof: 'receipt', words: '票据 12' })
  expect(done.statusCode, done.body).toBe(200)
  expect(await ofOrders(none)).toEqual([])
})
