import { startApplication } from '@yimi/contract/broadcast.ts'
import { listFigures } from '@yimi/contract/figure.ts'
import {
  changeProgramme,
  createProgramme,
  getProgramme,
  getPublicProgramme,
  listPublicProgrammes,
  reportBroadcast,
  unreportBroadcast,
} from '@yimi/contract/programme.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantWorkRules } from '#modules/studio/studio.ts'
import { inScope } from '#platform/database/scope.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'

const WORDS = {
  name: '一米课堂',
  since: '2021-03-01',
  until: null,
  slogan: '一米之内有温度',
  about: '每月一场，讲身边的事。',
  purposes: ['inform' as const],
  published: true,
}
let installation: TestInstallation
let officer: TestCaller
let producer: TestCaller

beforeAll(async () => {
  installation = await createTestInstallation()
  const { district } = installation.orgs
  await inScope(installation.services.database, { role: 'yimi_app', orgs: [district] }, (tx) =>
    plantWorkRules(tx, district, new Date('2026-01-01T00:00:00Z')),
  )
  officer = await installation.as('institute-officer', 'institute')
  producer = await installation.as('producer', 'station')
})
afterAll(() => installation.close())

async function makeProgramme(more: Partial<typeof WORDS> = {}): Promise<string> {
  const body = { ...WORDS, ...more, orgId: installation.orgs.institute }
  return (await officer.get(createProgramme, { body })).id
}

async function makeBroadcast(state: string): Promise<string> {
  const { id } = await producer.get(startApplication, {
    body: { orgId: installation.orgs.station, title: `直播 ${state}` },
  })
  await installation.admin.pool.query('update broadcasts set state = $2 where id = $1', [id, state])
  return id
}

test('a station reports under the institute’s project; everybody sees what is on or over, and its figure', async () => {
  const id = await makeProgramme()
  const broadcasts = new Map<string, string>()
  for (const state of ['draft', 'cleared', 'ended', 'archived']) {
    broadcasts.set(state, await makeBroadcast(state))
    await producer.get(reportBroadcast, { params: { id, broadcastId: broadcasts.get(state) ?? '' } })
  }
  const staff = await officer.get(getProgramme, { params: { id } })
  expect(staff.broadcasts).toHaveLength(4)
  expect(staff.figures).toMatchObject([{ name: 'programme-broadcasts', value: 2, unit: '场' }])
  const seen = await installation.anonymous.get(getPublicProgramme, { params: { id } })
  expect(seen).toMatchObject({ name: '一米课堂', slogan: '一米之内有温度', orgName: 'institute' })
  expect(seen.broadcasts.map((one) => one.title).sort()).toEqual(['直播 archived', '直播 cleared', '直播 ended'])
  expect(seen.figures).toMatchObject([{ name: 'programme-broadcasts', value: 2 }])
  const { items } = await officer.get(listFigures, { query: { names: 'programme-broadcasts' } })
  expect(items[0]?.value, 'the registered figure says the same').toBe(2)
  await producer.get(unreportBroadcast, { params: { id, broadcastId: broadcasts.get('ended') ?? '' } })
  const after = await installation.anonymous.get(getPublicProgramme, { params: { id } })
  expect(after.figures[0]?.value).toBe(1)
})

test('a broadcast reports under one project: the newer word counts', async () => {
  const [first, second] = [await makeProgramme({ name: '甲' }), await makeProgramme({ name: '乙' })]
  const broadcastId = await makeBroadcast('ended')
  for (const id of [first, second]) await producer.get(reportBroadcast, { params: { id, broadcastId } })
  expect((await officer.get(getProgramme, { params: { id: first } })).broadcasts).toEqual([])
  expect((await officer.get(getProgramme, { params: { id: second } })).broadcasts).toMatchObject([{ id: broadcastId }])
})

test('what is not published is not there for the public; two of one name at one unit are refused', async () => {
  const id = await makeProgramme({ name: '内部项目', published: false })
  expect((await installation.anonymous.call(getPublicProgramme, { params: { id } })).statusCode).toBe(404)
  const { items } = await installation.anonymous.get(listPublicProgrammes, {})
  expect(items.map((one) => one.name)).not.toContain('内部项目')
  await officer.get(changeProgramme, { params: { id }, body: { ...WORDS, name: '公开项目' } })
  expect((await installation.anonymous.call(getPublicProgramme, { params: { id } })).statusCode).toBe(200)
  const body = { ...WORDS, name: '公开项目', orgId: installation.orgs.institute }
  expect((await officer.call(createProgramme, { body })).json().code).toBe('name-taken')
  const ended = { ...WORDS, name: '结束项目', until: '2020-01-01' }
  expect((await officer.call(changeProgramme, { params: { id }, body: ended })).json().faults).toMatchObject([
    { path: ['until'] },
  ])
})
