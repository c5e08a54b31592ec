import { applyForBroadcast, judgeGate } from '@yimi/contract/broadcast.ts'
import { listFigures, openFigure } from '@yimi/contract/figure.ts'
import { getToday } from '@yimi/contract/today.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestStudio, type TestStudio } from './studio-fixtures.ts'

let studio: TestStudio
beforeAll(async () => {
  studio = await createTestStudio()
})
afterAll(() => studio.close())

test('gates wait for whoever may judge them, drafts and returned applications for who wrote them', async () => {
  await studio.draft({ title: '还是草稿' })
  const { id } = await studio.applied({ title: '等审核' })
  const [reviewer, other] = studio.reviewers
  const rowsOf = async (caller: TestStudio['producer']) =>
    (await caller.get(getToday, {})).rows.map((row) => [row.kind, row.title, row.detail])
  expect(await rowsOf(studio.producer)).toEqual([['draft', '还是草稿', '草稿，还没有提交']])
  expect(await rowsOf(reviewer)).toEqual([['gate', '等审核', '待审：选题关、内容关、流程关、嘉宾关、现场关']])
  await studio.pass(id, 'topic', reviewer)
  await studio.pass(id, 'content', reviewer)
  expect(await rowsOf(reviewer)).toEqual([])
  expect(await rowsOf(other)).toEqual([['gate', '等审核', '待审：流程关、嘉宾关、现场关']])
  const note = { verdict: 'return' as const, note: '请补充' }
  await other.get(judgeGate, { params: { id, gate: 'rundown' }, body: note })
  expect(await rowsOf(studio.producer)).toContainEqual(['returned', '等审核', '已退回，请修改后重新提交'])
})

test('figures count broadcasts by state and gates that wait, in the period asked for', async () => {
  const officer = await studio.installation.as('institute-officer', 'institute')
  const figureOf = async (name: string, query: { from?: string; until?: string } = {}) =>
    (await officer.get(listFigures, { query: { names: name, ...query } })).items[0]?.value ?? -1
  const before = { review: await figureOf('broadcasts-in-review'), gates: await figureOf('gates-waiting') }
  const { id, application } = await studio.draft()
  await studio.producer.get(applyForBroadcast, { params: { id } })
  await studio.pass(id, 'topic', studio.reviewers[0])
  expect(await figureOf('broadcasts-in-review')).toBe(before.review + 1)
  expect(await figureOf('gates-waiting')).toBe(before.gates + 4)
  const inShanghai = new Date(Date.parse(application.startsAt ?? '') + 8 * 3_600_000).toISOString().slice(0, 10)
  expect(await figureOf('broadcasts-in-review', { from: inShanghai, until: inShanghai })).toBe(1)
  const opened = await officer.get(openFigure, { params: { name: 'gates-waiting' }, query: {} })
  expect(opened.items).toContainEqual({
    id: `${id}:guest`,
    label: '嘉宾关 · 把政策讲给邻居听',
    on: application.startsAt,
    link: `/broadcasts/${id}`,
  })
})
