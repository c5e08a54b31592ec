import { getAnswer, withdrawAnswer } from '@yimi/contract/questionnaire-answer.ts'
import { countAsked, createVisitPlan } from '@yimi/contract/visit.ts'
import { listMyVisits } from '@yimi/contract/visit-record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildQuestionnaire } from '#modules/questionnaires/questionnaires-fixtures.ts'
import { newId } from '#platform/new-id.ts'
import { createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'
import { NOW, prepareVisits, send, type TestVisits, visitOf, WINDOW } from './visit-fixtures.ts'

let installation: TestInstallation
let world: TestVisits

beforeAll(async () => {
  installation = await createTestInstallation({ rateLimitFactor: 1000 })
  installation.setNow(NOW)
  world = await prepareVisits(installation)
})
afterAll(() => installation.close())

test('a plan asks a questionnaire: record and answer are kept together and once; every door is in the base', async () => {
  const questionnaireId = await buildQuestionnaire(world.head, installation.orgs.station)
  const { gridId, worker } = await world.grid(6)
  const draft = await buildQuestionnaire(world.head, installation.orgs.station, { published: false })
  const body = { orgId: installation.orgs.station, name: '问卷', purpose: '', ...WINDOW }
  const census = { kind: 'census' as const, gridIds: [gridId] }
  const none = { body: { ...body, doorsFrom: census, questionnaireId: draft } }
  expect((await world.head.call(createVisitPlan, none)).json().code).toBe('questionnaire-closed')
  const { id } = await world.plan(census, { questionnaireId })
  expect(await world.start(id)).toMatchObject({ questionnaire: { id: questionnaireId, version: 1 } })
  const { plans, doors } = await worker.get(listMyVisits, {})
  expect(plans[0]?.questionnaire).toMatchObject({ version: 1, form: { title: '居民需求问卷' } })
  const [first, second, third, fourth, fifth] = doors
  if (!first || !second || !third || !fourth || !fifth) throw new Error('no doors')
  const answer = (values: Record<string, string> = { alone: 'no' }) => ({
    id: newId(),
    version: 1,
    values,
    personId: null,
    name: '',
  })
  const talked = { outcome: 'talked' as const, unchanged: true }
  const given = answer()
  const one = visitOf(first, { ...talked, answer: given })
  const wrong = visitOf(fourth, { ...talked, answer: answer({}) })
  const records = [
    one,
    visitOf(second, talked),
    visitOf(third, { outcome: 'refused' }),
    wrong,
    visitOf(fifth, { outcome: 'nobody-home' }),
  ]
  const sent = await send(worker, records)
  expect(sent.receipts.map((receipt) => receipt.result)).toEqual(['kept', 'kept', 'kept', 'refused', 'kept'])
  expect(sent.receipts[3]?.reason).toContain('这一题需要回答')
  expect(sent.doors.find((door) => door.id === first.id)).toMatchObject({ answered: true })
  expect(
    sent.doors.find((door) => door.id === fourth.id),
    'both or neither',
  ).toMatchObject({ outcome: null })
  const again = await Promise.all([send(worker, records), send(worker, [{ ...one, id: newId() }])])
  expect(again.map(({ receipts }) => receipts[0]?.result)).toEqual(['kept', 'kept'])
  const other = await send(worker, [visitOf(first, { ...talked, answer: answer() })])
  expect(other.receipts[0]).toMatchObject({ result: 'refused', reason: expect.stringContaining('已经答过') })
  const counts = () => world.head.get(countAsked, { params: { id: questionnaireId } })
  const atDoors = { doors: 6, answered: 1, met: 1, refused: 1, notMet: 1, gone: 0, toGo: 2, takenBack: 0 }
  expect(await counts()).toEqual({ version: 1, asked: 6, answered: 1, notAnswered: 5, atDoors, otherwise: 0 })
  await world.end(id)
  expect((await counts()).atDoors, 'numbers outlive what they were counted from').toEqual(atDoors)
  const { rows } = await installation.admin.pool.query(
    `select count(*) filter (where answered)::int as answered, count(*) filter (where outcome = 'refused')::int as refused
     from visit_doors where plan_id = $1`,
    [id],
  )
  expect(rows).toEqual([{ answered: 0, refused: 0 }])
  const kept = await installation.admin.pool.query('select source_id from questionnaire_answers where id = $1', [
    given.id,
  ])
  expect(kept.rows, 'the answer names the plan, not the door').toEqual([{ source_id: id }])
})

test('with names the answer belongs to somebody behind that door, counts once a person, and is a number when taken back', async () => {
  const settings = { identity: 'named' as const, oncePerPerson: true }
  const questionnaireId = await buildQuestionnaire(world.head, installation.orgs.station, { settings })
  const { gridId, worker } = await world.grid(2)
  const { id } = await world.plan({ kind: 'census', gridIds: [gridId] }, { questionnaireId })
  await world.start(id)
  const [first, second] = (await worker.get(listMyVisits, {})).doors
  if (!first || !second) throw new Error('no doors')
  const personId = first.people[0]?.personId ?? null
  const given = { id: newId(), version: 1, values: { alone: 'no' }, personId, name: '' }
  const tried = await send(worker, [
    visitOf(second, { outcome: 'talked', answer: given }),
    visitOf(second, { outcome: 'talked', answer: { ...given, personId: null } }),
  ])
  expect(tried.receipts.map((receipt) => receipt.result)).toEqual(['refused', 'refused'])
  const kept = await send(worker, [visitOf(first, { outcome: 'talked', answer: given })])
  expect(kept.receipts[0]).toMatchObject({ result: 'kept' })
  const params = { id: given.id }
  expect(await world.head.get(getAnswer, { params })).toMatchObject({
    channel: 'visit',
    name: expect.stringMatching(/安$/),
  })
  await world.head.get(withdrawAnswer, { params })
  const counts = await world.head.get(countAsked, { params: { id: questionnaireId } })
  expect(counts).toMatchObject({
    asked: 2,
    answered: 0,
    notAnswered: 2,
    atDoors: { answered: 0, takenBack: 1, toGo: 1 },
  })
})
