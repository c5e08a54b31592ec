import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import {
  packetHashes,
  pushClip,
  type RecordingPlatforms,
  requireTools,
  sourceClip,
  startRecordingPlatforms,
  waitFor,
} from './engine-e2e-fixtures.ts'
import { buildPermit, sha256, startEngine, startPlatform, type TestEngine } from './engine-fixtures.ts'
import type { PlatformStatus } from './platforms/platform-status.ts'

const key = 'key-of-the-studio'
const TIMES = 4
/** Pictures from one key frame of the clip to the next. */
const GROUP = 60

let clip: string
let running: TestEngine
const cleanups: (() => unknown)[] = []

beforeAll(async () => {
  await requireTools()
  clip = await sourceClip(4)
}, 120_000)

afterEach(async () => {
  await running.stop()
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

test('one refuses, one never answers, one is killed, one is frozen: the others get every packet', async () => {
  const good = await recording(['one', 'two'])
  const killed = await recording(['killed'])
  const frozen = await recording(['frozen'])
  const refusing = await startPlatform('refuses')
  const silent = await startPlatform('silent')
  cleanups.push(refusing.kill, silent.kill)
  running = await startEngine({ tickMs: 50 })
  const at = (id: string, port: number, app = 'live') => ({ id, url: `rtmp://127.0.0.1:${port}/${app}`, key: 'hall' })
  const targets = [
    ...[at('one', good.port, 'one'), at('two', good.port, 'two'), at('killed', killed.port, 'killed')],
    ...[at('frozen', frozen.port, 'frozen'), at('refusing', refusing.port), at('silent', silent.port)],
  ]
  running.engine.declare('b1', { inputs: [{ id: 'studio', keySha256: sha256(key) }], platforms: targets })
  running.engine.setPermit(
    'b1',
    buildPermit(
      'b1',
      targets.map(({ id }) => id),
    ),
  )
  const encoder = pushClip(clip, `rtmp://127.0.0.1:${running.listening.rtmpPort}/live/${key}`, TIMES)
  cleanups.push(() => encoder.child.kill('SIGKILL'))
  for (const id of ['one', 'two', 'killed', 'frozen']) {
    await waitFor(`${id} to be live and well`, () => platform(id).healthy && platform(id).bitsPerSecond > 1e6)
  }
  // The meter trusts a platform's acknowledgements after three of them.
  await waitFor('some seconds', () => running.engine.status('b1').programSeconds > 6)

  frozen.signal('SIGSTOP')
  const frozenAt = performance.now()
  killed.signal('SIGKILL')
  await waitFor('the death to be seen', () => platform('killed').state === 'waiting-to-retry')
  await waitFor('the frozen one to be shown unwell', () => !platform('frozen').healthy)
  expect(performance.now() - frozenAt).toBeLessThan(4000)
  expect(platform('killed')).toMatchObject({ healthy: false, lastError: expect.stringMatching(/ECONNREFUSED|closed/) })
  expect(platform('refusing')).toMatchObject({ state: 'refused', healthy: false })
  expect(platform('refusing').lastError).toBe('NetStream.Publish.BadName: key *** is not known here')
  const beforeLong = await waitFor('the silent one to be given up', () => {
    const shown = platform('silent')
    return shown.lastError === 'did not answer in time' ? shown : undefined
  })
  expect(beforeLong).toMatchObject({ healthy: false, bitsPerSecond: 0 })

  const again = await recording(['killed'], killed.port)
  const backAt = performance.now()
  await waitFor('the killed one to be back', () => platform('killed').state === 'live' && platform('killed').healthy)
  expect(performance.now() - backAt).toBeLessThan(3000)
  expect(platform('killed').reconnects).toBe(1)
  for (const id of ['one', 'two']) expect(platform(id)).toMatchObject({ healthy: true, jumps: 0, droppedPackets: 0 })

  await encoder.ended
  await waitFor('the publisher to be gone', () => !running.engine.status('b1').inputs[0]?.publishing)
  running.engine.end('b1')
  const source = await packetHashes(clip)
  const repeated = (hashes: string[]) => Array.from({ length: TIMES }, () => hashes).flat()
  for (const file of [join(good.folder, 'hall-one.flv'), join(good.folder, 'hall-two.flv')]) {
    const whole = async () => (await packetHashes(file)).audio.length === TIMES * source.audio.length
    await waitFor('the rest to be recorded', whole)
  }
  await Promise.all([good.stop(), again.stop()])
  for (const name of ['one', 'two']) {
    const got = await packetHashes(join(good.folder, `hall-${name}.flv`))
    expect(got.video).toEqual(repeated(source.video))
    expect(got.audio).toEqual(repeated(source.audio))
  }
  const back = await packetHashes(join(again.folder, 'hall-killed.flv'))
  expect(source.video.indexOf(back.video[0] ?? '') % GROUP).toBe(0)
  expect(back.video).toEqual(repeated(source.video).slice(-back.video.length))
}, 120_000)

async function recording(applications: string[], port?: number): Promise<RecordingPlatforms> {
  const made = await startRecordingPlatforms(applications, port === undefined ? {} : { port })
  cleanups.push(async () => {
    await made.stop()
    rmSync(made.folder, { recursive: true, force: true })
  })
  return made
}

function platform(id: string): PlatformStatus {
  const found = running.engine.status('b1').platforms.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no platform ${id}`)
  return found
}
