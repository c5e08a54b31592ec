import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { grantRole, listAccounts } from '@yimi/contract/account.ts'
import { getAudience } from '@yimi/contract/audience.ts'
import { createChannel } from '@yimi/contract/channel.ts'
import { createGuest } from '@yimi/contract/guest.ts'
import {
  pushClip,
  type RecordingPlatforms,
  requireTools,
  startRecordingPlatforms,
  waitFor,
} from '@yimi/live/engine-e2e-fixtures.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, onTestFinished, test } from 'vitest'
import { type ApiCaller, signInAs } from './api-caller.ts'
import {
  bringEvidence,
  collectConsents,
  expectRefusedAsJudges,
  fillApplication,
  GUEST,
  HOST,
  judgeFiveGates,
} from './application-at-screens.ts'
import { enterAudience, watchAsThree } from './audience-at-screens.ts'
import {
  countWell,
  enterControlRoom,
  makeKey,
  pausePreview,
  pressAndConfirm,
  seePreviewMove,
} from './control-room-at-screens.ts'
import { atDesk, axeFindings, openBrowser, shot, shotOfAll, shotPath } from './people-at-screens.ts'
import { expectWholeFromKeyFrame, type Packets, sentPackets } from './recorded-packets.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'
import { GROUP, sourceFile } from './source-file.ts'

const TITLE = '邻里互助在身边'
/** Two figures each, so that no name is the beginning of another. */
const PLATFORMS = Array.from({ length: 14 }, (_, index) => String(index + 1).padStart(2, '0'))
/** The encoder plays the source again and again; the director ends before it does. */
const TIMES = 8

let platforms: RecordingPlatforms
let yimi: RunningYimi
let browser: Browser

beforeAll(async () => {
  await requireTools()
  await sourceFile()
  platforms = await startRecordingPlatforms(PLATFORMS)
  yimi = await startYimi({ allowPrivate: `127.0.0.1:${platforms.port}` })
  browser = await openBrowser()
  await arrangeDistrict()
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
  await platforms?.stop()
  if (platforms) rmSync(platforms.folder, { recursive: true, force: true })
})

test('a broadcast is applied for, judged, cleared, sent to 14 platforms and to viewers, and archived', async () => {
  onTestFailed(() => shotOfAll(browser, 'journey-failed'))
  const producer = await atDesk(browser, yimi, 'producer')
  const channels = PLATFORMS.map((name) => `平台 ${name}`)
  await fillApplication(producer, yimi, { title: TITLE, channels })
  await collectConsents(producer, browser, yimi, TITLE)
  await bringEvidence(producer)
  await expectRefusedAsJudges(producer, browser, yimi)
  await judgeFiveGates(producer, browser, yimi)
  const id = /broadcasts\/([0-9a-f-]{36})/.exec(producer.url())?.[1] ?? ''
  await goOnAirAndEnd(producer, id)
}, 300_000)

let producerAtApi: ApiCaller

/** Channels to the recording platforms; host, guest and applicant are reviewers too, to show that this does not help them. */
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
  for (const username of ['producer', HOST.username, GUEST.username])
    await officer.call(grantRole, { params: { id: account(username).id }, body: { role: 'gate-reviewer', orgId } })
  producerAtApi = await signInAs(yimi, 'producer')
  for (const { name, username } of [HOST, GUEST])
    await producerAtApi.call(createGuest, {
      body: {
        ...{ orgId, accountId: account(username).id, name, trade: '社区工作者' },
        ...{ topics: [], contact: '13900000000' },
      },
    })
}

async function goOnAirAndEnd(producer: Page, id: string): Promise<void> {
  const director = await enterControlRoom(browser, yimi, id)
  const key = await makeKey(director)
  const source = await sourceFile()
  const encoder = pushClip(source, `rtmp://127.0.0.1:${yimi.rtmpPort}/live/${key}`, TIMES)
  onTestFinished(() => void encoder.child.kill('SIGKILL'))
  await director.getByText('已接入').waitFor()
  await seePreviewMove(director)
  // An encoder is there, a picture is seen by staff, and not a byte has left for anybody else.
  expect(platforms.recordings()).toEqual([])
  expect((await fetch(`${yimi.url}/media/live/${id}/index.m3u8`)).status).toBe(404)

  await pressAndConfirm(director, 's', '确认开播')
  await waitFor('all platforms on air', async () => (await countWell(director)) === PLATFORMS.length, 15_000)
  const tiles = director.getByRole('region', { name: '平台' })
  await waitFor(
    'figures of all platforms',
    async () => (await tiles.getByText(/[34]\.\d Mbit/).count()) === PLATFORMS.length,
  )
  await director.evaluate('scrollTo(0, 0)')
  await shot(director, 'control-room')
  await pausePreview(director)
  const { page: viewer, heard } = await watchAsThree(browser, yimi, producerAtApi, id)
  expect(await countWell(director)).toBe(PLATFORMS.length)
  expect(await axeFindings(director)).toEqual([])

  await pressAndConfirm(director, 'e', '确认结束')
  await director.getByText('已结束').first().waitFor()
  await viewer.context().close()
  encoder.child.kill('SIGKILL')
  await expectRecordings(await sentPackets(source, TIMES))
  await producer.goto(`${yimi.url}/console/#/broadcasts`)
  await producer.getByRole('row').filter({ hasText: TITLE }).getByText('已归档').waitFor()
  await producer.goto(`${yimi.url}/console/#/broadcasts/${id}/audience`)
  const wanted = { proof: shotPath('live'), viewers: heard.viewers.size, platforms: PLATFORMS.length }
  expect(await enterAudience(producer, wanted)).toEqual([])
  const { own } = await producerAtApi.call(getAudience, { params: { id } })
  expect(own).toMatchObject({ viewers: 3, peak: 3 })
  expect(own.histogram.map((bucket) => bucket.viewers)).toEqual([3, 0, 0, 0, 0, 0])
}

/** What each platform recorded is the source, packet by packet, from the key frame at which it joined to the same end. */
async function expectRecordings(sent: Packets): Promise<void> {
  await platforms.stop()
  const names = platforms.recordings()
  expect(names).toHaveLength(PLATFORMS.length)
  const ends = new Set<string>()
  for (const name of names) {
    const { video } = await expectWholeFromKeyFrame(join(platforms.folder, name), sent, GROUP)
    expect(video.length).toBeGreaterThan(40 * 30)
    ends.add(video.at(-1) ?? '')
  }
  expect(ends.size).toBe(1)
}
