import { addNoMatch } from '@yimi/contract/incident.ts'
import { listNotices, listOwnNotices } from '@yimi/contract/notice.ts'
import { getMyOrder, moveMyOrder } from '@yimi/contract/order-desk.ts'
import { listMyPlaces, listSuggestions, moveMyPlace, movePlace, offerPlace } from '@yimi/contract/order-place.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestCaller } from '../../testing/test-installation.ts'
import { createTestOrders, offersFor, placeIdOf, type TestOrders } from './orders-fixtures.ts'

let world: TestOrders
beforeAll(async () => {
  world = await createTestOrders()
})
afterAll(() => world.close())

/** Hands the outbox to whoever hears of it, as the jobs do. */
async function tellAll(): Promise<void> {
  const { admin, services } = world.installation
  const { rows } = await admin.pool.query(
    `update outbox set handed_at = now() where handed_at is null returning topic, org_id, payload, created_at, id`,
  )
  for (const row of rows.sort((a, b) => (a.id < b.id ? -1 : 1)))
    await services.jobs.hearers.get('notices')?.hear({ topic: row.topic, orgId: row.org_id, ...row.payload })
}

/** Every row of every table that holds one of these ids, by table. */
async function rowsWith(ids: readonly string[]): Promise<Map<string, number>> {
  const { pool } = world.installation.admin
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  )
  const found = new Map<string, number>()
  for (const { name } of rows) {
    const counted = await pool.query<{ count: number }>(
      `select count(*)::int as count from ${name} t where t::text like any ($1)`,
      [ids.map((id) => `%${id}%`)],
    )
    found.set(name, counted.rows[0]?.count ?? 0)
  }
  return found
}

test('who declined is known to the dispatcher while the place is open, and to nothing and nobody once it is filled', async () => {
  const { personId } = await world.resident()
  const [decliner, taker] = [await world.volunteer('婉拒人'), await world.volunteer('接单人')]
  const ids = [decliner.personId, decliner.accountId]
  const before = await rowsWith(ids)
  const order = await world.ready(personId)
  const place = placeIdOf(order)
  await world.offer(place, decliner.personId)
  await tellAll()
  expect((await decliner.get(listOwnNotices, {})).items.map((one) => one.title)).toContain('有一件事想请您帮忙')
  await world.own(decliner, place, 'decline')
  await tellAll()
  expect((await world.read(order.id)).placeList[0]?.offers).toMatchObject([{ outcome: 'declined', name: '婉拒人' }])
  const { items } = await world.dispatcher.get(listSuggestions, { params: { id: place } })
  expect(items.map((one) => one.personId)).not.toContain(decliner.personId)
  await world.offer(place, taker.personId)
  await world.own(taker, place, 'accept')
  await tellAll()
  const after = await rowsWith(ids)
  // The answers to repeated requests are kept a day, sealed, whatever was asked.
  for (const [table, count] of after)
    if (table !== 'idempotency_keys') expect(`${table} ${count}`).toBe(`${table} ${before.get(table)}`)
  expect((await world.read(order.id)).placeList[0]?.offers).toMatchObject([
    { outcome: 'declined', personId: null, name: '' },
    { outcome: 'accepted', name: '接单人' },
  ])
}, 60_000)

test('sixty at once for five places: five have one each, the others are told kindly, in every round', async () => {
  const callers: TestCaller[] = []
  for (let count = 0; count < 60; count += 1) callers.push(await world.volunteer(`人${count}`))
  for (const round of [1, 2, 3]) {
    const { personId } = await world.resident()
    const order = await world.ready(personId, 5)
    const places = order.placeList.map((place) => place.id)
    for (const id of places) await world.dispatcher.get(movePlace, { params: { id }, body: { move: 'open-claim' } })
    const answers = await Promise.all(
      callers.map((caller, index) =>
        caller.call(moveMyPlace, { params: { id: places[(index + round) % 5] ?? '' }, body: { move: 'claim' } }),
      ),
    )
    expect(
      answers.filter((answer) => answer.statusCode === 200),
      `round ${round}`,
    ).toHaveLength(5)
    const codes = new Set(answers.filter((one) => one.statusCode !== 200).map((one) => one.json().code))
    expect([...codes]).toEqual(['place-taken'])
    const after = await world.read(order.id)
    expect(after).toMatchObject({ state: 'accepted', filled: 5 })
    expect(new Set(after.placeList.map((place) => place.holder?.personId)).size).toBe(5)
  }
}, 300_000)

test('the pool shows what suits and nothing of the resident; who must not meet is not asked', async () => {
  const { head, dispatcher, installation } = world
  const { personId } = await world.resident('池中居民')
  const [able, apart] = [await world.volunteer('可以'), await world.volunteer('不宜')]
  const body = { orgId: installation.orgs.station, firstId: apart.personId, secondId: personId, reason: '有过争执' }
  await head.get(addNoMatch, { body })
  const order = await world.ready(personId)
  const id = placeIdOf(order)
  const refused = await dispatcher.call(offerPlace, { params: { id }, body: { personId: apart.personId } })
  expect(refused.json()).toMatchObject({ code: 'not-suited' })
  await dispatcher.get(movePlace, { params: { id }, body: { move: 'open-claim' } })
  const seen = (await able.get(listMyPlaces, {})).claimable
  expect(seen).toMatchObject([{ id, whom: null, availableMoves: ['claim'] }])
  expect(JSON.stringify(seen)).not.toContain('池中居民')
  expect((await apart.get(listMyPlaces, {})).claimable).toEqual([])
  expect((await apart.call(moveMyPlace, { params: { id }, body: { move: 'claim' } })).json().code).toBe('not-suited')
  const elsewhere = await installation.as('volunteer', 'sibling')
  expect((await elsewhere.get(listMyPlaces, {})).claimable).toEqual([])
  expect((await elsewhere.call(moveMyPlace, { params: { id }, body: { move: 'claim' } })).statusCode).toBe(409)
})

test('without skill, identity or place on the list nobody is asked; the dispatcher is told why', async () => {
  const { dispatcher, installation } = world
  const { personId } = await world.resident()
  const { id } = await world.submit(personId, { serviceId: world.services.get('haircut') ?? '', words: '' })
  await world.move(world.duty, id, 'take')
  const order = await world.move(world.duty, id, 'make-ready', {
    window: { from: '2026-11-23', until: '2026-12-06' },
    skills: ['hairdressing'],
    persons: 2,
  })
  const place = placeIdOf(order)
  const why = async (who: string) =>
    (await dispatcher.call(offerPlace, { params: { id: place }, body: { personId: who } })).json().detail
  expect(await why((await world.volunteer('无技能')).personId)).toContain('技能')
  expect(await why((await installation.as('volunteer', 'station')).personId)).toContain('没有登记为志愿者')
  expect(await why(personId)).toContain('本人')
  const barber = await world.volunteer('理发师', ['hairdressing'])
  await world.offer(place, barber.personId)
  expect(await offersFor(barber)).toContain(place)
})

test('of a silent item nobody outside is written to: no message, no code, no rating, no picture', async () => {
  const { duty, dispatcher, installation } = world
  const { personId, caller } = await world.resident('已故者')
  await installation.admin.pool.query(
    `update service_conducts set messages = false, rating = false, code = false, auto_confirm = false where service_id = $1`,
    [world.services.get('hospital-registration')],
  )
  await tellAll()
  const said = () =>
    installation.admin.pool.query('select count(*)::int as count from notices where receiver_id = $1', [personId])
  const volunteer = await world.volunteer('白事队员')
  const order = await world.ready(personId, 1, {
    serviceId: world.services.get('hospital-registration') ?? '',
    words: '',
  })
  const place = placeIdOf(order)
  await world.offer(place, volunteer.personId)
  await tellAll()
  const ways = await installation.admin.pool.query('select distinct way from notices where receiver_id = $1', [
    volunteer.personId,
  ])
  expect(ways.rows.map((row) => row.way)).toEqual(['in-app'])
  await world.own(volunteer, place, 'accept')
  await world.own(volunteer, place, 'schedule', {
    slot: { startsAt: '2026-11-24T02:00:00.000Z', endsAt: '2026-11-24T03:00:00.000Z' },
  })
  await dispatcher.get(movePlace, { params: { id: place }, body: { move: 'start', needs: { by: 'leader-list' } } })
  await world.own(volunteer, place, 'deliver', { proof: 'receipt', words: 'No.1' })
  await tellAll()
  expect((await said()).rows[0].count).toBe(0)
  const mine = await caller.get(getMyOrder, { params: { id: order.id } })
  expect(mine).toMatchObject({ state: 'delivered', mayRate: false })
  await world.move(duty, order.id, 'confirm', { by: 'family' })
  const rated = await caller.call(moveMyOrder, {
    params: { id: order.id },
    body: { move: 'rate', needs: { score: 5 } },
  })
  expect(rated.json().code).toBe('move-not-allowed')
  expect((await world.read(order.id)).availableMoves).not.toContain('rate')
  await tellAll()
  expect((await said()).rows[0].count).toBe(0)
  expect((await world.head.get(listNotices, { query: { limit: 200 } })).items.length).toBeGreaterThan(0)
})

test('three attempts in vain: the grid worker is asked to look whether all is well', async () => {
  const { personId } = await world.resident()
  const volunteer = await world.volunteer()
  const order = await world.ready(personId)
  const place = placeIdOf(order)
  await world.offer(place, volunteer.personId)
  await world.own(volunteer, place, 'accept')
  const slot = { startsAt: '2026-11-24T02:00:00.000Z', endsAt: '2026-11-24T03:00:00.000Z' }
  await world.own(volunteer, place, 'schedule', { slot })
  await tellAll()
  for (const attempt of [1, 2, 3]) {
    await world.dispatcher.get(movePlace, { params: { id: place }, body: { move: 'start', needs: { by: 'paper' } } })
    await world.own(volunteer, place, 'fail', { outcome: 'nobody-home' })
    expect((await world.read(order.id)).placeList[0]).toMatchObject({ attempts: attempt, state: 'failed' })
    if (attempt < 3) await world.own(volunteer, place, 'schedule-again', { slot })
  }
  await tellAll()
  const { rows } = await world.installation.admin.pool.query(
    'select count(*)::int as count from notices where receiver_id = $1',
    [world.grid.personId],
  )
  expect(rows[0].count).toBeGreaterThan(0)
  // Somebody was at the door: only with the place given up may the order be called off.
  await world.dispatcher.get(movePlace, { params: { id: place }, body: { move: 'withdraw' } })
  expect((await world.read(order.id)).state).toBe('ready')
  expect((await world.move(world.duty, order.id, 'cancel', { code: 'not-possible' })).state).toBe('cancelled')
})

test('near to the visit the resident is telephoned by a person, and nobody else is told that somebody cannot come', async () => {
  const { personId } = await world.resident()
  const volunteer = await world.volunteer()
  const order = await world.ready(personId)
  const place = placeIdOf(order)
  await world.offer(place, volunteer.personId)
  await world.own(volunteer, place, 'accept')
  await world.own(volunteer, place, 'schedule', {
    slot: { startsAt: '2026-11-23T09:00:00.000Z', endsAt: '2026-11-23T10:00:00.000Z' },
  })
  await world.own(volunteer, place, 'hand-back')
  await tellAll()
  const { rows } = await world.installation.admin.pool.query(
    `select way from notices where receiver_id = $1 and move = 'hand-back'`,
    [personId],
  )
  expect(rows).toEqual([{ way: 'phone-call' }])
})
