import { getMyHours } from '@yimi/contract/hours.ts'
import { addNoMatch } from '@yimi/contract/incident.ts'
import {
  answerSheet,
  attendMySheet,
  enterSheet,
  getMySheet,
  getSheet,
  listMySheets,
  offerSheet,
  tickMySheet,
} from '@yimi/contract/round-sheet.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access/actor.ts'
import { playRandomMoves } from '../../testing/random-moves.ts'
import { createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'
import { type Greeting, NOW, prepareRounds, type TestRounds, tickOf } from './round-fixtures.ts'
import { roundRules } from './rounds.ts'

let installation: TestInstallation
let world: TestRounds

beforeAll(async () => {
  installation = await createTestInstallation({ rateLimitFactor: 1000 })
  installation.setNow(NOW)
  world = await prepareRounds(installation)
})
afterAll(() => installation.close())

const HOUR_MS = 3_600_000
const at = (hours: number) => installation.setNow(new Date(NOW.getTime() + hours * HOUR_MS))

async function oneSheet(count = 3): Promise<{ sheetId: string; roundId: string; greetings: Greeting[] }> {
  const greetings = await world.greetings(count)
  const round = await world.split(
    100,
    greetings.map((one) => one.orderId),
  )
  return { sheetId: round.sheetList[0]?.id ?? '', roundId: round.id, greetings }
}

test('before accepting a walker sees what, when and about where; after it surname and door; never a telephone', async () => {
  const { sheetId } = await oneSheet()
  const walker = await world.volunteer()
  const params = { id: sheetId }
  await world.dispatcher.get(offerSheet, { params, body: { personId: walker.personId } })
  const { items } = await walker.get(listMySheets, {})
  expect(items).toMatchObject([{ accepted: false, doors: 3, roundName: '春节送祝福' }])
  expect(JSON.stringify(items)).not.toMatch(/女士|先生|0\d室/)
  expect((await walker.call(getMySheet, { params })).statusCode).toBe(404)
  expect((await walker.call(getSheet, { params })).statusCode).toBe(403)
  await walker.get(answerSheet, { params, body: { accept: true } })
  const sheet = await walker.get(getMySheet, { params })
  expect(sheet.doorList[0]).toMatchObject({ whom: '王女士' })
  expect(JSON.stringify(sheet)).not.toMatch(/1380000|王安|1960/)
})

test('a decline leaves nothing: no row, no event that tells who was asked', async () => {
  const { sheetId } = await oneSheet()
  const walker = await world.volunteer()
  const params = { id: sheetId }
  await world.dispatcher.get(offerSheet, { params, body: { personId: walker.personId } })
  expect((await walker.get(answerSheet, { params, body: { accept: false } })).items).toEqual([])
  const { rows } = await installation.admin.pool.query<{ found: boolean }>(
    `select exists (select from round_walkers where person_id = $1)
       or exists (select from events where actor_id = $2 and kind = 'round-sheet')
       or exists (select from events where kind = 'round-sheet' and refs::text like '%' || $1::text || '%')
       or exists (select from outbox where payload::text like '%' || $1::text || '%') as found`,
    [walker.personId, walker.accountId],
  )
  expect(rows[0]?.found).toBe(false)
})

test('two walk a sheet, and no third; whoever is still asked then is taken off', async () => {
  const { sheetId } = await oneSheet()
  const params = { id: sheetId }
  const [a, b, c] = [await world.volunteer(), await world.volunteer(), await world.volunteer()]
  for (const one of [a, b, c]) await world.dispatcher.get(offerSheet, { params, body: { personId: one.personId } })
  const answers = await Promise.all([a, b, c].map((one) => one.call(answerSheet, { params, body: { accept: true } })))
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 200, 404])
  expect((await world.sheet(sheetId)).walkers.map((walker) => walker.accepted)).toEqual([true, true])
  const offered = await world.dispatcher.call(offerSheet, { params, body: { personId: c.personId } })
  expect(offered.json().code).toBe('sheet-full')
})

test('one check-in and one check-out a sheet; the walk gives both volunteers their hours, once, and the doors give none', async () => {
  const { sheetId, greetings } = await oneSheet(12)
  const params = { id: sheetId }
  const [a, b] = [await world.walker(sheetId), await world.walker(sheetId)]
  expect((await a.call(attendMySheet, { params, body: { move: 'check-out' } })).json().code).toBe('move-not-allowed')
  await a.get(attendMySheet, { params, body: { move: 'check-in' } })
  at(0.5)
  await b.get(attendMySheet, { params, body: { move: 'check-in' } })
  const sheet = await b.get(getMySheet, { params })
  expect(sheet.checkedInAt).toBe(NOW.toISOString())
  await Promise.all(
    [a, b].map((walker) =>
      walker.get(tickMySheet, { params, body: { ticks: sheet.doorList.map((door) => tickOf(door.id, 'given')) } }),
    ),
  )
  at(2)
  await b.get(attendMySheet, { params, body: { move: 'check-out' } })
  await a.get(attendMySheet, { params, body: { move: 'check-out' } })
  for (const walker of [a, b]) {
    const hours = await walker.get(getMyHours, {})
    expect(hours.items).toMatchObject([{ content: '走单 春节送祝福', minutesCounted: 120 }])
  }
  expect(await world.orderState(greetings[0]?.orderId ?? '')).toBe('delivered')
  at(0)
})

test('72 hours after the walk the walker sees nothing more, and nobody sees another one’s sheet', async () => {
  const { sheetId } = await oneSheet()
  const params = { id: sheetId }
  const walker = await world.walker(sheetId)
  const other = await world.volunteer()
  expect((await other.call(getMySheet, { params })).statusCode).toBe(404)
  expect((await other.call(tickMySheet, { params, body: { ticks: [] } })).statusCode).toBe(404)
  await walker.get(attendMySheet, { params, body: { move: 'check-in' } })
  at(1)
  await walker.get(attendMySheet, { params, body: { move: 'check-out' } })
  at(72)
  expect((await walker.get(getMySheet, { params })).doorList).toHaveLength(3)
  at(73.1)
  expect((await walker.call(getMySheet, { params })).statusCode).toBe(404)
  expect((await walker.get(listMySheets, {})).items).toEqual([])
  at(0)
})

test('who must not meet somebody at these doors, or is not on the list, is not asked; the reason names nobody', async () => {
  const { sheetId, greetings } = await oneSheet()
  const params = { id: sheetId }
  const walker = await world.volunteer()
  const pair = { firstId: walker.personId, secondId: greetings[0]?.personId ?? '' }
  await world.head.get(addNoMatch, { body: { orgId: installation.orgs.station, ...pair, reason: '有过争执' } })
  const refused = await world.dispatcher.call(offerSheet, { params, body: { personId: walker.personId } })
  expect(refused.json()).toMatchObject({ code: 'not-suited', detail: '这张走单里有不宜由这位上门的住户。' })
  const stranger = await installation.as('moderator', 'station')
  const body = { personId: stranger.personId }
  expect((await world.dispatcher.call(offerSheet, { params, body })).json().code).toBe('not-suited')
  const grid = await installation.as('grid-worker', 'station')
  const line = await world.dispatcher.get(offerSheet, { params, body: { personId: grid.personId } })
  expect(line.walkers).toHaveLength(1)
})

test('times on paper give hours where nobody checked in by telephone', async () => {
  const { sheetId } = await oneSheet()
  const walker = await world.walker(sheetId)
  at(8)
  const sheet = await world.sheet(sheetId)
  const walked = { from: NOW.toISOString(), until: new Date(NOW.getTime() + 3 * HOUR_MS).toISOString() }
  const ticks = sheet.doorList.map((door) => tickOf(door.id))
  const { sheet: typed } = await world.dispatcher.get(enterSheet, { params: { id: sheetId }, body: { ticks, walked } })
  expect(typed).toMatchObject({ status: 'back', checkedInAt: walked.from, checkedOutAt: walked.until })
  expect((await walker.get(getMyHours, {})).items).toMatchObject([{ minutesCounted: 180 }])
  at(0)
})

test('no sequence of moves leads a round out of its declared states', { timeout: 240_000 }, async () => {
  const { station } = installation.orgs
  const role = { role: 'dispatcher' as const, orgId: station, area: new Set([station]) }
  const staff = {
    ...systemActor([station]),
    kind: 'account' as const,
    accountId: world.dispatcher.accountId,
    roles: [role],
  }
  await playRandomMoves(installation, roundRules, {
    needs: { size: 40 },
    actorFor: ({ who }) => (who.includes('dispatcher') ? staff : systemActor([station])),
    async make() {
      const [greeting] = await world.greetings(1)
      const round = await world.plan([greeting?.orderId ?? ''])
      return round.id
    },
  })
})
