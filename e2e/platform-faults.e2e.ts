import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import {
  pushClip,
  type RecordingPlatforms,
  requireTools,
  sourceClip,
  startRecordingPlatforms,
  waitFor,
} from '@yimi/live/engine-e2e-fixtures.ts'
import { startPlatform, type TestPlatform } from '@yimi/live/engine-fixtures.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { gate } from './application-at-screens.ts'
import { clearedFor, createChannels } from './cleared-broadcast.ts'
import {
  enterControlRoom,
  makeKey,
  pausePreview,
  pressAndConfirm,
  reconnectsOf,
  tabTo,
  tile,
  tileSays,
} from './control-room-at-screens.ts'
import { atDesk, atPortal, axeFindings, openBrowser, shot, shotOfAll } from './people-at-screens.ts'
import { expectWholeFromKeyFrame, sentPackets } from './recorded-packets.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'

/** Pictures from one key frame of the clip to the next, and how often the encoder plays it. */
const GROUP = 60
const TIMES = 20
/** What a withdrawn gate is given to stop every platform. */
const STOP_MS = 2_000

const NAMES = { one: '平台甲', two: '平台乙', refusing: '拒绝的', silent: '不答的', killed: '掉线的', frozen: '卡住的' }
const LATE = '后来的'

let good: RecordingPlatforms
let killed: RecordingPlatforms
let again: RecordingPlatforms | undefined
let frozen: RecordingPlatforms
let refusing: TestPlatform
let silent: TestPlatform
let yimi: RunningYimi
let browser: Browser
let director: Page
let encoder: ReturnType<typeof pushClip>
let id = ''

beforeAll(async () => {
  await requireTools()
  good = await startRecordingPlatforms(['one', 'two', 'late'])
  killed = await startRecordingPlatforms(['killed'])
  frozen = await startRecordingPlatforms(['frozen'])
  refusing = await startPlatform('refuses')
  silent = await startPlatform('silent')
  const ports = [good, killed, frozen, refusing, silent].map(({ port }) => `127.0.0.1:${port}`)
  yimi = await startYimi({ allowPrivate: ports.join(',') })
  browser = await openBrowser()
  const at = (name: string, port: number, app: string) => ({ name, server: `rtmp://127.0.0.1:${port}/${app}` })
  const channels = await createChannels(yimi, [
    ...[at(NAMES.one, good.port, 'one'), at(NAMES.two, good.port, 'two')],
    ...[at(NAMES.refusing, refusing.port, 'live'), at(NAMES.silent, silent.port, 'live')],
    ...[at(NAMES.killed, killed.port, 'killed'), at(NAMES.frozen, frozen.port, 'frozen')],
    at(LATE, good.port, 'late'),
  ])
  id = await clearedFor(
    yimi,
    [...Object.values(NAMES), LATE].map((name) => channels.get(name) ?? ''),
  )
  director = await enterControlRoom(browser, yimi, id)
  const clip = await sourceClip(4)
  encoder = pushClip(clip, `rtmp://127.0.0.1:${yimi.rtmpPort}/live/${await makeKey(director)}`, TIMES)
  await director.getByText('已接入').waitFor()
}, 180_000)

afterAll(async () => {
  encoder?.child.kill('SIGKILL')
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
  await Promise.all([refusing?.kill(), silent?.kill()])
  for (const one of [good, killed, again, frozen]) {
    await one?.stop()
    if (one) rmSync(one.folder, { recursive: true, force: true })
  }
})

test('of six platforms four fail in four ways: the control room says which and why, and the others miss nothing', async () => {
  onTestFailed(() => shotOfAll(browser, 'faults-failed'))
  await startWithoutLate()
  for (const name of [NAMES.one, NAMES.two, NAMES.killed, NAMES.frozen]) await tileSays(director, name, '正常')
  await pausePreview(director)
  await tileSays(director, NAMES.refusing, '被拒绝')
  await tileSays(director, NAMES.refusing, '平台不接受推流密钥')
  // The meter trusts a platform's acknowledgements after three of them.
  await waitFor('some seconds of stream', () => recordedBytes(frozen, 'frozen') > 3_000_000, 15_000)

  const since = performance.now()
  frozen.signal('SIGSTOP')
  killed.signal('SIGKILL')
  await tileSays(director, NAMES.killed, '正在重连')
  expect(await tileSays(director, NAMES.frozen, '接收不畅', since)).toBeLessThan(4_000)
  await tileSays(director, NAMES.killed, '平台拒绝了连接')
  await tileSays(director, NAMES.silent, '平台没有按时应答')
  await director.getByText('2/6 个正常').waitFor()
  await director.evaluate('scrollTo(0, 0)')
  await shot(director, 'desk-faults')
  expect(await axeFindings(director)).toEqual([])

  again = await startRecordingPlatforms(['killed'], { port: killed.port })
  expect(await tileSays(director, NAMES.killed, '正常')).toBeLessThan(3_000)
  expect(await reconnectsOf(director, NAMES.killed)).toBe(1)

  // Thawed, and connected anew by the key of its tile.
  const before = await reconnectsOf(director, NAMES.frozen)
  frozen.signal('SIGCONT')
  await director.keyboard.press('6')
  const isNew = async () => (await reconnectsOf(director, NAMES.frozen)) > before
  await waitFor('the thawed one to be connected anew', isNew, 15_000)
  await tileSays(director, NAMES.frozen, '正常')
  await addAndRemove()
}, 120_000)

/** A reserve of the application, left out at the start: only what the gates have judged may join on air. */
async function startWithoutLate(): Promise<void> {
  await director.keyboard.press('s')
  const dialog = director.getByRole('dialog')
  await dialog.getByLabel(LATE).uncheck()
  await dialog.getByRole('button', { name: '确认开播' }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** The one that refuses goes, another comes: with the keyboard alone. */
async function addAndRemove(): Promise<void> {
  await tabTo(director, `移除${NAMES.refusing}`)
  await pressAndConfirm(director, 'Enter', '确认移除')
  await tile(director, NAMES.refusing).waitFor({ state: 'detached' })
  await director.keyboard.press('a')
  const picked = director.getByRole('dialog').getByRole('combobox')
  await picked.waitFor()
  await picked.press('ArrowDown')
  await picked.pressSequentially(LATE)
  await picked.press('Enter')
  await tabTo(director, '确认加入')
  await director.keyboard.press('Enter')
  await tileSays(director, LATE, '正常')
  await waitFor('the joined one to record', () => recordedBytes(good, 'late') > 0)
}

test('a gate withdrawn on air stops every platform within 2 s, and what they got until then is whole', async () => {
  onTestFailed(() => shotOfAll(browser, 'withdrawal-failed'))
  const files = [
    ...['one', 'two', 'late'].map((app) => fileOf(good, app)),
    fileOf(again ?? killed, 'killed'),
    fileOf(frozen, 'frozen'),
  ]
  const viewer = await atPortal(browser, yimi, `#/live/${id}`)
  await viewer.getByText('正在直播').first().waitFor()
  const reviewer = await atDesk(browser, yimi, 'gate-reviewer-2')
  await reviewer.goto(`${yimi.url}/console/#/broadcasts/${id}/gates`)
  await gate(reviewer, '内容关').getByRole('button', { name: '撤回通过' }).click()
  await reviewer.getByLabel('意见').last().fill('嘉宾发言跑题，先停下来。')
  for (const file of files) expect(Date.now() - lastWritten(file)).toBeLessThan(1_000)
  const at = Date.now()
  await reviewer.getByRole('dialog').getByRole('button', { name: '确认撤回' }).click()
  await director.getByText('内容关的通过已撤回，直播已停止').waitFor()
  await tileSays(director, NAMES.one, '已停止')
  await waitFor('more than the time allowed', () => Date.now() - at > 1.5 * STOP_MS)
  for (const file of files) expect(lastWritten(file) - at, file).toBeLessThan(STOP_MS)
  // The encoder goes on all the while: the studio still sees its picture.
  expect(encoder.child.exitCode).toBeNull()
  await director.getByText('已接入').waitFor()
  await director.evaluate('scrollTo(0, 0)')
  await shot(director, 'desk-withdrawn')
  expect(await axeFindings(director)).toEqual([])
  const playlist = await (await fetch(`${yimi.url}/media/live/${id}/index.m3u8`)).text()
  expect(playlist).toContain('#EXT-X-ENDLIST')
  // The page asks every ten seconds, and whenever its network comes back.
  await viewer.evaluate(`dispatchEvent(new Event('online'))`)
  await viewer.getByText('临时停播').waitFor()
  await shot(viewer, 'live-withdrawn')

  await Promise.all([good.stop(), again?.stop()])
  const sent = await sentPackets(await sourceClip(4), TIMES)
  for (const file of files.slice(0, 4)) await expectWholeFromKeyFrame(file, sent, GROUP)
}, 120_000)

function fileOf(platform: RecordingPlatforms, app: string): string {
  return join(platform.folder, `hall-${app}.flv`)
}

function recordedBytes(platform: RecordingPlatforms, app: string): number {
  return statSync(fileOf(platform, app), { throwIfNoEntry: false })?.size ?? 0
}

/** Each packet is written as it comes; milliseconds since 1970. */
function lastWritten(file: string): number {
  return statSync(file).mtimeMs
}
