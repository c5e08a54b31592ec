import { statSync } from 'node:fs'
import { connect } from 'node:net'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { getAudience } from '@yimi/contract/audience.ts'
import { getBroadcast } from '@yimi/contract/broadcast.ts'
import { endBroadcast, getControlRoom, goOnAir, makeIngestKey } from '@yimi/contract/on-air.ts'
import { freePort, type RecordingPlatforms, startRecordingPlatforms, waitFor } from '@yimi/live/engine-e2e-fixtures.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { findProcess, waitForEnd } from '../apps/server/src/supervisor/process-identity.ts'
import type { ApiCaller } from './api-caller.ts'
import { secondsOf, watch } from './audience-at-screens.ts'
import { clearBroadcast } from './broadcast-over-http.ts'
import { atPortal, openBrowser, shotOfAll, writeMeasured } from './people-at-screens.ts'
import { recordedRun } from './recorded-run.ts'
import { type ReturningEncoder, startReturningEncoder } from './returning-encoder.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'
import { sourceFile } from './source-file.ts'
import { askDatabase } from './yimi-database.ts'

const PLATFORMS = ['one', 'two', 'three']
const STOPPED_MS = 20_000
/** For what has no limit of its own. */
const PATIENCE_MS = 40_000

let platforms: RecordingPlatforms
let yimi: RunningYimi
let browser: Browser
let encoder: ReturningEncoder
let director: ApiCaller
let id = ''
let mediaOrigin = ''
let viewer: Page
const mediaAsked: string[] = []
/** When the platforms went on air, now or again after the engine was lost; `performance.now()`. */
let onAirSince = 0
/** Figures in seconds, kept beside the pictures of the pages for whoever wants to look. */
const seen: Record<string, number> = {}

beforeAll(async () => {
  platforms = await startRecordingPlatforms(PLATFORMS, { keepEach: true })
  const mediaPort = await freePort()
  mediaOrigin = `http://localhost:${mediaPort}`
  yimi = await startYimi({
    allowPrivate: `127.0.0.1:${platforms.port}`,
    env: { MEDIA_ORIGIN: mediaOrigin, YIMI_MEDIA_PORT: String(mediaPort) },
  })
  browser = await openBrowser()
  const targets = PLATFORMS.map((name) => ({
    name: `平台 ${name}`,
    server: `rtmp://127.0.0.1:${platforms.port}/${name}`,
    key: 'hall',
  }))
  ;({ id, director } = await clearBroadcast(yimi, targets))
  await putOnAir()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await encoder?.stop()
  await yimi?.stop()
  yimi?.remove()
  await platforms?.stop()
})

test('one broadcast outlives the web role, the database and the engine', async () => {
  onTestFailed(() => shotOfAll(browser, 'kills-failed'))
  const session = await airSession()
  await killWeb()
  await stopPostgres()
  expect(await airSession()).toEqual(session)
  await expectHeard()
  await killLive()
  expect(await airSession()).toEqual(session)
  await endAndCompare()
  writeMeasured('broadcast-kills', seen)
}, 180_000)

/** On air to three platforms with an encoder that comes back, and one viewer whose media does not pass the web role. */
async function putOnAir(): Promise<void> {
  const { key } = await director.call(makeIngestKey, { params: { id } })
  encoder = startReturningEncoder(await sourceFile(), `rtmp://127.0.0.1:${yimi.rtmpPort}/live/${key}`)
  await waitFor('the encoder', async () => (await room()).inputs[0]?.connected)
  await director.call(goOnAir, { params: { id } })
  await waitFor('three platforms on air', allLive)
  onAirSince = performance.now()
  viewer = await atPortal(browser, yimi, `#/live/${id}`)
  viewer.on('request', (request) => {
    if (request.url().includes('/media/')) mediaAsked.push(request.url())
  })
  await watch(viewer)
}

/** Dead again each time it comes up, four times over: it is away for as long as two segments of the viewer's. */
async function killWeb(): Promise<void> {
  const fetched = await bufferedSeconds()
  const shown = await secondsOf(viewer)
  const before = recordedBytes()
  const killedAt = performance.now()
  let last = 0
  for (let kill = 0; kill < 4; kill += 1) {
    last = await waitFor('another web process', () => runningWeb(last))
    process.kill(last, 'SIGKILL')
  }
  await waitFor('two more segments at the viewer', async () => (await bufferedSeconds()) > fetched + 3.5)
  await waitFor('the viewer’s picture to go on', async () => (await secondsOf(viewer)) > shown + 2)
  expect(await isReady()).toBe(false)
  expect(growth(before)).toEqual([true, true, true])
  await waitFor('the web role', isReady, PATIENCE_MS)
  seen.webBackAfter = seconds(killedAt)
  expect(await room()).toMatchObject({ engine: true, inputs: [{ connected: true }] })
  expect(await allLive()).toBe(true)
  expect(mediaAsked.filter((url) => !url.startsWith(`${mediaOrigin}/`))).toEqual([])
}

/** As an administrator stops it, for 20 s: the supervisor stands still meanwhile, or it would start it again at once. */
async function stopPostgres(): Promise<void> {
  const postgres = findProcess(yimi.pid('postgres'))
  if (!postgres) throw new Error('no database')
  const shown = await secondsOf(viewer)
  yimi.child.kill('SIGSTOP')
  try {
    process.kill(postgres.pid, 'SIGINT')
    expect(await waitForEnd(postgres, 5_000)).toBe(true)
    const stoppedAt = performance.now()
    await expect(room()).rejects.toMatchObject({ problem: { code: 'not-ready' } })
    const before = recordedBytes()
    await waitFor('20 s without a database', () => performance.now() - stoppedAt > STOPPED_MS, STOPPED_MS + 1000)
    expect(growth(before)).toEqual([true, true, true])
    expect(await secondsOf(viewer)).toBeGreaterThan(shown + STOPPED_MS / 1000 - 2)
    expect(await isReady()).toBe(false)
  } finally {
    yimi.child.kill('SIGCONT')
  }
  const releasedAt = performance.now()
  await waitFor('the database', isReady, PATIENCE_MS)
  seen.databaseBackAfter = seconds(releasedAt)
  expect(await allLive()).toBe(true)
  await waitFor('the lease to be renewed', async () => {
    const [row] = await askDatabase(
      yimi,
      'select lease_until > now() as held from air_sessions where broadcast_id = $1',
      [id],
    )
    return row?.held === true
  })
}

/** A press on pause is a word of the viewer's page: it is heard and written, and the viewer is the one that was known. */
async function expectHeard(): Promise<void> {
  const since = new Date().toISOString()
  await viewer.evaluate(`document.querySelector('video').pause()`)
  await waitFor('the viewer’s word', async () => {
    // What is read is written first.
    const { own } = await director.call(getAudience, { params: { id } })
    const heard = await askDatabase(
      yimi,
      'select 1 from broadcast_viewers where broadcast_id = $1 and last_seen > $2::timestamptz',
      [id, since],
    )
    return heard.length === 1 && own.viewers === 1 && own.connected === 1
  })
  await viewer.evaluate(`document.querySelector('video').play()`)
}

/** The engine comes back by itself, the encoder finds it, and the broadcast goes on under the same permit. */
async function killLive(): Promise<void> {
  const starts = encoder.starts()
  const lifeBefore = lifeOf(mediaAsked.findLast((url) => lifeOf(url)))
  const aired = seconds(onAirSince)
  process.kill(yimi.pid('live'), 'SIGKILL')
  const killedAt = performance.now()
  await waitFor('the encoders’ port to be gone', async () => !(await accepts(yimi.rtmpPort)))
  await waitFor('the encoders’ port', () => accepts(yimi.rtmpPort))
  seen.portBackAfter = seconds(killedAt)
  expect(seen.portBackAfter).toBeLessThan(2 * crowding())
  await waitFor('three platforms on air again', allLive, PATIENCE_MS)
  seen.onAirAgainAfter = seconds(killedAt)
  onAirSince = performance.now()
  expect(encoder.starts()).toBeGreaterThan(starts)
  await expectRecorded(aired, PLATFORMS.length)
  await expectPicturesOfAnother(lifeBefore)
  seen.viewerOnAfter = seconds(killedAt)
}

/** How many times longer things take than alone: more than two at each processor are a crowd, and a figure means nothing there. */
function crowding(): number {
  return Math.max(1, (loadavg()[0] ?? 0) / (2 * availableParallelism()))
}

/** Each life of the engine names its segments by a prefix of its own. */
function lifeOf(url: string | undefined): string | undefined {
  return /\/([0-9a-f]+)-\d+\.m4s$/.exec(url ?? '')?.[1]
}

/** The viewer, who does nothing, is shown what the engine of another life sends. A player that began anew counts from 0. */
async function expectPicturesOfAnother(life: string | undefined): Promise<void> {
  await waitFor(
    'segments of the new engine',
    () => mediaAsked.some((url) => lifeOf(url) !== undefined && lifeOf(url) !== life),
    PATIENCE_MS,
  )
  let last = await secondsOf(viewer)
  let moved = 0
  await waitFor('the viewer’s picture to go on', async () => {
    const now = await secondsOf(viewer)
    // A jump over what is missing is no moving picture.
    moved += Math.min(Math.max(0, now - last), 0.5)
    last = now
    return moved > 2
  })
}

async function endAndCompare(): Promise<void> {
  await director.call(endBroadcast, { params: { id } })
  const aired = seconds(onAirSince)
  await waitFor('the archive', async () => (await director.call(getBroadcast, { params: { id } })).state === 'archived')
  await encoder.stop()
  await platforms.stop()
  await expectRecorded(aired, 0)
}

/**
 * Each recording but the `newest`, which are still written, is one unbroken run of the source, and as long as the platforms
 * were on air; the group of pictures in which they joined may be missing.
 */
async function expectRecorded(aired: number, newest: number): Promise<void> {
  const names = await waitFor('a recording of each platform', () => {
    // By the second at which they were begun.
    const all = platforms.recordings().sort()
    return all.length % PLATFORMS.length === 0 && all.length > newest ? all : undefined
  })
  const finished = names.slice(0, names.length - newest).slice(-PLATFORMS.length)
  const source = await sourceFile()
  const runs = await Promise.all(finished.map((name) => recordedRun(source, join(platforms.folder, name))))
  for (const run of runs) expect(run.seconds).toBeGreaterThan(aired - 2.5)
  seen[`recorded${names.length}`] = runs[0]?.seconds ?? 0
}

/** What must be the same after everything: state, permit, and the lease with its holder. */
async function airSession(): Promise<Record<string, unknown> | undefined> {
  const text = `select b.state, b.aired_from, a.permit, a.lease, a.lease_holder, a.ingest_key_sha256
    from air_sessions a join broadcasts b on b.id = a.broadcast_id where b.id = $1`
  return (await askDatabase(yimi, text, [id]))[0]
}

function seconds(since: number): number {
  return Math.round(performance.now() - since) / 1000
}

function room() {
  return director.call(getControlRoom, { params: { id } })
}

async function allLive(): Promise<boolean> {
  const { platforms: tiles } = await room()
  return tiles.length === PLATFORMS.length && tiles.every((tile) => tile.state === 'live')
}

function isReady(): Promise<boolean> {
  return fetch(`${yimi.url}/readyz`, { signal: AbortSignal.timeout(3_000) }).then(
    (answer) => answer.ok,
    () => false,
  )
}

/** The web process that runs now, when it is not the one named. */
function runningWeb(other: number): number | undefined {
  try {
    const pid = yimi.pid('web')
    return pid !== other ? pid : undefined
  } catch {
    return undefined
  }
}

/** Up to which second the viewer has fetched. */
function bufferedSeconds(): Promise<number> {
  return viewer.evaluate<number>(
    `(({ buffered }) => buffered.length === 0 ? 0 : buffered.end(buffered.length - 1))(document.querySelector('video'))`,
  )
}

function recordedBytes(): number[] {
  return platforms.recordings().map((name) => statSync(join(platforms.folder, name)).size)
}

function growth(before: readonly number[]): boolean[] {
  return recordedBytes().map((bytes, place) => bytes > (before[place] ?? 0) + 100_000)
}

function accepts(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => done(true))
    socket.once('error', () => done(false))
    socket.once('close', () => socket.destroy())
  })
}
