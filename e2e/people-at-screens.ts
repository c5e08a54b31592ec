import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { waitFor } from '@yimi/live/engine-e2e-fixtures.ts'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { DEMO_PASSWORD, type RunningYimi } from './running-yimi.ts'

const SHOTS = fileURLToPath(new URL('../node_modules/.cache/yimi/shots', import.meta.url))
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const DESK = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

/** The flags keep Chromium from calling home, and root needs no sandbox. */
export const BROWSER_ARGS = [
  '--lang=zh-CN',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
]

/** Asks for no motion: a colour half-way to another has a contrast of neither, and nothing has to be waited for. */
const LOCAL = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' } as const

/** Debian's Chromium. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: BROWSER_ARGS })
}

type Cookies = Parameters<BrowserContext['addCookies']>[0]
/** Who has been at the console of which program, and with what session. */
const sessions = new WeakMap<RunningYimi, Map<string, Cookies>>()

/**
 * Somebody of the demonstration at the console, signed in through the log-in page; who comes again comes with the session
 * of before while that holds. Faults of the page fail the journey.
 */
export async function atDesk(browser: Browser, yimi: RunningYimi, username: string, viewport = DESK): Promise<Page> {
  const page = await newPage(await browser.newContext({ viewport, ...LOCAL }))
  const kept = sessions.get(yimi) ?? new Map<string, Cookies>()
  sessions.set(yimi, kept)
  await page.context().addCookies(kept.get(username) ?? [])
  await page.goto(`${yimi.url}/console/`)
  const name = page.getByLabel('用户名')
  const inside = page.getByRole('banner')
  await name.or(inside).first().waitFor()
  if (await name.isVisible()) await logIn(page, yimi, username)
  kept.set(username, await page.context().cookies())
  return page
}

async function logIn(page: Page, yimi: RunningYimi, username: string): Promise<void> {
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  const code = page.getByLabel('动态验证码')
  const inside = page.getByRole('banner')
  await code.or(inside).first().waitFor()
  if (await code.isVisible()) {
    await code.fill(await yimi.demoCode(username))
    await page.getByRole('button', { name: '登录' }).click()
  }
  await inside.waitFor()
}

/** Somebody with a phone at the portal, without an account. */
export async function atPortal(browser: Browser, yimi: RunningYimi, place = '', viewport = PHONE): Promise<Page> {
  const page = await newPage(await browser.newContext({ viewport, ...LOCAL }))
  await page.goto(`${yimi.url}/${place}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  return page
}

/** Keeps a picture of the page for whoever wants to look: node_modules/.cache/yimi/shots/NAME.png */
export async function shot(page: Page, name: string, fullPage = false): Promise<void> {
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: shotPath(name), fullPage })
}

export function shotPath(name: string): string {
  return join(SHOTS, `${name}.png`)
}

/** Keeps the measured numbers of a journey beside the pictures: node_modules/.cache/yimi/shots/NAME.json */
export function writeMeasured(name: string, numbers: Record<string, number>): void {
  mkdirSync(SHOTS, { recursive: true })
  writeFileSync(join(SHOTS, `${name}.json`), JSON.stringify(numbers))
}

/** What axe finds of weight «serious» or «critical», each with the first place where it stands. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Faded-in dialogs would be measured half transparent.
  await waitFor('movements to end', () =>
    page.evaluate<boolean>(`document.getAnimations().every((one) => one.playState !== 'running')`),
  )
  // By the debugger's door: the page's own content security policy lets no foreign script in. Half a megabyte, so once a document.
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(AXE)
  type Finding = { id: string; impact?: string | null; nodes: { html: string }[] }
  const { violations } = await page.evaluate<{ violations: Finding[] }>(
    `axe.run(document, { resultTypes: ['violations'] })`,
  )
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${one.id} (${one.nodes.length}): ${one.nodes[0]?.html.slice(0, 200)}`)
}

/** When a journey fails: what stood on every open page. */
export async function shotOfAll(browser: Browser, name: string): Promise<void> {
  const pages = browser.contexts().flatMap((context) => context.pages())
  for (const [index, page] of pages.entries()) await shot(page, `${name}-${index + 1}`, true)
}
