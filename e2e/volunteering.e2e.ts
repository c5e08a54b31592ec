import { createActivity, moveActivity } from '@yimi/contract/activity.ts'
import { listMyCertificates } from '@yimi/contract/hour-certificate.ts'
import { getMe } from '@yimi/contract/session.ts'
import { listVolunteers } from '@yimi/contract/volunteer.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInAs } from './api-caller.ts'
import { atDesk, atPortal, openBrowser, PHONE } from './people-at-screens.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'

const HOUR_MS = 3_600_000
let yimi: RunningYimi
let browser: Browser

beforeAll(async () => {
  yimi = await startYimi()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
})

/** Led by the demonstration's team leader, over half an hour ago. */
async function plantActivity(): Promise<string> {
  const head = await signInAs(yimi, 'station-head')
  const orgId = (await head.call(getMe, {})).assignments[0]?.orgId ?? ''
  const { items } = await head.call(listVolunteers, { query: { search: '龚建华' } })
  const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString()
  const words = {
    kind: 'clean-up',
    title: '清扫连廊',
    words: '',
    place: '东连廊',
    volunteerPlaces: 4,
    residentPlaces: 0,
  }
  const body = { ...words, orgId, from: at(-2.5), until: at(-0.5), leaderVolunteerId: items[0]?.id ?? null }
  const { id } = await head.call(createActivity, { body })
  await head.call(moveActivity, { params: { id }, body: { move: 'open' } })
  return id
}

test('a volunteer signs up on the telephone and takes it back, and nobody asks why', async () => {
  const page = await atDesk(browser, yimi, 'volunteer', PHONE)
  await page.goto(`${yimi.url}/#/my/activities`)
  await page.getByRole('button', { name: '报名：便民理发日' }).click()
  await page.getByText('「便民理发日」已报上名。').waitFor()
  await page.getByRole('button', { name: '来不了，退出：便民理发日' }).click()
  await page.getByText(/「便民理发日」已退出/).waitFor()
  await page.getByRole('button', { name: '报名：便民理发日' }).waitFor()
  await page.getByRole('button', { name: '排队候补：中心花园清洁日' }).click()
  await page.getByText(/您排在第 3 位/).waitFor()
  await page.context().close()
})

test('a leader keeps the sheet by keyboard; the hours are there, certified, and checked by a stranger', async () => {
  const id = await plantActivity()
  const leader = await atDesk(browser, yimi, 'team-leader')
  await leader.goto(`${yimi.url}/console/#/activities/${id}`)
  const number = leader.getByLabel('没报名但来了：志愿者编号')
  await number.fill('2')
  await number.press('Enter')
  await leader.getByText('待保存：V000002').waitFor()
  await leader.getByRole('button', { name: '保存到场（1 人）' }).press('Enter')
  await leader.getByText('已保存。').waitFor()
  await leader.getByRole('button', { name: '活动办结' }).press('Enter')
  await leader.getByRole('dialog').getByRole('button', { name: '活动办结' }).press('Enter')
  await leader.getByText('以下是到场的人。').waitFor()
  await leader.context().close()

  const volunteer = await atDesk(browser, yimi, 'volunteer', PHONE)
  await volunteer.goto(`${yimi.url}/#/my/hours`)
  await volunteer.getByRole('heading', { name: '清扫连廊' }).waitFor()
  await volunteer.goto(`${yimi.url}/#/my/certificates`)
  await volunteer.getByRole('button', { name: '开具证明' }).click()
  await volunteer.getByText('清扫连廊：1 次，2 小时').first().waitFor()
  await volunteer.context().close()

  const caller = await signInAs(yimi, 'volunteer')
  const { items } = await caller.call(listMyCertificates, {})
  const stranger = await atPortal(browser, yimi, `#/certificate/${items[0]?.number}`)
  await stranger.getByText('这份证明有效').waitFor()
  const shown = await stranger.locator('main').innerText()
  expect(shown).toContain('苏＊')
  expect(shown).not.toContain('苏晴')
  expect(shown).not.toContain('V000002')
  await stranger.context().close()
})
