import { writeFormFile } from '@yimi/contract/form-file.ts'
import {
  closeQuestionnaire,
  getQuestionnaire,
  getQuestionnaireVersion,
  importQuestionnaire,
  listQuestionnaires,
  publishQuestionnaire,
  saveQuestionnaireDraft,
} from '@yimi/contract/questionnaire.ts'
import {
  answerPublicQuestionnaire,
  countAnswers,
  enterAnswer,
  exportAnswers,
  getAnswer,
  getPublicQuestionnaire,
  listAnswers,
  listMyAnswers,
  withdrawMyAnswer,
  withdrawPublicAnswer,
} from '@yimi/contract/questionnaire-answer.ts'
import { Form } from '@yimi/contract/questionnaire-form.ts'
import { afterAll, expect, test } from 'vitest'
import { newId } from '#platform/new-id.ts'
import { readSpreadsheet } from '#platform/spreadsheets/read-spreadsheet.ts'
import { createTestInstallation } from '../../testing/test-installation.ts'
import { inStation } from '../hours/hours-fixtures.ts'
import { erasePerson, exportParts } from '../people/people.ts'
import { buildResident } from '../people/people-fixtures.ts'
import { buildLink, buildQuestionnaire, surveyForm } from './questionnaires-fixtures.ts'

const installation = await createTestInstallation()
const { orgs, anonymous, services } = installation
const head = await installation.as('station-head', 'station')
const settings = { identity: 'anonymous' as const, oncePerPerson: false, keepDays: 365 }
const WISH = '楼道灯坏了三周'
afterAll(() => installation.close())

function sent(values: Record<string, unknown>, more: { id?: string; version?: number } = {}) {
  return { id: newId(), version: 1, answeredAt: new Date().toISOString(), ...more, values } as never
}
const full = {
  alone: 'no',
  help: ['meal', 'other'],
  'help-Comment': '修灯',
  kids: [{ age: 7, school: true }, { age: 3 }],
  wish: WISH,
}

test('by a link: what was hidden is dropped, words are sealed, sent twice it counts once', async () => {
  const token = await buildLink(head, await buildQuestionnaire(head, orgs.station), orgs.station)
  const shown = await anonymous.get(getPublicQuestionnaire, { params: { token } })
  expect(shown).toMatchObject({ unit: 'station', identity: 'anonymous', signInFirst: false, version: 1 })
  const body = sent({ ...full, bell: true })
  const first = await anonymous.get(answerPublicQuestionnaire, { params: { token }, body })
  expect(first.number).toMatch(/^W\d{4}-\d{6}$/)
  expect(await anonymous.get(answerPublicQuestionnaire, { params: { token }, body })).toEqual(first)
  const { rows } = await installation.admin.pool.query('select choices, a::text as text from questionnaire_answers a')
  expect(rows.map((row) => row.choices)).toEqual([
    { alone: 'no', help: ['meal', 'other'], kids: [{ age: 7, school: true }, { age: 3 }] },
  ])
  expect(rows[0].text).not.toMatch(/楼道灯|修灯/)
})

test('what the form would not take is refused question by question', async () => {
  const token = await buildLink(head, await buildQuestionnaire(head, orgs.station), orgs.station)
  const faultsOf = async (values: Record<string, unknown>) => {
    const answer = await anonymous.call(answerPublicQuestionnaire, { params: { token }, body: sent(values) })
    expect(answer.statusCode).toBe(400)
    return answer.json().faults.map((fault: { path: string[]; message: string }) => [fault.path[1], fault.message])
  }
  expect(await faultsOf({})).toEqual([['alone', '这一题需要回答']])
  expect(await faultsOf({ alone: 'yes', kids: [{ age: 19 }, {}] })).toEqual([
    ['bell', '这一题需要回答'],
    ['kids[0].age', '不能大于 18'],
    ['kids[1].age', '这一题需要回答'],
  ])
  expect(await faultsOf({ alone: 'maybe', secret: 'x', help: ['meal', 'none'] })).toEqual([
    ['secret', '问卷里没有这一题'],
    ['alone', '请从选项里选'],
    ['help', '选了“以上都没有”，就不要再选别的'],
  ])
  const deep = await anonymous.call(answerPublicQuestionnaire, {
    params: { token },
    body: sent({ alone: 'no', kids: [{ age: { $gt: 1 } }] }),
  })
  expect(deep.statusCode).toBe(400)
})

test('counts have their base: shown, answered, left empty, not asked; group entries count each', async () => {
  const id = await buildQuestionnaire(head, orgs.station)
  const token = await buildLink(head, id, orgs.station)
  const params = { id }
  for (const values of [full, { alone: 'yes', bell: true }, { alone: 'yes', bell: false, help: ['none'] }])
    await anonymous.get(answerPublicQuestionnaire, { params: { token }, body: sent(values) })
  const entered = { orgId: orgs.station, channel: 'paper' as const }
  await head.get(enterAnswer, {
    params,
    body: { ...(sent({ alone: 'no', help: ['meal'] }) as object), ...entered } as never,
  })
  const counts = await head.get(countAnswers, { params })
  const of = (name: string) => counts.questions.find((one) => one.name === name)
  expect(counts).toMatchObject({ version: 1, answers: 4 })
  expect(Object.fromEntries(counts.byChannel.map((one) => [one.channel, one.count]))).toEqual({ link: 3, paper: 1 })
  expect(of('bell')).toMatchObject({ asked: 2, answered: 2, notAnswered: 0 })
  expect(of('bell')?.options.map((one) => one.count)).toEqual([1, 1])
  expect(of('help')).toMatchObject({ asked: 4, answered: 3, notAnswered: 1 })
  expect(of('help')?.options.map((one) => [one.value, one.count])).toEqual([
    ['meal', 2],
    ['hair', 0],
    ['other', 1],
    ['none', 1],
  ])
  expect(of('age')).toMatchObject({ group: 'kids', asked: 2, answered: 2, mean: 5 })
  expect(of('school')).toMatchObject({ asked: 1, answered: 1 })
  expect(of('wish')).toMatchObject({ asked: 4, answered: 1, notAnswered: 3, options: [] })
  const above = await installation.as('institute-officer', 'institute')
  expect((await above.get(countAnswers, { params })).answers).toBe(4)
  expect((await above.call(listAnswers, { params })).statusCode).toBe(403)
})

test('versions: an answer names its own; an older one is answered until it is closed, and never changes', async () => {
  const id = await buildQuestionnaire(head, orgs.station)
  const token = await buildLink(head, id, orgs.station)
  const params = { id }
  const changed = Form.parse({ ...surveyForm, pages: surveyForm.pages.slice(0, 1) })
  const saved = await head.get(saveQuestionnaireDraft, { params, body: { revision: 2, form: changed, settings } })
  const stale = await head.call(saveQuestionnaireDraft, { params, body: { revision: 2, form: changed, settings } })
  expect(stale.json().code).toBe('changed-meanwhile')
  const publish = { ...saved, note: '去掉孩子部分', closeEarlier: false }
  expect((await head.get(publishQuestionnaire, { params, body: publish })).version).toBe(2)
  expect((await anonymous.get(getPublicQuestionnaire, { params: { token } })).version).toBe(2)
  const begun = await anonymous.get(answerPublicQuestionnaire, { params: { token }, body: sent(full) })
  expect(await head.get(getAnswer, { params: { id: begun.id } })).toMatchObject({
    version: 1,
    values: full,
    words: true,
  })
  expect((await head.get(getQuestionnaireVersion, { params: { id, version: 1 } })).form).toEqual(surveyForm)
  await head.get(publishQuestionnaire, { params, body: { ...saved, note: '', closeEarlier: true } })
  const late = await anonymous.call(answerPublicQuestionnaire, { params: { token }, body: sent(full) })
  expect(late.json().code).toBe('version-closed')
  await head.get(closeQuestionnaire, { params, body: { closed: true } })
  expect((await anonymous.call(getPublicQuestionnaire, { params: { token } })).json().code).toBe('questionnaire-closed')
})

test('an unfinished form is not published, and each fault says where', async () => {
  const form = Form.parse({
    title: '问卷',
    pages: [
      {
        name: 's1',
        elements: [
          {
            type: 'radiogroup',
            name: 'a',
            title: '',
            choices: [{ value: 'x', text: '好' }],
            visibleIf: '{b} notempty',
          },
          { type: 'text', name: 'b', title: '几岁', inputType: 'number', min: 9, max: 1, visibleIf: 'alert(1)' },
        ],
      },
    ],
  })
  const id = await buildQuestionnaire(head, orgs.station, { form, published: false })
  const refused = await head.call(publishQuestionnaire, { params: { id }, body: { revision: 2, closeEarlier: false } })
  expect(refused.json()).toMatchObject({ code: 'form-incomplete' })
  expect(refused.json().faults.map((fault: { path: string[] }) => fault.path[1])).toEqual(['a', 'a', 'a', 'b', 'b'])
})

test('a file goes out and comes in the same; what is not supported is refused by name', async () => {
  const body = (text: string) => ({ orgId: orgs.station, text, settings })
  const { draft } = await head.get(importQuestionnaire, { body: body(writeFormFile(surveyForm)) })
  expect(draft).toEqual(surveyForm)
  const foreign = {
    title: '问卷',
    triggers: [{ type: 'runexpression', runExpression: 'x()' }],
    pages: [
      {
        name: 's1',
        elements: [
          { type: 'file', name: 'a' },
          { type: 'text', name: 'b', title: 'B', validators: [{ type: 'regex', regex: '(a+)+$' }] },
        ],
      },
    ],
  }
  const refused = await head.call(importQuestionnaire, { body: body(JSON.stringify(foreign)) })
  expect(refused.json().code).toBe('form-file-refused')
  const words = refused
    .json()
    .faults.map((fault: { message: string }) => fault.message)
    .join('\n')
  expect(words).toContain('不支持「triggers」')
  expect(words).toContain('不支持「file」这种题')
  expect(words).toContain('(a+)+$')
  expect((await head.call(importQuestionnaire, { body: body('{"title":') })).json().code).toBe('form-file-refused')
})

test('with a name: by telephone and for somebody, once a person, seen and taken back by the person himself', async () => {
  const id = await buildQuestionnaire(head, orgs.station, { settings: { identity: 'named', oncePerPerson: true } })
  const params = { id }
  const resident = await installation.as('resident', 'station')
  const { id: other } = await buildResident(installation, head, { name: '何欣' })
  const by = (more: object) =>
    ({ ...(sent(full) as object), orgId: orgs.station, channel: 'telephone', ...more }) as never
  expect((await head.call(enterAnswer, { params, body: by({}) })).json().faults[0].message).toContain('记名')
  await head.get(enterAnswer, { params, body: by({ personId: other }) })
  expect((await head.call(enterAnswer, { params, body: by({ personId: other }) })).json().code).toBe('answered-already')
  expect((await head.call(enterAnswer, { params, body: by({ personId: other, channel: 'behalf' }) })).statusCode).toBe(
    400,
  )
  const teller = { name: '水静', relation: 'child' }
  const spoken = await head.get(enterAnswer, { params, body: by({ name: '老周', channel: 'behalf', teller }) })
  expect(await head.get(getAnswer, { params: { id: spoken.id } })).toMatchObject({
    name: '老周',
    relation: 'child',
    teller: '水静',
  })
  const token = await buildLink(head, id, orgs.station)
  expect((await anonymous.call(answerPublicQuestionnaire, { params: { token }, body: sent(full) })).statusCode).toBe(
    401,
  )
  await resident.get(answerPublicQuestionnaire, { params: { token }, body: sent(full) })
  expect(await resident.get(getPublicQuestionnaire, { params: { token } })).toMatchObject({ answered: true })
  const [mine] = (await resident.get(listMyAnswers, {})).items
  expect(mine).toMatchObject({ title: surveyForm.title, unit: 'station' })
  await resident.get(withdrawMyAnswer, { params: { id: mine?.id ?? '' } })
  expect((await resident.get(listMyAnswers, {})).items).toEqual([])
  expect((await head.get(countAnswers, { params })).answers).toBe(2)
})

test('two at once for one person, and the same answer twice at once: one counts', async () => {
  const id = await buildQuestionnaire(head, orgs.station, { settings: { identity: 'named', oncePerPerson: true } })
  const { id: personId } = await buildResident(installation, head, { name: '何欣' })
  const body = () => ({ ...(sent(full) as object), orgId: orgs.station, channel: 'telephone', personId }) as never
  const enter = (one: never) => head.call(enterAnswer, { params: { id }, body: one })
  const both = await Promise.all([enter(body()), enter(body())])
  expect(both.map((one) => one.statusCode).sort()).toEqual([200, 409])
  expect(both.find((one) => one.statusCode === 409)?.json().code).toBe('answered-already')
  const token = await buildLink(head, await buildQuestionnaire(head, orgs.station), orgs.station)
  const same = sent(full)
  const twice = () => anonymous.get(answerPublicQuestionnaire, { params: { token }, body: same })
  const [one, other] = await Promise.all([twice(), twice()])
  expect(one).toEqual(other)
})

test('export and erasure know what a person answered; after the days that were said words and names are gone', async () => {
  const id = await buildQuestionnaire(head, orgs.station, { settings: { identity: 'named', keepDays: 30 } })
  const { id: personId } = await buildResident(installation, head, { name: '何欣' })
  const body = (more: object) =>
    ({ ...(sent(full) as object), orgId: orgs.station, channel: 'telephone', ...more }) as never
  const kept = await head.get(enterAnswer, { params: { id }, body: body({ name: '老周' }) })
  const gone = await head.get(enterAnswer, { params: { id }, body: body({ personId }) })
  const part = await inStation(installation, head, (context) => exportParts(context, personId))
  expect(part.find((one) => one.name === 'questionnaires')?.content).toMatchObject([{ answers: full }])
  await inStation(installation, head, (context) => erasePerson(context, personId, '本人要求'))
  const { rows } = await installation.admin.pool.query(
    'select choices, person_id, words_enc, withdrawn_at is not null as withdrawn from questionnaire_answers where id = $1',
    [gone.id],
  )
  expect(rows).toEqual([{ choices: {}, person_id: null, words_enc: null, withdrawn: true }])
  installation.setNow(new Date(Date.now() + 31 * 86_400_000))
  await services.jobs.hourly.get('questionnaires')?.()
  installation.setNow(undefined)
  expect(await head.get(getAnswer, { params: { id: kept.id } })).toMatchObject({
    name: '',
    teller: '',
    values: { alone: 'no' },
  })
  expect((await head.get(countAnswers, { params: { id } })).answers).toBe(1)
})

test('without a name: whoever sent it takes it back with the id alone, and it is no longer counted', async () => {
  const id = await buildQuestionnaire(head, orgs.station)
  const token = await buildLink(head, id, orgs.station)
  const { id: answer } = await anonymous.get(answerPublicQuestionnaire, { params: { token }, body: sent(full) })
  await anonymous.get(withdrawPublicAnswer, { params: { id: answer } })
  expect((await head.get(countAnswers, { params: { id } })).answers).toBe(0)
  expect((await anonymous.call(withdrawPublicAnswer, { params: { id: newId() } })).statusCode).toBe(404)
})

test('as a spreadsheet: nothing runs, and what was written only for whoever may read it', async () => {
  const id = await buildQuestionnaire(head, orgs.station)
  const token = await buildLink(head, id, orgs.station)
  await anonymous.get(answerPublicQuestionnaire, {
    params: { token },
    body: sent({ ...full, wish: '=HYPERLINK("x")' }),
  })
  const body = { version: 1, format: 'csv' as const, withWords: true, reason: '整理需求' }
  const taken = await head.get(exportAnswers, { params: { id }, body })
  const text = Buffer.from(taken.content, 'base64').toString('utf8')
  expect(text).toContain(`"'=HYPERLINK(""x"")"`)
  expect(text).toContain('送餐、其他（修灯）')
  const dispatcher = await installation.as('dispatcher', 'station')
  expect((await dispatcher.call(exportAnswers, { params: { id }, body })).json().code).toBe('no-right')
  const without = await dispatcher.get(exportAnswers, {
    params: { id },
    body: { ...body, format: 'xlsx', withWords: false },
  })
  const rows: string[] = []
  for await (const row of (await readSpreadsheet(Buffer.from(without.content, 'base64'))).rows(0))
    rows.push(JSON.stringify(row.cells))
  expect(rows.join()).not.toMatch(/HYPERLINK|修灯|还有什么想说/)
  expect(rows.at(-1)).toContain('1. 几岁：7；上学了吗：是')
  const [line] = (await dispatcher.get(listAnswers, { params: { id } })).items
  const read = await dispatcher.get(getAnswer, { params: { id: line?.id ?? '' } })
  expect(read.words).toBe(false)
  expect(read.values).not.toHaveProperty('wish')
})

test('units below ask by what was made above, and the answer is theirs', async () => {
  const officer = await installation.as('institute-officer', 'institute')
  const id = await buildQuestionnaire(officer, orgs.institute)
  expect((await head.get(listQuestionnaires, {})).items.some((one) => one.id === id)).toBe(true)
  expect(await head.get(getQuestionnaire, { params: { id } })).toMatchObject({ mayChange: false })
  const token = await buildLink(head, id, orgs.station, 'kiosk')
  await anonymous.get(answerPublicQuestionnaire, { params: { token }, body: sent(full) })
  const neighbour = await installation.as('station-head', 'sibling')
  expect((await head.get(listAnswers, { params: { id } })).items).toMatchObject([
    { channel: 'kiosk', orgName: 'station' },
  ])
  expect((await neighbour.get(listAnswers, { params: { id } })).total).toBe(0)
  expect((await neighbour.get(countAnswers, { params: { id } })).answers).toBe(0)
  expect((await officer.get(countAnswers, { params: { id } })).answers).toBe(1)
})
