import {
  answerComplaint,
  followComplaint,
  listComplaints,
  objectToAnswer,
  submitComplaint,
} from '@yimi/contract/complaint.ts'
import { createOrganisation } from '@yimi/contract/organisation.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { inScope } from '#platform/database/scope.ts'
import { fireTimers } from '#platform/flow/fire-timers.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { newId } from '#platform/new-id.ts'
import { SESSION_COOKIE } from '#platform/sessions/session-store.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'

const NOW = new Date('2026-11-23T04:00:00.000Z')
const DAY_MS = 86_400_000
const WORDS = '楼道灯坏了三个月没人修'
let installation: TestInstallation
let officer: TestCaller

beforeEach(async () => {
  await installation?.close()
  installation = await createTestInstallation()
  installation.setNow(NOW)
  officer = await installation.as('institute-officer', 'institute')
})
afterAll(() => installation.close())

function complain(aboutOrgId: string | null, more: { key?: string; words?: string } = {}) {
  const body = { words: more.words ?? WORDS, aboutOrgId, contact: '138 0000 0000', page: '/portal/' }
  return installation.anonymous.call(submitComplaint, { body }, more.key ? { key: more.key } : {})
}

test('a complaint is handled one above the unit concerned; that of the top by the top; of nobody by the top', async () => {
  const { station, institute, district } = installation.orgs
  const admin = await installation.as('district-admin', 'district')
  const head = await installation.as('station-head', 'station')
  for (const [about, handler] of [
    [station, 'institute'],
    [institute, 'district'],
    [district, 'district'],
    [null, 'district'],
  ] as const) {
    const { number } = (await complain(about)).json()
    const seen = (await admin.get(listComplaints, {})).items.find((item) => item.number === number)
    expect(seen?.handlerOrgName).toBe(handler)
  }
  const { items, total } = await officer.get(listComplaints, {})
  expect(total, 'the institute does not see the one about itself').toBe(1)
  expect(items[0]).toMatchObject({ aboutOrgName: 'station', words: WORDS, contact: '138 0000 0000', state: 'received' })
  expect((await head.call(listComplaints, {})).statusCode).toBe(403)
})

test('three years after it was closed its words are gone', async () => {
  const { number } = (await complain(installation.orgs.station)).json()
  const seen = async () => (await officer.get(listComplaints, {})).items.find((item) => item.number === number)
  const params = { id: (await seen())?.id ?? '' }
  await officer.get(answerComplaint, { params, body: { answer: '灯已修好' } })
  const at = (days: number) => installation.setNow(new Date(NOW.getTime() + days * DAY_MS))
  const { services } = installation
  at(16)
  await fireTimers({ ...services, now: services.clock.now() }, services.jobs.timers)
  for (const [days, words] of [
    [16 + 1090, WORDS],
    [16 + 1100, ''],
  ] as const) {
    at(days)
    await services.jobs.hourly.get('complaints')?.()
    installation.setNow(NOW)
    expect(await seen()).toMatchObject({ state: 'closed', words })
  }
})

test('the number has the year and rises; word, words and contact are in the database only sealed', async () => {
  const first = (await complain(installation.orgs.station)).json()
  const second = (await complain(installation.orgs.station)).json()
  expect(first).toEqual({
    number: 'T2026-000001',
    word: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/),
    dueAt: new Date(NOW.getTime() + 7 * DAY_MS).toISOString(),
  })
  expect(second.number).toBe('T2026-000002')
  const found = async (words: string) => {
    const { rows } = await installation.admin.pool.query<{ found: boolean }>(
      `select exists (select from complaints c where c::text like '%' || $1 || '%' or position(convert_to($1, 'UTF8')
           in c.words_enc || coalesce(c.contact_enc, '') || c.word_hash) > 0)
         or exists (select from idempotency_keys k where position(convert_to($1, 'UTF8') in k.answer) > 0)
         or exists (select from events e where e::text like '%' || $1 || '%' or position(convert_to($1, 'UTF8') in e.detail) > 0) as found`,
      [words],
    )
    return rows[0]?.found
  }
  expect(await found('T2026-000001'), 'the search itself finds').toBe(true)
  for (const secret of [WORDS, first.word, '138 0000']) expect(await found(secret), secret).toBe(false)
  const { rows: keys } = await installation.admin.pool.query('select from data_keys')
  expect(keys, 'each under its own key').toHaveLength(2)
})

test('number and word together show the answer, in whatever way the word is typed; one alone shows nothing', async () => {
  const { number, word } = (await complain(installation.orgs.station)).json()
  const other = (await complain(installation.orgs.station)).json()
  const ask = (body: { number: string; word: string }) => installation.anonymous.call(followComplaint, { body })
  expect((await ask({ number, word })).json()).toMatchObject({ state: 'received', answer: null })
  const typed = { number: ` ${number.toLowerCase()}`, word: word.toLowerCase().replaceAll('-', ' ') }
  expect((await ask(typed)).statusCode).toBe(200)
  const refused = await Promise.all([
    ask({ number, word: other.word }),
    ask({ number: 'T2026-999999', word }),
    ask({ number, word: '' }),
    ask({ number: '', word }),
  ])
  expect(new Set(refused.map((answer) => `${answer.statusCode} ${answer.body}`)).size, 'no oracle').toBe(1)
  expect(refused[0]?.statusCode).toBe(404)
})

test('guesses are limited, whatever cookie comes with them', async () => {
  const codes: number[] = []
  for (let guess = 0; guess < 25; guess += 1) {
    const body = { number: 'T2026-000001', word: `AAAA-AAAA-AA${guess}` }
    const cookies = { [SESSION_COOKIE]: `made-up-${guess}` }
    const asked = { method: 'POST', url: '/api/complaints/follow', payload: body, cookies } as const
    codes.push((await installation.app.inject(asked)).statusCode)
  }
  expect(codes.filter((code) => code === 404)).toHaveLength(20)
  expect(codes.filter((code) => code === 429)).toHaveLength(5)
})

test('answered, objected to, answered again, closed by its clock', async () => {
  const { number, word } = (await complain(installation.orgs.station)).json()
  const [complaint] = (await officer.get(listComplaints, {})).items
  const params = { id: complaint?.id ?? '' }
  expect(complaint?.availableMoves).toEqual(['answer'])
  const object = (words: string) => installation.anonymous.call(objectToAnswer, { body: { number, word, words } })
  expect((await object('还没有答复')).json().code).toBe('move-not-allowed')
  const answered = await officer.get(answerComplaint, { params, body: { answer: '已报修。' } })
  expect(answered).toMatchObject({ state: 'answered', answer: '已报修。', availableMoves: [] })
  expect((await officer.call(answerComplaint, { params, body: { answer: '再答' } })).json().code).toBe(
    'move-not-allowed',
  )

  installation.setNow(new Date(NOW.getTime() + 10 * DAY_MS))
  expect((await object('灯还是不亮')).json()).toEqual({ state: 'received' })
  const again = (await officer.get(listComplaints, { query: { state: 'received' } })).items[0]
  expect(again).toMatchObject({
    objections: ['灯还是不亮'],
    dueAt: new Date(NOW.getTime() + 17 * DAY_MS).toISOString(),
  })
  const { database, keyring, jobs } = installation.services
  const fire = (days: number) => {
    const now = new Date(NOW.getTime() + days * DAY_MS)
    installation.setNow(now)
    return fireTimers({ database, keyring, now }, jobs.timers)
  }
  expect(await fire(16), 'the clock of the first answer stopped').toBe(0)
  await officer.get(answerComplaint, { params, body: { answer: '今天修好了，已现场确认。' } })
  expect(await fire(16 + 14.9)).toBe(0)
  expect(await fire(16 + 15)).toBe(1)
  const seen = await installation.anonymous.get(followComplaint, { body: { number, word } })
  expect(seen).toMatchObject({ state: 'closed', answer: '今天修好了，已现场确认。' })
  expect((await object('又坏了')).json().code).toBe('move-not-allowed')
  const { rows } = await installation.admin.pool.query<{ move: string; actor_role: string }>(
    `select move, actor_role from events where kind = 'complaint' order by seq`,
  )
  expect(rows.map((row) => `${row.move} ${row.actor_role}`)).toEqual([
    'create link-holder',
    'answer institute-officer',
    'object link-holder',
    'answer institute-officer',
    'close system',
  ])
  const scope = { role: 'yimi_app' as const, orgs: Object.values(installation.orgs) }
  expect((await inScope(database, scope, verifyChains)).faults).toEqual([])
})

test('other units do not answer it; a unit that is none is refused; the same one sent twice is one', async () => {
  const key = newId()
  const [one, two] = await Promise.all([
    complain(installation.orgs.station, { key }),
    complain(installation.orgs.station, { key }),
  ])
  expect(one?.json()).toEqual(two?.json())
  expect((await complain(installation.orgs.station, { key, words: '另一件事' })).json().code).toBe('key-reused')
  const { items, total } = await officer.get(listComplaints, {})
  expect(total).toBe(1)
  const other = await installation.as('institute-officer', 'otherInstitute')
  const call = other.call(answerComplaint, { params: { id: items[0]?.id ?? '' }, body: { answer: '不归我管' } })
  expect((await call).statusCode).toBe(404)
  expect((await complain(newId())).json().faults).toMatchObject([{ path: ['aboutOrgId'] }])
  const admin = await installation.as('district-admin', 'district')
  const body = { name: '社区', shortName: '社', level: null, kind: 'community', parentId: null, from: '2026-11-01' }
  const outside = await admin.get(createOrganisation, { body })
  expect((await complain(outside.id)).statusCode).toBe(400)
})
