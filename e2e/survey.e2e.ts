import { createDwelling, createGrid, setGridWorkers } from '@yimi/contract/ground.ts'
import { hearNeed, suggestServices } from '@yimi/contract/need.ts'
import { listPeople, registerPerson } from '@yimi/contract/person.ts'
import { createQuestionnaire, publishQuestionnaire, saveQuestionnaireDraft } from '@yimi/contract/questionnaire.ts'
import { enterAnswer } from '@yimi/contract/questionnaire-answer.ts'
import { Form } from '@yimi/contract/questionnaire-form.ts'
import { getMe } from '@yimi/contract/session.ts'
import { createVisitPlan, moveVisitPlan } from '@yimi/contract/visit.ts'
import { listMyVisits, type MyVisitDoor, recordVisits } from '@yimi/contract/visit-record.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { type ApiCaller, signInAs } from './api-caller.ts'
import { atDesk, axeFindings, openBrowser, PHONE, shot, shotOfAll } from './people-at-screens.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'

const DOORS = 46
const TITLE = '独居与出行问卷'
const WORDS = '腿脚不便，头发长了出不了门'
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const FORM = Form.parse({
  title: TITLE,
  pages: [
    {
      name: 's1',
      elements: [
        {
          type: 'radiogroup',
          name: 'alone',
          title: '您是一个人住吗？',
          isRequired: true,
          choices: [
            { value: 'yes', text: '是' },
            { value: 'no', text: '不是' },
          ],
        },
        { type: 'comment', name: 'wish', title: '还有什么想说的？' },
      ],
    },
  ],
})

let yimi: RunningYimi
let browser: Browser
let head: ApiCaller
let worker: ApiCaller
let orgId: string
let questionnaireId: string

beforeAll(async () => {
  yimi = await startYimi()
  browser = await openBrowser()
  head = await signInAs(yimi, 'station-head')
  worker = await signInAs(yimi, 'grid-worker')
  orgId = (await head.call(getMe, {})).assignments[0]?.orgId ?? ''
  questionnaireId = await publish()
}, 150_000)

afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
})

async function publish(): Promise<string> {
  const settings = { identity: 'anonymous' as const, oncePerPerson: false, keepDays: 365 }
  const { id } = await head.call(createQuestionnaire, { body: { orgId, title: TITLE, settings } })
  await head.call(saveQuestionnaireDraft, { params: { id }, body: { revision: 1, form: FORM, settings } })
  await head.call(publishQuestionnaire, { params: { id }, body: { revision: 2, note: '', closeEarlier: false } })
  return id
}

/** A grid of the grid worker's with so many doors, somebody known behind the first two. */
async function plantDoors(): Promise<string> {
  const { personId } = await worker.call(getMe, {})
  const { id: gridId } = await head.call(createGrid, { body: { orgId, name: '听雨巷网格' } })
  await head.call(setGridWorkers, { params: { id: gridId }, body: { personIds: [personId] } })
  for (let number = 101; number < 101 + DOORS; number++) {
    const labels = ['听雨巷', '9号楼', `${number}室`]
    const dwelling = await head.call(createDwelling, { body: { orgId, labels, gridId } })
    const person = { orgId, name: `${number % 2 ? '柏' : '榆'}安`, source: 'desk' as const, dwellingId: dwelling.id }
    if (number < 103) await head.call(registerPerson, { body: person })
  }
  return gridId
}

async function seen(page: Page, picture: string): Promise<void> {
  await shot(page, picture, true)
  expect(await axeFindings(page), picture).toEqual([])
}

async function plan(desk: Page): Promise<string> {
  const gridId = await plantDoors()
  await desk.goto(`${yimi.url}/console/#/visits`)
  await desk.getByRole('button', { name: '定一次走访' }).click()
  await desk.getByLabel('见到人时问哪份问卷').click()
  await desk.getByTitle(TITLE).click()
  await seen(desk, 'survey-visit-create')
  await desk.keyboard.press('Escape')
  const body = {
    orgId,
    name: '独居走访',
    purpose: '问问一个人住的难处',
    from: dayIn(0),
    until: dayIn(14),
    questionnaireId,
  }
  const doorsFrom = { kind: 'census' as const, gridIds: [gridId] }
  const { id } = await head.call(createVisitPlan, { body: { ...body, doorsFrom } })
  await head.call(moveVisitPlan, { params: { id }, body: { move: 'start' } })
  return id
}

/** In two taps from the door to the questions; one answer without a line in between. */
async function askAtTwoDoors(): Promise<void> {
  const phone = await atDesk(browser, yimi, 'grid-worker', PHONE)
  await phone.goto(`${yimi.url}/#/visits`)
  const rows = phone.locator('.visit-door__row')
  await rows.first().click()
  await seen(phone, 'phone-door-to-ask')
  await phone.getByRole('button', { name: '都没变' }).click()
  await phone.getByRole('heading', { level: 1, name: TITLE }).waitFor()
  await seen(phone, 'phone-door-survey-start')
  await phone.getByRole('button', { name: '居民愿意，开始问' }).click()
  await phone.getByRole('button', { name: '提交' }).click()
  await phone.getByText('这一题需要回答').waitFor()
  await phone.getByLabel('是', { exact: true }).check()
  await phone.getByLabel('还有什么想说的？').fill(WORDS)
  await seen(phone, 'phone-door-survey')
  await phone.context().setOffline(true)
  await phone.getByRole('button', { name: '提交' }).click()
  await phone.getByText('1 条还在这台手机上').waitFor()
  await phone.context().setOffline(false)
  await phone.getByText('都已送到服务器').waitFor({ timeout: 30_000 })
  expect(await phone.evaluate('JSON.stringify(localStorage)')).not.toContain(WORDS)

  await phone.getByRole('button', { name: /长辈/ }).first().click()
  await phone.locator('.visit-door--open').getByRole('button', { name: '都没变' }).click()
  await seen(phone, 'phone-door-survey-start-elder')
  await phone.getByRole('button', { name: '居民愿意，开始问' }).click()
  await phone.getByLabel('不是', { exact: true }).check()
  await seen(phone, 'phone-door-survey-elder')
  await phone.getByRole('button', { name: '下一页' }).click()
  await phone.getByRole('button', { name: '提交' }).click()
  await phone.getByText(`已走 2 户，共 ${DOORS} 户`).waitFor()
  await phone.getByText('都已送到服务器').waitFor()
  await phone.getByText('已答问卷').nth(1).waitFor()
  await seen(phone, 'phone-doors-asked-elder')
  await phone.context().close()
}

/** As the page sends it: thirty-eight answer, two do not wish, one is met without answering, one is not at home. */
async function askAtTheRest(planId: string): Promise<void> {
  const { doors } = await worker.call(listMyVisits, {})
  const waiting = doors.filter((door) => door.planId === planId && !door.settled)
  const at = new Date().toISOString()
  const said = (door: MyVisitDoor) => ({ id: crypto.randomUUID(), doorId: door.id, stamp: door.stamp, at })
  const records = waiting.slice(0, DOORS - 4).map((door, index) => {
    if (index >= 41) return { ...said(door), outcome: 'nobody-home' as const }
    if (index >= 39) return { ...said(door), outcome: 'refused' as const }
    const answer = { id: crypto.randomUUID(), version: 1, values: { alone: index % 2 ? 'yes' : 'no' } }
    return { ...said(door), outcome: 'talked' as const, unchanged: true, answer: index < 38 ? answer : null }
  })
  const { receipts } = await worker.call(recordVisits, { body: { records } })
  expect(receipts.filter((receipt) => receipt.result !== 'kept')).toEqual([])
}

async function enter(channel: 'paper' | 'telephone', count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    const sent = { id: crypto.randomUUID(), version: 1, answeredAt: new Date().toISOString(), values: { alone: 'no' } }
    await worker.call(enterAnswer, { params: { id: questionnaireId }, body: { ...sent, orgId, channel } })
  }
}

test('a survey is asked at doors, on paper and by telephone; a need of it becomes an order; every door is in the base', async () => {
  onTestFailed(() => shotOfAll(browser, 'survey-failed'))
  const desk = await atDesk(browser, yimi, 'station-head')
  const planId = await plan(desk)
  await askAtTwoDoors()
  await askAtTheRest(planId)
  await enter('paper', 5)
  await enter('telephone', 3)

  const person = (await worker.call(listPeople, { query: { status: 'living' } })).items[0]
  const personId = person?.id ?? ''
  const asked = { params: { id: orgId }, query: { needClass: 'affairs' as const, personId } }
  const service = (await worker.call(suggestServices, asked)).items.find((one) => one.name.includes('理发'))
  const yes = { serviceId: service?.serviceId ?? '', how: 'at-door' as const, saidBy: 'resident' as const }
  const need = { orgId, personId, needClass: 'affairs' as const, words: WORDS, source: 'answer' as const }
  const heard = await worker.call(hearNeed, { body: { ...need, heardOn: dayIn(0), yes } })
  expect(heard).toMatchObject({ state: 'taken-up', order: { number: expect.stringMatching(/^\d{4}/) } })

  await desk.goto(`${yimi.url}/console/#/visits/${planId}`)
  await desk.getByRole('link', { name: `见到人时问《${TITLE}》第 1 版` }).click()
  await desk.getByRole('link', { name: '统计和答案' }).click()
  await desk.getByText('一共问 54').waitFor()
  await desk.getByText('答了 48（88.9%）').waitFor()
  await desk.getByText('没答 6').waitFor()
  await desk.getByText('还没去 2，去了没见到人 1，不愿受访 2，见到人但没答 1').waitFor()
  await desk.getByText('这一版共 48 份有效答案').waitFor()
  await seen(desk, 'survey-answers')
  await desk.context().close()
}, 180_000)
