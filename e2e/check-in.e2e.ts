import { answerJoinLink, listCheckIns, makeJoinLinks } from '@yimi/contract/check-in.ts'
import { call } from '@yimi/contract/client.ts'
import { listFigures } from '@yimi/contract/figure.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { type ApiCaller, signInAs } from './api-caller.ts'
import { atDesk, atPortal, axeFindings, openBrowser, shot, shotOfAll } from './people-at-screens.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'

const PARTNER = '青禾纸品厂'
const MEMBERS = 37
const JOIN = 30
let yimi: RunningYimi
let browser: Browser
let officer: ApiCaller

beforeAll(async () => {
  yimi = await startYimi()
  browser = await openBrowser()
  officer = await signInAs(yimi, 'institute-officer')
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
})

async function corps(): Promise<number> {
  const { items } = await officer.call(listFigures, { query: { names: 'corps' } })
  return items[0]?.value ?? 0
}

test('an enterprise checks in with 37 members, 30 of whom join the corps by their own wish', async () => {
  onTestFailed(() => shotOfAll(browser, 'check-in-failed'))
  const before = await corps()

  // The contact of the enterprise asks; nothing else can be done before the station has said yes.
  const contact = await atDesk(browser, yimi, 'partner-contact')
  await contact.getByRole('link', { name: '本单位共建' }).click()
  await contact.getByRole('button', { name: '单位报到' }).first().click()
  await contact.getByLabel('单位名称').fill(PARTNER)
  await contact.getByLabel('联系人').fill('伍平')
  await contact.getByLabel('联系电话').fill('13900000199')
  expect(await axeFindings(contact)).toEqual([])
  await contact.getByRole('dialog').getByRole('button', { name: '单位报到' }).click()
  const mine = contact.getByRole('region', { name: PARTNER })
  await mine.getByText('实践站确认后').waitFor()
  expect(await mine.getByRole('button', { name: '报送人员名单' }).count()).toBe(0)

  // The station confirms, from what waits on Today.
  const desk = await atDesk(browser, yimi, 'institute-officer')
  const waiting = desk.getByRole('listitem').filter({ hasText: `单位报到 ${PARTNER}` })
  await waiting.getByRole('link', { name: '去确认' }).click()
  await desk.getByRole('button', { name: '确认报到' }).click()
  await desk.getByRole('button', { name: '报送人员名单' }).waitFor()

  // A list as people have it; a line that cannot be read is named, and nothing is sent.
  await contact.reload()
  await mine.getByRole('button', { name: '报送人员名单' }).click()
  const names = Array.from(
    { length: MEMBERS },
    (_, index) => `纸品${'甲乙丙丁戊己庚辛壬癸'[index % 10]}${'东南西北'[Math.floor(index / 10)]}`,
  )
  await contact.getByRole('textbox', { name: '人员名单' }).fill(`${names.slice(0, 3).join('\n')}\n13900000000`)
  await contact.getByText('第 4 行看不明白').waitFor()
  await contact.getByRole('textbox', { name: '人员名单' }).fill(names.join('\n'))
  await contact.getByText(`报送 ${MEMBERS} 人`).waitFor()
  await contact.getByRole('dialog').getByRole('button', { name: '报送人员名单' }).click()
  await mine.getByText(`${MEMBERS} 人`).waitFor()

  await desk.reload()
  await desk.getByText(`打勾的 ${MEMBERS} 人会确认`).waitFor()
  await shot(desk, 'check-in-list', true)
  await desk.getByRole('button', { name: '确认名单' }).click()
  await desk.getByText('待确认').first().waitFor({ state: 'detached' })
  await desk.getByRole('button', { name: '生成本人入队链接' }).click()
  await desk.getByRole('heading', { name: '生成本人入队链接' }).waitFor()
  expect(await desk.locator('.slips code').count()).toBe(MEMBERS)
  await shot(desk, 'check-in-slips', true)
  expect(await axeFindings(desk)).toEqual([])

  // The first opens the slip's link on a phone, one in elder mode; the rest send the same request.
  const links = await desk.locator('.slips code').allTextContents()
  for (const [index, link] of links.slice(0, 2).entries()) {
    const phone = await atPortal(browser, yimi, link.slice(link.indexOf('#')))
    if (index === 1) await phone.getByRole('button', { name: /长辈/ }).first().click()
    await phone.getByText('您愿意加入志愿者队伍吗').waitFor()
    await shot(phone, `join-${index === 1 ? 'elder' : 'asked'}`, true)
    expect(await axeFindings(phone)).toEqual([])
    await phone.getByRole('button', { name: '我愿意加入' }).click()
    await phone.getByText(/您的志愿者编号是 V\d{6}/).waitFor()
    await shot(phone, `join-${index === 1 ? 'elder-joined' : 'joined'}`, true)
    await phone.context().close()
  }
  for (const link of links.slice(2, JOIN)) {
    const body = { secret: link.slice(link.lastIndexOf('/') + 1), move: 'join' as const }
    await call(answerJoinLink, { body }, { baseUrl: yimi.url })
  }

  // The enterprise sees how many, and nowhere who; the corps has grown by as many.
  await contact.reload()
  await mine.getByText(`${JOIN} 人`).waitFor()
  const seen = (await contact.locator('main').textContent()) ?? ''
  for (const name of names) expect(seen).not.toContain(name)
  await shot(contact, 'check-in-desk', true)
  expect((await corps()) - before).toBe(JOIN)
  const { items } = await officer.call(listCheckIns, { query: { state: 'confirmed' } })
  expect(items.find((one) => one.name === PARTNER)?.totals).toEqual({
    listed: MEMBERS,
    confirmed: MEMBERS,
    joined: JOIN,
  })

  // A link that was made anew opens no longer; who joined is not given another.
  const id = items.find((one) => one.name === PARTNER)?.id ?? ''
  expect((await officer.call(makeJoinLinks, { params: { id } })).links).toHaveLength(MEMBERS - JOIN)
  const dead = await atPortal(browser, yimi, links.at(-1)?.slice(links.at(-1)?.indexOf('#')))
  await dead.getByText('这个链接已经不能用了').waitFor()
})
