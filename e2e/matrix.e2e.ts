import { listBroadcasts } from '@yimi/contract/broadcast.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInAs } from './api-caller.ts'
import { atDesk, axeFindings, openBrowser, shot } from './people-at-screens.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'

let yimi: RunningYimi
let browser: Browser
let broadcastId = ''

beforeAll(async () => {
  yimi = await startYimi()
  browser = await openBrowser()
  const officer = await signInAs(yimi, 'institute-officer')
  broadcastId = (await officer.call(listBroadcasts, { query: { state: 'cleared' } })).items[0]?.id ?? ''
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
})

/** The card of one channel. */
function card(page: Page, name: string) {
  return page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
}

test('what each channel needs is seen and done: a key pasted, a list ticked, a post proved', async () => {
  const page = await atDesk(browser, yimi, 'producer')
  await page.goto(`${yimi.url}/console/#/broadcasts/${broadcastId}/channels`)
  await card(page, '邻里短视频').getByText('本场密钥未填').waitFor()

  await page.getByRole('button', { name: '填写本场密钥：邻里短视频' }).click()
  await page.getByLabel('推流密钥').fill('key-of-this-evening-4711')
  await shot(page, 'desk-session-key')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '保存' }).click()
  await card(page, '邻里短视频').getByText('已就绪').waitFor()
  await card(page, '邻里短视频').getByText('末四位 4711').waitFor()
  expect(await page.content()).not.toContain('key-of-this-evening')

  await page.getByRole('button', { name: '安排：居民公众号' }).click()
  await page.getByLabel('谁来办').fill('韩冬')
  await page.keyboard.press('Enter')
  await shot(page, 'desk-assign')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '保存' }).click()
  await card(page, '居民公众号').getByText('韩冬').waitFor()
  await page.context().close()
})

test('a task stands on the Today of the person who has it, and is done from there', async () => {
  const page = await atDesk(browser, yimi, 'director')
  const row = page.getByRole('listitem').filter({ hasText: '居民公众号：待发布' })
  await row.waitFor()
  await shot(page, 'desk-today-task', true)
  await row.getByRole('link', { name: '去办理' }).click()
  await page.getByRole('button', { name: '标记办好：居民公众号' }).click()
  for (const item of ['预告文字', '海报二维码', '直播链接']) await page.getByLabel(item).check()
  await page.getByLabel('发布后的网址').fill('https://news.example.org/1')
  await shot(page, 'desk-task-done')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: '标记办好' }).click()
  await card(page, '居民公众号').getByText('已办').waitFor()
  await shot(page, 'desk-channels-done', true)
  await page.goto(`${yimi.url}/console/#/`)
  await page.getByRole('heading', { name: /等您办的事/ }).waitFor()
  await row.waitFor({ state: 'detached' })
  await page.context().close()
})

test('a channel’s limits are looked up, put right, and told with their day', async () => {
  const page = await atDesk(browser, yimi, 'institute-officer')
  await page.goto(`${yimi.url}/console/#/channels`)
  const row = page.getByRole('row').filter({ hasText: '邻里短视频' })
  await row.getByText('请核对：2026-11-24 录入的参考值').waitFor()
  await row.getByRole('button', { name: '修改' }).click()
  await page.getByLabel('码率上限').fill('4000')
  await shot(page, 'desk-channel-limits')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '保存' }).click()
  await row.getByText('码率不超过 4 Mbit/s').waitFor()
  await row.getByText(/^\d{4}-\d{2}-\d{2} 核对$/).waitFor()
  await shot(page, 'desk-channels', true)
  await page.context().close()
})

test('in the control room a platform leaves and joins by keyboard, asked once', async () => {
  const page = await atDesk(browser, yimi, 'director')
  await page.goto(`${yimi.url}/console/#/broadcasts/${broadcastId}/control-room`)
  await page.getByRole('button', { name: '开始直播' }).waitFor()
  await page.keyboard.press('s')
  await page.getByRole('button', { name: '确认开播' }).click()
  await page.getByRole('button', { name: '移除春晖直播间' }).waitFor()
  expect(await page.locator('.tile h3').allTextContents()).toEqual([
    '青禾视频号',
    '春晖直播间',
    '区融媒体客户端',
    '邻里短视频',
  ])
  await page.getByRole('button', { name: '移除春晖直播间' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '确认移除' }).click()
  await page.getByRole('button', { name: '移除春晖直播间' }).waitFor({ state: 'detached' })
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('a')
  await page.getByRole('combobox').click()
  await page.keyboard.press('Enter')
  await shot(page, 'desk-add-platform')
  await page.getByRole('button', { name: '确认加入' }).click()
  await page.getByRole('button', { name: '移除春晖直播间' }).waitFor()
  expect(await page.locator('.tile h3').allTextContents()).toHaveLength(4)
  await shot(page, 'desk-control-room-on-air', true)
  await page.context().close()
})
