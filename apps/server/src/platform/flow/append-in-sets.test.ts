import { invitationFlow } from '@yimi/contract/account.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'
import { systemActor } from '../access/actor.ts'
import { newSecret } from '../crypto/passwords.ts'
import type { Tx } from '../database/database.ts'
import { inScope, type TransactionScope } from '../database/scope.ts'
import { newId } from '../new-id.ts'
import { appendEvents, lockHeads, type NewEvent } from './append.ts'
import { FIRST_PREV_HASH } from './chain.ts'
import type { FlowRules } from './flow-rules.ts'
import { beginMany, moveMany } from './move.ts'
import { verifyChains } from './verify.ts'

let installation: TestInstallation
let invitedBy: string
const now = new Date('2026-11-23T02:00:00.000Z')
const MANY = 7

type Row = { id: string; org_id: string; state: string; gates: unknown }
const rules = {
  plan: invitationFlow,
  lock: (tx, ids) =>
    tx
      .selectFrom('invitations')
      .select(['id', 'org_id', 'state', 'gates'])
      .where('id', 'in', [...ids])
      .orderBy('id')
      .forUpdate()
      .execute(),
} satisfies FlowRules<Row, 'sent' | 'accepted' | 'lapsed' | 'withdrawn', 'renew' | 'accept' | 'withdraw' | 'lapse'>

class RolledBack extends Error {}

beforeAll(async () => {
  installation = await createTestInstallation()
  invitedBy = (await installation.as('station-head', 'station')).accountId
})
afterAll(() => installation.close())

function scope(): TransactionScope {
  return { role: 'yimi_app', orgs: [installation.orgs.station] }
}

/** Invitations that have begun, in the order of their ids. */
async function invite(count: number): Promise<string[]> {
  const { database, keyring } = installation.services
  const orgId = installation.orgs.station
  const ids = Array.from({ length: count }, () => newId()).sort()
  await inScope(database, scope(), async (tx) => {
    const row = { org_id: orgId, role: 'producer', name: '王', expires_at: now, invited_by: invitedBy }
    await tx
      .insertInto('invitations')
      .values(ids.map((id) => ({ ...row, id, secret_hash: newSecret().hash })))
      .execute()
    const requests = ids.map((recordId) => ({ recordId, orgId, detail: { name: '王小明' } }))
    await beginMany({ tx, keyring, actor: systemActor([]), now }, rules, requests)
  })
  return ids
}

async function nextEvents(tx: Tx, ids: readonly string[]): Promise<NewEvent[]> {
  const orgId = installation.orgs.station
  const heads = await lockHeads(
    tx,
    'invitation',
    ids.map((recordId) => ({ recordId, orgId })),
  )
  return ids.map((recordId, place) => ({
    id: newId(),
    kind: 'invitation',
    recordId,
    seq: (heads.get(recordId)?.seq ?? 0) + 1,
    at: now,
    actorId: place % 2 ? invitedBy : null,
    actorRole: 'system',
    orgId,
    move: 'lapse',
    fromState: 'sent',
    toState: 'lapsed',
    gates: place % 2 ? { topic: 'passed' } : {},
    refs: { place, words: `"{\\,}"` },
    detail: place % 3 ? Buffer.from([1, place, 0, 255]) : null,
    keyId: null,
    prevHash: heads.get(recordId)?.hash ?? FIRST_PREV_HASH,
  }))
}

async function written(tx: Tx, ids: readonly string[]): Promise<unknown> {
  const list = sql`any (${[...ids]}::uuid[])`
  const events = await sql`select * from events where record_id = ${list} order by record_id, seq`.execute(tx)
  const heads = await sql`select * from event_heads where record_id = ${list} order by record_id`.execute(tx)
  const states = await sql`select id, state, gates, moved_at from invitations where id = ${list} order by id`.execute(
    tx,
  )
  return { events: events.rows, heads: heads.rows, states: states.rows }
}

/** What the work did, seen in its transaction, of which nothing stays; or the code that it was refused with. */
async function tried(work: (tx: Tx) => Promise<unknown>): Promise<unknown> {
  let seen: unknown
  const attempt = inScope(installation.services.database, scope(), async (tx) => {
    seen = await work(tx)
    throw new RolledBack()
  })
  return attempt.catch((error: Error & { code?: string }) => (error instanceof RolledBack ? seen : error.code))
}

async function oneByOne(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  for (const event of events) await appendEvents(tx, [event])
}

test('a set of events writes the rows, hashes and states that they write one by one', async () => {
  const ids = await invite(MANY)
  const events = await inScope(installation.services.database, scope(), (tx) => nextEvents(tx, ids))
  const results = []
  for (const append of [appendEvents, oneByOne])
    results.push(
      await tried(async (tx) => {
        await append(tx, events)
        return written(tx, ids)
      }),
    )
  expect(results[0]).toEqual(results[1])
  expect(results[0]).toMatchObject({ states: ids.map(() => ({ state: 'lapsed' })) })
  await inScope(installation.services.database, scope(), (tx) => appendEvents(tx, events))
  const report = await inScope(installation.services.database, scope(), verifyChains)
  expect(report.faults).toEqual([])
})

const other = Buffer.alloc(32, 7)
const wrong: Record<string, [(event: NewEvent) => NewEvent, string]> = {
  'a sequence number that is taken': [(event) => ({ ...event, seq: 1 }), 'YF001'],
  'a sequence number that leaves one out': [(event) => ({ ...event, seq: 3 }), 'YF001'],
  'another hash before': [(event) => ({ ...event, prevHash: other }), 'YF003'],
  'a state that the record is not in': [(event) => ({ ...event, fromState: 'accepted' }), 'YF001'],
  'an organisation out of sight': [(event) => ({ ...event, orgId: installation.orgs.sibling }), 'YF002'],
  'an organisation in sight that is not the record’s': [(event) => ({ ...event, orgId: newId() }), 'YF002'],
  'a record that is not there': [
    (event) => ({ ...event, recordId: newId(), seq: 1, prevHash: FIRST_PREV_HASH }),
    'YF002',
  ],
}

test.each(Object.entries(wrong))(
  '%s, once in a set, refuses the whole set as it does one event',
  async (_, [forge, code]) => {
    const ids = await invite(MANY)
    for (const append of [appendEvents, oneByOne]) {
      const result = await tried(async (tx) => {
        const events = await nextEvents(tx, ids)
        await append(
          tx,
          events.map((event, place) => (place === 4 ? forge(event) : event)),
        )
      })
      expect(result).toBe(code)
    }
    const { rows } = await installation.admin.pool.query(
      `select distinct i.state, h.seq from invitations i join event_heads h on h.record_id = i.id where i.id = any ($1)`,
      [ids],
    )
    expect(rows).toEqual([{ state: 'sent', seq: 1 }])
  },
)

test('one record twice, two kinds, no kind and a column that is too short are refused', async () => {
  const [id = '', second = ''] = await invite(2)
  const twice = tried(async (tx) => {
    const [event] = await nextEvents(tx, [id])
    if (event) await appendEvents(tx, [event, { ...event, id: newId(), seq: 3 - 1 }])
  })
  expect(await twice).toBe('YF001')
  const kinds = tried(async (tx) => {
    const [one, two] = await nextEvents(tx, [id, second])
    if (one && two) await appendEvents(tx, [one, { ...two, kind: 'person' }])
  })
  expect(await kinds).toBeUndefined()
  const strange = (kind: string, seqs: string) =>
    tried((tx) =>
      sql`select append_events(${kind}, array[gen_random_uuid(), gen_random_uuid()], ${[id, second]}::uuid[], ${sql.raw(seqs)},
        array[now(), now()], array[null, null]::uuid[], array['system', 'system'],
        ${[installation.orgs.station, installation.orgs.station]}::uuid[], array['lapse', 'lapse'], array['sent', 'sent'],
        array['lapsed', 'lapsed'], array['{}', '{}']::jsonb[], array['{}', '{}']::jsonb[], array[null, null]::bytea[],
        array[null, null]::uuid[], (select array_agg(hash order by record_id) from event_heads where record_id = any (${[id, second]}::uuid[])),
        ${[other, other]}::bytea[])`
        .execute(tx)
        .then(() => 'written'),
    )
  expect(await strange('invitation', 'array[2, 2]')).toBe('written')
  expect(await strange('no-such-kind', 'array[2, 2]')).toBe('P0002')
  expect(await strange('invitation', 'array[2]')).toBe('YF001')
})

test('of two that move the same records at once, one moves them all and the other none', async () => {
  const { database, keyring } = installation.services
  const ids = await invite(MANY)
  const orgId = installation.orgs.station
  const attempts = [ids, ids.toReversed()].map((order) =>
    inScope(database, scope(), (tx) =>
      moveMany(
        { tx, keyring, actor: systemActor([]), now },
        rules,
        order.map((recordId) => ({ recordId, orgId, move: 'lapse' as const })),
      ),
    ),
  )
  const ends = await Promise.allSettled(attempts)
  expect(ends.map((end) => end.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(ends.find((end) => end.status === 'rejected')).toMatchObject({ reason: { code: 'move-not-allowed' } })
  expect((await inScope(database, scope(), verifyChains)).faults).toEqual([])
})

test('a temporary table before ours moves nothing in a set either', async () => {
  const [id = '', second = ''] = await invite(2)
  const forged = tried(async (tx) => {
    await sql`create temporary table event_heads (like event_heads) on commit drop`.execute(tx)
    await sql`grant all on event_heads to yimi_flow`.execute(tx)
    await sql`insert into event_heads select 'invitation', i, ${installation.orgs.station}, 8, 'x'
      from unnest(${[id, second]}::uuid[]) as i`.execute(tx)
    const events = await nextEvents(tx, [id, second])
    await appendEvents(
      tx,
      events.map((event) => ({ ...event, seq: 9, prevHash: Buffer.from('x') })),
    )
  })
  expect(await forged).toBe('YF001')
})
