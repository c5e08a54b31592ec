import { lunarFromSolar } from '@yimi/almanac/lunar-date.ts'
import { addDays, type PlainDate, parsePlainDate } from '@yimi/almanac/plain-date.ts'
import { createDwelling } from '@yimi/contract/ground.ts'
import { registerPerson } from '@yimi/contract/person.ts'
import { getRound } from '@yimi/contract/round.ts'
import { getMe } from '@yimi/contract/session.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { type ApiCaller, signInAs } from './api-caller.ts'
import { atDesk, axeFindings, openBrowser, shot, shotOfAll } from './people-at-screens.ts'
import { printedPaper } from './printed-paper.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'

const [LUNAR, SOLAR, YOUNG] = ['欧阳桂月', '柳阳生', '尚年轻']
const SERVICE = '生日送面条及贺卡'
const ROUND = '当月寿星'

let yimi: RunningYimi
let browser: Browser
let desk: ApiCaller
/** The month after this one: all of it is still to come. */
const firstDay = firstOfNextMonth()
const [lunarDay, solarDay] = [addDays(firstDay, 9), addDays(firstDay, 19)]

beforeAll(async () => {
  yimi = await startYimi()
  browser = await openBrowser()
  desk = await signInAs(yimi, 'duty-officer')
  const kept = lunarFromSolar(lunarDay)
  await resident(LUNAR, 1, { calendar: 'lunar', month: kept.month, day: kept.day, leap: kept.isLeap }, '1944-03-05')
  await resident(SOLAR, 2, { calendar: 'solar', month: monthOf(solarDay), day: 20, leap: false }, '1945-04-06')
  await resident(YOUNG, 3, { calendar: 'solar', month: monthOf(solarDay), day: 20, leap: false }, '1999-04-06')
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
})

test('the birthdays of a month, lunar and solar, are looked at, made, and walked on numbered sheets', async () => {
  onTestFailed(() => shotOfAll(browser, 'birthday-round-failed'))
  const page = await atDesk(browser, yimi, 'duty-officer')

  // First the number and the names, each with the day that is kept; then the orders.
  await page.goto(`${yimi.url}/console/#/triggers`)
  await page.getByLabel('哪个月').fill(firstDay.slice(0, 7))
  const preview = page.getByRole('region', { name: SERVICE })
  await preview.getByRole('row').filter({ hasText: LUNAR }).getByText(lunarDay).waitFor()
  await preview.getByRole('row').filter({ hasText: SOLAR }).getByText(solarDay).waitFor()
  expect(await preview.getByText(YOUNG).count()).toBe(0)
  await look(page, 'birthday-preview')
  const make = preview.getByRole('button', { name: /^生成这 \d+ 张$/ })
  const count = Number(/\d+/.exec((await make.textContent()) ?? '')?.[0])
  await make.click()
  await preview.getByText(`已生成过 ${count} 张，不会重复。`).waitFor()
  await look(page, 'birthday-made')

  // All of them in one round.
  await page.goto(`${yimi.url}/console/#/rounds`)
  await page.getByRole('button', { name: '排一趟走单' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('服务').click()
  await page.getByTitle(`${SERVICE}（${count} 单）`).click()
  await dialog.getByLabel('名称').fill(ROUND)
  await dialog.getByLabel('开始日期').fill(firstDay)
  await dialog.getByLabel('结束日期').fill(addDays(firstDay, 27))
  await dialog.getByRole('button', { name: '排一趟走单' }).click()
  await page.getByRole('heading', { level: 1, name: ROUND }).waitFor()
  await page.getByRole('button', { name: '分成走单纸' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '分成走单纸' }).click()
  await page.getByRole('heading', { name: '走单纸', exact: true }).waitFor()
  await look(page, 'birthday-round')

  const id = page.url().split('/').at(-1) ?? ''
  const { sheetList, doors } = await desk.call(getRound, { params: { id } })
  expect(doors).toBe(count)
  const numbers = sheetList.map((sheet) => sheet.number)
  expect(new Set(numbers).size).toBe(numbers.length)

  // On paper: the sheet's number, surname, title and door; no birthday, no number of a person.
  await page.getByRole('link', { name: '打印', exact: true }).click()
  await page.getByRole('button', { name: `打印 ${numbers.length} 张走单纸` }).click()
  const printed = await printedPaper(page)
  await look(page, 'birthday-print')
  for (const number of numbers) expect(printed).toContain(number)
  expect(printed).toContain('欧阳女士')
  expect(printed).toContain('柳女士')
  for (const hidden of [LUNAR, SOLAR, '1944', '1945', '农历']) expect(printed).not.toContain(hidden)
  expect(printed).not.toMatch(/1\d{10}|\d{17}/)
  const after = await desk.call(getRound, { params: { id } })
  expect(after.sheetList.every((sheet) => sheet.printedAt !== null && !sheet.reprintNeeded)).toBe(true)

  // The cards: whole names and what is wished, no day and no age.
  await page.reload()
  await page.getByRole('button', { name: '打印生日贺卡' }).click()
  const cards = await printedPaper(page)
  for (const shown of [LUNAR, SOLAR, '生日快乐', '岁岁平安']) expect(cards).toContain(shown)
  for (const hidden of ['1944', '1945', '农历', '周岁']) expect(cards).not.toContain(hidden)
})

type Birthday = { calendar: 'lunar' | 'solar'; month: number; day: number; leap: boolean }

/** At home behind a door of its own. */
async function resident(name: string, door: number, birthday: Birthday, birthDate: string): Promise<void> {
  const orgId = (await desk.call(getMe, {})).assignments[0]?.orgId ?? ''
  const labels = ['望月巷', '1号楼', '1单元', `${100 + door}室`]
  const dwelling = await desk.call(createDwelling, { body: { orgId, labels } })
  const words = { orgId, dwellingId: dwelling.id, name, birthDate, birthday, sex: 'female' as const }
  await desk.call(registerPerson, { body: { ...words, source: 'desk', role: 'head' } })
}

function monthOf(day: PlainDate): number {
  return Number(day.slice(5, 7))
}

function firstOfNextMonth(): PlainDate {
  const now = new Date(Date.now() + 8 * 3_600_000)
  return parsePlainDate(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 10))
}

async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await shot(page, name, true)
  expect(await axeFindings(page), name).toEqual([])
}
