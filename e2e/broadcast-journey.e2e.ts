import { join } from 'node:path'
import { grantRole, listAccounts } from '@yimi/contract/account.ts'
import { createChannel } from '@yimi/contract/channel.ts'
import { createGuest } from '@yimi/contract/guest.ts'
import {
  packetHashes,
  pushClip,
  type RecordingPlatforms,
  startRecordingPlatforms,
  waitFor,
} from '@yimi/live/engine-e2e-fixtures.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { signInAs } from './api-caller.ts'
import { enterAudience, openTwoViewers, secondsOf } from './audience-at-screens.ts'
import { atDesk, atPortal, openBrowser, shot, shotOfAll, shotPath } from './people-at-screens.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'
import { sourceFile } from './source-file.ts'

const TITLE = '邻里互助在身边'
const PLATFORMS = ['one', 'two', 'three']

let platforms: RecordingPlatforms
let yimi: RunningYimi
let browser: Browser

beforeAll(async () => {
  platforms = await startRecordingPlatforms(PLATFORMS)
  yimi = await startYimi({ allowPrivate: `127.0.0.1:${platforms.port}` })
  browser = await openBrowser()
  await arrangeDistrict()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
  await platforms?.stop()
})

test('a broadcast is applied for, judged, cleared, sent to three platforms and a viewer, and archived', async () => {
  onTestFailed(() => shotOfAll(browser, 'journey-failed'))
  const producer = await atDesk(browser, yimi, 'producer')
  await fillApplication(producer)
  await collectConsents(producer)
  await bringEvidence(producer)
  await expectRefusedAsJudges(producer)
  await judgeFiveGates(producer)
  await goOnAirAndEnd(producer)
}, 240_000)

/** Three channels to the recording platforms; host, guest and applicant are reviewers too, to show that this does not help them. */
async function arrangeDistrict(): Promise<void> {
  const officer = await signInAs(yimi, 'institute-officer')
  const accounts = (await officer.call(listAccounts, { query: { limit: 200 } })).items
  const account = (username: string) => {
    const found = accounts.find((one) => one.username === username)
    if (!found) throw new Error(`no account ${username}`)
    return found
  }
  const orgId = account('producer').orgId
  for (const name of PLATFORMS)
    await officer.call(createChannel, {
      body: { orgId, name: `平台 ${name}`, server: `rtmp://127.0.0.1:${platforms.port}/${name}`, key: 'hall?a=b&c=d' },
    })
  for (const username of ['producer', 'moderator', 'media-officer'])
    await officer.call(grantRole, { params: { id: account(username).id }, body: { role: 'gate-reviewer', orgId } })
  const producer = await signInAs(yimi, 'producer')
  const guest = (name: string, accountId: string) =>
    producer.call(createGuest, {
      body: { orgId, accountId, name, trade: '社区工作者', topics: [], contact: '13900000000' },
    })
  await guest('主持姜老师', account('moderator').id)
  await guest('嘉宾柯老师', account('media-officer').id)
}

async function fillApplication(page: Page): Promise<void> {
  await page.goto(`${yimi.url}/console/#/broadcasts`)
  await page.getByRole('button', { name: '申请直播' }).click()
  await page.getByRole('dialog').getByLabel('直播主题').fill(TITLE)
  await page.getByRole('button', { name: '开始填写' }).click()
  await page.getByLabel('内容简介').fill('请三位邻居讲互相帮忙的事，现场招募楼门志愿者。')
  await page.getByLabel('传递政策与知识').check()
  await page.getByLabel('壮大志愿队伍').check()
  await page.getByLabel('访谈').check()
  const day = new Date(Date.now() + 11 * 86_400_000).toISOString().slice(0, 10)
  await pickMoment(page, '开始时间', `${day}T14:00`)
  await pickMoment(page, '结束时间', `${day}T15:00`)
  await pick(page, '场地', '一米直播间')
  await page.getByLabel('现场观众席位').fill('30')
  await pick(page, '主持人', '主持姜老师')
  await pick(page, '嘉宾', '嘉宾柯老师')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '新增环节' }).click()
  await page.getByLabel('风险预案').fill('断网改用手机热点，由导播负责；嘉宾未到由主持人讲。')
  for (const name of PLATFORMS) await page.getByLabel(`平台 ${name}`).check()
  await page.getByText('必填的都填好了').waitFor()
  await shot(page, 'application')
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交申请' }).click()
  await page.getByText('审核中').first().waitFor()
}

async function collectConsents(page: Page): Promise<void> {
  await openTab(page, '嘉宾')
  const host = page.getByRole('listitem').filter({ hasText: '主持姜老师' })
  await host.getByRole('button', { name: '代为登记' }).click()
  await page.getByLabel('怎么答复的').fill('本人电话告知')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await host.getByText('已同意').waitFor()
  const guest = page.getByRole('listitem').filter({ hasText: '嘉宾柯老师' })
  await guest.getByRole('button', { name: '生成征求链接' }).click()
  const link = (await page.getByRole('dialog').innerText()).match(/\S*#\/consent\/\S+/)?.[0] ?? ''
  await page.getByRole('dialog').getByRole('button', { name: '知道了' }).click()
  const phone = await atPortal(browser, yimi, link.slice(link.indexOf('#')))
  await phone.getByText(TITLE).first().waitFor()
  await phone.getByRole('button', { name: '同意参加' }).click()
  await phone
    .getByText(/已同意|谢谢/)
    .first()
    .waitFor()
  await phone.context().close()
  await guest.getByText('已同意').waitFor()
}

async function bringEvidence(page: Page): Promise<void> {
  await openTab(page, '五道关口')
  await gate(page, '现场关')
    .locator('input[type=file]')
    .setInputFiles(await sourceFile())
  await gate(page, '现场关')
    .getByRole('link', { name: /journey-source/ })
    .waitFor()
}

/** The applicant sees why not; host and guest, reviewers by role, see the same. */
async function expectRefusedAsJudges(applicant: Page): Promise<void> {
  const address = applicant.url()
  for (const username of ['moderator', 'media-officer']) {
    const page = await atDesk(browser, yimi, username)
    await page.goto(address)
    await gate(page, '选题关').getByText('申请人、主持人和嘉宾不能审核').waitFor()
    expect(await page.getByRole('button', { name: '通过', exact: true }).count()).toBe(0)
    await page.context().close()
  }
  await gate(applicant, '选题关').getByText('申请人、主持人和嘉宾不能审核').waitFor()
}

async function judgeFiveGates(applicant: Page): Promise<void> {
  const address = applicant.url()
  const rounds = [
    ['gate-reviewer', ['选题关', '内容关']],
    ['gate-reviewer-2', ['流程关', '嘉宾关']],
    ['gate-reviewer-3', ['现场关']],
  ] as const
  for (const [username, gates] of rounds) {
    const page = await atDesk(browser, yimi, username)
    await page.goto(address)
    for (const name of gates) await passGate(page, name)
    if (username === 'gate-reviewer') await gate(page, '流程关').getByText('上限').waitFor()
    if (username === 'gate-reviewer-2') await shot(page, 'gate-board')
    await page.context().close()
  }
  // The applicant's page was open all the time: it learns of it by itself.
  await applicant.getByText('可以播出').first().waitFor()
}

async function passGate(page: Page, name: string): Promise<void> {
  const card = gate(page, name)
  await card.getByRole('checkbox').first().waitFor()
  for (const box of await card.getByRole('checkbox').all()) await box.check()
  await card.getByRole('button', { name: '通过', exact: true }).click()
  await card.getByText('已通过').first().waitFor()
}

async function goOnAirAndEnd(producer: Page): Promise<void> {
  const id = /broadcasts\/([0-9a-f-]{36})/.exec(producer.url())?.[1] ?? ''
  const director = await atDesk(browser, yimi, 'director')
  await director.goto(`${yimi.url}/console/#/broadcasts/${id}/control-room`)
  await director.getByRole('button', { name: '生成新密钥' }).click()
  await director.getByRole('dialog').getByRole('button', { name: '生成新密钥' }).click()
  const shown = director.getByRole('dialog').filter({ hasText: '推流密钥' })
  await shown.getByText('密钥', { exact: true }).waitFor()
  const key = (await shown.innerText()).match(/^[\w-]{24}$/m)?.[0] ?? ''
  await shown.getByRole('button', { name: '知道了' }).click()

  const source = await sourceFile()
  const encoder = pushClip(source, `rtmp://127.0.0.1:${yimi.rtmpPort}/live/${key}`)
  await director.getByText('已接入').waitFor()
  await waitFor('a moving preview', () =>
    director.evaluate<boolean>(`(document.querySelector('video')?.currentTime ?? 0) > 0.3`),
  )
  // An encoder is there, a picture is seen by staff, and not a byte has left for anybody else.
  expect(platforms.recordings()).toEqual([])
  expect((await fetch(`${yimi.url}/media/live/${id}/index.m3u8`)).status).toBe(404)

  await director.keyboard.press('s')
  await director.getByRole('dialog').getByRole('button', { name: '确认开播' }).click()
  await waitFor(
    'three platforms on air',
    async () => (await director.getByText('正常', { exact: true }).count()) === PLATFORMS.length,
    15_000,
  )
  const tiles = director.getByRole('region', { name: '平台' })
  await waitFor(
    'figures of all platforms',
    async () => (await tiles.getByText(/[1-9]\.\d Mbit/).count()) === PLATFORMS.length,
  )
  await director.evaluate('scrollTo(0, 0)')
  await shot(director, 'control-room')
  const viewer = await openTwoViewers(browser, yimi, id)
  const first = await secondsOf(viewer)
  await waitFor('the viewer’s picture to go on', async () => (await secondsOf(viewer)) > first + 2, 15_000)
  await shot(viewer, 'live')

  expect(await encoder.ended).toBe('')
  await director.keyboard.press('e')
  await director.getByRole('dialog').getByRole('button', { name: '确认结束' }).click()
  await director.getByText('已结束').first().waitFor()
  await expectRecordings(source)
  await producer.goto(`${yimi.url}/console/#/broadcasts`)
  await producer.getByRole('row').filter({ hasText: TITLE }).getByText('已归档').waitFor()
  await producer.goto(`${yimi.url}/console/#/broadcasts/${id}/audience`)
  expect(await enterAudience(producer, shotPath('live'))).toEqual([])
}

/** What each platform recorded is the source, packet by packet, from the key frame at which it joined to the end. */
async function expectRecordings(source: string): Promise<void> {
  const sent = await packetHashes(source)
  await platforms.stop()
  expect(platforms.recordings()).toHaveLength(PLATFORMS.length)
  for (const name of platforms.recordings()) {
    const recorded = await packetHashes(join(platforms.folder, name))
    expect(recorded.video.length).toBeGreaterThan(300)
    expect(recorded.video).toEqual(sent.video.slice(-recorded.video.length))
    expect(recorded.audio).toEqual(sent.audio.slice(-recorded.audio.length))
  }
}

function gate(page: Page, name: string) {
  return page.getByRole('region', { name })
}

async function openTab(page: Page, name: string): Promise<void> {
  await page
    .getByRole('link', { name, exact: true })
    .or(page.getByRole('tab', { name, exact: true }))
    .first()
    .click()
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true })
  await field.click()
  await field.fill(option)
  await page.locator('.ant-select-item-option', { hasText: option }).first().click()
}

async function pickMoment(page: Page, label: string, moment: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(moment)
}
