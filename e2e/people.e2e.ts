import { listPeople } from '@yimi/contract/person.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInAs } from './api-caller.ts'
import { atDesk, axeFindings, openBrowser, shot } from './people-at-screens.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'

let yimi: RunningYimi
let browser: Browser

beforeAll(async () => {
  yimi = await startYimi()
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
})

test('a resident is registered, found by initials, looked at with a reason; a death is reported and confirmed by another', async () => {
  const head = await atDesk(browser, yimi, 'station-head')
  await open(head, '/people', '居民')
  await head.getByText(/共 \d+ 人/).waitFor()
  await look(head, 'people')
  await head.getByRole('button', { name: '登记居民' }).first().click()
  await head.getByLabel('姓名', { exact: true }).fill('单雄喆')
  await head.getByRole('dialog').getByLabel(/^电话/).fill('13800006677')
  await shot(head, 'desk-people-register')
  await head.getByRole('dialog').getByRole('button', { name: '登记居民' }).click()
  await head.getByRole('dialog').waitFor({ state: 'hidden' })
  await search(head, 'sxz')
  await head.getByRole('link', { name: '单雄喆' }).click()
  await head.getByRole('heading', { name: '单雄喆' }).waitFor()
  expect(await head.getByText('13800006677').count()).toBe(0)
  await head.getByRole('button', { name: '查看遮住的内容' }).click()
  await head.getByLabel('电话', { exact: true }).check()
  await head.getByLabel('为什么要看').fill('通知领取证件')
  await shot(head, 'desk-people-reveal')
  await head.getByRole('button', { name: '查看', exact: true }).click()
  await head.getByText('13800006677').waitFor()
  await head.getByRole('button', { name: '知道了' }).click()
  await head.reload()
  await head.getByText('原因：通知领取证件').waitFor()
  await look(head, 'person-new')
  await report(head)
  const worker = await atDesk(browser, yimi, 'grid-worker')
  await open(worker, '/life-events', '大事确认')
  const row = worker.getByRole('row', { name: /单雄喆/ })
  await look(worker, 'life-events')
  await row.getByRole('button', { name: '确认属实' }).click()
  await worker.getByLabel('怎样核实的').fill('上门看过')
  await worker.getByRole('dialog').getByRole('button', { name: '确认属实' }).click()
  await worker.getByRole('dialog').waitFor({ state: 'hidden' })
  await open(head, '/people', '居民')
  await head.getByRole('button', { name: '已离世' }).click()
  await head.getByRole('link', { name: '单雄喆' }).waitFor()
}, 180_000)

test('a record with household, marks, consents and its history; ground; the level above', async () => {
  const head = await atDesk(browser, yimi, 'station-head')
  const api = await signInAs(yimi, 'station-head')
  const [first] = (await api.call(listPeople, { query: { limit: 1, status: 'living' } })).items
  await open(head, `/people/${first?.id}`, first?.name ?? '')
  await head.getByRole('heading', { name: '谁打开过、改过什么' }).waitFor()
  await look(head, 'person')
  await head.getByRole('button', { name: '记录同意' }).click()
  await look(head, 'person-consent')
  await head.keyboard.press('Escape')
  await head.getByRole('button', { name: /撤回同意：生日祝福/ }).click()
  await head.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
  await head.getByText('已撤回').waitFor()
  await open(head, '/ground', '网格和门牌')
  await head.getByRole('cell', { name: '第一网格', exact: true }).first().waitFor()
  await look(head, 'ground')
  const officer = await atDesk(browser, yimi, 'institute-officer')
  await open(officer, '/people', '居民')
  await look(officer, 'people-from-above')
}, 180_000)

async function open(page: Page, address: string, heading: string): Promise<void> {
  await page.goto(`${yimi.url}/console/#${address}`)
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
}

async function search(page: Page, words: string): Promise<void> {
  await page.getByLabel(/姓名、拼音首字母/).fill(words)
  await page.keyboard.press('Enter')
}

async function report(page: Page): Promise<void> {
  await page.getByRole('button', { name: '报告人生大事' }).click()
  await page.getByLabel('什么事').click()
  await page.getByTitle('离世').click()
  await page.getByLabel(/谁告诉的/).fill('女儿来电')
  await shot(page, 'desk-people-report')
  await page.getByRole('dialog').getByRole('button', { name: '报告' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await shot(page, `desk-${name}`)
  expect(await axeFindings(page)).toEqual([])
}
