import { X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinOtherMachine, type OtherMachine } from './network-namespace.ts'
import { atDesk, axeFindings, PHONE, shot } from './people-at-screens.ts'
import { plantedDataDir, type RunningYimi, startYimi } from './running-yimi.ts'

let machine: OtherMachine
let yimi: RunningYimi
let plain = ''
let secure = ''
const browsers: Browser[] = []

beforeAll(async () => {
  machine = joinOtherMachine()
  const dataDir = plantedDataDir()
  yimi = await startYimi({ dataDir })
  plain = `http://${machine.hostAddress}:${new URL(yimi.url).port}/`
  secure = `https://${machine.hostAddress}:${yimi.httpsPort}/`
})
afterAll(async () => {
  for (const browser of browsers) await browser.close()
  await yimi?.stop()
  yimi?.remove()
  machine?.remove()
})

async function phone(): Promise<Page> {
  const browser = await machine.openBrowser()
  browsers.push(browser)
  const page = await (await browser.newContext({ viewport: PHONE, locale: 'zh-CN' })).newPage()
  page.setDefaultTimeout(15_000)
  return page
}

/** What the log-in route answers to a page of the same origin. */
function tryLogIn(page: Page): Promise<{ status: number; code: string }> {
  return page.evaluate<{ status: number; code: string }>(`fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'nobody-at-all', password: 'a long password' }),
  }).then(async (answer) => ({ status: answer.status, code: (await answer.json()).code }))`)
}

test('from another machine over plain HTTP: a page that says what to do, and no log-in', async () => {
  const page = await phone()
  for (const [path, wanted] of [
    ['', secure],
    ['console/', `${secure}console/`],
  ] as const) {
    const answer = await page.goto(plain + path)
    expect(answer?.status()).toBe(403)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('请改用加密地址打开')
    expect(await page.getByRole('link', { name: /^打开加密地址/ }).getAttribute('href')).toBe(wanted)
    expect(await page.getByRole('textbox').count()).toBe(0)
  }
  expect(await tryLogIn(page)).toEqual({ status: 403, code: 'https-needed' })
  await shot(page, 'lan-https-needed', true)
  expect(await axeFindings(page)).toEqual([])

  await page.goto(plain)
  await page.getByRole('link', { name: '只看直播和公开内容' }).click()
  await page.getByRole('heading', { level: 1, name: '您好，要办什么事？' }).waitFor()
  await page.getByRole('link', { name: '投诉与建议' }).click()
  await page.getByRole('heading', { level: 1, name: '请改用加密地址' }).waitFor()
  expect(await page.getByRole('textbox').count()).toBe(0)
  await shot(page, 'lan-portal-encryption')
})

test('the page on trusting the certificate, and its sheet on one A4 page', async () => {
  const page = await phone()
  await page.goto(plain)
  await page.getByRole('link', { name: '怎样信任证书' }).click()
  await page.getByRole('heading', { level: 1, name: '信任本系统的证书' }).waitFor()
  await page.getByText('安卓手机、平板').click()
  await shot(page, 'lan-trust', true)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('link', { name: /打印这份说明/ }).click()
  await page.getByRole('heading', { level: 1, name: '怎样打开本系统' }).waitFor()
  const sheet = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  expect(sheet.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 794, height: 1123 })
  await shot(page, 'lan-trust-sheet', true)
})

test('after the authority is trusted: HTTPS without a warning, log-in, live updates, media', async () => {
  const before = await phone()
  await expect(before.goto(secure)).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID')

  const file = join(yimi.dataDir, 'downloaded.crt')
  const fetched = machine.run(
    process.execPath,
    '-e',
    `fetch('${plain}trust/yimi-ca.crt').then((a) => a.arrayBuffer()).then((b) => process.stdout.write(Buffer.from(b).toString('hex')))`,
  )
  writeFileSync(file, Buffer.from(fetched, 'hex'))
  // What a person does with the printed sheet in hand.
  const { fingerprint256 } = new X509Certificate(Buffer.from(fetched, 'hex'))
  expect(yimi.output()).toContain(fingerprint256)
  machine.trust(file)

  const browser = await machine.openBrowser()
  browsers.push(browser)
  const desk = await atDesk(browser, { ...yimi, url: secure.slice(0, -1) }, 'district-admin')
  const cookies = await desk.context().cookies()
  expect(cookies.map(({ name, secure: only, httpOnly, sameSite }) => [name, only, httpOnly, sameSite])).toEqual([
    ['__Host-yimi_session', true, true, 'Strict'],
  ])
  const updates = await desk.evaluate(
    () =>
      new Promise<string>((done) => {
        const stream = new EventSource('/api/events')
        stream.onopen = () => done('open')
        stream.onerror = () => done('failed')
      }),
  )
  expect(updates).toBe('open')
  // Answered by the engine, through the relay: there is no such broadcast, and nothing was blocked on the way.
  expect(await desk.evaluate(async () => (await fetch('/media/live/none/index.m3u8')).status)).toBe(404)
  await shot(desk, 'lan-console-https')
})
