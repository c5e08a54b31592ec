import { execFileSync } from 'node:child_process'
import type { Page } from 'playwright-core'

/** What stands on the paper that the page has ready, in reading order. */
export async function printedPaper(page: Page): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载文件' }).click()
  return execFileSync('pdftotext', ['-raw', await (await download).path(), '-'], { encoding: 'utf8' })
}
