import {
  createDuty,
  endDuty,
  getSheet,
  listActivities,
  listDuties,
  makeShifts,
  moveActivity,
  movePlace,
  recordAttendance,
  showCard,
  signUpOther,
} from '@yimi/contract/activity.ts'
import { issueDoorCard } from '@yimi/contract/door.ts'
import { listFigures } from '@yimi/contract/figure.ts'
import { getMyHours, getVolunteerHours } from '@yimi/contract/hours.ts'
import { listHeldHours, moveHeldHours } from '@yimi/contract/late-hours.ts'
import { listMyActivities, signUpMyself } from '@yimi/contract/my-activity.ts'
import { getToday } from '@yimi/contract/today.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { playRandomMoves } from '../../testing/random-moves.ts'
import {
  asSuperuser,
  createTestInstallation,
  type TestCaller,
  type TestInstallation,
} from '../../testing/test-installation.ts'
import { asVolunteer } from '../hours/hours-fixtures.ts'
import { activityPlaceRules, activityRules } from './activities.ts'
import { type Helper, openActivity, planActivity, someHelpers } from './activities-fixtures.ts'

const BEFORE = new Date('2026-11-20T00:00:00.000Z')
let installation: TestInstallation
let head: TestCaller
let helpers: Helper[]

beforeAll(async () => {
  installation = await createTestInstallation({ rateLimitFactor: 1000 })
  installation.setNow(BEFORE)
  head = await installation.as('station-head', 'station')
  helpers = await someHelpers(installation, 12)
}, 60_000)
afterAll(() => installation.close())

const helper = (place: number): Helper => {
  const found = helpers[place]
  if (!found) throw new Error(`no helper ${place}`)
  return found
}
/** As on the station's clock. */
const at = (time: string) => new Date(`${time}:00+08:00`)
const minutesOf = async (one: Helper) => (await one.caller.get(getMyHours, {})).minutes

/** Open on the day from nine to eleven, with these signed up. */
async function signedUp(day: string, who: readonly Helper[], more: Parameters<typeof openActivity>[2] = {}) {
  installation.setNow(new Date(at(`${day}T09:00`).getTime() - 3_600_000))
  const activity = await openActivity(installation, head, { from: `${day}T09:00`, until: `${day}T11:00`, ...more })
  for (const { caller } of who)
    await caller.get(signUpMyself, { params: { id: activity.id }, body: { part: 'volunteer' } })
  const { lines } = await head.get(getSheet, { params: { id: activity.id } })
  return { id: activity.id, places: lines.map((line) => line.placeId) }
}
const record = (id: string, came: object[], by = head) =>
  by.call(recordAttendance, { params: { id }, body: { how: 'list', came: came as { placeId: string }[] } })
const hold = (id: string) => head.call(moveActivity, { params: { id }, body: { move: 'hold' } })

test('ticked while it goes on, hours come when it was held; who did not come is named nowhere', async () => {
  const { id, places } = await signedUp('2026-11-21', [helper(0), helper(1), helper(2)])
  expect((await record(id, [{ placeId: places[0] }])).json()).toMatchObject({ code: 'activity-not-begun' })
  installation.setNow(at('2026-11-21T10:00'))
  expect((await record(id, [{ placeId: places[0] }, { placeId: places[1] }])).statusCode).toBe(200)
  expect(await minutesOf(helper(0))).toBe(0)
  expect((await hold(id)).json()).toMatchObject({ code: 'activity-not-over' })
  installation.setNow(at('2026-11-21T11:30'))
  expect((await hold(id)).json()).toMatchObject({ state: 'held', attended: 2, waiting: 0 })
  expect(await Promise.all([0, 1, 2].map((place) => minutesOf(helper(place))))).toEqual([120, 120, 0])
  const { lines } = await head.get(getSheet, { params: { id } })
  expect(lines.map((line) => line.number)).toEqual([helper(0).number, helper(1).number])
  const { rows } = await installation.admin.pool.query(
    `select person_id, volunteer_id, person_org_id, state from activity_places where activity_id = $1 and state <> 'attended'`,
    [id],
  )
  expect(rows).toEqual([{ person_id: null, volunteer_id: null, person_org_id: null, state: 'over' }])
  const own = await helper(2).caller.get(listMyActivities, {})
  expect(own.items.map((one) => one.id)).not.toContain(id)
})

test('after the end a list gives hours in the same step, each once, also to who came without having signed up', async () => {
  const { id, places } = await signedUp('2026-11-22', [helper(3)])
  installation.setNow(at('2026-11-22T12:00'))
  const late = at('2026-11-22T10:00').toISOString()
  const came = [{ placeId: places[0] }, { volunteerNumber: helper(4).number, from: late }]
  const answers = await Promise.all([record(id, came), record(id, came)])
  expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200])
  await hold(id)
  expect(await minutesOf(helper(3))).toBe(120)
  expect(await minutesOf(helper(4))).toBe(60)
  const { items } = await helper(4).caller.get(getMyHours, {})
  expect(items).toMatchObject([{ source: 'activity', content: '清洁日', place: '中心花园', minutesCounted: 60 }])
})

test('one wrong line and nothing of the sheet is kept: neither ticks nor hours', async () => {
  const { id, places } = await signedUp('2026-11-24', [helper(3), helper(4)])
  installation.setNow(at('2026-11-24T12:00'))
  const before = await minutesOf(helper(3))
  const wrong = await record(id, [
    { placeId: places[0] },
    { placeId: places[1], until: at('2026-11-24T14:00').toISOString() },
  ])
  expect(wrong.json()).toMatchObject({ code: 'bad-request', faults: [{ path: ['came', 1, 'until'] }] })
  expect(await minutesOf(helper(3))).toBe(before)
  expect((await head.get(getSheet, { params: { id } })).lines.map((line) => line.state)).toEqual(['taken', 'taken'])
})

test('a tick that was a mistake: the hours are taken back with a reason, and after the end the name is gone', async () => {
  const { id, places } = await signedUp('2026-11-25', [helper(5)])
  installation.setNow(at('2026-11-25T12:00'))
  await record(id, [{ placeId: places[0] }])
  const params = { id: places[0] ?? '' }
  expect((await head.call(movePlace, { params, body: { move: 'untick' } })).statusCode).toBe(400)
  const sheet = await head.get(movePlace, { params, body: { move: 'untick', reason: '认错人' } })
  expect(sheet.lines).toMatchObject([{ state: 'taken', from: null }])
  expect(await minutesOf(helper(5))).toBe(0)
  await record(id, [{ placeId: places[0] }])
  await hold(id)
  expect(await minutesOf(helper(5))).toBe(120)
  const after = await head.get(movePlace, { params, body: { move: 'untick', reason: '认错人' } })
  expect(after.lines).toEqual([])
  const hours = await head.get(getVolunteerHours, { params: { id: helper(5).volunteerId }, query: {} })
  expect(hours.minutes).toBe(0)
  expect(hours.items.filter((one) => one.reason === '认错人')).toHaveLength(2)
})

test('what was refused does not come back when the activity ends; corrected times count', async () => {
  const officer = await installation.as('institute-officer', 'institute')
  const { id, places } = await signedUp('2026-12-16', [helper(11)], { until: '2026-12-16T19:00' })
  installation.setNow(at('2026-12-16T19:30'))
  await record(id, [{ placeId: places[0] }])
  const { items } = await officer.get(listHeldHours, { query: { limit: 200 } })
  const held = items.find((one) => one.volunteerId === helper(11).volunteerId)
  expect(held).toMatchObject({ reasons: ['long-day'], minutes: 600 })
  const refuse = { params: { id: held?.id ?? '' }, body: { move: 'refuse' as const, reason: '中午离开了' } }
  await officer.get(moveHeldHours, refuse)
  await hold(id)
  expect(await minutesOf(helper(11))).toBe(0)
  expect((await helper(11).caller.get(getMyHours, {})).waiting).toEqual([])
  const params = { id: places[0] ?? '' }
  await head.get(movePlace, { params, body: { move: 'untick', reason: '时间记错' } })
  const corrected = { volunteerNumber: helper(11).number, until: at('2026-12-16T12:00').toISOString() }
  expect((await record(id, [corrected])).statusCode).toBe(200)
  expect(await minutesOf(helper(11))).toBe(180)
})

test('paper comes in within three days; what was attended cannot be cancelled', async () => {
  const { id, places } = await signedUp('2026-11-26', [helper(6)])
  installation.setNow(at('2026-11-29T10:59'))
  const paper = { params: { id }, body: { how: 'paper' as const, came: [{ placeId: places[0] ?? '' }] } }
  expect((await head.get(recordAttendance, paper)).lines).toMatchObject([{ how: 'paper', state: 'attended' }])
  const cancel = await head.call(moveActivity, { params: { id }, body: { move: 'cancel', reason: '记错' } })
  expect(cancel.json()).toMatchObject({ code: 'activity-attended' })
  installation.setNow(at('2026-11-29T11:01'))
  expect((await record(id, [{ volunteerNumber: helper(7).number }])).json()).toMatchObject({ code: 'attendance-over' })
})

test('a card says when somebody came and went, and nothing else; read twice in a row it counts once', async () => {
  const { id } = await signedUp('2026-12-01', [])
  const { station } = installation.orgs
  const card = await head.get(issueDoorCard, { body: { orgId: station, personId: helper(7).personId } })
  const show = (word: string) => head.call(showCard, { params: { id }, body: { word } })
  installation.setNow(at('2026-12-01T09:10'))
  expect((await show('不存在 的词 12')).json()).toMatchObject({ code: 'bad-request', faults: [{ path: ['word'] }] })
  await show(card.word)
  installation.setNow(at('2026-12-01T09:12'))
  await show(card.number)
  installation.setNow(at('2026-12-01T10:40'))
  const sheet = (await show(card.word)).json()
  expect(sheet.lines).toMatchObject([
    { how: 'card', from: at('2026-12-01T09:10').toISOString(), until: at('2026-12-01T10:40').toISOString() },
  ])
  expect(await minutesOf(helper(7))).toBe(90)
  const { rows } = await installation.admin.pool.query('select * from activity_places where activity_id = $1', [id])
  expect(Object.keys(rows[0]).filter((name) => /lat|lon|location|device/.test(name))).toEqual([])
})

test('a leader keeps the sheet of what he leads, and of nothing else', async () => {
  const leader = await installation.as('team-leader', 'station')
  const own = await asVolunteer(installation, leader)
  const mine = await signedUp('2026-12-02', [helper(8)], { leaderVolunteerId: own.id })
  const other = await signedUp('2026-12-03', [helper(8)])
  expect((await leader.call(getSheet, { params: { id: other.id } })).statusCode).toBe(404)
  installation.setNow(at('2026-12-02T12:00'))
  const { rows } = await leader.get(getToday, {})
  expect(rows.filter((row) => row.kind === 'activity').map((row) => row.recordId)).toEqual([mine.id])
  expect((await record(mine.id, [{ placeId: mine.places[0] }], leader)).statusCode).toBe(200)
  const hours = await helper(8).caller.get(getMyHours, {})
  expect(hours.items[0]?.recordedBy).toMatch(/^team-leader/)
})

test('the week’s shifts come from the duties, made twice they are made once, and are hours of duty', async () => {
  installation.setNow(at('2026-12-06T10:00'))
  const { station } = installation.orgs
  const duty = { orgId: station, kind: 'patrol', title: '傍晚巡逻', place: '西门', starts: '18:00', ends: '20:00' }
  const body = { ...duty, volunteerPlaces: 4, from: '2026-12-07', leaderVolunteerId: null }
  const made = await head.get(createDuty, { body: { ...body, weekday: 1 } })
  const ended = await head.get(createDuty, { body: { ...body, weekday: 7 } })
  await head.get(endDuty, { params: { id: ended.id }, body: { lastDay: '2026-12-12' } })
  const week = { params: { id: station }, body: { monday: '2026-12-07' } }
  expect((await head.call(makeShifts, { ...week, body: { monday: '2026-12-08' } })).statusCode).toBe(400)
  const answers = await Promise.all([head.get(makeShifts, week), head.get(makeShifts, week)])
  expect(answers.map((answer) => answer.made).sort()).toEqual([0, 1])
  const { items } = await head.get(listActivities, { query: { from: '2026-12-07', until: '2026-12-13' } })
  expect(items).toMatchObject([
    { title: '傍晚巡逻', day: '2026-12-07', state: 'open', shift: true, volunteerPlaces: 4 },
  ])
  expect((await head.get(listDuties, {})).items.map((one) => one.id)).toContain(made.id)
  const id = items[0]?.id ?? ''
  await helper(9).caller.get(signUpMyself, { params: { id }, body: { part: 'volunteer' } })
  const { lines } = await head.get(getSheet, { params: { id } })
  installation.setNow(at('2026-12-07T20:30'))
  const before = await figures()
  await record(id, [{ placeId: lines[0]?.placeId }])
  await hold(id)
  expect((await helper(9).caller.get(getMyHours, {})).items[0]).toMatchObject({ source: 'duty', minutesCounted: 120 })
  const after = await figures()
  expect(after['shifts-held']).toBe((before['shifts-held'] ?? 0) + 1)
  expect(after['volunteer-attendances']).toBe((before['volunteer-attendances'] ?? 0) + 1)
  expect(after['activity-volunteers']).toBe((before['activity-volunteers'] ?? 0) + 1)
})

async function figures(): Promise<Record<string, number>> {
  const names = 'shifts-held,activities-held,volunteer-attendances,resident-attendances,activity-volunteers'
  const { items } = await head.get(listFigures, { query: { names } })
  return Object.fromEntries(items.map((item) => [item.name, item.value]))
}

test('residents have places of their own on a clinic day: attended or not, no hours, nothing about health', async () => {
  const callers = [await installation.as('resident', 'station'), await installation.as('resident', 'station')]
  await asSuperuser(installation.admin, async (query) => {
    await query('update people set resident = true where id = any ($1)', [callers.map((one) => one.personId)])
  })
  const { id } = await signedUp('2026-12-09', [helper(10)], {
    kind: 'clinic-day',
    title: '健康体检日',
    volunteerPlaces: 2,
    residentPlaces: 1,
  })
  const asked = []
  for (const caller of callers)
    asked.push(await caller.get(signUpMyself, { params: { id }, body: { part: 'resident' } }))
  expect(asked).toMatchObject([
    { state: 'taken', inLine: null },
    { state: 'waiting', inLine: 1 },
  ])
  const before = await figures()
  installation.setNow(at('2026-12-09T11:30'))
  await record(id, [{ placeId: asked[0]?.placeId }])
  await hold(id)
  const after = await figures()
  expect(after['resident-attendances']).toBe((before['resident-attendances'] ?? 0) + 1)
  expect(after['volunteer-attendances']).toBe(before['volunteer-attendances'])
  const { rows } = await installation.admin.pool.query(
    'select count(*)::int as count from hour_entries where source_id = $1',
    [id],
  )
  expect(rows[0].count).toBe(0)
  const desk = await openActivity(installation, head, { residentPlaces: 3 })
  const sheet = await head.get(signUpOther, { params: { id: desk.id }, body: { personId: callers[1]?.personId ?? '' } })
  expect(sheet.lines).toMatchObject([{ part: 'resident', state: 'taken', number: '' }])
})

function actorFor(who: readonly string[]): Actor {
  const { station } = installation.orgs
  const system = systemActor([station])
  if (who.includes('system') && !who.includes('station-head')) return system
  const role = { role: 'station-head' as const, orgId: station, area: new Set([station]) }
  return { ...system, kind: 'account', accountId: head.accountId, personId: head.personId, roles: [role] }
}

test('no sequence of moves leads an activity out of its declared states', async () => {
  installation.setNow(at('2026-12-20T10:00'))
  await playRandomMoves(installation, activityRules, {
    sequences: 60,
    needs: { reason: '大风' },
    actorFor: ({ who }) => actorFor(who),
    make: async () =>
      (await planActivity(installation, head, { from: '2026-12-19T09:00', until: '2026-12-19T11:00' })).id,
  })
})

test('nor a place', async () => {
  let day = 0
  await playRandomMoves(installation, activityPlaceRules, {
    needs: {},
    actorFor: ({ who }) => actorFor(who),
    make: async () => {
      day += 1
      const { id } = await openActivity(installation, head, {
        from: `2031-01-${String(day).padStart(2, '0')}T09:00`,
        until: `2031-01-${String(day).padStart(2, '0')}T10:00`,
        volunteerPlaces: 1,
      })
      for (const one of [helper(10), helper(11)])
        await one.caller.get(signUpMyself, { params: { id }, body: { part: 'volunteer' } })
      const { lines } = await head.get(getSheet, { params: { id } })
      return lines.find((line) => line.state === 'waiting')?.placeId ?? ''
    },
  })
}, 120_000)

test('every chain checks', async () => {
  const scope = { role: 'yimi_app' as const, orgs: Object.values(installation.orgs) }
  expect((await inScope(installation.services.database, scope, verifyChains)).faults).toEqual([])
})
