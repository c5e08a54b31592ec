import {
  codeItem,
  getCodingRound,
  listCodeFrames,
  listCodingItems,
  makeCodeFrame,
  startCodingRound,
} from '@yimi/contract/coding.ts'
import { getNeed, hearNeed, listNeeds, moveNeed, suggestServices } from '@yimi/contract/need.ts'
import { enterAnswer, getAnswer, withdrawAnswer } from '@yimi/contract/questionnaire-answer.ts'
import { Form } from '@yimi/contract/questionnaire-form.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import {
  getReleaseDraft,
  listStatisticSeries,
  makeRelease,
  moveRelease,
  type Release,
  readPublishedRelease,
} from '@yimi/contract/statistic.ts'
import { givenAway, loadJudge } from '@yimi/disclosure/judge.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantTestCatalogue } from '#modules/catalogue/catalogue-fixtures.ts'
import { newId } from '#platform/new-id.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { inStation } from '../hours/hours-fixtures.ts'
import { erasePerson } from '../people/people.ts'
import { buildResident } from '../people/people-fixtures.ts'
import { buildQuestionnaire, surveyForm } from './questionnaires-fixtures.ts'

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

test('an answer without a name is tied to nobody, not even when somebody leaves his name for the order', async () => {
  await plantTestCatalogue(installation)
  const id = await buildQuestionnaire(head, station)
  const answerId = await enter(duty, id)
  const { id: personId } = await buildResident(installation, head, { name: '试名居民' })
  const body = {
    ...{ orgId: station, needClass: 'affairs' as const, words: WISH, source: 'answer' as const },
    ...{ answerId, heardOn: '2027-01-05' },
  }
  const refused = await duty.call(hearNeed, { body: { ...body, personId } })
  expect(refused.json().faults[0].path).toEqual(['personId'])
  const need = await duty.get(hearNeed, { body: { ...body, subject: 'anonymous', personId: null } })
  expect(need).toMatchObject({ answerId, answer: { questionnaireId: id } })
  const query = { needClass: 'affairs' as const, personId }
  const { items } = await duty.get(suggestServices, { params: { id: station }, query })
  const serviceId = items.find((one) => one.why === '')?.serviceId ?? ''
  const taken = await duty.get(moveNeed, {
    params: { id: need.id },
    body: { move: 'take-up', needs: { serviceId, how: 'desk', saidBy: 'resident' }, personId },
  })
  expect(taken).toMatchObject({ state: 'taken-up', answerId: null, answer: null })
  expect(taken.order).not.toBeNull()
})

test('what was written to one question is coded by those who may read it, and by nobody else', async () => {
  const id = await buildQuestionnaire(head, station)
  const source = `answers:${id}:wish`
  const first = await enter(duty, id, { values: { alone: 'no', wish: '想学手机' } })
  await enter(duty, id, { values: { alone: 'no' } })
  await enter(duty, id, { values: { alone: 'no', help: ['other'], 'help-Comment': '修灯', wish: WISH } })
  const { sources } = await duty.get(listCodeFrames, { params: { id: station } })
  expect(sources.filter((one) => one.name.includes(id))).toEqual([
    { name: `answers:${id}:help-Comment`, label: '居民需求问卷：希望社区帮什么？（其他）' },
    { name: source, label: '居民需求问卷：还有什么想说的？' },
  ])
  const codes = [
    { code: 'A', words: '修理' },
    { code: 'B', words: '学习' },
  ]
  const frame = await head.get(makeCodeFrame, { params: { id: station }, body: { name: '愿望', codes } })
  const body = { orgId: station, frameVersionId: frame.id, source, from: '2027-01-01', until: '2027-01-31' }
  const round = await duty.get(startCodingRound, { body })
  expect(round).toMatchObject({ total: 2, sourceLabel: '居民需求问卷：还有什么想说的？' })
  const itemsOf = async (by: TestCaller, roundId: string, part: 'first' | 'second') =>
    (await by.get(listCodingItems, { params: { id: roundId }, query: { part } })).items
  expect((await itemsOf(duty, round.id, 'first')).map((one) => one.words)).toEqual(['想学手机', WISH])
  const beside = await duty.get(startCodingRound, { body: { ...body, source: `answers:${id}:help-Comment` } })
  expect((await itemsOf(duty, beside.id, 'first')).map((one) => one.words)).toEqual(['修灯'])

  // Grid workers code what they heard themselves; written answers are not theirs to read.
  expect((await grid.get(listCodeFrames, { params: { id: station } })).sources.map((one) => one.name)).toEqual([
    'needs',
  ])
  expect((await grid.call(startCodingRound, { body })).json().code).toBe('no-right')
  const asSecond = { params: { id: round.id }, query: { part: 'second' as const } }
  expect((await grid.call(listCodingItems, asSecond)).json().code).toBe('no-right')

  await duty.get(withdrawAnswer, { params: { id: first } })
  const [item] = await itemsOf(head, round.id, 'second')
  expect(item?.words).toBe('')
  await head.get(codeItem, {
    params: { id: round.id, itemId: item?.id ?? '' },
    body: { part: 'second', code: 'A' },
  })
  expect(await head.get(getCodingRound, { params: { id: round.id } })).toMatchObject({ secondDone: 1 })
})

/** Lives alone, then whether a bell is wanted; several kinds of help, or nothing said. */
const PROFILES = [
  ...[{ alone: 'no' }, { alone: 'yes', bell: true }, { alone: 'yes', bell: false }].flatMap((one) =>
    [{ help: ['meal'] }, { help: ['hair'] }, { help: ['meal', 'hair'] }, {}].map((other) => ({ ...one, ...other })),
  ),
] as readonly { alone: string; bell?: boolean; help?: string[] }[]
const ANSWERED = {
  // Three live with others: that the rest was asked about the bell must not tell it.
  station: [1, 1, 1, 0, 6, 5, 7, 2, 12, 8, 0, 3],
  sibling: [14, 2, 5, 0, 6, 9, 1, 7, 3, 11, 8, 1],
} as const

test('published tables of a questionnaire: what is small is left out, and no table gives away what another leaves out', async () => {
  const officer = await installation.as('institute-officer', 'institute')
  const choices = surveyForm.pages[0]?.elements.map((one) =>
    one.type === 'checkbox' ? { ...one, showOtherItem: false, showNoneItem: false } : one,
  )
  const form = Form.parse({ title: '铃和帮助', pages: [{ name: 's1', elements: choices }] })
  const id = await buildQuestionnaire(officer, installation.orgs.institute, { form })
  for (const unit of ['station', 'sibling'] as const)
    for (const [place, count] of ANSWERED[unit].entries()) await answered(id, unit, PROFILES[place] ?? {}, count)

  const { items } = await officer.get(listStatisticSeries, {})
  const series = items.find((one) => one.label === '铃和帮助（第 1 版）')
  expect(series?.tables.map((one) => one.title)).toEqual([
    '收到的答卷',
    '您是一个人住吗？',
    '要装呼叫铃吗？',
    '希望社区帮什么？',
  ])
  const release = await publish(officer, series?.name ?? '', series?.tables.map((one) => one.name) ?? [])

  const atoms = (['station', 'sibling'] as const).flatMap((unit) =>
    PROFILES.map((profile, place) => ({ unit: installation.orgs[unit], profile, count: ANSWERED[unit][place] ?? 0 })),
  )
  const printed = new Map<string, number | null>()
  const cells = release.tables.flatMap((table) =>
    table.cells.map(({ at: [unit, choice = ''], value }) => {
      const cell = [table.name, unit, choice].join('|')
      printed.set(cell, value)
      const within = (atom: (typeof atoms)[number]) =>
        (unit === 'all' || unit === atom.unit) && isIn(table.name, choice, atom.profile)
      return { id: cell, atoms: atoms.flatMap((atom, place) => (within(atom) ? [place] : [])) }
    }),
  )
  expect(cells).toHaveLength(3 * (1 + 4 + 4 + 4))
  for (const cell of cells) {
    const truth = cell.atoms.reduce((sum, place) => sum + (atoms[place]?.count ?? 0), 0)
    const value = printed.get(cell.id)
    if (truth > 0 && truth < 5) expect(value, cell.id).toBeNull()
    if (value !== null) expect(value, cell.id).toBe(truth)
  }
  const counts = atoms.map((atom) => atom.count)
  const withheld = new Set([...printed].flatMap(([cell, value]) => (value === null ? [cell] : [])))
  const judge = await loadJudge()
  expect(givenAway(judge, { counts, cells, threshold: 5 }, withheld)).toEqual([])
  expect(givenAway(judge, { counts, cells, threshold: 5 }, new Set())).not.toEqual([])
  expect(withheld.size).toBeLessThan(cells.length / 2)
  expect(release.base).toEqual([])
})

/** By the codes of the choices, in words of the script alone. */
function isIn(table: string, choice: string, { alone, bell, help }: (typeof PROFILES)[number]): boolean {
  if (table === 'answers') return true
  if (table === 'q-alone') return choice === 'all' || choice === (alone === 'yes' ? '1' : '2')
  if (table === 'q-bell') return bell !== undefined && (choice === 'all' || choice === (bell ? '1' : '2'))
  if (choice === 'unanswered') return help === undefined
  return choice === 'all' || help?.includes(choice === '1' ? 'meal' : 'hair') === true
}

/** So many answers alike, written past the interface: only their number matters here. */
async function answered(id: string, unit: 'station' | 'sibling', profile: object, count: number): Promise<void> {
  const asked = { alone: [1, 1], help: [1, 'help' in profile ? 1 : 0], ...('bell' in profile ? { bell: [1, 1] } : {}) }
  await installation.admin.pool.query(
    `insert into questionnaire_answers (id, org_id, questionnaire_id, version_id, number, choices, asked, answered_at, received_at)
     select gen_random_uuid(), $1, $2, v.id, gen_random_uuid()::text, $3, $4, '2026-12-10T03:00Z', '2026-12-10T03:00Z'
     from questionnaire_versions v, generate_series(1, $5) where v.questionnaire_id = $2`,
    [installation.orgs[unit], id, JSON.stringify(profile), JSON.stringify(asked), count],
  )
}

async function publish(by: TestCaller, series: string, tables: string[]): Promise<Release> {
  const { id } = await by.get(makeRelease, {
    body: { orgId: installation.orgs.institute, series, tables, kind: 'month', from: '2026-12-01' },
  })
  await installation.services.jobs.rounds.get('statistics')?.()
  expect(await by.get(getReleaseDraft, { params: { id } })).toMatchObject({ state: 'ready', refusal: '' })
  await by.get(moveRelease, { params: { id }, body: { move: 'publish' } })
  return installation.anonymous.get(readPublishedRelease, { params: { id } })
}
