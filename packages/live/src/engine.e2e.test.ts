import { createHash, generateKeyPairSync } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BroadcastStatus } from './broadcast-status.ts'
import { createEngine, type Engine, type Listening } from './engine.ts'
import {
  packetHashes,
  probeCodecs,
  pushClip,
  type RecordingPlatforms,
  requireTools,
  sourceClip,
  startRecordingPlatforms,
  waitFor,
} from './engine-e2e-fixtures.ts'
import type { LiveEvent } from './live-event.ts'
import { signPermit } from './permit/permit.ts'

const token = 'control-token-of-this-test'
const streamKey = 'studio-key-of-this-test'
const keyPair = generateKeyPairSync('ed25519')
const privateKey = keyPair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const publicKey = keyPair.publicKey.export({ type: 'spki', format: 'pem' }).toString()

let clip: string
let platforms: RecordingPlatforms
let engine: Engine
let listening: Listening
const events: LiveEvent[] = []
const logged: string[] = []

beforeAll(async () => {
  await requireTools()
  clip = await sourceClip()
  platforms = await startRecordingPlatforms(['one', 'two', 'three'])
  engine = createEngine({
    permitPublicKey: publicKey,
    allowPrivate: [`127.0.0.1:${platforms.port}`],
    log: (line) => logged.push(JSON.stringify(line)),
  })
  engine.subscribe((event) => events.push(event))
  const anyPort = { host: '127.0.0.1', port: 0 }
  listening = await engine.listen({ rtmp: anyPort, media: anyPort, control: { ...anyPort, token } })
})

afterAll(async () => {
  await engine?.close()
  await platforms?.stop()
  if (platforms !== undefined) rmSync(platforms.folder, { recursive: true, force: true })
})

test('real video reaches three platforms bit for bit and the own page, and nothing before the permit', async () => {
  const server = (application: string) => `rtmp://127.0.0.1:${platforms.port}/${application}`
  const declared = await control('PUT', '/v1/broadcasts/b1', {
    inputs: [{ id: 'studio', keySha256: createHash('sha256').update(streamKey).digest('hex') }],
    platforms: [
      { id: 'one', url: server('one'), key: 'hall?sign=a=b&c=d' },
      { id: 'two', url: `${server('two')}/hall?x=1` },
      { id: 'three', url: `${server('three')}/`, key: 'hall' },
    ],
  })
  const encoder = pushClip(clip, `rtmp://127.0.0.1:${listening.rtmpPort}/live/${streamKey}`)

  const preview = await waitFor('the preview', () => playlist(declared.previewPath))
  expect(preview).toContain('#EXTINF')
  expect(await playlist(declared.livePath)).toBeUndefined()
  expect(platforms.recordings()).toEqual([])
  expect(engine.status('b1').media).toEqual({
    video: { codec: 'avc1.64001e', width: 640, height: 360 },
    audio: { codec: 'mp4a.40.2', sampleRate: 48000, channels: 1 },
  })
  expect(engine.status('b1').platforms.map(({ state }) => state)).toEqual(['idle', 'idle', 'idle'])

  const permit = signPermit(
    {
      v: 1,
      broadcast: 'b1',
      platforms: ['one', 'two', 'three', 'own'],
      notBefore: new Date(Date.now() - 1000).toISOString(),
      notAfter: new Date(Date.now() + 60_000).toISOString(),
      rulesVersion: '1',
      lease: 1,
    },
    privateKey,
  )
  await control('PUT', '/v1/broadcasts/b1/permit', { permit })
  await waitFor('all platforms to be live', () =>
    engine.status('b1').platforms.every(({ state, bitsPerSecond }) => state === 'live' && bitsPerSecond > 100_000),
  )
  const live = await waitFor('the own page', () => playlist(declared.livePath))
  expect(await codecsOfFirstSegment(declared.livePath, live)).toEqual(['h264', 'aac'])

  expect(await encoder.ended).toBe('')
  await waitFor('the encoder to be gone', () => events.some(({ type }) => type === 'publisher-gone'))
  await control('POST', '/v1/broadcasts/b1/end')
  expect(await playlist(declared.livePath)).toContain('#EXT-X-ENDLIST')
  await expectRecordingsEqualSource()
  for (const secret of [streamKey, token, permit, 'hall', declared.previewPath]) {
    expect(logged.join('\n')).not.toContain(secret)
    expect(JSON.stringify(events.filter(({ type }) => type !== 'stats'))).not.toContain(secret)
  }
}, 30_000)

async function expectRecordingsEqualSource(): Promise<void> {
  const source = await packetHashes(clip)
  for (const name of platforms.recordings()) {
    await waitFor(`the last packets in ${name}`, async () => {
      const recorded = await packetHashes(join(platforms.folder, name))
      return recorded.video.at(-1) === source.video.at(-1) && recorded.audio.at(-1) === source.audio.at(-1)
    })
  }
  await platforms.stop()
  expect(platforms.recordings().sort()).toEqual(['hall-one.flv', 'hall-three.flv', 'hall-two.flv'])
  for (const name of platforms.recordings()) {
    const recorded = await packetHashes(join(platforms.folder, name))
    // Key frames stand at 2 s: with the permit after the first, at least the last two groups have gone out.
    expect(recorded.video.length).toBeGreaterThanOrEqual(120)
    expect(recorded.video).toEqual(source.video.slice(-recorded.video.length))
    expect((source.video.length - recorded.video.length) % 60).toBe(0)
    expect(recorded.audio.length).toBeGreaterThanOrEqual(150)
    expect(recorded.audio).toEqual(source.audio.slice(-recorded.audio.length))
  }
}

async function codecsOfFirstSegment(path: string, text: string): Promise<string[]> {
  const init = /#EXT-X-MAP:URI="(.+)"/.exec(text)?.[1] ?? ''
  const segment = text.split('\n').find((line) => line.endsWith('.m4s')) ?? ''
  const parts = await Promise.all([init, segment].map((name) => media(path.replace('index.m3u8', name))))
  expect(parts.map(({ headers }) => headers.get('cache-control'))).toEqual(
    Array(2).fill('public, max-age=31536000, immutable'),
  )
  const file = join(platforms.folder, 'segment.mp4')
  writeFileSync(
    file,
    Buffer.concat(await Promise.all(parts.map(async (part) => Buffer.from(await part.arrayBuffer())))),
  )
  return probeCodecs(file)
}

async function playlist(path: string): Promise<string | undefined> {
  const response = await media(path)
  return response.status === 200 ? response.text() : undefined
}

function media(path: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${listening.mediaPort}${path}`)
}

async function control(method: string, path: string, body?: unknown): Promise<BroadcastStatus> {
  const response = await fetch(`http://127.0.0.1:${listening.controlPort}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  expect(response.status).toBe(200)
  return (await response.json()) as BroadcastStatus
}
