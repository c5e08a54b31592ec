import { getPortalHome, getPublicBroadcast, listPublicOrganisations } from '@yimi/contract/public.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inScope } from '#platform/database/scope.ts'
import { newId } from '#platform/new-id.ts'
import { asSuperuser, createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'

let installation: TestInstallation
const STATES = [
  'draft',
  'in-review',
  'returned',
  'rejected',
  'cleared',
  'on-air',
  'ended',
  'archived',
  'cancelled',
] as const
const ids = Object.fromEntries(STATES.map((state) => [state, newId()])) as Record<(typeof STATES)[number], string>

beforeAll(async () => {
  installation = await createTestInstallation()
  const producer = await installation.as('producer', 'station')
  const rules = newId()
  await asSuperuser(installation.admin, async (query) => {
    await query(`insert into work_rules (id, org_id, version, content, made_at) values ($1, $2, 1, '{}', now())`, [
      rules,
      installation.orgs.district,
    ])
    for (const state of STATES)
      await query(
        `insert into broadcasts (id, org_id, rules_id, applicant_id, created_at, title, state, risk_plan, rundown) values ($1, $2, $3, $4, now(), $5, $6, '内部预案', '[{"title":"开场","seconds":60,"who":"内部名字"}]')`,
        [ids[state], installation.orgs.station, rules, producer.accountId, `标题 ${state}`, state],
      )
  })
})
afterAll(() => installation.close())

test('anybody sees what is cleared, on air or over, and nothing before that', async () => {
  const home = await installation.anonymous.get(getPortalHome, {})
  expect(new Set(home.broadcasts.map((one) => one.title))).toEqual(
    new Set(['cleared', 'on-air', 'ended', 'archived'].map((state) => `标题 ${state}`)),
  )
  expect(home.broadcasts[0]?.state).toBe('on-air')
  expect(JSON.stringify(home)).not.toContain('内部')
  for (const state of ['draft', 'in-review', 'returned', 'rejected', 'cancelled'] as const)
    expect((await installation.anonymous.call(getPublicBroadcast, { params: { id: ids[state] } })).statusCode).toBe(404)
})

test('whoever is signed in sees on public pages what anybody sees', async () => {
  const open = await installation.anonymous.get(getPortalHome, {})
  for (const role of ['resident', 'producer'] as const) {
    const caller = await installation.as(role, 'otherStation')
    expect((await caller.get(getPortalHome, {})).broadcasts).toEqual(open.broadcasts)
    expect((await caller.get(listPublicOrganisations, {})).items).toHaveLength(6)
  }
  const producer = await installation.as('producer', 'station')
  expect((await producer.call(getPublicBroadcast, { params: { id: ids.draft } })).statusCode).toBe(404)
})

test('only a broadcast on air has a playlist', async () => {
  const onAir = await installation.anonymous.get(getPublicBroadcast, { params: { id: ids['on-air'] } })
  expect(onAir.playlist).toBe(`/media/live/${ids['on-air']}/index.m3u8`)
  expect((await installation.anonymous.get(getPublicBroadcast, { params: { id: ids.cleared } })).playlist).toBeNull()
})

test('the names of units are public, in today’s tree', async () => {
  const { items } = await installation.anonymous.get(listPublicOrganisations, {})
  expect(items).toHaveLength(6)
  expect(items.find((org) => org.name === 'station')?.parentId).toBe(installation.orgs.institute)
})

test('the database role of the public reads no other column and no other table', async () => {
  const { database } = installation.services
  for (const statement of [
    'select risk_plan from broadcasts',
    'select * from people',
    'select * from accounts',
    'select * from events',
  ])
    await expect(
      inScope(database, { role: 'yimi_public' }, (tx) => sql.raw(statement).execute(tx)),
      statement,
    ).rejects.toMatchObject({ code: '42501' })
})
