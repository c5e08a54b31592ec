import { judgeGate } from '@yimi/contract/broadcast.ts'
import { changeChannel, createChannel, listChannels, testChannel } from '@yimi/contract/channel.ts'
import { setSessionKey } from '@yimi/contract/channel-task.ts'
import {
  addPlatform,
  getControlRoom,
  goOnAir,
  makeIngestKey,
  markSegment,
  removePlatform,
} from '@yimi/contract/on-air.ts'
import { createEngine, type Engine, type Listening } from '@yimi/live/engine.ts'
import { startEncoder, startPlatform, type TestEncoder, type TestPlatform } from '@yimi/live/engine-fixtures.ts'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { readTestTarget } from '#modules/channels/channels.ts'
import { inScope } from '#platform/database/scope.ts'
import type { TestCaller } from '../../testing/test-installation.ts'
import { createTestStudio, type TestStudio } from '../studio/studio-fixtures.ts'
import { keepOnAir } from './air-keeper.ts'

const TOKEN = 'control-token-of-this-test'
const DEADLINE = { timeout: 8_000, interval: 20 }
const control = { controlUrl: 'http://127.0.0.1:1', token: TOKEN }
let studio: TestStudio
let officer: TestCaller
let live: Awaited<ReturnType<typeof startLive>>
const platforms: TestPlatform[] = []
const encoders: TestEncoder[] = []

beforeAll(async () => {
  studio = await createTestStudio({ engine: control, allowPrivate: ['127.0.0.0/8'] })
  officer = await studio.installation.as('institute-officer', 'institute')
  live = await startLive()
})
afterEach(async () => {
  for (const encoder of encoders.splice(0)) encoder.stop()
  for (const platform of platforms.splice(0)) await platform.kill()
})
afterAll(async () => {
  await live.stop()
  await studio.close()
})

/** What the live role is, in this process: the engine on free ports and its keeper. */
async function startLive(): Promise<{ engine: Engine; at: Listening; look(): Promise<void>; stop(): Promise<void> }> {
  const { database, keyring, bus, log } = studio.installation.services
  const engine = createEngine({
    permitPublicKey: keyring.permitPublicKeyPem,
    allowPrivate: ['127.0.0.0/8'],
    tickMs: 10,
    findTestTarget: (id) => inScope(database, { role: 'yimi_jobs' }, (tx) => readTestTarget(tx, keyring, id)),
  })
  const anyPort = { host: '127.0.0.1', port: 0 }
  const at = await engine.listen({ rtmp: anyPort, media: anyPort, control: { ...anyPort, token: TOKEN } })
  control.controlUrl = `http://127.0.0.1:${at.controlPort}`
  const keeper = keepOnAir({ engine, database, keyring, bus, log, holder: 'node-1' })
  return {
    engine,
    at,
    look: keeper.look,
    async stop() {
      await keeper.stop()
      await engine.close()
    },
  }
}

async function makeChannel(name: string, more: { sessionKey?: boolean; manner?: 'takes' | 'refuses' } = {}) {
  const platform = await startPlatform(more.manner ?? 'takes')
  platforms.push(platform)
  const { id } = await officer.get(createChannel, {
    body: {
      orgId: studio.installation.orgs.institute,
      name,
      server: `rtmp://127.0.0.1:${platform.port}/live`,
      key: `lasting-key-of-${name}`,
      sessionKey: more.sessionKey ?? false,
    },
  })
  return { id, platform }
}

/** A broadcast on air over these channels with an encoder that publishes. */
async function onAir(channelIds: string[], choice: { leaveOut?: string[]; despite?: string[] } = {}): Promise<string> {
  const { id } = await studio.cleared({ channelIds })
  const { key } = await studio.director.get(makeIngestKey, { params: { id } })
  await live.look()
  await studio.director.get(goOnAir, { params: { id }, body: choice })
  await live.look()
  const encoder = await startEncoder(live.at.rtmpPort, key)
  expect(encoder.session.phase).toBe('publishing')
  encoders.push(encoder)
  return id
}

function media(platform: TestPlatform, connection = 0): number {
  return platform.sessions[connection]?.length ?? 0
}

async function goesOn(platform: TestPlatform): Promise<void> {
  const before = media(platform)
  await vi.waitFor(() => expect(media(platform)).toBeGreaterThan(before + 5), DEADLINE)
}

test('a platform is added and taken off on air; the others keep the connection they have', async () => {
  const [one, two, late] = [await makeChannel('一'), await makeChannel('二'), await makeChannel('三')]
  const id = await onAir([one.id, two.id, late.id], { leaveOut: [late.id] })
  await goesOn(one.platform)
  await goesOn(two.platform)
  const room = () => studio.director.get(getControlRoom, { params: { id } })
  expect((await room()).addable.map((channel) => channel.channelId)).toEqual([late.id])
  expect(live.engine.status(id).permit.platforms).toEqual(['own', one.id, two.id])

  await studio.director.get(addPlatform, { params: { id, channelId: late.id } })
  await live.look()
  await goesOn(late.platform)
  await goesOn(one.platform)
  expect((await room()).platforms.map((tile) => [tile.channelId, tile.state, tile.reconnects])).toEqual([
    [one.id, 'live', 0],
    [two.id, 'live', 0],
    [late.id, 'live', 0],
  ])
  expect(live.engine.status(id).permit.platforms).toEqual(['own', one.id, two.id, late.id])

  await studio.director.get(removePlatform, { params: { id, channelId: two.id } })
  await live.look()
  await vi.waitFor(() => expect(two.platform.open()).toBe(0), DEADLINE)
  await goesOn(one.platform)
  await goesOn(late.platform)
  expect([one.platform.sessions.length, late.platform.sessions.length]).toEqual([1, 1])
  expect(live.engine.status(id).permit.platforms).toEqual(['own', one.id, late.id])

  await studio.director.get(addPlatform, { params: { id, channelId: two.id } })
  await live.look()
  await vi.waitFor(() => expect(media(two.platform, 1)).toBeGreaterThan(0), DEADLINE)
  expect([one.platform.sessions.length, late.platform.sessions.length]).toEqual([1, 1])
  const { rows } = await studio.installation.admin.pool.query(
    `select move from events where kind = 'platform' and record_id = $1 order by seq`,
    [id],
  )
  expect(rows.map((row) => row.move)).toEqual(['leave-out', 'add', 'remove', 'add'])
  expect((await studio.read(id)).application.channelIds).toEqual([one.id, two.id, late.id])
})

test('a gate that is withdrawn on air closes every platform within two seconds', async () => {
  const [one, two] = [await makeChannel('一'), await makeChannel('二')]
  const id = await onAir([one.id, two.id])
  await goesOn(one.platform)
  await goesOn(two.platform)
  const [reviewer] = studio.reviewers
  const body = { verdict: 'withdraw' as const, note: '嘉宾资料有误' }
  await reviewer.get(judgeGate, { params: { id, gate: 'topic' }, body })
  // Nobody tells the keeper to look.
  const within = { timeout: 2_000, interval: 20 }
  await vi.waitFor(() => expect([one.platform.open(), two.platform.open()]).toEqual([0, 0]), within)
  expect(live.engine.status(id).permit.inForce).toBe(false)
  expect((await studio.read(id)).state).toBe('in-review')
})

test('what is not on air, not pushed to, or has no key is not added', async () => {
  const [one, session] = [await makeChannel('一'), await makeChannel('每场', { sessionKey: true })]
  const unjudged = await makeChannel('没有审过')
  const orgId = studio.installation.orgs.institute
  const post = await officer.get(createChannel, { body: { orgId, name: '公众号', kind: 'post' } })
  const draft = await studio.draft()
  const id = await onAir([one.id, post.id, session.id], { leaveOut: [session.id] })
  const codeOf = async (broadcast: string, channelId: string) =>
    (await studio.director.call(addPlatform, { params: { id: broadcast, channelId } })).json().code
  expect(await codeOf(draft.id, one.id)).toBe('move-not-allowed')
  expect(await codeOf(id, post.id)).toBe('not-pushed')
  expect(await codeOf(id, session.id)).toBe('channel-key-missing')
  expect(await codeOf(id, unjudged.id)).toBe('channel-not-judged')
  const room = await studio.director.get(getControlRoom, { params: { id } })
  expect(room.platforms.map((tile) => tile.channelId)).toEqual([one.id])
  expect(room.addable).toMatchObject([{ channelId: session.id, need: 'session-key-missing' }])
  expect(live.engine.status(id).permit.platforms).toEqual(['own', one.id])
})

test('the key of one broadcast is used instead of the lasting one; expired it opens nothing, and cuts nothing', async () => {
  const session = await makeChannel('每场', { sessionKey: true })
  const id = await onAir([session.id], { despite: [session.id] })
  expect(live.engine.status(id).platforms).toEqual([])
  const [tile] = (await studio.director.get(getControlRoom, { params: { id } })).platforms
  expect(tile).toMatchObject({ state: 'idle', lastError: '本场密钥未填', need: 'session-key-missing' })

  const body = { key: 'only-for-this-one', expiresAt: new Date(Date.now() + 600_000).toISOString() }
  await studio.director.get(setSessionKey, { params: { id, channelId: session.id }, body })
  await live.look()
  await goesOn(session.platform)
  expect(session.platform.keys).toEqual(['only-for-this-one'])

  await studio.installation.admin.pool.query(
    `update channel_session_keys set expires_at = now() - interval '1 second' where broadcast_id = $1`,
    [id],
  )
  await live.look()
  await goesOn(session.platform)
  expect(session.platform.sessions.length).toBe(1)

  await live.stop()
  live = await startLive()
  await live.look()
  expect(live.engine.status(id)).toMatchObject({ permit: { inForce: true }, platforms: [] })
})

test('a connection test says in words what the platform said, and leaves what is on air alone', async () => {
  const [good, bad] = [await makeChannel('好'), await makeChannel('坏', { manner: 'refuses' })]
  const ask = (id: string) => studio.director.call(testChannel, { params: { id } })
  expect((await ask(good.id)).json()).toMatchObject({ ok: true, words: '连接正常，平台接受这个密钥。' })
  const refused = await ask(bad.id)
  expect(refused.json()).toMatchObject({ ok: false, words: expect.stringContaining('平台没有接受密钥') })
  expect(refused.body).not.toContain('lasting-key')
  await vi.waitFor(() => expect(good.platform.open()).toBe(0), DEADLINE)
  expect(good.platform.sessions.flat()).toEqual([])
  const { items } = await officer.get(listChannels, {})
  expect(items.find((channel) => channel.id === good.id)?.lastTest).toMatchObject({ ok: true })

  await onAir([good.id])
  await vi.waitFor(() => expect(media(good.platform, 1)).toBeGreaterThan(0), DEADLINE)
  expect((await ask(good.id)).json().code).toBe('channel-busy')
})

test('a platform that cannot go out is told before the start, and nothing starts until it is named or left out', async () => {
  const [one, session] = [await makeChannel('能播'), await makeChannel('缺密钥', { sessionKey: true })]
  const { id } = await studio.cleared({ channelIds: [one.id, session.id] })
  const before = await studio.director.get(getControlRoom, { params: { id } })
  expect(before.platforms.map((tile) => [tile.name, tile.need])).toEqual([
    ['能播', null],
    ['缺密钥', 'session-key-missing'],
  ])
  const start = (body?: { leaveOut?: string[]; despite?: string[] }) =>
    studio.director.call(goOnAir, { params: { id }, ...(body ? { body } : {}) })
  const refused = await start()
  expect(refused.statusCode).toBe(422)
  expect(refused.json()).toMatchObject({
    code: 'platforms-lack',
    faults: [{ path: ['despite', session.id], message: '缺密钥：本场密钥未填' }],
  })
  expect((await studio.read(id)).state).toBe('cleared')
  expect((await start({ leaveOut: [studio.channelId] })).json().code).toBe('bad-request')
  expect((await start({ leaveOut: [session.id] })).statusCode).toBe(200)
  const room = await studio.director.get(getControlRoom, { params: { id } })
  expect(room.platforms.map((tile) => tile.name)).toEqual(['能播'])
})

test('a channel is used when a stream really goes out to it, not when it refuses', async () => {
  const [good, bad] = [await makeChannel('用上了'), await makeChannel('拒绝', { manner: 'refuses' })]
  const lastUse = async () => {
    const { items } = await officer.get(listChannels, {})
    return [good.id, bad.id].map((id) => items.find((channel) => channel.id === id)?.lastUsedAt ?? null)
  }
  expect(await lastUse()).toEqual([null, null])
  const id = await onAir([good.id, bad.id])
  await goesOn(good.platform)
  await vi.waitFor(() => {
    const states = live.engine.status(id).platforms.map((platform) => platform.state)
    expect(states).toEqual(['live', 'refused'])
  }, DEADLINE)
  await live.look()
  const [used, refused] = await lastUse()
  expect(Date.now() - Date.parse(used ?? '')).toBeLessThan(60_000)
  expect(refused).toBeNull()
})

test('what the encoder sends is measured against what each platform takes', async () => {
  const [wide, narrow] = [await makeChannel('不限'), await makeChannel('很窄')]
  const { items } = await officer.get(listChannels, {})
  const channel = items.find((one) => one.id === narrow.id)
  const limits = { maxKbps: 100, maxHeight: 240, keyFrameSeconds: 1 }
  const body = { name: '很窄', server: channel?.server ?? '', disabled: false, limits }
  await officer.get(changeChannel, { params: { id: narrow.id }, body })
  const id = await onAir([wide.id, narrow.id])
  const room = () => studio.director.get(getControlRoom, { params: { id } })
  await vi.waitFor(async () => expect((await room()).signal?.kbps).toBeGreaterThan(100), DEADLINE)
  const { signal, platforms: tiles } = await room()
  expect(signal).toMatchObject({ video: { width: 640, height: 360 }, keyFrameSeconds: 0.2 })
  expect(tiles[0]?.warnings).toEqual([])
  expect(tiles[1]?.warnings).toMatchObject([
    { what: 'bitrate', limit: 100 },
    { what: 'height', limit: 240, actual: 360 },
  ])
  // A warning holds nothing back.
  await goesOn(narrow.platform)
})

test('the director goes through the rundown; an earlier segment goes on from when it began', async () => {
  const one = await makeChannel('流程')
  const rundown = [
    { title: '开场', seconds: 60, who: '' },
    { title: '访谈', seconds: 600, who: '' },
    { title: '结束', seconds: 30, who: '' },
  ]
  const { id } = await studio.cleared({ channelIds: [one.id], rundown })
  const go = (index: number) => studio.director.call(markSegment, { params: { id }, body: { index } })
  expect((await go(1)).json().code).toBe('move-not-allowed')
  await studio.director.get(goOnAir, { params: { id } })
  const first = (await go(1)).json().marks
  expect(first).toMatchObject([{ index: 1 }])
  expect((await go(2)).json().marks).toMatchObject([...first, { index: 2 }])
  expect((await go(1)).json().marks).toEqual(first)
  expect((await go(3)).json().code).toBe('not-found')
  const room = await studio.director.get(getControlRoom, { params: { id } })
  expect(room.rundownMarks).toEqual(first)
})
