import { amendActivity, getSheet, movePlace, recordAttendance } from '@yimi/contract/activity.ts'
import { getMyHours } from '@yimi/contract/hours.ts'
import { listMyActivities, signUpMyself, withdrawMyPlace } from '@yimi/contract/my-activity.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { inStation } from '#modules/hours/hours-fixtures.ts'
import { buildResident } from '#modules/people/people-fixtures.ts'
import { registerVolunteers } from '#modules/teams/teams.ts'
import { createTestInstallation } from '../../testing/test-installation.ts'
import { openActivity, someHelpers } from './activities-fixtures.ts'

const NOW = new Date('2026-11-23T02:00:00.000Z')
const installation = await createTestInstallation({ rateLimitFactor: 1000 })
const head = await installation.as('station-head', 'station')
beforeEach(() => installation.setNow(NOW))
afterAll(() => installation.close())

const at = (wall: string) => new Date(`${wall}:00+08:00`).toISOString()
const PLAN = { from: '2026-11-28T09:00', until: '2026-11-28T11:00', volunteerPlaces: 1 }
const signUp = (caller: typeof head, id: string) =>
  caller.call(signUpMyself, { params: { id }, body: { part: 'volunteer' } })

test('what was published may change: places follow the time, more places go to those who wait, and who cannot come leaves without a trace', async () => {
  const [first, second] = await someHelpers(installation, 2)
  if (!first || !second) throw new Error('no helpers')
  const { id } = await openActivity(installation, head, PLAN)
  await signUp(first.caller, id)
  expect((await signUp(second.caller, id)).json().state).toBe('waiting')
  const body = {
    title: '改到河边',
    words: '',
    place: '西门',
    from: at('2026-11-29T14:00'),
    until: at('2026-11-29T16:00'),
    volunteerPlaces: 2,
    residentPlaces: 0,
  }
  const few = await head.call(amendActivity, {
    params: { id },
    body: { ...body, volunteerPlaces: 0, residentPlaces: 1 },
  })
  expect(few.json().faults).toMatchObject([{ path: ['volunteerPlaces'], message: '已有 1 人有名额，不能再少' }])
  const past = await head.call(amendActivity, { params: { id }, body: { ...body, from: at('2026-11-22T09:00') } })
  expect(past.json().faults).toMatchObject([{ path: ['from'] }])
  const amended = await head.get(amendActivity, { params: { id }, body })
  expect(amended).toMatchObject({ title: '改到河边', place: '西门', volunteersIn: 2, waiting: 0, day: '2026-11-29' })
  const [mine] = (await second.caller.get(listMyActivities, {})).items.filter((one) => one.id === id)
  expect(mine).toMatchObject({ place: '西门', from: body.from, mine: { state: 'taken' } })
  await second.caller.get(withdrawMyPlace, { params: { id: mine?.mine?.placeId ?? '' } })
  expect((await head.get(getSheet, { params: { id } })).lines).toHaveLength(1)
  // Free again in the morning, busy in the afternoon.
  const morning = await openActivity(installation, head, { from: '2026-11-28T09:00', until: '2026-11-28T10:00' })
  expect((await signUp(first.caller, morning.id)).statusCode).toBe(200)
  const busy = await head.call(amendActivity, {
    params: { id: morning.id },
    body: { ...body, volunteerPlaces: 10, from: at('2026-11-29T15:00'), until: at('2026-11-29T17:00') },
  })
  expect(busy.json()).toMatchObject({ code: 'busy-then' })
  expect((await second.caller.call(amendActivity, { params: { id }, body })).statusCode).toBe(403)
})

test('the leader says when one was really there: his hours follow, nobody else’s, and he reads why', async () => {
  const [one, other] = await someHelpers(installation, 2)
  if (!one || !other) throw new Error('no helpers')
  const { id } = await openActivity(installation, head, { from: '2026-11-24T09:00', until: '2026-11-24T11:00' })
  installation.setNow(new Date(at('2026-11-24T12:00')))
  const came = [{ volunteerNumber: one.number }, { volunteerNumber: other.number }]
  const { lines } = await head.get(recordAttendance, { params: { id }, body: { how: 'list', came } })
  const placeId = lines.find((line) => line.number === one.number)?.placeId ?? ''
  const times = { from: at('2026-11-24T10:00'), until: at('2026-11-24T11:00') }
  const set = (more: object) =>
    head.call(movePlace, { params: { id: placeId }, body: { move: 'set-times', ...times, ...more } })
  expect((await set({})).json().faults).toMatchObject([{ path: ['reason'] }])
  expect((await set({ reason: '晚到', until: at('2026-11-25T11:00') })).statusCode).toBe(400)
  expect((await set({ reason: '晚到一小时' })).statusCode).toBe(200)
  const hours = await one.caller.get(getMyHours, { query: {} })
  expect(hours.minutes).toBe(60)
  expect(JSON.stringify(hours.items)).toContain('晚到一小时')
  expect((await other.caller.get(getMyHours, { query: {} })).minutes).toBe(120)
})

test('under age: registered with a guardian, and signed up where a grown-up leads; a child under fourteen by its guardian', async () => {
  const { station } = installation.orgs
  const born = async (birthDate: string) => {
    const { id } = await buildResident(installation, head, { name: '小雨', birthDate })
    const caller = await installation.as('volunteer', 'station')
    await installation.admin.pool.query('update accounts set person_id = $1 where id = $2', [id, caller.accountId])
    return { ...caller, personId: id }
  }
  const minor = await born('2010-05-01')
  const register = (more: object) =>
    inStation(installation, head, (context) =>
      registerVolunteers(context, station, [{ personId: minor.personId, name: '', contact: '', ...more }]),
    )
  await expect(register({})).rejects.toMatchObject({ code: 'bad-request' })
  await register({ adultOn: '2028-05-01', guardian: '何欣（母亲）', guardianConsentOn: '2026-11-20' })
  const alone = await openActivity(installation, head, PLAN)
  expect((await signUp(minor, alone.id)).json()).toMatchObject({ code: 'minor-needs-adult' })
  const [leader] = await someHelpers(installation, 1)
  const led = await openActivity(installation, head, { ...PLAN, leaderVolunteerId: leader?.volunteerId ?? null })
  expect((await signUp(minor, led.id)).statusCode).toBe(200)
  const child = await born('2014-05-01')
  const open = await openActivity(installation, head, { ...PLAN, residentPlaces: 5 })
  const asked = await child.call(signUpMyself, { params: { id: open.id }, body: { part: 'resident' } })
  expect(asked.json()).toMatchObject({ code: 'guardian-signs-up' })
})
