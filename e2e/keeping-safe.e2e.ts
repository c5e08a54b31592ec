import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { atDesk, axeFindings, openBrowser, shot, shotOfAll } from './people-at-screens.ts'
import { plantedDataDir, type RunningYimi, startYimi } from './running-yimi.ts'

const CHECKER = fileURLToPath(new URL('../tools/audit-check/audit-check.mjs', import.meta.url))
let browser: Browser
let yimi: RunningYimi

beforeAll(async () => {
  browser = await openBrowser()
  yimi = await startYimi({ dataDir: plantedDataDir() })
})
afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
})

test('the security admin changes the master key while the program runs, and everybody goes on', async () => {
  const guests = await atDesk(browser, yimi, 'producer')
  await guests.goto(`${yimi.url}/console/#/guests`)
  const names = guests.getByRole('table').getByRole('row')
  await names.nth(1).waitFor()
  const before = await names.allInnerTexts()

  onTestFailed(() => shotOfAll(browser, 'keys-failed'))
  const page = await atDesk(browser, yimi, 'security-admin')
  await page.goto(`${yimi.url}/console/#/keys`)
  await page.getByRole('button', { name: '更换主密钥' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('动态验证码').fill(await yimi.demoCode('security-admin'))
  await dialog.getByRole('button', { name: '更换主密钥' }).click()
  await page.getByText('第 2 把').waitFor()
  await page.getByText(/都已由新密钥保护/).waitFor()
  await shot(page, 'keys')
  expect(await axeFindings(page)).toEqual([])
  expect(existsSync(join(yimi.dataDir, 'keys', 'master-2.key'))).toBe(true)

  await guests.reload()
  await names.nth(1).waitFor()
  expect(await names.allInnerTexts()).toEqual(before)
})

test('the audit admin takes the log out, and the program of others finds it sound', async () => {
  const page = await atDesk(browser, yimi, 'audit-admin')
  await page.goto(`${yimi.url}/console/#/audit`)
  await page.getByRole('button', { name: '导出记录' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('动态验证码').fill(await yimi.demoCode('audit-admin'))
  await shot(page, 'audit-export-asked')
  await dialog.getByRole('button', { name: '开始导出' }).click()
  const link = page.getByRole('link', { name: '下载文件' })
  await link.waitFor()
  await shot(page, 'audit-export-ready')
  expect(await axeFindings(page)).toEqual([])
  const coming = page.waitForEvent('download')
  await link.click()
  const download = await coming
  expect(download.suggestedFilename()).toMatch(/^yimi-audit-\d{4}-01-01-.*\.jsonl$/)
  const file = join(yimi.dataDir, 'audit.jsonl')
  await download.saveAs(file)
  const checked = spawnSync(process.execPath, [CHECKER, file], { encoding: 'utf8' })
  expect([checked.status, checked.stdout]).toEqual([0, expect.stringContaining('sound 无误')])
  expect(checked.stdout).toMatch(/[1-9]\d+ events of/)
})
