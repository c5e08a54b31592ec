import { waitFor } from '@yimi/live/engine-e2e-fixtures.ts'
import type { Browser, Page } from 'playwright-core'
import { atPortal, axeFindings, shot } from './people-at-screens.ts'
import type { RunningYimi } from './running-yimi.ts'

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

/** Two browsers watch, one of them in two tabs. */
export async function openTwoViewers(browser: Browser, yimi: RunningYimi, id: string): Promise<Page> {
  const first = await atPortal(browser, yimi, `#/live/${id}`)
  await watch(first)
  const secondTab = await first.context().newPage()
  await secondTab.goto(`${yimi.url}/#/live/${id}`)
  await watch(secondTab)
  await watch(await atPortal(browser, yimi, `#/live/${id}`))
  return first
}

/** The archive says two viewers; a platform's figures and the room are entered beside them. Answers what axe finds. */
export async function enterAudience(page: Page, proof: string): Promise<string[]> {
  const own = page.getByRole('region', { name: '本站页面' })
  await own.getByRole('listitem').filter({ hasText: '观看人数' }).getByText('2人', { exact: true }).waitFor()
  const platforms = page.getByRole('region', { name: '外部平台' })
  await platforms.getByText('0/3 个平台已报送').waitFor()
  await platforms.getByRole('button', { name: '录入' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('观看人次').fill('1200000')
  await dialog.getByLabel('观看人数').fill('830000')
  await dialog.locator('input[type=file]').setInputFiles(proof)
  await dialog.getByText('已上传').waitFor()
  await shot(page, 'audience-dialog')
  const found = await axeFindings(page)
  await dialog.getByRole('button', { name: '保存' }).click()
  await platforms.getByText('1/3 个平台已报送').waitFor()
  await platforms.getByText('1,200,000', { exact: true }).waitFor()
  await page.getByRole('button', { name: '录入现场人数' }).click()
  await dialog.getByLabel('现场人数').fill('28')
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByRole('region', { name: '现场观众' }).getByText('28 人次').first().waitFor()
  await shot(page, 'audience', true)
  return [...found, ...(await axeFindings(page))]
}
