import { getMyHours } from '@yimi/contract/hours.ts'
import { enterLateHours, listHourNotices, listLateHours, moveLateHours } from '@yimi/contract/late-hours.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, systemActor } from '#platform/access/actor.ts'
import { fireTimers } from '#platform/flow/fire-timers.ts'
import { newId } from '#platform/new-id.ts'
import { playRandomMoves } from '../../testing/random-moves.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { heldHoursRules, lateHoursRules } from './hours.ts'
import { asVolunteer, attendance, post, type Served, someFile, someVolunteer } from './hours-fixtures.ts'

const NOW = new Date('2026-11-23T04:00:00.000Z')
const DAY_MS = 86_400_000
let installation: TestInstallation
let head: TestCaller
let duty: TestCaller

beforeAll(async () => {
  installation = await createTestInstallation({ rateLimitFactor: 100 })
  installation.setNow(NOW)
  head = await installation.as('station-head', 'station')
  duty = await installation.as('duty-officer', 'station')
})
afterAll(() => installation.close())

async function bodyFor(volunteer: Served) {
  return {
    volunteerId: volunteer.id,
    orgId: installation.orgs.station,
    from: '2026-11-16T01:00:00.000Z',
    until: '2026-11-16T03:00:00.000Z',
    content: '雪后扫路',
    place: '南街',
    why: '当天停电，签到表后补',
    evidenceFileId: await someFile(installation, duty),
  }
}
const enter = async (volunteer: Served, by = duty) => by.get(enterLateHours, { body: await bodyFor(volunteer) })
async function passDays(days: number): Promise<void> {
  const { services } = installation
  installation.setNow(new Date(services.clock.now().getTime() + days * DAY_MS))
  await fireTimers({ ...services, now: services.clock.now() }, services.jobs.timers)
}

test('late hours need evidence, a second person and seven days in public before they count', async () => {
  installation.setNow(NOW)
  const caller = await installation.as('volunteer', 'station')
  const volunteer = await asVolunteer(installation, caller)
  const wrong = { ...(await bodyFor(volunteer)), evidenceFileId: newId() }
  expect((await duty.call(enterLateHours, { body: wrong })).json()).toMatchObject({
    faults: [{ path: ['evidenceFileId'] }],
  })
  const late = await enter(volunteer, head)
  expect(late.number).toMatch(/^B2026-\d{6}$/)
  const params = { id: late.id }
  const own = await head.call(moveLateHours, { params, body: { move: 'approve' } })
  expect(own.json()).toMatchObject({ code: 'another-must-confirm' })
  const second = await installation.as('station-head', 'station')
  expect(await second.get(moveLateHours, { params, body: { move: 'approve' } })).toMatchObject({
    state: 'on-notice',
    noticeUntil: new Date(NOW.getTime() + 7 * DAY_MS).toISOString(),
  })
  const { items } = await installation.anonymous.get(listHourNotices, {})
  const shown = items.find((one) => one.number === late.number)
  expect(shown).toMatchObject({ content: '雪后扫路', minutes: 120, day: '2026-11-16', until: '2026-11-30' })
  expect(Object.keys(shown ?? {}).sort()).toEqual(
    ['content', 'day', 'from', 'minutes', 'number', 'orgName', 'until', 'volunteerNumber'].sort(),
  )
  expect(await caller.get(getMyHours, {})).toMatchObject({ minutes: 0, waiting: [{ kind: 'late' }] })
  await passDays(6.99)
  expect(await caller.get(getMyHours, {})).toMatchObject({ minutes: 0 })
  await passDays(0.02)
  expect(await caller.get(getMyHours, {})).toMatchObject({
    minutes: 120,
    waiting: [],
    items: [{ source: 'late', content: '雪后扫路' }],
  })
  const after = await installation.anonymous.get(listHourNotices, {})
  expect(after.items.map((one) => one.number)).not.toContain(late.number)
})

test('the volunteer neither enters nor approves his own, and a refusal during the notice ends it', async () => {
  const chief = await installation.as('station-head', 'station')
  const volunteer = await asVolunteer(installation, chief)
  expect((await chief.call(enterLateHours, { body: await bodyFor(volunteer) })).json()).toMatchObject({
    code: 'another-must-confirm',
  })
  const { id } = await enter(volunteer)
  const input = { params: { id }, body: { move: 'approve' as const } }
  expect((await chief.call(moveLateHours, input)).json()).toMatchObject({ code: 'another-must-confirm' })
  await head.get(moveLateHours, input)
  expect((await head.call(moveLateHours, { params: { id }, body: { move: 'refuse' } })).statusCode).toBe(400)
  const refused = await head.get(moveLateHours, { params: { id }, body: { move: 'refuse', reason: '照片不是当天' } })
  expect(refused.state).toBe('refused')
  await passDays(8)
  const { items } = await head.get(listLateHours, { query: { state: 'counted' } })
  expect(items.map((one) => one.id)).not.toContain(id)
})

test('hours of somebody elsewhere, ahead of time or longer than a day cannot be entered late', async () => {
  const elsewhere = await installation.as('station-head', 'sibling')
  const volunteer = await someVolunteer(installation, head)
  const body = await bodyFor(volunteer)
  expect((await elsewhere.call(enterLateHours, { body })).statusCode).toBe(404)
  const sibling = { ...body, orgId: installation.orgs.sibling }
  expect((await elsewhere.call(enterLateHours, { body: sibling })).statusCode).toBe(400)
  for (const change of [{ until: '2027-11-16T03:00:00.000Z' }, { from: '2026-11-14T01:00:00.000Z' }])
    expect((await duty.call(enterLateHours, { body: { ...body, ...change } })).json()).toMatchObject({
      code: 'hours-impossible',
    })
})

test('late hours that overlap recorded ones are held when the notice ends', async () => {
  const volunteer = await someVolunteer(installation, head)
  const { id } = await enter(volunteer)
  await post(installation, duty, [attendance(volunteer, '2026-11-16T10:00', '2026-11-16T12:00')])
  await head.get(moveLateHours, { params: { id }, body: { move: 'approve' } })
  await passDays(8)
  const { rows } = await installation.admin.pool.query(
    `select reasons, source_kind from held_hours where volunteer_id = $1`,
    [volunteer.id],
  )
  expect(rows).toEqual([{ reasons: ['overlap'], source_kind: 'late' }])
})

function actorFor(who: readonly string[]): Actor {
  const { station } = installation.orgs
  const system = systemActor([station])
  if (who.includes('system') && !who.includes('station-head')) return system
  const role = { role: 'station-head' as const, orgId: station, area: new Set([station]) }
  return { ...system, kind: 'account', accountId: head.accountId, personId: head.personId, roles: [role] }
}

test('no sequence of moves leads late hours out of their declared states', async () => {
  await playRandomMoves(installation, lateHoursRules, {
    needs: { reason: '照片不清楚' },
    actorFor: ({ who }) => actorFor(who),
    make: async () => (await enter(await someVolunteer(installation, head))).id,
  })
})

test('nor held hours', async () => {
  await playRandomMoves(installation, heldHoursRules, {
    needs: { reason: '没有到岗' },
    actorFor: ({ who }) => actorFor(who),
    make: async () => {
      const volunteer = await someVolunteer(installation, head)
      await post(installation, duty, [
        attendance(volunteer, '2026-11-20T09:00', '2026-11-20T11:00'),
        attendance(volunteer, '2026-11-20T09:00', '2026-11-20T11:00'),
      ])
      const { rows } = await installation.admin.pool.query('select id from held_hours where volunteer_id = $1', [
        volunteer.id,
      ])
      return rows[0].id
    },
  })
})
