import { listOwnNotices } from '@yimi/contract/notice.ts'
import { listOrders, moveMyOrder, submitMyOrder } from '@yimi/contract/order-desk.ts'
import { movePlace } from '@yimi/contract/order-place.ts'
import { getToday } from '@yimi/contract/today.ts'
import { getUrgentRules, setUrgentRules } from '@yimi/contract/urgent-rules.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { serviceOf } from '#modules/catalogue/catalogue.ts'
import { newId } from '#platform/new-id.ts'
import { closingCheck } from './closing-checks.ts'
import { workingHours, workingMinutesUntil } from './order-clocks.ts'
import { createTestOrders, NOW, placeIdOf, type TestOrders, tellAll } from './orders-fixtures.ts'
import { placeTriggered } from './place-triggered.ts'

let world: TestOrders
beforeAll(async () => {
  world = await createTestOrders()
})
beforeEach(() => world.installation.setNow(NOW))
afterAll(() => world.close())

const beijing = (text: string) => new Date(`${text}:00+08:00`)

test('four working hours, over a night, a weekend and the Spring Festival; what is left is counted back', () => {
  expect(workingHours(beijing('2026-03-05T16:30'), 4)).toEqual(beijing('2026-03-06T12:00'))
  expect(workingHours(beijing('2026-03-06T17:00'), 4)).toEqual(beijing('2026-03-09T14:00'))
  expect(workingHours(beijing('2026-02-14T16:30'), 4)).toEqual(beijing('2026-02-24T12:00'))
  expect(workingMinutesUntil(beijing('2026-03-05T17:00'), beijing('2026-03-06T10:00'))).toBe(90)
  expect(workingMinutesUntil(beijing('2026-03-05T17:00'), beijing('2026-03-05T16:00'))).toBe(0)
  // Past the notices that are held no clock stands still.
  expect(workingHours(beijing('2031-03-05T10:00'), 4).getTime()).toBeGreaterThan(beijing('2031-03-05T10:00').getTime())
})

test('a request of the eve of a holiday waits for the first working day; then the head hears of it, then the unit above', async () => {
  const { personId } = await world.resident()
  world.installation.setNow(beijing('2026-02-14T17:00'))
  const line = await world.submit(personId)
  expect(line.dueAt).toBe(beijing('2026-02-24T14:00').toISOString())
  world.installation.setNow(beijing('2026-02-24T13:59'))
  expect(await world.passTime(0)).toBe(0)
  await world.passTime(1)
  const head = await world.read(line.id)
  expect(head.answerable?.name).toMatch(/^station-head/)
  expect(head.submittedAt).toBe(line.submittedAt)
  await world.passTime(48)
  expect((await world.read(line.id)).answerable?.name).toMatch(/^institute-officer/)
})

test('an urgent order is looked at within minutes, on a holiday too; then the next person hears of it; the term is dated', async () => {
  const { personId, caller } = await world.resident()
  const urgent = { urgent: true, words: '想请人看看' }
  world.installation.setNow(beijing('2026-02-14T22:00'))
  const { id } = (await caller.get(submitMyOrder, { body: urgent })).order
  expect((await world.read(id)).dueAt).toBe(beijing('2026-02-14T22:30').toISOString())
  await tellAll(world.installation)
  const { rows } = await world.installation.admin.pool.query(
    `select distinct due_at <= $2 as now from notices where record_id = $1 and move = 'create' and urgent`,
    [id, beijing('2026-02-14T22:00')],
  )
  expect(rows).toEqual([{ now: true }])
  const first = (await world.read(id)).answerable
  await world.passTime(0.6)
  const next = await world.read(id)
  expect(next.answerable?.accountId).not.toBe(first?.accountId)
  expect(next.dueAt).toBe(beijing('2026-02-14T23:06').toISOString())
  const { rows: listed } = await world.head.get(getToday, {})
  expect(listed[0]).toMatchObject({ recordId: id, urgent: true })
  const taken = await world.move(world.head, id, 'take', { words: '已回电' })
  expect(taken.dueAt).toBe(beijing('2026-02-15T00:36').toISOString())
  const params = { id: world.installation.orgs.station }
  const content = { lookMinutes: 10, handleMinutes: 60 }
  const past = await world.head.call(setUrgentRules, { params, body: { from: '2026-02-13', content } })
  expect(past.json().faults).toMatchObject([{ path: ['from'] }])
  await world.head.get(setUrgentRules, { params, body: { from: '2026-02-16', content } })
  expect((await world.submit(personId, urgent)).dueAt).toBe(beijing('2026-02-14T23:06').toISOString())
  world.installation.setNow(beijing('2026-02-16T08:00'))
  expect((await world.submit(personId, urgent)).dueAt).toBe(beijing('2026-02-16T08:10').toISOString())
  expect((await world.head.get(getUrgentRules, { params })).current.content).toEqual(content)
})

test('of a batch whoever has to deal with it is told once, with the count, and once more when it is overdue', async () => {
  const { installation, dispatcher, services } = world
  const { orgs, admin } = installation
  const people = [await world.resident(), await world.resident(), await world.resident()]
  await tellAll(installation)
  await admin.pool.query('delete from notices')
  await world.asStation(async (context) => {
    const service = await serviceOf(context.tx, services.get('spring-festival') ?? '', orgs.station, '2026-11-23')
    if (!service) throw new Error('not offered')
    const trigger = { kind: 'campaign', id: newId() }
    const window = { from: '2026-11-23', until: '2026-12-06' }
    await placeTriggered(
      context,
      people.map(({ personId }) => ({ orgId: orgs.station, personId, service, window, trigger, goesTo: 'dispatch' })),
    )
  })
  await tellAll(installation)
  const { items } = await dispatcher.get(listOwnNotices, {})
  expect(items).toMatchObject([{ title: '有 3 张点单由您安排' }])
  expect(items[0]?.href).toBe(`#/orders?waits=mine&state=ready&serviceId=${services.get('spring-festival')}`)
  expect((await dispatcher.get(listOrders, { query: { waits: 'mine', state: 'ready' } })).total).toBe(3)
  await world.passTime(7 * 24)
  await tellAll(installation)
  const { rows } = await admin.pool.query(
    `select count(*)::int as told, count(distinct receiver_id)::int as receivers from notices
     where move = 'escalate' and way = 'in-app' and digest is not null`,
  )
  expect(rows[0].told).toBe(rows[0].receivers)
  expect(rows[0].told).toBeGreaterThan(0)
})

test('while the resident is asked the clock stands, and goes on where it stopped', async () => {
  const { duty } = world
  const { personId, caller } = await world.resident()
  const { id } = await world.submit(personId)
  const taken = await world.move(duty, id, 'take', { words: '已回电' })
  const left = workingMinutesUntil(NOW, new Date(taken.dueAt ?? ''))
  await world.move(duty, id, 'ask', { words: '几号方便' })
  await world.passTime(24)
  const now = world.installation.services.clock.now()
  await caller.get(moveMyOrder, { params: { id }, body: { move: 'answer', needs: { words: '周五' } } })
  const after = await world.read(id)
  expect(workingMinutesUntil(now, new Date(after.dueAt ?? ''))).toBe(left)
})

test('no answer for seven days and two tries by two ways close it; one way does not', async () => {
  const { duty } = world
  const { personId, caller } = await world.resident()
  const ask = async () => {
    const { id } = await world.submit(personId)
    await world.move(duty, id, 'take', { words: '已回电' })
    await world.move(duty, id, 'ask', { words: '几号方便' })
    await world.move(duty, id, 'note-try', { way: 'phone' })
    return id
  }
  const [once, twice] = [await ask(), await ask()]
  await world.move(duty, once, 'note-try', { way: 'phone' })
  await world.move(duty, twice, 'note-try', { way: 'visit' })
  await world.passTime(7 * 24 + 1)
  expect((await world.read(once)).state).toBe('needs-information')
  expect((await world.read(twice)).state).toBe('closed')
  const again = { params: { id: twice }, body: { move: 'reopen' as const, needs: { words: '我在外地' } } }
  expect((await caller.get(moveMyOrder, again)).state).toBe('in-review')
})

test('an offer lapses: two hours urgent, a day, three for a month; three rounds in vain, the next in line hears of it', async () => {
  const { duty, dispatcher } = world
  const { personId } = await world.resident()
  const volunteers = [await world.volunteer(), await world.volunteer(), await world.volunteer()]
  const [one, two, three] = volunteers
  const urgent = await world.ready(personId, 1, { urgent: true })
  await world.offer(placeIdOf(urgent), one?.personId ?? '')
  const { id } = await world.submit(personId)
  await world.move(duty, id, 'take', { words: '已回电' })
  const month = await world.move(duty, id, 'make-ready', { window: { from: '2026-11-23', until: '2026-12-22' } })
  await world.offer(placeIdOf(month), two?.personId ?? '')
  const hours = async (order: string) => {
    const [offer] = (await world.read(order)).placeList[0]?.offers ?? []
    return (Date.parse(offer?.lapsesAt ?? '') - NOW.getTime()) / 3_600_000
  }
  expect([await hours(urgent.id), await hours(month.id)]).toEqual([2, 72])
  const plain = await world.ready(personId)
  for (const volunteer of [one, two, three]) {
    await world.offer(placeIdOf(plain), volunteer?.personId ?? '')
    await world.own(volunteer ?? dispatcher, placeIdOf(plain), 'decline')
  }
  const after = await world.read(plain.id)
  expect(after.answerable?.accountId).not.toBe(plain.answerable?.accountId)
  await world.passTime(3)
  expect((await world.read(urgent.id)).placeList[0]).toMatchObject({ state: 'open', offers: [{ outcome: 'lapsed' }] })
})

async function deliver(more = {}): Promise<string> {
  const { personId } = await world.resident()
  const volunteer = await world.volunteer()
  const order = await world.ready(personId, 1, more)
  const place = placeIdOf(order)
  await world.offer(place, volunteer.personId)
  await world.own(volunteer, place, 'accept')
  await world.own(volunteer, place, 'schedule', {
    slot: { startsAt: '2026-11-24T02:00:00.000Z', endsAt: '2026-11-24T03:00:00.000Z' },
  })
  const params = { id: place }
  await world.dispatcher.get(movePlace, { params, body: { move: 'start', needs: { by: 'paper' } } })
  const proof = 'serviceId' in more ? 'receipt' : 'tick'
  await world.dispatcher.get(movePlace, { params, body: { move: 'deliver', needs: { proof, words: 'No.7' } } })
  return order.id
}

test('seven days of silence confirm it, marked as such; money never; nothing closes while something is unsettled', async () => {
  const [plain, money] = [
    await deliver(),
    await deliver({ serviceId: world.services.get('utility-bills') ?? '', words: '' }),
  ]
  expect((await world.read(plain)).confirmedBy).toBeNull()
  await world.passTime(7 * 24 + 1)
  expect(await world.read(plain)).toMatchObject({ state: 'confirmed', confirmedBy: 'automatic', rating: null })
  expect(await world.read(money)).toMatchObject({ state: 'delivered', confirmedBy: null })
  await world.move(world.duty, money, 'confirm', { by: 'call-back' })
  closingCheck('test', async (_context, order) => (order.id === money ? ['还有 12 元没有交还'] : []))
  const before = await world.read(money)
  await world.passTime(3 * 24 + 1)
  const open = await world.read(money)
  expect(open.state).toBe('confirmed')
  expect(open.answerable?.accountId).not.toBe(before.answerable?.accountId)
  await world.passTime(4 * 24 + 1)
  expect(await world.read(plain)).toMatchObject({ state: 'closed', rating: null })
  closingCheck('test', async () => [])
  expect((await world.move(world.duty, money, 'close')).state).toBe('closed')
})

test('half an hour after the slot nobody has begun: the coordinator hears of it', async () => {
  const { personId } = await world.resident()
  const volunteer = await world.volunteer()
  const order = await world.ready(personId)
  const place = placeIdOf(order)
  await world.offer(place, volunteer.personId)
  await world.own(volunteer, place, 'accept')
  await world.own(volunteer, place, 'schedule', {
    slot: { startsAt: '2026-11-25T02:00:00.000Z', endsAt: '2026-11-25T03:00:00.000Z' },
  })
  await world.passTime(25)
  await world.passTime(22)
  await world.passTime(2)
  const moves = (await world.read(order.id)).log.map((event) => event.move)
  expect(moves.filter((move) => ['remind-day', 'remind-hours', 'note-late'].includes(move))).toEqual([
    'remind-day',
    'remind-hours',
    'note-late',
  ])
})
