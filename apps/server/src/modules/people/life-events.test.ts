import { listEntrances, setEntranceStewards } from '@yimi/contract/ground.ts'
import {
  addToMyReport,
  confirmLifeEvent,
  type LifeEventKind,
  listLifeEvents,
  listMyNeighbours,
  listMyReports,
  reportLifeEvent,
  reverseLifeEvent,
  takeBackMyReport,
} from '@yimi/contract/life-event.ts'
import { getPerson, listPeople } from '@yimi/contract/person.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { begin } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import { playRandomMoves } from '../../testing/random-moves.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { insertLifeEvent } from './life-event-queries.ts'
import { lifeEventRules } from './life-event-rules.ts'
import { indexOfLifeEvent, whatContext } from './life-event-words.ts'
import { type ConfirmedLifeEvent, onLifeEvent } from './people.ts'
import { buildDwelling, buildResident } from './people-fixtures.ts'
import { keyOfPerson } from './seal-person.ts'

let installation: TestInstallation
let head: TestCaller
let worker: TestCaller
const DAY = '2026-01-15'

beforeAll(async () => {
  installation = await createTestInstallation()
  head = await installation.as('station-head', 'station')
  worker = await installation.as('grid-worker', 'station')
})
afterAll(() => installation.close())

async function reportOn(id: string, what: LifeEventKind, words: object = {}, by = worker): Promise<string> {
  return (await by.get(reportLifeEvent, { params: { id }, body: { what, happenedOn: DAY, words } })).id
}

function confirmBy(by: TestCaller, id: string) {
  return by.call(confirmLifeEvent, { params: { id }, body: { how: '电话核实' } })
}

test('a death is confirmed by another person; record, household and whatever registered stop in that transaction', async () => {
  const { id } = await buildResident(installation, head)
  const event = await reportOn(id, 'death', { toldBy: '女儿来电' })
  expect((await head.get(getPerson, { params: { id } })).status, 'nothing follows from a report').toBe('living')
  expect((await confirmBy(worker, event)).json()).toMatchObject({ code: 'another-must-confirm' })
  const heard: ConfirmedLifeEvent[] = []
  onLifeEvent('death', 'test', async (context, one) => {
    heard.push(one)
    const { rows } = await sqlOf(context.tx, id)
    expect(rows[0]?.status, 'the record changed first').toBe('died')
    if (heard.length === 1) throw new Refusal('not-ready')
  })
  expect((await confirmBy(head, event)).statusCode).toBe(503)
  expect((await head.get(getPerson, { params: { id } })).status, 'all or nothing').toBe('living')
  expect((await confirmBy(head, event)).json()).toMatchObject({ state: 'confirmed' })
  onLifeEvent('death', 'test', async () => undefined)
  expect(heard.at(-1)).toMatchObject({ what: 'death', phase: 'confirmed', personId: id, happenedOn: DAY })
  const record = await head.get(getPerson, { params: { id } })
  expect(record).toMatchObject({ status: 'died', statusOn: DAY, household: null, door: '' })
  const living = await head.get(listPeople, { query: { status: 'living' } })
  expect(living.items.map((line) => line.id)).not.toContain(id)
})

test('a wrong report of a death is taken back: the person lives where he lived', async () => {
  const before = await buildResident(installation, head, { name: '活着的人' })
  const event = await reportOn(before.id, 'death')
  await confirmBy(head, event)
  const phases: string[] = []
  onLifeEvent('death', 'test', async (_context, one) => void phases.push(one.phase))
  expect((await worker.call(reverseLifeEvent, { params: { id: event }, body: { reason: '同名' } })).statusCode).toBe(
    403,
  )
  await head.get(reverseLifeEvent, { params: { id: event }, body: { reason: '同名' } })
  onLifeEvent('death', 'test', async () => undefined)
  expect(phases).toEqual(['reversed'])
  const after = await head.get(getPerson, { params: { id: before.id } })
  expect(after).toMatchObject({ status: 'living', statusOn: null, door: before.door })
  expect(after.household?.members.map((member) => [member.personId, member.until])).toEqual([[before.id, null]])
})

test('a whole household moves within the station, or away; a birth brings the child', async () => {
  const { station } = installation.orgs
  const from = await buildDwelling(head, station)
  const to = await buildDwelling(head, station, ['新家园', '8号楼', '801室'])
  const mother = await buildResident(installation, head, { name: '何母', dwellingId: from })
  const son = await buildResident(installation, head, { name: '何子', dwellingId: from, role: 'child' })
  const birth = await reportOn(mother.id, 'birth', { childName: '何小宝', childSex: 'female' })
  expect((await confirmBy(worker, birth)).json()).toMatchObject({ state: 'confirmed' })
  const move = await reportOn(mother.id, 'move', { toDwellingId: to, wholeHousehold: true })
  expect((await confirmBy(head, move)).statusCode).toBe(200)
  const after = await head.get(getPerson, { params: { id: son.id } })
  expect(after).toMatchObject({ status: 'living', door: '新家园8号楼801室' })
  expect(after.household?.members.map((member) => member.name).sort()).toEqual(['何子', '何小宝', '何母'])
  const away = await reportOn(son.id, 'move')
  await confirmBy(head, away)
  expect(await head.get(getPerson, { params: { id: son.id } })).toMatchObject({ status: 'moved-away', household: null })
  const { items } = await head.get(listPeople, { query: { search: '何小宝' } })
  expect(items).toMatchObject([{ birthDate: DAY, door: '新家园8号楼801室' }])
})

test('a steward sees and reports behind his own entrance alone, and confirms nothing', async () => {
  const steward = await installation.as('entrance-steward', 'station')
  const { station } = installation.orgs
  const dwellingId = await buildDwelling(head, station, ['槐荫里', '5号楼', '1单元', '101室'])
  const near = await buildResident(installation, head, { name: '近邻', dwellingId })
  const far = await buildResident(installation, head, { name: '远邻' })
  const entrance = (await head.get(listEntrances, { query: { limit: 200 } })).items.find(
    (one) => one.labels[0] === '槐荫里',
  )
  await head.get(setEntranceStewards, { params: { id: entrance?.id ?? '' }, body: { personIds: [steward.personId] } })
  const { items } = await steward.get(listMyNeighbours, {})
  expect(items).toEqual([
    {
      personId: near.id,
      name: '近邻',
      door: '槐荫里5号楼1单元101室',
      labels: entrance && [...entrance.labels, '101室'],
    },
  ])
  expect((await steward.call(getPerson, { params: { id: near.id } })).statusCode).toBe(403)
  const body = { what: 'wedding' as const, happenedOn: DAY }
  expect((await steward.call(reportLifeEvent, { params: { id: far.id }, body })).statusCode).toBe(404)
  const event = await reportOn(near.id, 'wedding', {}, steward)
  expect((await confirmBy(steward, event)).statusCode).toBe(403)
  expect(await reportOn(near.id, 'wedding', {}, steward), 'said twice is one report').toBe(event)
  const waiting = await worker.get(listLifeEvents, { query: { state: 'reported' } })
  expect(waiting.items.find((one) => one.id === event)).toMatchObject({
    personName: '近邻',
    what: 'wedding',
    availableMoves: ['confirm', 'refuse'],
  })
})

test('an illness is health: neither the word nor its kind stands in clear', async () => {
  const { id } = await buildResident(installation, head)
  await reportOn(id, 'illness', { note: '住院' })
  const { rows } = await installation.admin.pool.query(
    `select (select string_agg(l::text, ' ') from life_events l) || (select string_agg(e::text, ' ') from events e)
       || (select string_agg(o::text, ' ') from outbox o) as all`,
  )
  for (const words of ['illness', '住院']) {
    expect(rows[0].all).not.toContain(words)
    expect(rows[0].all).not.toContain(Buffer.from(words).toString('hex'))
  }
})

test('no sequence of moves leads a life event out of its declared states', async () => {
  const { database, keyring, clock } = installation.services
  const { station } = installation.orgs
  const area = new Set([station])
  const held = (['grid-worker', 'station-head'] as const).map((role) => ({ role, orgId: station, area }))
  const staff = { ...systemActor([station]), kind: 'account' as const, accountId: head.accountId, roles: held }
  const person = await buildResident(installation, head)
  const make = () =>
    inScope(database, { role: 'yimi_app', orgs: [station] }, async (tx) => {
      const id = newId()
      const context = { tx, keyring, actor: staff, now: clock.now() }
      const key = await keyOfPerson(context, person.id)
      await insertLifeEvent(tx, {
        id,
        org_id: station,
        person_id: person.id,
        what_enc: key.seal('wedding', whatContext(id)),
        what_index: indexOfLifeEvent(keyring, 'wedding'),
        happened_on: DAY,
        words_enc: null,
        reported_by: null,
        reported_as: 'desk',
        reported_at: context.now,
      })
      await begin(context, lifeEventRules, { recordId: id, orgId: station })
      return id
    })
  const needs = { how: '电话核实', reason: '弄错了' }
  await playRandomMoves(installation, lifeEventRules, { make, needs, actorFor: () => staff })
})

function sqlOf(tx: Parameters<Parameters<typeof inScope>[2]>[0], id: string) {
  return tx
    .selectFrom('people')
    .select('status')
    .where('id', '=', id)
    .execute()
    .then((rows) => ({ rows }))
}

test('a steward adds to what he reported while it waits, sees how it stands, and takes a mistake back', async () => {
  const steward = await installation.as('entrance-steward', 'station')
  const dwellingId = await buildDwelling(head, installation.orgs.station, ['晴川里', '2号楼', '1单元', '301室'])
  const { id } = await buildResident(installation, head, { name: '孙大妈', dwellingId })
  const { items } = await head.get(listEntrances, { query: { limit: 200 } })
  const entrance = items.find((one) => one.labels.includes('晴川里'))
  await head.get(setEntranceStewards, {
    params: { id: entrance?.id ?? '' },
    body: { personIds: [steward.personId] },
  })
  const event = await reportOn(id, 'birth', {}, steward)
  const more = { happenedOn: '2026-01-14', words: { childName: '孙小宝' } }
  const added = await steward.get(addToMyReport, { params: { id: event }, body: more })
  expect(added).toMatchObject({ personName: '孙大妈', happenedOn: '2026-01-14', words: { childName: '孙小宝' } })
  expect(
    (await steward.call(addToMyReport, { params: { id: event }, body: { ...more, happenedOn: '2999-01-01' } })).json(),
  ).toMatchObject({ faults: [{ path: ['happenedOn'] }] })
  const other = await installation.as('entrance-steward', 'station')
  expect((await other.call(takeBackMyReport, { params: { id: event } })).statusCode).toBe(404)
  expect((await other.get(listMyReports, {})).items).toEqual([])
  await confirmBy(worker, event)
  expect((await steward.get(listMyReports, {})).items).toMatchObject([{ id: event, state: 'confirmed' }])
  expect((await steward.call(addToMyReport, { params: { id: event }, body: more })).json().code).toBe(
    'move-not-allowed',
  )
  expect((await steward.call(takeBackMyReport, { params: { id: event } })).json().code).toBe('move-not-allowed')
  const mistaken = await reportOn(id, 'illness', {}, steward)
  const back = await steward.get(takeBackMyReport, { params: { id: mistaken } })
  expect(back.state).toBe('refused')
  expect((await steward.get(takeBackMyReport, { params: { id: mistaken } })).state, 'a second press').toBe('refused')
})
