import { call } from '@yimi/contract/client.ts'
import { listCodingItems, makeCodeFrame, startCodingRound } from '@yimi/contract/coding.ts'
import { hearNeed } from '@yimi/contract/need.ts'
import { listOrganisations } from '@yimi/contract/organisation.ts'
import { listPeople } from '@yimi/contract/person.ts'
import { NEED_CLASSES } from '@yimi/contract/service.ts'
import { listPublishedReleases, readPublishedRelease } from '@yimi/contract/statistic.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { type ApiCaller, signInAs } from './api-caller.ts'
import { atDesk, axeFindings, openBrowser, shot, shotOfAll } from './people-at-screens.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'

const WORDS = '腿脚不便，头发长了出不了门'
/** The month before this one: what was heard in it may be published. */
const LAST_MONTH = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - 1, 1))
  .toISOString()
  .slice(0, 7)
/** By class: two are too few to be told to everybody. */
const HEARD = [9, 3, 2, 7]

let yimi: RunningYimi
let browser: Browser
let worker: ApiCaller
let orgId: string
let name: string

beforeAll(async () => {
  yimi = await startYimi()
  browser = await openBrowser()
  worker = await signInAs(yimi, 'grid-worker')
  const person = (await worker.call(listPeople, { query: { status: 'living' } })).items[0]
  orgId = person?.orgId ?? ''
  name = person?.name ?? ''
  for (const [index, needClass] of NEED_CLASSES.entries())
    for (let count = 0; count < (HEARD[index] ?? 0); count++)
      await worker.call(hearNeed, {
        body: {
          orgId,
          subject: 'anonymous',
          needClass,
          words: `想请人帮忙看看家里的事（${count + 1}）`,
          source: 'visit',
          heardOn: `${LAST_MONTH}-${String(count + 10)}`,
        },
      })
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
})

async function seen(page: Page, picture: string): Promise<void> {
  await shot(page, picture, true)
  expect(await axeFindings(page), picture).toEqual([])
}

test('a need becomes a haircut order in one step, with the resident’s yes', async () => {
  onTestFailed(() => shotOfAll(browser, 'needs-failed'))
  const page = await atDesk(browser, yimi, 'grid-worker')
  await page.getByRole('link', { name: '需求', exact: true }).click()
  await page.getByRole('button', { name: '记一条需求' }).click()
  await page.getByLabel('居民', { exact: true }).fill(name)
  await page.getByTitle(new RegExp(name)).first().click()
  await page.getByLabel('原话').fill(WORDS)
  await seen(page, 'needs-hear')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText(WORDS).waitFor()
  await seen(page, 'needs-list')

  await page
    .getByRole('link', { name: `打开${name}的需求` })
    .first()
    .click()
  await page.getByRole('button', { name: '介绍服务并点单' }).click()
  await page.getByLabel(/仪表送理发/).check()
  await seen(page, 'needs-propose')
  await page.getByRole('button', { name: '居民已答应，点单' }).click()
  await page.getByText('已点单').first().waitFor()
  await page.getByText(/问的，本人答应/).waitFor()
  await seen(page, 'needs-one')
  await page.getByRole('link', { name: /^点单 \d{4}/ }).click()
  await page.getByRole('link', { name: /来自需求/ }).waitFor()
  await page.getByRole('heading', { name: /仪表送理发/ }).waitFor()
  await page.context().close()
})

test('each number of the statistics opens its list', async () => {
  onTestFailed(() => shotOfAll(browser, 'need-statistics-failed'))
  const page = await atDesk(browser, yimi, 'station-head')
  await page.goto(`${yimi.url}/console/#/need-statistics`)
  await page.getByLabel('从', { exact: true }).fill(`${LAST_MONTH}-01`)
  const number = page.getByRole('link', { name: '白事，听到 2 件，打开清单' })
  await number.waitFor()
  await seen(page, 'need-statistics')
  await number.click()
  await page.getByText('共 2 条').waitFor()
  await page.context().close()
})

test('words are coded by keyboard', async () => {
  onTestFailed(() => shotOfAll(browser, 'coding-failed'))
  const head = await signInAs(yimi, 'station-head')
  const codes = [
    { code: 'A', words: '家务' },
    { code: 'B', words: '看病' },
    { code: 'Z', words: '其他' },
  ]
  const frame = await head.call(makeCodeFrame, { params: { id: orgId }, body: { name: '需求归类', codes } })
  const round = await head.call(startCodingRound, {
    body: { orgId, frameVersionId: frame.id, source: 'needs', from: `${LAST_MONTH}-01`, until: `${LAST_MONTH}-28` },
  })
  const page = await atDesk(browser, yimi, 'station-head')
  await page.goto(`${yimi.url}/console/#/coding/${round.id}`)
  await page.getByText('第 1 条，共 21 条').waitFor()
  await page.keyboard.press('1')
  await page.getByText('第 2 条，共 21 条').waitFor()
  await page.keyboard.press('2')
  await page.getByText('第 3 条，共 21 条').waitFor()
  await page.keyboard.press('ArrowLeft')
  await page.getByRole('button', { name: /2 B 看病/, pressed: true }).waitFor()
  await seen(page, 'coding-round')
  const { items } = await head.call(listCodingItems, { params: { id: round.id }, query: { part: 'first' } })
  expect(items.slice(0, 3).map((item) => item.code)).toEqual(['A', 'B', null])
  await page.goto(`${yimi.url}/console/#/coding`)
  await page.getByRole('link', { name: /需求原话/ }).waitFor()
  await seen(page, 'coding')
  await page.context().close()
})

test('a release is looked at before it is published; everybody then reads dashes where few are', async () => {
  onTestFailed(() => shotOfAll(browser, 'release-failed'))
  const officer = await signInAs(yimi, 'institute-officer')
  expect((await officer.call(listOrganisations, {})).items.some((one) => one.id === orgId)).toBe(true)
  const page = await atDesk(browser, yimi, 'institute-officer')
  await page.goto(`${yimi.url}/console/#/statistic-releases`)
  await page.getByRole('button', { name: '算一期' }).click()
  await page.getByLabel('从哪个月开始').fill(LAST_MONTH)
  await seen(page, 'release-make')
  await page.getByRole('dialog').getByRole('button', { name: '算一期' }).click()
  await page.getByRole('link', { name: /居民需求/ }).click()
  await page.getByRole('heading', { name: '发布后大家看到的样子' }).waitFor()
  await page.getByText(/都是因为数太小/).waitFor()
  await seen(page, 'release-preview')
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
  await page.getByText('已发布', { exact: true }).waitFor()
  const list = await call(listPublishedReleases, {}, { baseUrl: yimi.url })
  const params = { id: list.items[0]?.id ?? '' }
  const read = await call(readPublishedRelease, { params }, { baseUrl: yimi.url })
  const values = read.tables.flatMap((table) => table.cells.map((cell) => cell.value))
  expect(values).toContain(null)
  expect(values.filter((value) => value !== null && value > 0 && value < 5)).toEqual([])
  await page.context().close()
})
