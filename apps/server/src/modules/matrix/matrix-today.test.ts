import { createChannel, listChannels } from '@yimi/contract/channel.ts'
import { changeChannelTask, listChannelTasks, setSessionKey } from '@yimi/contract/channel-task.ts'
import { getToday } from '@yimi/contract/today.ts'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { TestCaller } from '../../testing/test-installation.ts'
import { createTestStudio, type TestStudio } from '../studio/studio-fixtures.ts'

let studio: TestStudio
let officer: TestCaller
const ids = { session: '', post: '', film: '' }

beforeAll(async () => {
  studio = await createTestStudio()
  officer = await studio.installation.as('institute-officer', 'institute')
  const orgId = studio.installation.orgs.institute
  const make = async (body: { name: string; kind?: 'post' | 'file'; server?: string; sessionKey?: boolean }) =>
    (await officer.get(createChannel, { body: { orgId, ...body } })).id
  ids.session = await make({ name: '每场换密钥', server: 'rtmp://push.example.com/live', sessionKey: true })
  ids.post = await make({ name: '公众号', kind: 'post' })
  ids.film = await make({ name: '成片', kind: 'file' })
})
afterAll(() => studio.close())
// Broadcasts of one test are long over for the next.
beforeEach(async () => {
  await studio.installation.admin.pool.query(
    `update broadcasts set state = 'archived', starts_at = now() - interval '60 days', aired_until = now() - interval '60 days'`,
  )
})

async function tasksOn(caller: TestCaller): Promise<string[]> {
  const { rows } = await caller.get(getToday, {})
  return rows
    .filter((row) => row.kind === 'channel')
    .map((row) => row.title)
    .sort()
}

/** As if it were to begin in so many hours. */
async function beginsIn(id: string, hours: number): Promise<void> {
  await studio.installation.admin.pool.query(
    `update broadcasts set starts_at = now() + make_interval(hours => $2), ends_at = now() + make_interval(hours => $2 + 1) where id = $1`,
    [id, hours],
  )
}

test('what nobody was asked to do waits for who applied, once it is cleared; a key only the day before, for the director too', async () => {
  const { id } = await studio.cleared({ channelIds: [ids.session, ids.post, ids.film] })
  expect(await tasksOn(studio.producer)).toEqual(['公众号：待发布'])
  expect(await tasksOn(studio.director)).toEqual([])
  await beginsIn(id, 20)
  expect(await tasksOn(studio.producer)).toEqual(['公众号：待发布', '每场换密钥：本场密钥未填'].sort())
  expect(await tasksOn(studio.director)).toEqual(['每场换密钥：本场密钥未填'])
  expect(await tasksOn(officer)).toEqual([])
  const body = { key: 'for-this-one', expiresAt: new Date(Date.now() + 86_400_000).toISOString() }
  await studio.producer.get(setSessionKey, { params: { id, channelId: ids.session }, body })
  expect(await tasksOn(studio.director)).toEqual([])
})

test('a task given to a colleague stands on that Today alone, with its term and one click from being done', async () => {
  const { id } = await studio.cleared({ channelIds: [ids.post] })
  const { people } = await studio.producer.get(listChannelTasks, { params: { id } })
  expect(people.map((person) => person.id)).toContain(officer.accountId)
  expect(people.map((person) => person.id)).not.toContain(studio.reviewers[0].accountId)
  const dueAt = new Date(Date.now() + 3_600_000).toISOString()
  const give = (whoId: string) =>
    studio.producer.call(changeChannelTask, {
      params: { id, channelId: ids.post },
      body: { act: 'assign', what: '发预告', who: '', whoId, dueAt },
    })
  expect((await give(studio.reviewers[0].accountId)).json()).toMatchObject({
    code: 'bad-request',
    faults: [{ path: ['whoId'] }],
  })
  expect((await give(officer.accountId)).statusCode).toBe(200)
  expect(await tasksOn(studio.producer)).toEqual([])
  const { rows } = await officer.get(getToday, {})
  expect(rows).toContainEqual({
    id: expect.any(String),
    kind: 'channel',
    recordId: id,
    title: '公众号：待发布',
    detail: '把政策讲给邻居听 · 发预告',
    dueAt,
    link: `/broadcasts/${id}/channels`,
  })
})

test('after the end streams are to be looked at and films handed over, for a month; equal tasks stand in one line', async () => {
  const { id } = await studio.cleared({ channelIds: [studio.channelId, ids.session, ids.film] })
  await beginsIn(id, -2)
  const over = (days: number) =>
    studio.installation.admin.pool.query(
      `update broadcasts set state = 'archived', aired_until = now() - make_interval(days => $2) where id = $1`,
      [id, days],
    )
  await over(1)
  expect(await tasksOn(studio.producer)).toEqual(['成片：待投放', '每场换密钥、视频号：待核对'].sort())
  await over(31)
  expect(await tasksOn(studio.producer)).toEqual([])
})

test('a channel that people publish on was last used when the task was done', async () => {
  const { id } = await studio.cleared({ channelIds: [ids.post] })
  const used = async () =>
    (await officer.get(listChannels, {})).items.find((channel) => channel.id === ids.post)?.lastUsedAt
  expect(await used()).toBeNull()
  const body = { act: 'done' as const, proofAddress: 'https://news.example.org/1' }
  await studio.producer.get(changeChannelTask, { params: { id, channelId: ids.post }, body })
  await vi.waitFor(async () => expect(await used()).not.toBeNull())
})

test('a push channel that somebody ticked off still lacks its key', async () => {
  const { id } = await studio.cleared({ channelIds: [ids.session] })
  const body = { act: 'done' as const, proofAddress: 'https://news.example.org/1' }
  await studio.producer.get(changeChannelTask, { params: { id, channelId: ids.session }, body })
  const { items } = await studio.producer.get(listChannelTasks, { params: { id } })
  expect(items[0]).toMatchObject({ need: 'session-key-missing' })
})
