import { getSheet } from '@yimi/contract/activity.ts'
import { getMyHours, getVolunteerHours } from '@yimi/contract/hours.ts'
import { listMyActivities, signUpMyself } from '@yimi/contract/my-activity.ts'
import { listOwnNotices } from '@yimi/contract/notice.ts'
import { getToday } from '@yimi/contract/today.ts'
import { listVolunteers, moveVolunteer } from '@yimi/contract/volunteer.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { attendance, post } from '#modules/hours/hours-fixtures.ts'
import { createTestOrders, NOW, placeIdOf, type TestOrders, tellAll } from '#modules/orders/orders-fixtures.ts'
import { mergePeople, unmergePeople } from '#modules/people/people.ts'
import { buildResident } from '#modules/people/people-fixtures.ts'
import type { TestCaller } from '../../testing/test-installation.ts'
import { openActivity } from './activities-fixtures.ts'

let world: TestOrders
beforeAll(async () => {
  world = await createTestOrders()
})
beforeEach(() => world.installation.setNow(NOW))
afterAll(() => world.close())

async function recordOf({ personId }: TestCaller) {
  const { items } = await world.head.get(listVolunteers, { query: { limit: 200 } })
  const found = items.find((one) => one.personId === personId)
  if (!found) throw new Error('not on the list')
  return found
}

const NEXT_WEEK = { from: '2026-12-02T09:00', until: '2026-12-02T11:00' }
const signUp = (caller: TestCaller, id: string) =>
  caller.get(signUpMyself, { params: { id }, body: { part: 'volunteer' } })

test('whoever pauses is expected nowhere: the place goes to the next, the visit is open again, the leader hears of it without a name', async () => {
  const { installation, head } = world
  const [leader, stops, next] = [
    await world.volunteer('带队'),
    await world.volunteer('暂停的人'),
    await world.volunteer('候补'),
  ]
  const { id: leaderVolunteerId } = await recordOf(leader)
  const activity = await openActivity(installation, head, { ...NEXT_WEEK, volunteerPlaces: 1, leaderVolunteerId })
  await signUp(stops, activity.id)
  expect((await signUp(next, activity.id)).state).toBe('waiting')
  const [held, offered] = [
    await world.ready((await world.resident()).personId),
    await world.ready((await world.resident()).personId),
  ]
  for (const order of [held, offered]) await world.offer(placeIdOf(order), stops.personId)
  await world.own(stops, placeIdOf(held), 'accept')
  await tellAll(installation)
  const { id } = await recordOf(stops)
  const past = await head.call(moveVolunteer, { params: { id }, body: { move: 'pause', until: '2026-11-23' } })
  expect(past.json().faults).toMatchObject([{ path: ['until'] }])
  await head.get(moveVolunteer, { params: { id }, body: { move: 'pause', until: '2026-12-24' } })
  const { lines } = await head.get(getSheet, { params: { id: activity.id } })
  expect(lines).toMatchObject([{ name: '候补', state: 'taken' }])
  for (const order of [held, offered])
    expect(await world.read(order.id)).toMatchObject({ state: 'ready', placeList: [{ state: 'open', holder: null }] })
  await tellAll(installation)
  const told = (await leader.get(listOwnNotices, {})).items
  expect(told.map((one) => one.title)).toContain('有一个名额空出来了')
  expect(JSON.stringify(told)).not.toContain('暂停的人')
  const rowsOf = async () => (await head.get(getToday, {})).rows.filter((row) => row.recordId === id)
  expect(await rowsOf()).toEqual([])
  installation.setNow(new Date('2026-12-24T02:00:00.000Z'))
  expect(await rowsOf()).toMatchObject([{ title: expect.stringContaining('暂停到期'), link: `/volunteers/${id}` }])
})

test('of two records that are one person the hours are one account, and he comes once; taken back they are two again', async () => {
  const { installation, head } = world
  const [kept, hidden] = [await world.volunteer('同一人'), await world.volunteer('同一人')]
  for (const one of [kept, hidden])
    await installation.admin.pool.query('update people set resident = true where id = $1', [one.personId])
  const served = async (one: TestCaller, from: string, until: string) => {
    const { id } = await recordOf(one)
    const volunteer = { id, personId: one.personId, orgId: installation.orgs.station }
    await post(installation, world.duty, [attendance(volunteer, from, until)])
  }
  await served(kept, '2026-11-20T09:00', '2026-11-20T10:00')
  await served(hidden, '2026-11-21T09:00', '2026-11-21T11:00')
  const alone = await openActivity(installation, head, {
    from: '2026-12-03T09:00',
    until: '2026-12-03T10:00',
    volunteerPlaces: 5,
  })
  const both = await openActivity(installation, head, {
    from: '2026-12-04T09:00',
    until: '2026-12-04T10:00',
    volunteerPlaces: 5,
  })
  await signUp(hidden, alone.id)
  for (const one of [kept, hidden]) await signUp(one, both.id)
  const pair = { from: hidden.personId, into: kept.personId }
  const undo = await world.asStation((context) => mergePeople(context, pair, '同一人登记两次'))
  expect((await kept.get(getMyHours, { query: {} })).minutes).toBe(180)
  const { id } = await recordOf(kept)
  expect((await head.get(getVolunteerHours, { params: { id }, query: {} })).total).toBe(2)
  const mine = async (by: TestCaller) =>
    (await by.get(listMyActivities, {})).items.filter((one) => one.mine && [alone.id, both.id].includes(one.id))
  expect(await mine(kept)).toHaveLength(2)
  expect((await head.get(getSheet, { params: { id: both.id } })).lines).toHaveLength(1)
  await world.asStation((context) => unmergePeople(context, pair, undo, '不是一个人'))
  expect((await kept.get(getMyHours, { query: {} })).minutes).toBe(60)
  expect((await mine(hidden)).map((one) => one.id)).toEqual([alone.id])
})

test('somebody who is on the list under the record that was merged with his reads his hours all the same', async () => {
  const { installation, head } = world
  const hidden = await world.volunteer('旧记录')
  await installation.admin.pool.query('update people set resident = true where id = $1', [hidden.personId])
  const volunteer = { id: (await recordOf(hidden)).id, personId: hidden.personId, orgId: installation.orgs.station }
  await post(installation, world.duty, [attendance(volunteer, '2026-11-20T09:00', '2026-11-20T10:30')])
  const { personId, caller } = await world.resident('新记录')
  await buildResident(installation, head, { name: '旁人' })
  expect((await caller.get(getMyHours, { query: {} })).volunteer).toBe(false)
  await world.asStation((context) => mergePeople(context, { from: hidden.personId, into: personId }, '同一人'))
  expect(await caller.get(getMyHours, { query: {} })).toMatchObject({ volunteer: true, minutes: 90 })
})
