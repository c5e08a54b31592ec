import { invitationFlow } from '@yimi/contract/account.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { linkHolder, systemActor } from '../access/actor.ts'
import { newSecret } from '../crypto/passwords.ts'
import { inScope, type TransactionScope } from '../database/scope.ts'
import { newId } from '../new-id.ts'
import { fireTimers } from './fire-timers.ts'
import type { FlowRules } from './flow-rules.ts'
import { begin, move, moveMany } from './move.ts'
import { sealHeads } from './seal-heads.ts'
import { verifyChains } from './verify.ts'

let installation: TestInstallation
let inviter: TestCaller
const now = new Date('2026-11-23T02:00:00.000Z')

type Row = { id: string; org_id: string; state: string; gates: unknown; expires_at: Date }
const rules = {
  plan: invitationFlow,
  lock: (tx, ids) =>
    tx
      .selectFrom('invitations')
      .select(['id', 'org_id', 'state', 'gates', 'expires_at'])
      .where('id', 'in', [...ids])
      .orderBy('id')
      .forUpdate()
      .execute(),
  clocks: (row, state) => (state === 'sent' ? [{ move: 'lapse', dueAt: row.expires_at }] : []),
} satisfies FlowRules<Row, 'sent' | 'accepted' | 'lapsed' | 'withdrawn', 'renew' | 'accept' | 'withdraw' | 'lapse'>

beforeAll(async () => {
  installation = await createTestInstallation()
  inviter = await installation.as('station-head', 'station')
})
afterAll(() => installation.close())

function scope(): TransactionScope {
  return { role: 'yimi_app', orgs: [installation.orgs.station] }
}

async function invite(count: number): Promise<string[]> {
  const { database, keyring } = installation.services
  const ids = Array.from({ length: count }, () => newId())
  await inScope(database, scope(), async (tx) => {
    for (const id of ids) {
      await tx
        .insertInto('invitations')
        .values({
          id,
          org_id: installation.orgs.station,
          role: 'producer',
          name: '王',
          secret_hash: newSecret().hash,
          expires_at: now,
          invited_by: inviter.accountId,
        })
        .execute()
      await begin({ tx, keyring, actor: systemActor([]), now }, rules, {
        recordId: id,
        orgId: installation.orgs.station,
        detail: { name: '王小明' },
      })
    }
  })
  return ids
}

function check() {
  return inScope(
    installation.services.database,
    { role: 'yimi_app', orgs: Object.values(installation.orgs) },
    verifyChains,
  )
}

test('a move folds the state, many moves at once do the same, and the chain checks', async () => {
  const { database, keyring } = installation.services
  const [one = '', ...many] = await invite(30)
  const actor = linkHolder(installation.orgs.station)
  await inScope(database, scope(), (tx) =>
    move({ tx, keyring, actor, now }, rules, { recordId: one, orgId: installation.orgs.station, move: 'accept' }),
  )
  await inScope(database, scope(), (tx) =>
    moveMany(
      { tx, keyring, actor: systemActor([]), now },
      rules,
      many.map((recordId) => ({ recordId, orgId: installation.orgs.station, move: 'lapse' as const })),
    ),
  )
  const states = await inScope(database, scope(), (tx) =>
    tx.selectFrom('invitations').select(['id', 'state']).execute(),
  )
  expect(states.find((row) => row.id === one)?.state).toBe('accepted')
  expect(states.filter((row) => row.state === 'lapsed')).toHaveLength(29)
  await inScope(database, { role: 'yimi_jobs' }, (tx) => sealHeads(tx, now))
  const report = await check()
  expect(report).toMatchObject({ events: 60, records: 30, seals: 1, faults: [] })
})

test('a move out of its state, by the wrong hand, or on a record of another area is refused and leaves nothing', async () => {
  const { database, keyring } = installation.services
  const [id = ''] = await invite(1)
  const request = { recordId: id, orgId: installation.orgs.station, move: 'accept' as const }
  await expect(
    inScope(database, scope(), (tx) => move({ tx, keyring, actor: systemActor([]), now }, rules, request)),
  ).rejects.toMatchObject({ code: 'no-right' })
  const elsewhere: TransactionScope = { role: 'yimi_app', orgs: [installation.orgs.sibling] }
  await expect(
    inScope(database, elsewhere, (tx) =>
      move({ tx, keyring, actor: linkHolder(installation.orgs.station), now }, rules, request),
    ),
  ).rejects.toMatchObject({ code: 'YF002' })
  const holder = linkHolder(installation.orgs.station)
  await inScope(database, scope(), (tx) => move({ tx, keyring, actor: holder, now }, rules, request))
  await expect(
    inScope(database, scope(), (tx) => move({ tx, keyring, actor: holder, now }, rules, request)),
  ).rejects.toMatchObject({ code: 'move-not-allowed' })
  expect((await check()).faults).toEqual([])
})

test('a clock that cannot make its move holds up no other, and is tried again the next time', async () => {
  const { database, keyring } = installation.services
  const [broken = '', ...others] = await invite(3)
  await installation.admin.pool.query(
    `update flow_timers set due_at = due_at - interval '1 day' where record_id = $1`,
    [broken],
  )
  const fired: string[] = []
  let repaired = false
  const handlers = new Map([
    [
      'invitation',
      async (_tx: unknown, timer: { record_id: string }) => {
        if (timer.record_id === broken && !repaired) throw new Error('not now')
        fired.push(timer.record_id)
      },
    ],
  ])
  const later = new Date(now.getTime() + 1000)
  await expect(fireTimers({ database, keyring, now: later }, handlers)).rejects.toThrow('not now')
  expect(fired).toEqual(expect.arrayContaining(others))
  expect(fired).not.toContain(broken)
  repaired = true
  expect(await fireTimers({ database, keyring, now: later }, handlers)).toBe(1)
  expect(fired).toContain(broken)
})

test('no role of the program changes a state or an event by bare SQL', async () => {
  const { pool } = installation.services.database
  for (const role of ['yimi_app', 'yimi_jobs', 'yimi_reader', 'yimi_auth', 'yimi_public']) {
    for (const statement of [
      `update invitations set state = 'accepted'`,
      `update broadcasts set state = 'cleared'`,
      `update broadcasts set gates = '{"topic":"passed"}'`,
      `insert into invitations (id, org_id, role, name, secret_hash, expires_at, invited_by, state) values (gen_random_uuid(), gen_random_uuid(), 'x', 'x', 'x', now(), gen_random_uuid(), 'accepted')`,
      `update events set move = 'x'`,
      `delete from events`,
      `update event_heads set seq = 9`,
    ]) {
      const client = await pool.connect()
      try {
        await client.query('begin')
        await client.query(`set local role ${role}`)
        await expect(client.query(statement), `${role}: ${statement}`).rejects.toMatchObject({ code: '42501' })
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
  }
  await expect(pool.query('set role yimi_flow')).rejects.toMatchObject({ code: '42501' })
  // Without a role the login does not even see the schema.
  await expect(pool.query('select * from events')).rejects.toMatchObject({ code: '42P01' })
})

test('a temporary table before ours changes no state: functions with rights of their own look into it last', async () => {
  const [id = ''] = await invite(1)
  const client = await installation.services.database.pool.connect()
  try {
    await client.query('begin')
    await client.query('set local role yimi_app')
    await client.query(`select set_config('app.orgs', $1, true)`, [installation.orgs.station])
    await client.query(`create temporary table events (like events)`)
    await client.query(`create temporary table event_heads (like event_heads)`)
    await client.query(`grant all on events, event_heads to yimi_flow`)
    await client.query(`insert into event_heads values ('invitation', $1, $2, 8, 'x') on conflict do nothing`, [
      id,
      installation.orgs.station,
    ])
    const forged = client.query(
      `select append_event(gen_random_uuid(), 'invitation', $1, 9, now(), null, 'system', $2, 'accept', 'sent', 'accepted',
         '{}', '{}', null, null, 'x', 'y')`,
      [id, installation.orgs.station],
    )
    await expect(forged).rejects.toMatchObject({ code: 'YF001' })
  } finally {
    await client.query('rollback')
    client.release()
  }
  const { rows } = await installation.admin.pool.query<{ proname: string }>(
    `select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
       and not coalesce(proconfig @> '{"search_path=pg_catalog, public, pg_temp"}', false)`,
  )
  expect(rows).toEqual([])
})

test('a byte changed in an event, a lost event and a changed state are found', async () => {
  const { admin } = installation
  const [id = ''] = await invite(1)
  await admin.pool.query(
    `update events set detail = set_byte(detail, 20, get_byte(detail, 20) # 1) where record_id = $1`,
    [id],
  )
  expect((await check()).faults).toEqual([
    { kind: 'invitation', recordId: id, seq: 1, what: 'the event was changed after it was written' },
  ])
  await admin.pool.query(
    `update events set detail = set_byte(detail, 20, get_byte(detail, 20) # 1) where record_id = $1`,
    [id],
  )
  expect((await check()).faults).toEqual([])
  await admin.pool.query(`update invitations set state = 'accepted' where id = $1`, [id])
  expect((await check()).faults).toMatchObject([{ recordId: id, what: 'the state is not what the events add up to' }])
  await admin.pool.query(`update invitations set state = 'sent' where id = $1`, [id])
  await admin.pool.query('delete from events where record_id = $1', [id])
  const faults = (await check()).faults.map((fault) => fault.what)
  expect(faults).toContain('the newest event is missing or is not the recorded head')
})

test('a sealed record that is taken away with its whole chain is missed', async () => {
  const { admin } = installation
  const [id = ''] = await invite(1)
  await inScope(installation.services.database, { role: 'yimi_jobs' }, (tx) => sealHeads(tx, now))
  for (const [table, column] of [
    ['flow_timers', 'record_id'],
    ['events', 'record_id'],
    ['event_heads', 'record_id'],
    ['invitations', 'id'],
  ])
    await admin.pool.query(`delete from ${table} where ${column} = $1`, [id])
  expect((await check()).faults).toContainEqual({
    kind: 'invitation',
    recordId: id,
    seq: 1,
    what: 'sealed, and nothing of it is left',
  })
})
