import { CAPABILITIES } from '@yimi/contract/capabilities.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allOperations } from '../../operations.ts'
import type { AccessWorld } from '../../testing/access-case.ts'
import {
  ACCESS_CASES,
  ELSEWHERE,
  expectGiven,
  expectRefused,
  GUARDED,
  named,
  nameOf,
  openWorld,
  roleOf,
  rolesWith,
  SAME_FOR_ALL,
  tryList,
  tryRecord,
} from '../../testing/access-trials.ts'

/** Rows of the table that are asked besides a route's own capability. */
const WITHOUT_ROUTE: readonly string[] = ['answer.words']
let world: AccessWorld

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.installation.close())

test('every route has a case here, every case a route, every capability a route', () => {
  const routes = allOperations(world.installation.services).map((operation) => operation.route)
  expect(ACCESS_CASES.map((one) => nameOf(one.route)).sort()).toEqual(routes.map(nameOf).sort())
  const used = new Set<string>(routes.map((route) => route.capability))
  expect(CAPABILITIES.filter((capability) => !used.has(capability))).toEqual(WITHOUT_ROUTE)
})

describe('without the right', () => {
  test.each(named(GUARDED))('$name: nobody without a session, no role that the table leaves out', async ({ one }) => {
    const { send } = await one.arrange(world)
    expectRefused(await send(world.installation.anonymous), 401, 'not-signed-in', 'anonymous')
    const refused = rolesWith(one, (reach) => reach === 'none').filter((role) => role !== 'anonymous')
    expect(refused.length).toBeGreaterThan(0)
    await Promise.all(
      refused.map(async (role) => expectRefused(await send(await world.by(role, 'station')), 403, 'no-right', role)),
    )
  })

  test.each(named(ACCESS_CASES.filter((one) => one.route.capability === 'signed-in')))(
    '$name: nobody without a session, everybody with one',
    async ({ one }) => {
      const { send } = await one.arrange(world)
      expectRefused(await send(world.installation.anonymous), 401, 'not-signed-in', 'anonymous')
      expectGiven(one, await send(await world.installation.as('resident', 'station')), 'resident')
    },
  )

  test.each(named(ACCESS_CASES.filter((one) => one.route.capability === 'public')))(
    '$name: everybody',
    async ({ one }) => {
      expectGiven(one, await (await one.arrange(world)).send(world.installation.anonymous), 'anonymous')
    },
  )
})

describe('one record', () => {
  const records = GUARDED.filter((one) => one.route.owner === 'record' && !one.makersOnly)
  test.each(named(records))('$name: own and above may, elsewhere it is not there', ({ one }) => tryRecord(world, one))

  test.each(named(GUARDED.filter((one) => one.makersOnly)))('$name: who made it, nobody else', async ({ one }) => {
    const { send } = await one.arrange(world)
    for (const org of ['station', 'institute', 'district'] as const) {
      const answer = await send(await world.other('producer', org))
      expect([403, 404], `another producer of ${org}: ${answer.body}`).toContain(answer.statusCode)
    }
    for (const org of ELSEWHERE.station)
      expectRefused(await send(await world.by('producer', org)), 404, 'not-found', `producer of ${org}`)
    expectGiven(one, await send(await world.by('producer', 'station')), 'who made it')
  })

  const own = GUARDED.filter((one) => rolesWith(one, (reach) => reach === 'own').length > 0)
  test.each(named(own))('$name: a colleague of the same unit is refused what is not his own', async ({ one }) => {
    const { send } = await one.arrange(world)
    const maker = one.maker ?? 'producer'
    expectRefused(await send(await world.other(maker, 'station')), 404, 'not-found', 'colleague')
    expectGiven(one, await send(await world.by(maker, 'station')), 'who made it')
  })
})

describe('a list', () => {
  const lists = GUARDED.filter((one) => one.route.owner === 'none')
  test.each(named(lists.filter((one) => !SAME_FOR_ALL.includes(nameOf(one.route)))))(
    '$name: holds the record for own and above alone',
    ({ one }) => tryList(world, one),
  )

  test.each(named(lists.filter((one) => SAME_FOR_ALL.includes(nameOf(one.route)))))(
    '$name: is given to whoever may ask',
    async ({ one }) => {
      for (const org of ['station', 'otherStation', 'district'] as const)
        expectGiven(one, await (await one.arrange(world)).send(await world.by(roleOf(one), org)), org)
    },
  )
})
