import { saveApplication } from '@yimi/contract/broadcast.ts'
import { changeChannel, createChannel } from '@yimi/contract/channel.ts'
import { type ChannelTask, changeChannelTask, listChannelTasks, setSessionKey } from '@yimi/contract/channel-task.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inScope } from '#platform/database/scope.ts'
import type { TestCaller } from '../../testing/test-installation.ts'
import { createTestStudio, type TestStudio, uploadRehearsal } from '../studio/studio-fixtures.ts'
import { openSessionKeys } from './matrix.ts'

let studio: TestStudio
let officer: TestCaller
const KEY = 'one-broadcast-secret?auth=a&b=77aa'
const ids = { lasting: '', session: '', keyless: '', app: '', post: '', film: '' }

beforeAll(async () => {
  studio = await createTestStudio()
  officer = await studio.installation.as('institute-officer', 'institute')
  const orgId = studio.installation.orgs.institute
  const server = 'rtmp://push.example.com/live'
  ids.lasting = studio.channelId
  ids.session = (await officer.get(createChannel, { body: { orgId, name: '每场换密钥', server, sessionKey: true } })).id
  const { id } = await officer.get(createChannel, { body: { orgId, name: '没有密钥', server, sessionKey: true } })
  ids.keyless = (
    await officer.get(changeChannel, { params: { id }, body: { name: '没有密钥', server, disabled: false } })
  ).id
  ids.app = (
    await officer.get(createChannel, {
      body: { orgId, name: '手机开播', kind: 'own-encoder', checklist: ['封面', '标题'] },
    })
  ).id
  ids.post = (await officer.get(createChannel, { body: { orgId, name: '公众号', kind: 'post' } })).id
  ids.film = (await officer.get(createChannel, { body: { orgId, name: '成片', kind: 'file' } })).id
})
afterAll(() => studio.close())

const all = () => [ids.lasting, ids.session, ids.keyless, ids.app, ids.post, ids.film]

function needsOf(items: readonly ChannelTask[]): Record<string, string | null> {
  return Object.fromEntries(items.map((item) => [item.name, item.need]))
}

async function read(id: string): Promise<ChannelTask[]> {
  return (await studio.producer.get(listChannelTasks, { params: { id } })).items
}

function paste(id: string, channelId: string, expiresAt: Date, more: { server?: string; key?: string } = { key: KEY }) {
  const body = { ...more, expiresAt: expiresAt.toISOString() }
  return studio.producer.call(setSessionKey, { params: { id, channelId }, body })
}

function change(id: string, channelId: string, body: RouteInput<typeof changeChannelTask>['body']) {
  return studio.producer.call(changeChannelTask, { params: { id, channelId }, body })
}

const inAnHour = () => new Date(Date.now() + 3_600_000)

test('every channel of a broadcast says what it still needs, in the order of the application', async () => {
  const { id } = await studio.draft({ channelIds: all() })
  expect((await read(id)).map((item) => item.channelId)).toEqual(all())
  expect(needsOf(await read(id))).toEqual({
    视频号: null,
    每场换密钥: 'session-key-missing',
    没有密钥: 'key-missing',
    手机开播: 'to-prepare',
    公众号: 'to-publish',
    成片: 'to-hand-over',
  })
})

test('a pasted key is kept sealed, never answered, and expires', async () => {
  const { id } = await studio.draft({ channelIds: all() })
  const answer = await paste(id, ids.session, inAnHour())
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.body).not.toContain('secret')
  const item = (await read(id)).find((one) => one.channelId === ids.session)
  expect(item).toMatchObject({ need: null, sessionKey: { keyEnd: '77aa' } })
  const { database, keyring } = studio.installation.services
  const opened = await inScope(database, { role: 'yimi_jobs' }, (tx) => openSessionKeys(tx, keyring, [id]))
  expect(opened).toMatchObject([{ channelId: ids.session, url: 'rtmp://push.example.com/live', key: KEY }])
  const { orgs } = studio.installation
  const reading = inScope(database, { role: 'yimi_app', orgs: [orgs.institute] }, (tx) =>
    tx.selectFrom('channel_session_keys').select('key_enc').execute(),
  )
  await expect(reading).rejects.toMatchObject({ code: '42501' })
  await studio.installation.admin.pool.query(
    `update channel_session_keys set expires_at = now() - interval '1 second' where broadcast_id = $1`,
    [id],
  )
  expect(needsOf(await read(id))).toMatchObject({ 每场换密钥: 'session-key-expired' })
})

test('the server may come with the key, in one string', async () => {
  const { id } = await studio.draft({ channelIds: all() })
  const answer = await paste(id, ids.session, inAnHour(), { server: `rtmps://up.example.org/app/${KEY}` })
  expect(answer.statusCode, answer.body).toBe(200)
  const { database, keyring } = studio.installation.services
  const [opened] = await inScope(database, { role: 'yimi_jobs' }, (tx) => openSessionKeys(tx, keyring, [id]))
  expect(opened).toMatchObject({ url: 'rtmps://up.example.org/app', key: KEY })
})

test('an expired or everlasting key, a local address, and a channel with a lasting key are refused', async () => {
  const { id } = await studio.draft({ channelIds: all() })
  const day = 86_400_000
  const refused = [
    paste(id, ids.session, new Date(Date.now() - 1000)),
    paste(id, ids.session, new Date(Date.now() + 40 * day)),
    paste(id, ids.session, inAnHour(), { server: 'rtmp://127.0.0.1/live', key: KEY }),
    paste(id, ids.lasting, inAnHour()),
    paste(id, ids.post, inAnHour()),
  ]
  const codes = (await Promise.all(refused)).map((answer) => answer.json().code)
  expect(codes).toEqual(['bad-request', 'bad-request', 'address-refused', 'not-pushed', 'not-pushed'])
  expect(needsOf(await read(id))).toMatchObject({ 每场换密钥: 'session-key-missing' })
})

test('a task is assigned, done with its proof, and taken back; each act stands in the chain', async () => {
  const { id } = await studio.draft({ channelIds: all() })
  const dueAt = new Date(Date.now() - 60_000).toISOString()
  await change(id, ids.post, { act: 'assign', what: '发预告和海报', who: '小林', dueAt })
  expect((await read(id)).find((one) => one.channelId === ids.post)).toMatchObject({
    need: 'to-publish',
    what: '发预告和海报',
    who: '小林',
    overdue: true,
  })
  expect((await change(id, ids.post, { act: 'done' })).json().code).toBe('evidence-missing')
  const file = await uploadRehearsal(studio.installation, studio.producer)
  const done = { act: 'done' as const, proofFileId: file.id, proofAddress: 'https://news.example.org/1' }
  expect((await change(id, ids.post, done)).statusCode).toBe(200)
  expect((await read(id)).find((one) => one.channelId === ids.post)).toMatchObject({
    need: null,
    overdue: false,
    doneAt: expect.any(String),
    proof: { fileId: file.id, fileName: '彩排.flv', address: 'https://news.example.org/1' },
  })
  await change(id, ids.post, { act: 'reopen' })
  expect((await read(id)).find((one) => one.channelId === ids.post)).toMatchObject({
    need: 'to-publish',
    doneAt: null,
    proof: null,
    what: '发预告和海报',
  })
  const { rows } = await studio.installation.admin.pool.query(
    `select move from events where kind = 'channel-task' and record_id = $1 order by seq`,
    [id],
  )
  expect(rows.map((row) => row.move)).toEqual(['assign', 'done', 'reopen'])
})

test('the checklist of a platform’s own app must be whole', async () => {
  const { id } = await studio.draft({ channelIds: all() })
  const part = await change(id, ids.app, { act: 'done', checked: ['封面'] })
  expect(part.json()).toMatchObject({ code: 'checklist-incomplete', faults: [{ message: '标题' }] })
  expect((await change(id, ids.app, { act: 'done', checked: ['标题', '封面'] })).statusCode).toBe(200)
  expect(needsOf(await read(id))).toMatchObject({ 手机开播: null })
})

test('a proof that is not there, an odd address and a channel of another broadcast are refused', async () => {
  const { id } = await studio.draft({ channelIds: [ids.post] })
  const answers = [
    await change(id, ids.post, { act: 'done', proofFileId: id }),
    await change(id, ids.post, { act: 'done', proofAddress: 'javascript:alert(1)' }),
    await change(id, ids.film, { act: 'done', proofAddress: 'https://news.example.org/1' }),
  ]
  expect(answers.map((answer) => answer.json().code)).toEqual(['bad-request', 'bad-request', 'not-found'])
})

test('after the end a stream is to be confirmed by somebody who looked', async () => {
  const { id } = await studio.draft({ channelIds: [ids.lasting] })
  await studio.installation.admin.pool.query(`update broadcasts set state = 'ended' where id = $1`, [id])
  expect(needsOf(await read(id))).toEqual({ 视频号: 'to-confirm' })
  await change(id, ids.lasting, { act: 'done', proofAddress: 'https://video.example.org/9' })
  expect(needsOf(await read(id))).toEqual({ 视频号: null })
  const late = await paste(id, ids.session, inAnHour())
  expect(late.json().code).toBe('move-not-allowed')
})

test('another institute sees nothing of it', async () => {
  const { id, revision } = await studio.draft({ channelIds: all() })
  const stranger = await studio.installation.as('producer', 'otherInstitute')
  expect((await stranger.call(listChannelTasks, { params: { id } })).statusCode).toBe(404)
  const body = { key: KEY, expiresAt: inAnHour().toISOString() }
  expect((await stranger.call(setSessionKey, { params: { id, channelId: ids.session }, body })).statusCode).toBe(404)
  expect((await stranger.call(saveApplication, { params: { id }, body: { revision, changes: {} } })).statusCode).toBe(
    404,
  )
})
