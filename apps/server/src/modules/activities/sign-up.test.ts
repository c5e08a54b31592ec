import { getSheet, moveActivity, movePlace, signUpOther } from '@yimi/contract/activity.ts'
import { listMyActivities, signUpMyself, withdrawMyPlace } from '@yimi/contract/my-activity.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { erasePerson } from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { newId } from '#platform/new-id.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { type Helper, openActivity, planActivity, someHelpers } from './activities-fixtures.ts'

const NOW = new Date('2026-11-23T04:00:00.000Z')
const ROUNDS = 4
let installation: TestInstallation
let head: TestCaller
let helpers: Helper[]

beforeAll(async () => {
  installation = await createTestInstallation({ rateLimitFactor: 1000 })
  installation.setNow(NOW)
  head = await installation.as('station-head', 'station')
  helpers = await someHelpers(installation, 60)
}, 120_000)
afterAll(() => installation.close())

const helper = (place: number): Helper => {
  const found = helpers[place]
  if (!found) throw new Error(`no helper ${place}`)
  return found
}
/** As pages do: sent again under the same key while the server has no connection to spare. */
async function signUp(who: TestCaller, id: string, part: 'volunteer' | 'resident' = 'volunteer') {
  const key = newId()
  for (;;) {
    const answer = await who.call(signUpMyself, { params: { id }, body: { part } }, { key })
    if (answer.statusCode !== 503) return answer
  }
}

async function linesOf(activityId: string) {
  const { rows } = await installation.admin.pool.query<{ id: string; state: string; person_id: string | null }>(
    'select id, state, person_id from activity_places where activity_id = $1 order by line',
    [activityId],
  )
  return rows
}
const count = (rows: readonly { state: string }[], state: string) => rows.filter((row) => row.state === state).length

test('sixty want one of five places at once: five have one, fifty-five wait, and nobody is oversold', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const day = `2026-12-0${round + 1}`
    const { id } = await openActivity(installation, head, { from: `${day}T09:00`, until: `${day}T11:00` })
    const answers = await Promise.all(helpers.map(({ caller }) => signUp(caller, id)))
    expect(answers.map((answer) => answer.statusCode).filter((status) => status !== 200)).toEqual([])
    const rows = await linesOf(id)
    expect(rows).toHaveLength(60)
    expect(rows.map((row) => row.state)).toEqual(rows.map((_, place) => (place < 5 ? 'taken' : 'waiting')))
    // Three give theirs back at once, one of them while others still come to ask again: the first three of the line move up.
    const leaving = rows.slice(1, 4)
    await Promise.all([
      ...leaving.map(({ id: placeId, person_id }) => {
        const who = helpers.find((one) => one.personId === person_id)
        return who?.caller.get(withdrawMyPlace, { params: { id: placeId } })
      }),
      signUp(helper(0).caller, id),
    ])
    const after = await linesOf(id)
    expect(count(after, 'taken')).toBe(5)
    expect(after.slice(5, 8).map((row) => row.state)).toEqual(['taken', 'taken', 'taken'])
    expect(count(after, 'withdrawn')).toBe(3)
  }
}, 120_000)

test('who moves up is told once; who had the place at once is not; who withdrew is no longer named', async () => {
  const { id } = await openActivity(installation, head, {
    from: '2026-12-10T09:00',
    until: '2026-12-10T11:00',
    volunteerPlaces: 1,
  })
  for (const place of [1, 2, 3]) await signUp(helper(place).caller, id)
  const { items } = await helper(3).caller.get(listMyActivities, {})
  expect(items.find((one) => one.id === id)).toMatchObject({ free: 0, mine: { state: 'waiting', inLine: 2 } })
  const [first] = await linesOf(id)
  await helper(1).caller.get(withdrawMyPlace, { params: { id: first?.id ?? '' } })
  const own = await helper(1).caller.get(listMyActivities, {})
  expect(own.items.find((one) => one.id === id)).toMatchObject({ mine: null, free: 0 })
  const rows = await linesOf(id)
  expect(rows.map((row) => [row.state, row.person_id])).toEqual([
    ['withdrawn', null],
    ['taken', helper(2).personId],
    ['waiting', helper(3).personId],
  ])
  const { rows: outbox } = await installation.admin.pool.query(
    `select topic, payload->>'recordId' as place from outbox where topic in ('activity-place.move-up') and payload->>'recordId' = any ($1)`,
    [rows.map((row) => row.id)],
  )
  expect(outbox).toEqual([{ topic: 'activity-place.move-up', place: rows[1]?.id }])
  const sheet = await head.get(getSheet, { params: { id } })
  expect(sheet.lines.map((line) => line.number)).toEqual([helper(2).number, helper(3).number])
})

test('signing up again gives the same place; somebody else’s cannot be taken back', async () => {
  const { id } = await openActivity(installation, head, { from: '2026-12-11T09:00', until: '2026-12-11T11:00' })
  const places = [await signUp(helper(4).caller, id), await signUp(helper(4).caller, id)]
  const [one, two] = places.map((answer) => answer.json().placeId)
  expect(one).toBe(two)
  expect((await helper(5).caller.call(withdrawMyPlace, { params: { id: one } })).statusCode).toBe(404)
})

test('one person at one time at one place, over shifts, activities and units; the next may begin when one ends', async () => {
  const officer = await installation.as('institute-officer', 'institute')
  const day = '2026-12-12'
  const morning = await openActivity(installation, head, { from: `${day}T09:00`, until: `${day}T11:00` })
  const above = await openActivity(installation, officer, {
    orgId: installation.orgs.institute,
    from: `${day}T10:30`,
    until: `${day}T12:00`,
  })
  const next = await openActivity(installation, head, { from: `${day}T11:00`, until: `${day}T12:00` })
  const both = await Promise.all([morning, above].map(({ id }) => signUp(helper(6).caller, id)))
  expect(both.map((answer) => answer.statusCode).sort()).toEqual([200, 409])
  expect(both.find((answer) => answer.statusCode === 409)?.json()).toMatchObject({ code: 'busy-then' })
  await signUp(helper(7).caller, morning.id)
  expect((await signUp(helper(7).caller, next.id)).statusCode).toBe(200)
  const other = await signUp(helper(7).caller, above.id)
  expect(other.json()).toMatchObject({ code: 'busy-then' })
})

test('not before it is opened, not after it began, not by those it is not for, not elsewhere', async () => {
  const planned = await planActivity(installation, head, { from: '2026-12-13T09:00', until: '2026-12-13T11:00' })
  expect((await signUp(helper(8).caller, planned.id)).json()).toMatchObject({ code: 'sign-up-closed' })
  await head.get(moveActivity, { params: { id: planned.id }, body: { move: 'open' } })
  expect((await signUp(helper(8).caller, planned.id, 'resident')).statusCode).toBe(404)
  const nobody = await installation.as('volunteer', 'station')
  expect((await signUp(nobody, planned.id)).json()).toMatchObject({ code: 'not-a-volunteer' })
  const chief = await installation.as('station-head', 'sibling')
  const elsewhere = await openActivity(installation, chief, { orgId: installation.orgs.sibling })
  expect((await signUp(helper(8).caller, elsewhere.id)).statusCode).toBe(404)
  const running = await openActivity(installation, head, { from: '2026-11-23T11:00', until: '2026-11-23T13:00' })
  expect((await signUp(helper(8).caller, running.id)).json()).toMatchObject({ code: 'sign-up-closed' })
})

test('the desk signs up who called, and takes it back for him', async () => {
  const { id } = await openActivity(installation, head, { from: '2026-12-14T09:00', until: '2026-12-14T11:00' })
  const params = { id }
  const wrong = await head.call(signUpOther, { params, body: { volunteerNumber: 'V999999' } })
  expect(wrong.json()).toMatchObject({ code: 'bad-request', faults: [{ path: ['volunteerNumber'] }] })
  const sheet = await head.get(signUpOther, { params, body: { volunteerNumber: helper(9).number.toLowerCase() } })
  expect(sheet.lines).toMatchObject([{ number: helper(9).number, state: 'taken' }])
  const placeId = sheet.lines[0]?.placeId ?? ''
  const after = await head.get(movePlace, { params: { id: placeId }, body: { move: 'withdraw' } })
  expect(after.lines).toEqual([])
})

test('a cancellation reaches those signed up or waiting, names why, and nobody who withdrew', async () => {
  const { id } = await openActivity(installation, head, {
    from: '2026-12-15T09:00',
    until: '2026-12-15T11:00',
    volunteerPlaces: 1,
  })
  const places = []
  for (const place of [10, 11, 12]) places.push((await signUp(helper(place).caller, id)).json().placeId)
  await helper(10).caller.get(withdrawMyPlace, { params: { id: places[0] } })
  const bare = await head.call(moveActivity, { params: { id }, body: { move: 'cancel' } })
  expect(bare.statusCode).toBe(400)
  await head.get(moveActivity, { params: { id }, body: { move: 'cancel', reason: '寒潮大风' } })
  const { services, orgs } = installation
  const { rows } = await installation.admin.pool.query(
    `select seq from events where record_id = $1 and move = 'cancel'`,
    [id],
  )
  const effect = { topic: 'activity.cancel', orgId: orgs.station, recordId: id, seq: rows[0].seq, toState: 'cancelled' }
  await services.jobs.hearers.get('notices')?.hear(effect)
  const told = await installation.admin.pool.query(`select receiver_id from notices where record_id = $1`, [id])
  expect(told.rows.map((row) => row.receiver_id).sort()).toEqual([helper(11).personId, helper(12).personId].sort())
  const { items } = await helper(11).caller.get(listMyActivities, {})
  expect(items.find((one) => one.id === id)).toMatchObject({ state: 'cancelled', mine: { state: 'cancelled' } })
  // The time is free again.
  const again = await openActivity(installation, head, { from: '2026-12-15T10:00', until: '2026-12-15T12:00' })
  expect((await signUp(helper(11).caller, again.id)).statusCode).toBe(200)
})

test('who is erased gives the place to the next', async () => {
  const { id } = await openActivity(installation, head, {
    from: '2026-12-16T09:00',
    until: '2026-12-16T11:00',
    volunteerPlaces: 1,
  })
  for (const place of [13, 14]) await signUp(helper(place).caller, id)
  const { services, orgs } = installation
  await inScope(services.database, { role: 'yimi_app', orgs: [orgs.station] }, (tx) =>
    erasePerson(
      { tx, keyring: services.keyring, now: NOW, actor: systemActor([orgs.station]) },
      helper(13).personId,
      '本人要求',
    ),
  )
  const rows = await linesOf(id)
  expect(rows.map((row) => [row.state, row.person_id])).toEqual([
    ['withdrawn', null],
    ['taken', helper(14).personId],
  ])
})

test('by bare SQL somebody reads his own places, and nobody else’s', async () => {
  const { id } = await openActivity(installation, head, { from: '2026-12-17T09:00', until: '2026-12-17T11:00' })
  for (const place of [15, 16]) await signUp(helper(place).caller, id)
  const scope = { role: 'yimi_app' as const, personId: helper(15).personId, orgs: [] }
  await inScope(installation.services.database, scope, async (tx) => {
    const rows = await tx.selectFrom('activity_places').select('person_id').where('activity_id', '=', id).execute()
    expect(rows).toEqual([{ person_id: helper(15).personId }])
    expect(await tx.selectFrom('activities').select('id').execute()).toEqual([])
    const changed = await tx.updateTable('activity_places').set({ came_at: NOW }).executeTakeFirst()
    expect(Number(changed.numUpdatedRows)).toBe(0)
  })
})

test('every chain checks', async () => {
  const scope = { role: 'yimi_app' as const, orgs: Object.values(installation.orgs) }
  expect((await inScope(installation.services.database, scope, verifyChains)).faults).toEqual([])
})
