import { type Browser, chromium } from 'playwright-core'
import type { Api, PortalServer } from './portal-server.ts'

export type Mode = { name: string; width: number; elder: boolean; size: 24 | 30; text: number; target: number }

/** How the pages are measured: by the sizes that people read and press in. */
export const MODES: readonly Mode[] = [
  { name: 'normal at 390', width: 390, elder: false, size: 24, text: 18, target: 48 },
  { name: 'normal at 320', width: 320, elder: false, size: 24, text: 18, target: 48 },
  { name: 'elder at 390', width: 390, elder: true, size: 24, text: 24, target: 60 },
  { name: 'elder, 30 px, at 320', width: 320, elder: true, size: 30, text: 30, target: 60 },
]

/** As root Chromium needs --no-sandbox; the other flags keep it from calling home. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
      ' ',
    ),
  })
}

/** A page of a reader with these settings, and what its console had to complain of. */
export async function openPortal(
  at: { browser: Browser; server: PortalServer; usual: Api },
  hash: string,
  mode: Partial<Mode> = {},
  api: Api = at.usual,
) {
  at.server.api = api
  const context = await at.browser.newContext({ viewport: { width: mode.width ?? 390, height: 844 }, locale: 'zh-CN' })
  const settings = JSON.stringify({ elder: mode.elder ?? false, size: mode.size ?? 24, language: 'zh' })
  await context.addInitScript((kept) => {
    if (!localStorage.getItem('yimi.reading')) localStorage.setItem('yimi.reading', kept)
  }, settings)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d|net::ERR/.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (fault) => complaints.push(String(fault)))
  await page.goto(`${at.server.address}/${hash}`)
  await page.locator('h1').waitFor()
  return { page, context, complaints, close: () => context.close() }
}
