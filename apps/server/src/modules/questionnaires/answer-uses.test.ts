import { getNeed, hearNeed, listNeeds } from '@yimi/contract/need.ts'
import { enterAnswer, getAnswer, withdrawAnswer } from '@yimi/contract/questionnaire-answer.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/new-id.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { inStation } from '../hours/hours-fixtures.ts'
import { erasePerson } from '../people/people.ts'
import { buildResident } from '../people/people-fixtures.ts'
import { buildQuestionnaire } from './questionnaires-fixtures.ts'

const NOW = new Date('2027-01-05T02:00:00.000Z')
const WISH = '楼道灯坏了三周'
const named = { identity: 'named' as const, oncePerPerson: false, keepDays: 365 }

let installation: TestInstallation
let station: string
let head: TestCaller
let duty: TestCaller
let grid: TestCaller

beforeAll(async () => {
  installation = await createTestInstallation({ rateLimitFactor: 1000 })
  installation.setNow(NOW)
  station = installation.orgs.station
  head = await installation.as('station-head', 'station')
  duty = await installation.as('duty-officer', 'station')
  grid = await installation.as('grid-worker', 'station')
})
afterAll(() => installation.close())

type Entered = RouteInput<typeof enterAnswer>['body']

/** Taken by telephone; answers its id. */
async function enter(by: TestCaller, id: string, more: Partial<Entered> = {}): Promise<string> {
  const body: Entered = {
    ...{ id: newId(), version: 1, answeredAt: NOW.toISOString(), orgId: station, channel: 'telephone' },
    ...{ values: { alone: 'no', wish: WISH }, ...more },
  }
  await by.get(enterAnswer, { params: { id }, body })
  return body.id
}

test('an answer becomes a need of the same person, which leads back to it for those who may read answers', async () => {
  const id = await buildQuestionnaire(head, station, { settings: named })
  const { id: personId } = await buildResident(installation, head, { name: '试点居民' })
  const answerId = await enter(duty, id, { personId })
  const answer = await duty.get(getAnswer, { params: { id: answerId } })
  expect(answer).toMatchObject({ orgId: station, questionnaireId: id, personId, values: { wish: WISH } })

  const body = {
    ...{ orgId: station, personId, needClass: 'affairs' as const, words: WISH, source: 'answer' as const },
    ...{ answerId, heardOn: '2027-01-05' },
  }
  const need = await duty.get(hearNeed, { body })
  expect(need).toMatchObject({
    ...{ personId, words: WISH, state: 'heard', answerId },
    answer: { questionnaireId: id, number: answer.number, title: '居民需求问卷' },
  })
  expect((await duty.get(listNeeds, { query: { answerId } })).items.map((one) => one.id)).toEqual([need.id])
  // A grid worker reads needs and no answers.
  expect(await grid.get(getNeed, { params: { id: need.id } })).toMatchObject({ words: WISH, answer: null })

  const sibling = await installation.as('duty-officer', 'sibling')
  const elsewhere = { ...body, orgId: installation.orgs.sibling, subject: 'anonymous' as const, personId: null }
  const refused = await sibling.call(hearNeed, { body: elsewhere })
  expect(refused.json().faults).toEqual([{ path: ['answerId'], message: '这份答案不在本站，或者已经撤回' }])
  expect((await duty.call(hearNeed, { body: { ...body, source: 'visit' } })).statusCode).toBe(400)
  const noKnock = await duty.call(hearNeed, { body: { ...body, answerId: null, source: 'visit', visitId: newId() } })
  expect(noKnock.json().code).toBe('not-found')
})

test('an answer that is taken back leads nowhere and gives no more needs; erasing the person empties both', async () => {
  const id = await buildQuestionnaire(head, station, { settings: named })
  const { id: personId } = await buildResident(installation, head, { name: '试走居民' })
  const body = {
    ...{ orgId: station, personId, needClass: 'affairs' as const, words: WISH, source: 'answer' as const },
    heardOn: '2027-01-05',
  }
  const [back, kept] = [await enter(duty, id, { personId }), await enter(duty, id, { personId })]
  const needs = [
    await duty.get(hearNeed, { body: { ...body, answerId: back } }),
    await duty.get(hearNeed, { body: { ...body, answerId: kept } }),
  ]
  await duty.get(withdrawAnswer, { params: { id: back } })
  expect(await duty.get(getNeed, { params: { id: needs[0]?.id ?? '' } })).toMatchObject({
    answerId: back,
    answer: null,
  })
  expect((await duty.call(hearNeed, { body: { ...body, answerId: back } })).statusCode).toBe(400)

  await inStation(installation, head, (context) => erasePerson(context, personId, '本人要求'))
  const { rows } = await installation.admin.pool.query(
    `select n.words_enc as need, a.words_enc as answer, a.person_id as person, n.state from needs n
     join questionnaire_answers a on a.id = n.answer_id where n.person_id = $1`,
    [personId],
  )
  expect(rows).toEqual([
    { need: null, answer: null, person: null, state: 'lapsed' },
    { need: null, answer: null, person: null, state: 'lapsed' },
  ])
})
