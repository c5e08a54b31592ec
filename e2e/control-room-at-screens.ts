import { waitFor } from '@yimi/live/engine-e2e-fixtures.ts'
import type { Browser, Locator, Page } from 'playwright-core'
import { atDesk } from './people-at-screens.ts'
import type { RunningYimi } from './running-yimi.ts'

export async function enterControlRoom(browser: Browser, yimi: RunningYimi, id: string): Promise<Page> {
  const page = await atDesk(browser, yimi, 'director')
  await page.goto(`${yimi.url}/console/#/broadcasts/${id}/control-room`)
  await page.getByRole('region', { name: '平台' }).waitFor()
  return page
}

/** Asks for a new key and reads it off the only dialog that ever shows it. */
export async function makeKey(director: Page): Promise<string> {
  await director.getByRole('button', { name: '生成新密钥' }).click()
  await director.getByRole('dialog').getByRole('button', { name: '生成新密钥' }).click()
  const shown = director.getByRole('dialog').filter({ hasText: '推流密钥' })
  await shown.getByText('密钥', { exact: true }).waitFor()
  const key = (await shown.innerText()).match(/^[\w-]{24}$/m)?.[0] ?? ''
  await shown.getByRole('button', { name: '知道了' }).click()
  await shown.waitFor({ state: 'detached' })
  return key
}

export async function seePreviewMove(director: Page): Promise<void> {
  await waitFor('a moving preview', () =>
    director.evaluate<boolean>(`(document.querySelector('video')?.currentTime ?? 0) > 0.3`),
  )
}

/** Pictures of full size are costly to show on a machine without a graphics card: the studio's own monitor stands still. */
export async function pausePreview(director: Page): Promise<void> {
  await director.evaluate(`document.querySelector('video')?.pause()`)
}

/** One key opens the question, the keyboard alone answers it. */
export async function pressAndConfirm(director: Page, key: string, confirm: string): Promise<void> {
  await director.keyboard.press(key)
  const dialog = director.getByRole('dialog')
  await dialog.getByRole('button', { name: confirm }).waitFor()
  await tabTo(director, confirm)
  await director.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
}

/** Goes on with the Tab key until the control with this name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < MOST_TABS; step += 1) {
    const focused = await page.evaluate<string>(
      `document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''`,
    )
    if (focused.trim() === name) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${MOST_TABS} presses of Tab do not reach «${name}»`)
}

const MOST_TABS = 80

export function tile(director: Page, name: string): Locator {
  return director.getByRole('listitem').filter({ has: director.getByRole('heading', { name, exact: true }) })
}

/** Until the tile says this word; answers the milliseconds since `since` (as of `performance.now()`). */
export async function tileSays(
  director: Page,
  name: string,
  word: string,
  since = performance.now(),
  timeoutMs = 15_000,
): Promise<number> {
  await tile(director, name).getByText(word).first().waitFor({ timeout: timeoutMs })
  return Math.round(performance.now() - since)
}

export async function countWell(director: Page): Promise<number> {
  return director.getByRole('region', { name: '平台' }).getByText('正常', { exact: true }).count()
}

export async function reconnectsOf(director: Page, name: string): Promise<number> {
  return Number(/重连 (\d+) 次/.exec(await tile(director, name).innerText())?.[1] ?? 0)
}
