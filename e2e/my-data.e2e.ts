import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { call } from '@yimi/contract/client.ts'
import { askAtDoor, issueDoorCard } from '@yimi/contract/door.ts'
import { addNoMatch, reportIncident } from '@yimi/contract/incident.ts'
import { listNotices } from '@yimi/contract/notice.ts'
import { listOrganisations } from '@yimi/contract/organisation.ts'
import { getPerson, registerPerson, revealPerson } from '@yimi/contract/person.ts'
import { addTag } from '@yimi/contract/person-tag.ts'
import { listVolunteers } from '@yimi/contract/volunteer.ts'
import { waitFor } from '@yimi/live/engine-e2e-fixtures.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiCaller, signInAs } from './api-caller.ts'
import { atDesk, atPortal, axeFindings, openBrowser, shot, shotOfAll } from './people-at-screens.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'

const PHONE_NUMBER = '13812340001'
let yimi: RunningYimi
let browser: Browser
let head: ApiCaller
let personId = ''
let stationId = ''

beforeAll(async () => {
  yimi = await startYimi()
  browser = await openBrowser()
  head = await signInAs(yimi, 'station-head')
  stationId = (await head.call(listOrganisations, {})).items.find((org) => org.level === 'station')?.id ?? ''
  personId = await registerResident()
}, 150_000)

afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
})

/** Registered by whichever of the stations the head leads. */
async function registerResident(): Promise<string> {
  const { items } = await head.call(listOrganisations, {})
  for (const { id } of items.filter((org) => org.level === 'station')) {
    stationId = id
    const body = { name: '王小明', contact: PHONE_NUMBER, orgId: id, source: 'desk' as const }
    const made = await head.call(registerPerson, { body }).catch(() => undefined)
    if (made) return made.id
  }
  throw new Error('the station head can register nobody')
}

/** The code that the demonstration wrote into its folder instead of sending it. */
function codeOf(number: string): Promise<string> {
  const folder = join(yimi.dataDir, 'outbox/sms')
  let code = ''
  const look = () => {
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    code = /验证码 (\d{6})/.exec(texts.filter((text) => text.startsWith(number)).at(-1) ?? '')?.[1] ?? ''
    return code !== ''
  }
  return waitFor('the short message', look).then(() => code)
}

async function look(page: Page, name: string): Promise<string[]> {
  await shot(page, name, true)
  return (await axeFindings(page)).map((finding) => `${name}: ${finding}`)
}

async function onElder(page: Page): Promise<void> {
  await page.getByRole('button', { name: /长辈/ }).first().click()
}

test('a resident signs in by a code, sees who opened his record and why, withdraws a consent, and what stood on it stops', async () => {
  const reason = '通知重阳节慰问'
  await head.call(revealPerson, { params: { id: personId }, body: { fields: ['contact'], reason } })
  const found: string[] = []
  const page = await atPortal(browser, yimi, '#/my')
  try {
    await onElder(page)
    await page.getByRole('link', { name: '用手机号登录' }).click()
    found.push(...(await look(page, 'portal-sign-in-elder')))
    await page.getByLabel('您的手机号码').fill('138 1234 0001')
    await page.getByRole('button', { name: '获取验证码' }).click()
    await page.getByLabel('短信里的 6 位数字').waitFor()
    found.push(...(await look(page, 'portal-code-elder')))
    await page.getByLabel('短信里的 6 位数字').fill(await codeOf(PHONE_NUMBER))
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByText('王小明，您好').waitFor()
    found.push(...(await look(page, 'portal-my-elder')))

    await page.getByRole('link', { name: '谁看过我的信息' }).click()
    await page.getByText(reason).waitFor()
    found.push(...(await look(page, 'portal-openings-elder')))

    await page.goto(`${yimi.url}/#/my/consents`)
    await page.getByRole('button', { name: '同意：困难帮扶' }).click()
    await page.getByText('已同意「困难帮扶」。').waitFor()
    // The station marks what the consent allows.
    const today = new Date().toISOString().slice(0, 10)
    const body = { kind: 'hardship' as const, value: '临时困难', source: 'desk' as const, givenOn: today }
    await head.call(addTag, { params: { id: personId }, body })
    expect((await head.call(getPerson, { params: { id: personId } })).tags).toMatchObject([{ kind: 'hardship' }])
    found.push(...(await look(page, 'portal-consents-elder')))
    await page.getByRole('button', { name: '撤回同意：困难帮扶' }).click()
    await page.getByText('已撤回「困难帮扶」，相关安排已经停下。').waitFor()
    expect((await head.call(getPerson, { params: { id: personId } })).tags).toEqual([])

    await page.goto(`${yimi.url}/#/my/requests`)
    await page.getByLabel('哪里写错了？应该是什么？').fill('门牌应为 3 号')
    await page.getByRole('button', { name: '提出更正' }).click()
    await page.getByText(/已收到，编号 G/).waitFor()
    found.push(...(await look(page, 'portal-requests-elder')))
    await page.goto(`${yimi.url}/#/my/messages`)
    await page.getByRole('heading', { name: '我的消息' }).waitFor()
    found.push(...(await look(page, 'portal-messages-elder')))
  } catch (fault) {
    await shotOfAll(browser, 'my-data-failed')
    throw fault
  }
  expect(found).toEqual([])
  await page.context().close()
}, 120_000)

test('who is at my door: a card’s word shows the volunteer, a wrong one says kindly what to do', async () => {
  const { items } = await head.call(listVolunteers, { query: { limit: 5 } })
  const card = await head.call(issueDoorCard, { body: { orgId: stationId, personId: items[0]?.personId ?? '' } })
  const found: string[] = []
  const page = await atPortal(browser, yimi, '#/who')
  await onElder(page)
  await page.getByLabel('卡上的编号或词').fill(card.word)
  await page.getByRole('button', { name: '查一查' }).click()
  await page.getByText('是我们的志愿者').waitFor()
  expect(await page.getByText(items[0]?.name ?? '').count()).toBeGreaterThan(0)
  found.push(...(await look(page, 'portal-who-elder')))
  await page.getByLabel('卡上的编号或词').fill('0000-0000')
  await page.getByRole('button', { name: '查一查' }).click()
  await page.getByText('没有查到这张卡').waitFor()
  found.push(...(await look(page, 'portal-who-unknown-elder')))
  expect((await call(askAtDoor, { body: { word: '王' } }, { baseUrl: yimi.url })).known).toBe(false)
  expect(found).toEqual([])
  await page.context().close()
})

test('somebody without an account reports an incident, and somebody else wants to volunteer', async () => {
  const found: string[] = []
  const page = await atPortal(browser, yimi, '#/incident')
  await onElder(page)
  found.push(...(await look(page, 'portal-incident-elder')))
  await page.getByLabel('有人受伤或突发疾病').check()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('发生了什么？').fill('楼梯口有老人摔倒')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '上报' }).click()
  await page.getByText(/^A\d{4}-/).waitFor()
  found.push(...(await look(page, 'portal-incident-done-elder')))

  await page.goto(`${yimi.url}/#/volunteer`)
  await page.getByLabel('离您最近的实践站？').selectOption(stationId)
  found.push(...(await look(page, 'portal-volunteer-1-elder')))
  const next = () => page.getByRole('button', { name: '下一步' }).click()
  await next()
  await page.getByLabel('您怎么称呼？').fill('何欣')
  await next()
  await page.getByLabel('您的手机号码').fill('13900002222')
  await next()
  await page.getByLabel('愿意做什么？').fill('会理发')
  await next()
  await page.getByRole('button', { name: '下一步' }).waitFor()
  found.push(...(await look(page, 'portal-volunteer-team-elder')))
  await next()
  await page.getByLabel('周六上午').check()
  await next()
  await page.getByLabel('满了').check()
  await next()
  await page.getByText('请看一看，对不对？').waitFor()
  found.push(...(await look(page, 'portal-volunteer-check-elder')))
  await page.getByRole('button', { name: '没错，提交' }).click()
  await page.getByText(/^Z\d{4}-/).waitFor()
  expect(found).toEqual([])
  await page.context().close()
}, 60_000)

test('the desk sees who was told, what is to be called, the incident, the wish and the request', async () => {
  await call(
    reportIncident,
    { body: { kind: 'near-miss', words: '梯子不稳', aboutOrgId: stationId, contact: '010-6601-2345' } },
    { baseUrl: yimi.url, key: 'incident-from-the-street' },
  )
  const { items } = await head.call(listVolunteers, { query: { limit: 5 } })
  const [first, second] = items
  await head.call(addNoMatch, {
    body: { orgId: stationId, firstId: first?.personId ?? '', secondId: second?.personId ?? '', reason: '有过争执' },
  })
  await waitFor('the notices of the requests', async () => (await head.call(listNotices, {})).total > 1)
  const found: string[] = []
  const desk = await atDesk(browser, yimi, 'station-head')
  for (const place of ['notices', 'sign-ups', 'door', 'no-matches', 'privacy-requests']) {
    await desk.goto(`${yimi.url}/console/#/${place}`)
    await desk.getByRole('heading', { level: 1 }).waitFor()
    await desk.waitForLoadState('networkidle')
    found.push(...(await look(desk, `desk-${place}`)))
  }
  await desk.getByRole('button', { name: /我的消息/ }).click()
  await desk.getByText('有人想当志愿者').first().waitFor()
  found.push(...(await look(desk, 'desk-bell')))
  await desk.context().close()
  const officer = await atDesk(browser, yimi, 'institute-officer')
  await officer.goto(`${yimi.url}/console/#/incidents`)
  await officer.getByText('梯子不稳').waitFor()
  found.push(...(await look(officer, 'desk-incidents')))
  expect(found).toEqual([])
}, 120_000)
