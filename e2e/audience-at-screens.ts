import { Beacon, getAudience } from '@yimi/contract/audience.ts'
import { waitFor } from '@yimi/live/engine-e2e-fixtures.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { ApiCaller } from './api-caller.ts'
import { atPortal, axeFindings, shot } from './people-at-screens.ts'
import type { RunningYimi } from './running-yimi.ts'

/** How long a viewer's line is cut. */
const GONE_MS = 40_000

/** What the server took from the pages of the viewers, as their browsers saw it go. */
export type HeardBeacons = { viewers: Set<string>; taken: { beacon: Beacon; at: number }[] }

/**
 * Three people watch. One has two tabs, one is cut off for 40 s and comes back, one has the page in the background. Answers
 * the page that is left in front, and the beacons that were taken.
 */
export async function watchAsThree(
  browser: Browser,
  yimi: RunningYimi,
  producer: ApiCaller,
  id: string,
): Promise<{ page: Page; heard: HeardBeacons }> {
  const heard: HeardBeacons = { viewers: new Set(), taken: [] }
  const dropped = await openLivePage(browser, yimi, id, heard)
  await watch(dropped)
  await dropped.context().setOffline(true)
  const goneAt = Date.now()

  const first = await openLivePage(browser, yimi, id, heard)
  await watch(first)
  const seen = await secondsOf(first)
  await waitFor('the viewer’s picture to go on', async () => (await secondsOf(first)) > seen + 2, 15_000)
  await shot(first, 'live')
  await pause(first)
  const secondTab = await first.context().newPage()
  await secondTab.goto(`${yimi.url}/#/live/${id}`)
  await watch(secondTab)
  await pause(secondTab)

  const hidden = await openLivePage(browser, yimi, id, heard, HIDDEN)
  await watch(hidden)
  const audience = () => producer.call(getAudience, { params: { id } })
  await waitFor('three connected, one of them in the background', async () => {
    const { own } = await audience()
    return own.connected === 3 && own.inBackground === 1 && own.viewers === 3
  })
  await hidden.context().close()

  await waitFor('the 40 s of the one who dropped out', () => Date.now() - goneAt >= GONE_MS, GONE_MS + 5_000)
  const before = await secondsOf(dropped)
  await dropped.context().setOffline(false)
  await waitFor('the picture to come back', async () => (await secondsOf(dropped)) > before + 0.5, 20_000)
  // The page speaks at its own pace, and a machine that decodes three pictures is slow to let it.
  await waitFor('a word from the one who came back', () => longestSilence(heard) >= GONE_MS, 40_000)
  expect((await audience()).own).toMatchObject({ connected: 3, viewers: 3, peak: 3 })
  await dropped.context().close()
  return { page: first, heard }
}

/** The browser says that the page is behind others; headless, nothing covers it in truth. */
const HIDDEN = `Object.defineProperty(Document.prototype, 'visibilityState', { get: () => 'hidden' })`

async function openLivePage(
  browser: Browser,
  yimi: RunningYimi,
  id: string,
  heard: HeardBeacons,
  script = '',
): Promise<Page> {
  const page = await atPortal(browser, yimi, `#/live/${id}`)
  noteBeacons(page.context(), heard)
  if (script) {
    await page.addInitScript(script)
    await page.reload()
  }
  return page
}

function noteBeacons(context: BrowserContext, heard: HeardBeacons): void {
  context.on('response', (response) => {
    if (!response.url().endsWith('/beacon') || !response.ok()) return
    const beacon = Beacon.parse(response.request().postDataJSON())
    heard.viewers.add(beacon.viewer)
    heard.taken.push({ beacon, at: Date.now() })
  })
}

/** The longest time, in ms, that any viewer was not heard and was then heard again. */
function longestSilence({ viewers, taken }: HeardBeacons): number {
  const silences = [...viewers].flatMap((viewer) => {
    const instants = taken.filter(({ beacon }) => beacon.viewer === viewer).map(({ at }) => at)
    return instants.slice(1).map((at, index) => at - (instants[index] ?? at))
  })
  return Math.max(0, ...silences)
}

/** Somebody presses play on the live page; resolves when the picture moves. */
export async function watch(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /播放|观看|看直播/ })
    .first()
    .click()
  await waitFor('the viewer’s picture', async () => (await secondsOf(page)) > 0.5, 20_000)
}

export function secondsOf(page: Page): Promise<number> {
  return page.evaluate<number>(`document.querySelector('video')?.currentTime ?? 0`)
}

async function pause(page: Page): Promise<void> {
  await page.evaluate(`document.querySelector('video')?.pause()`)
}

/** The archive counts whom the beacons came from; a platform's figures and the room are entered beside them. Answers what axe finds. */
export async function enterAudience(
  page: Page,
  wanted: { proof: string; viewers: number; platforms: number },
): Promise<string[]> {
  const own = page.getByRole('region', { name: '本站页面' })
  const count = own.getByRole('listitem').filter({ hasText: '观看人数' })
  await count.getByText(`${wanted.viewers}人`, { exact: true }).waitFor()
  const platforms = page.getByRole('region', { name: '外部平台' })
  await platforms.getByText(`0/${wanted.platforms} 个平台已报送`).waitFor()
  await platforms.getByRole('button', { name: '录入' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('观看人次').fill('1200000')
  await dialog.getByLabel('观看人数').fill('830000')
  await dialog.locator('input[type=file]').setInputFiles(wanted.proof)
  await dialog.getByText('已上传').waitFor()
  await shot(page, 'audience-dialog')
  const found = await axeFindings(page)
  await dialog.getByRole('button', { name: '保存' }).click()
  await platforms.getByText(`1/${wanted.platforms} 个平台已报送`).waitFor()
  await platforms.getByText('1,200,000', { exact: true }).waitFor()
  await page.getByRole('button', { name: '录入现场人数' }).click()
  await dialog.getByLabel('现场人数').fill('28')
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByRole('region', { name: '现场观众' }).getByText('28 人次').first().waitFor()
  await shot(page, 'audience', true)
  return [...found, ...(await axeFindings(page))]
}
