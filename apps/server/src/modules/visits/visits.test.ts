import { openFigure } from '@yimi/contract/figure.ts'
import { placeDwellings } from '@yimi/contract/ground.ts'
import { listLifeEvents } from '@yimi/contract/life-event.ts'
import { changePerson, exportPerson, getPerson } from '@yimi/contract/person.ts'
import { addTag } from '@yimi/contract/person-tag.ts'
import { getToday } from '@yimi/contract/today.ts'
import {
  assignVisitDoors,
  createVisitPlan,
  listPlannedDoors,
  listStaleDoors,
  moveVisitPlan,
  previewVisitDoors,
} from '@yimi/contract/visit.ts'
import { recordVisits } from '@yimi/contract/visit-record.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemActor } from '#platform/access/actor.ts'
import { playRandomMoves } from '../../testing/random-moves.ts'
import { createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'
import { myDoors, NOW, prepareVisits, send, type TestVisits, visitOf, WINDOW } from './visit-fixtures.ts'
import { visitPlanRules } from './visit-plan-rules.ts'

const DAY_MS = 86_400_000
const later = (ms: number) => new Date(NOW.getTime() + ms)
let installation: TestInstallation
let world: TestVisits

beforeAll(async () => {
  installation = await createTestInstallation({ rateLimitFactor: 1000 })
  installation.setNow(NOW)
  world = await prepareVisits(installation)
})
beforeEach(() => installation.setNow(NOW))
afterAll(() => installation.close())

/** A plan that runs over a grid of its own. */
async function running(doors: number) {
  const grid = await world.grid(doors)
  const { id } = await world.plan({ kind: 'census', gridIds: [grid.gridId] })
  const plan = await world.start(id)
  return { ...grid, plan, doors: await myDoors(grid.worker) }
}

test('a census fixes the doors in building order and gives them to the worker of the grid; later doors are not among them', async () => {
  const grid = await world.grid(12)
  const plan = await world.plan({ kind: 'census', gridIds: [grid.gridId] })
  expect(plan).toMatchObject({ state: 'draft', doors: 12, visited: 0, seed: null })
  expect(plan.strata).toMatchObject([{ gridId: grid.gridId, of: 12, doors: 12 }])
  expect(plan.parts).toMatchObject([{ workerId: grid.worker.personId, doors: 12, toGo: 12 }])
  expect(await myDoors(grid.worker), 'a draft is the desk’s').toEqual([])
  const more = await world.grid(1)
  await world.head.get(placeDwellings, { body: { dwellingIds: more.dwellingIds, gridId: grid.gridId } })
  await world.start(plan.id)
  const doors = await myDoors(grid.worker)
  expect(doors.map((door) => door.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  expect(doors[0]?.door).toMatch(/号楼101室$/)
  expect(doors[11]?.door).toMatch(/号楼1201室$/)
  expect(doors[0]?.people).toMatchObject([{ whom: expect.stringMatching(/^.(女士|先生)$/) }])
  const shown = JSON.stringify(doors)
  expect(shown).not.toMatch(/1390000\d{4}/)
  expect(shown).not.toContain('安"')
})

test('a sample keeps its seed and its denominators, and is drawn again by it', async () => {
  const grid = await world.grid(30)
  const strata = [{ gridId: grid.gridId, size: 8 }]
  const first = await world.plan({ kind: 'sample', strata })
  expect(first.strata).toMatchObject([{ of: 30, doors: 8 }])
  const again = await world.plan({ kind: 'sample', strata, seed: first.seed ?? '' })
  const doorsOf = async (id: string) =>
    (await world.head.get(listPlannedDoors, { params: { id } })).items.map((door) => door.door)
  expect(await doorsOf(again.id)).toEqual(await doorsOf(first.id))
})

test('a plan begins only when every door has somebody; doors change hands, and only to colleagues of the station', async () => {
  const grid = await world.grid(4)
  const other = await world.grid(1)
  const stranger = await installation.as('grid-worker', 'sibling')
  const { id } = await world.plan({ kind: 'census', gridIds: [grid.gridId] })
  const body = { from: grid.worker.personId, to: other.worker.personId }
  expect(
    (await world.head.call(assignVisitDoors, { params: { id }, body: { ...body, to: stranger.personId } })).json(),
  ).toMatchObject({
    code: 'bad-request',
    faults: [{ path: ['to'] }],
  })
  await installation.admin.pool.query('update visit_doors set worker_id = null where plan_id = $1', [id])
  const params = { id }
  expect((await world.head.call(moveVisitPlan, { params, body: { move: 'start' } })).json().code).toBe(
    'visit-doors-unassigned',
  )
  const given = await world.head.get(assignVisitDoors, { params, body: { ...body, from: null } })
  expect(given.parts).toMatchObject([{ workerId: other.worker.personId, doors: 4 }])
  await world.start(id)
  expect(await myDoors(other.worker)).toHaveLength(4)
})

test('sixty doors where nothing changed: one record each, in one request; each fact has its day and who looked', async () => {
  const { worker, doors, personIds, plan } = await running(60)
  const records = doors.map((door) => visitOf(door, { outcome: 'talked', unchanged: true }))
  const { receipts } = await send(worker, records)
  expect(receipts.every((receipt) => receipt.result === 'kept' && receipt.checked === 3)).toBe(true)
  const again = await send(worker, records)
  expect(again.receipts, 'sent again it has the same receipts').toEqual(receipts)
  const person = await world.head.get(getPerson, { params: { id: personIds[0] ?? '' } })
  expect(person.checks.map(({ fact, on, by }) => [fact, on, by.startsWith('grid-worker')])).toEqual([
    ['name', '2027-01-11', true],
    ['phone', '2027-01-11', true],
    ['home', '2027-01-11', true],
  ])
  expect(await world.read(plan.id)).toMatchObject({ doors: 60, visited: 60, met: 60, parts: [{ toGo: 0 }] })
  const exported = await world.head.get(exportPerson, { params: { id: person.id }, body: { reason: '本人来取' } })
  expect(exported.parts.map((part) => part.name)).toContain('fact-checks')
})

test('nobody at home is gone to again, at the time that was agreed; what is due stands on Today', async () => {
  const { worker, doors, plan } = await running(2)
  const [door, second] = doors
  if (!door || !second) throw new Error('no doors')
  const at = later(3 * 3_600_000).toISOString()
  const bare = await worker.call(recordVisits, { body: { records: [visitOf(door, { outcome: 'come-back' })] } })
  expect(bare.json().faults).toMatchObject([{ message: '请填约好的时间' }])
  await send(worker, [visitOf(door, { outcome: 'nobody-home' })])
  installation.setNow(later(3_600_000))
  await send(worker, [visitOf(door, { outcome: 'come-back', callBackAt: at, at: later(3_600_000).toISOString() })])
  expect((await myDoors(worker))[0]).toMatchObject({ attempts: 2, callBackAt: at, settled: false })
  expect((await world.read(plan.id)).parts).toMatchObject([{ toGo: 2, callBacks: 1, visited: 1, met: 0 }])
  const { rows } = await worker.get(getToday, {})
  expect(rows.find((row) => row.recordId === plan.id)?.detail).toBe('还有 2 户，其中 1 户约好今天再去')
})

test('a wrong press is mended at once and is no second knock; an older record changes nothing', async () => {
  const { worker, doors } = await running(1)
  const [door] = doors
  if (!door) throw new Error('no door')
  installation.setNow(later(120_000))
  await send(worker, [visitOf(door, { outcome: 'wrong-door', at: later(60_000).toISOString() })])
  await send(worker, [visitOf(door, { outcome: 'talked', at: later(90_000).toISOString() })])
  const late = await send(worker, [visitOf(door, { outcome: 'nobody-home' })])
  expect(late.receipts[0]?.result).toBe('older')
  expect((await myDoors(worker))[0]).toMatchObject({ outcome: 'talked', attempts: 1 })
})

test('who does not wish to be asked is not asked again in this plan, and nobody but that worker learns of it', async () => {
  const { worker, doors, plan } = await running(3)
  const [door] = doors
  if (!door) throw new Error('no door')
  await send(worker, [visitOf(door, { outcome: 'refused' })])
  installation.setNow(later(DAY_MS))
  const again = await send(worker, [visitOf(door, { outcome: 'talked', at: later(DAY_MS).toISOString() })])
  expect(again.receipts[0]).toMatchObject({ result: 'refused', reason: expect.stringContaining('不要再上门') })
  const other = await world.grid(1)
  await world.head.get(assignVisitDoors, {
    params: { id: plan.id },
    body: { from: worker.personId, to: other.worker.personId },
  })
  expect((await myDoors(other.worker)).map((one) => one.id)).not.toContain(door.id)
  const desk = [
    await world.read(plan.id),
    await world.head.get(listPlannedDoors, { params: { id: plan.id } }),
    (await world.head.get(openFigure, { params: { name: 'visit-doors' } })).items,
  ]
  expect(JSON.stringify(desk)).not.toContain('refused')
  expect((await myDoors(worker))[0]).toMatchObject({ outcome: 'refused', settled: true })
  await world.end(plan.id)
  const { rows } = await installation.admin.pool.query(
    `select d.outcome, r.outcome as record from visit_doors d join visit_records r on r.door_id = d.id where d.id = $1`,
    [door.id],
  )
  expect(rows).toEqual([{ outcome: 'not-met', record: 'not-met' }])
})

test('what somebody else changed meanwhile is looked at again: nothing is overwritten, the other records stand', async () => {
  const { worker, doors, personIds } = await running(2)
  const [first, second] = doors
  if (!first || !second) throw new Error('no doors')
  const personId = first.people[0]?.personId ?? ''
  expect(personIds).toContain(personId)
  const { revision } = await world.head.get(getPerson, { params: { id: personId } })
  await world.head.get(changePerson, {
    params: { id: personId },
    body: { revision, reason: '来电更正', changes: { contact: '13911112222' } },
  })
  const mine = visitOf(first, { outcome: 'talked', unchanged: true })
  const answer = await send(worker, [mine, visitOf(second, { outcome: 'talked', unchanged: true })])
  expect(answer.receipts.map((receipt) => receipt.result)).toEqual(['stale', 'kept'])
  const fresh = answer.doors.find((door) => door.id === first.id)
  expect(fresh).toMatchObject({ outcome: null, people: [{ phoneMasked: expect.stringContaining('2222') }] })
  const sent = await send(worker, [{ ...mine, stamp: fresh?.stamp ?? '' }])
  expect(sent.receipts[0], 'the same record, looked at again').toMatchObject({ result: 'kept', checked: 3 })
})

test('what changed goes through the person’s own record, and one fault leaves the other records be', async () => {
  const { worker, doors } = await running(3)
  const [first, second, third] = doors
  if (!first || !second || !third) throw new Error('no doors')
  const [a, b, c] = doors.map((door) => door.people[0]?.personId ?? '')
  const tag = await world.head.get(addTag, {
    params: { id: a ?? '' },
    body: { kind: 'living-alone', source: 'desk', givenOn: '2026-01-05' },
  })
  const [now] = await myDoors(worker)
  expect(now?.people[0]?.facts.at(-1)).toMatchObject({ label: '独居', tagId: tag.id, checkedOn: '2026-01-05' })
  const { receipts } = await send(worker, [
    visitOf(now ?? first, {
      outcome: 'talked',
      unchanged: true,
      changes: [
        { kind: 'phone', personId: a ?? '', phone: '13912345678' },
        { kind: 'mark-over', personId: a ?? '', tagId: tag.id },
        { kind: 'mark', personId: a ?? '', mark: 'elder-couple' },
      ],
    }),
    visitOf(second, {
      outcome: 'talked',
      changes: [{ kind: 'event', personId: b ?? '', what: 'birth', happenedOn: '2027-01-09' }],
    }),
    visitOf(third, {
      outcome: 'talked',
      unchanged: true,
      changes: [{ kind: 'event', personId: c ?? '', what: 'illness', happenedOn: '2027-02-01' }],
    }),
  ])
  expect(receipts.map((receipt) => [receipt.result, receipt.reason])).toEqual([
    ['kept', ''],
    ['kept', ''],
    ['refused', '日期不能晚于今天'],
  ])
  const person = await world.head.get(getPerson, { params: { id: a ?? '' } })
  expect(person.contactMasked).toContain('5678')
  expect(person.tags.map((one) => one.kind)).toEqual(['elder-couple'])
  const { items } = await world.head.get(listLifeEvents, { query: { state: 'reported' } })
  expect(items.filter((one) => one.personId === b)).toMatchObject([{ what: 'birth', state: 'reported' }])
  expect(
    items.filter((one) => one.personId === c),
    'all of a record or none',
  ).toEqual([])
  expect((await world.head.get(getPerson, { params: { id: c ?? '' } })).checks).toEqual([])
})

test('a family that has moved away is reported, to be confirmed by somebody else; mended at once it is taken back', async () => {
  const { worker, doors } = await running(1)
  const [door] = doors
  if (!door) throw new Error('no door')
  const personId = door.people[0]?.personId ?? ''
  const waiting = async () =>
    (await world.head.get(listLifeEvents, { query: { state: 'reported' } })).items.filter(
      (one) => one.personId === personId,
    )
  await send(worker, [visitOf(door, { outcome: 'moved-away' })])
  expect(await waiting()).toMatchObject([{ what: 'move', words: { wholeHousehold: true } }])
  expect((await world.head.get(getPerson, { params: { id: personId } })).status).toBe('living')
  installation.setNow(later(60_000))
  await send(worker, [visitOf(door, { outcome: 'nobody-home', at: later(60_000).toISOString() })])
  expect(await waiting()).toEqual([])
})

test('of two who write at once each record counts once; a stranger’s door is not written to', async () => {
  const { worker, doors } = await running(1)
  const [door] = doors
  if (!door) throw new Error('no door')
  const one = visitOf(door, { outcome: 'talked', unchanged: true })
  const answers = await Promise.all([send(worker, [one]), send(worker, [one])])
  expect(answers.map((answer) => answer.receipts[0]?.result)).toEqual(['kept', 'kept'])
  const { rows } = await installation.admin.pool.query('select 1 from visit_records where door_id = $1', [door.id])
  expect(rows).toHaveLength(1)
  const stranger = await installation.as('grid-worker', 'station')
  const tried = await send(stranger, [visitOf(door, { outcome: 'refused' }), one])
  expect(tried.receipts.map((receipt) => receipt.result)).toEqual(['refused', 'refused'])
  expect(tried.doors).toEqual([])
})

test('what was saved without a line before a plan ended still counts; what came after it does not', async () => {
  const { worker, doors, plan } = await running(2)
  const [first, second] = doors
  if (!first || !second) throw new Error('no doors')
  installation.setNow(later(3_600_000))
  await world.end(plan.id)
  installation.setNow(later(2 * 3_600_000))
  const { receipts } = await send(worker, [
    visitOf(first, { outcome: 'talked', unchanged: true }),
    visitOf(second, { outcome: 'talked', at: later(5_400_000).toISOString() }),
  ])
  expect(receipts.map((receipt) => receipt.result)).toEqual(['kept', 'refused'])
})

test('the stale list names doors whose facts nobody looked at for so long, and a plan is made of it', async () => {
  const grid = await world.grid(5)
  installation.setNow(later(400 * DAY_MS))
  const orgId = installation.orgs.station
  const stale = () => world.head.get(listStaleDoors, { query: { orgId, gridId: grid.gridId, months: 12 } })
  expect(await stale()).toMatchObject({ total: 5, items: [{ facts: 3, oldest: '2027-01-11' }, {}, {}, {}, {}] })
  const doorsFrom = { kind: 'stale' as const, gridIds: [grid.gridId], months: 12 }
  const seen = await world.head.get(previewVisitDoors, { body: { orgId, doorsFrom } })
  expect(seen).toMatchObject({ doors: 5, withoutWorker: 0, strata: [{ of: 5, doors: 5 }] })
  const { id } = await world.plan(doorsFrom, { from: '2028-02-15', until: '2028-03-15' })
  await world.start(id)
  const [door] = await myDoors(grid.worker)
  if (!door) throw new Error('no door')
  const at = later(400 * DAY_MS).toISOString()
  await send(grid.worker, [visitOf(door, { outcome: 'talked', unchanged: true, at })])
  expect((await stale()).total).toBe(4)
  const none = await world.head.call(createVisitPlan, {
    body: { orgId, name: '没有', purpose: '', ...WINDOW, doorsFrom: { ...doorsFrom, months: 60 } },
  })
  expect(none.json().code).toBe('visits-empty')
})

test('the figures count each door once a plan, and open by plan', async () => {
  const { worker, doors, plan } = await running(3)
  const [first, second] = doors
  if (!first || !second) throw new Error('no doors')
  await send(worker, [visitOf(first, { outcome: 'talked' }), visitOf(second, { outcome: 'nobody-home' })])
  const officer = await installation.as('institute-officer', 'institute')
  const opened = async (name: string) => officer.get(openFigure, { params: { name }, query: { limit: 200 } })
  const went = await opened('visit-doors')
  expect(went.items.find((one) => one.id === plan.id)).toMatchObject({ amount: 2, link: `/visits/${plan.id}` })
  expect(went.figure.value).toBe(went.items.reduce((sum, one) => sum + (one.amount ?? 0), 0))
  expect((await opened('visit-meetings')).items.find((one) => one.id === plan.id)?.amount).toBe(1)
})

test('moves in any order: made exactly where the plan lets them, and each leaves its event', async () => {
  const grid = await world.grid(1)
  const { station } = installation.orgs
  const held = { role: 'duty-officer' as const, orgId: station, area: new Set([station]) }
  const staff = { ...systemActor([station]), kind: 'account' as const, name: '值班员', roles: [held] }
  const make = async () => (await world.plan({ kind: 'census', gridIds: [grid.gridId] })).id
  const needs = { from: null, to: grid.worker.personId }
  await playRandomMoves(installation, visitPlanRules, { make, needs, actorFor: () => staff })
})
