import { existsSync, readdirSync, renameSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { createChannel } from '@yimi/contract/channel.ts'
import { createGuest, eraseGuest, listGuests, revealContact } from '@yimi/contract/guest.ts'
import { readMasterKeys, retireMasterKey, rotateMasterKey } from '@yimi/contract/master-key.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPeople } from '#modules/people/people.ts'
import { type Keyring, openKeyring } from '#platform/crypto/keyring.ts'
import { inScope } from '#platform/database/scope.ts'
import { ALL_SEALED_PLACES } from '../../operations.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'

/** Covered by a person's or a record's own key, which the master key covers in its turn. A new column is here or in ALL_SEALED_PLACES. */
const UNDER_DATA_KEYS = [
  'complaints.answer_enc',
  'complaints.contact_enc',
  'complaints.words_enc',
  'people.contact_enc',
  'people.name_enc',
]

let installation: TestInstallation
let security: TestCaller
let producer: TestCaller
let officer: TestCaller
let folder = ''
let minute = 0

beforeAll(async () => {
  installation = await createTestInstallation()
  folder = join(installation.services.dataFolder, 'keys')
  security = await installation.as('security-admin', 'district')
  producer = await installation.as('producer', 'institute')
  officer = await installation.as('institute-officer', 'institute')
})
afterAll(() => installation.close())

/** Each code counts once. */
async function freshCode(caller: TestCaller): Promise<string> {
  minute += 1
  installation.setNow(new Date(Date.now() + minute * 60_000))
  return caller.code()
}

async function rotate(): Promise<number> {
  return (await security.get(rotateMasterKey, { body: { code: await freshCode(security) } })).number
}

function makeGuest(number: number) {
  const body = { orgId: installation.orgs.institute, name: `嘉宾${number}`, trade: '律师', topics: [] }
  return producer.get(createGuest, { body: { ...body, contact: phoneOf(number) } })
}

function phoneOf(number: number): string {
  return `139${String(number).padStart(8, '0')}`
}

async function valuesWaiting(): Promise<number> {
  const { waiting } = await security.get(readMasterKeys, {})
  return waiting.filter((place) => !place.endsByItself).reduce((sum, one) => sum + one.values, 0)
}

/** Everybody's words under a ring of its own, as another process opens them. */
async function wordsUnder(keyring: Keyring, ids: readonly string[]): Promise<string[]> {
  const { database } = installation.services
  const orgs = Object.values(installation.orgs)
  const people = await inScope(database, { role: 'yimi_app', orgs }, (tx) => readPeople(tx, keyring, ids))
  return ids.map((id) => people.get(id)?.name ?? '')
}

test('every sealed column is sealed anew after a rotation, or is under a key that is', async () => {
  const { rows } = await installation.admin.pool.query<{ name: string }>(
    `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.atttypid = 'bytea'::regtype
       and (a.attname ~ '_(enc|index)$' or a.attname in ('wrapped', 'answer')) order by 1`,
  )
  const known = [...ALL_SEALED_PLACES.map((place) => place.name), ...UNDER_DATA_KEYS]
  expect(known.sort()).toEqual(rows.map((row) => row.name))
})

test('the key changes while everybody works: nothing is lost, old data is read, the old key can go', async () => {
  const otherProcess = openKeyring(folder)
  const first = await Promise.all(Array.from({ length: 30 }, (_, index) => makeGuest(index)))
  const channel = await officer.get(createChannel, {
    body: {
      orgId: installation.orgs.institute,
      name: '渠道',
      server: 'rtmp://push.example.com/live',
      key: 'key-0123456789',
    },
  })
  const erased = await makeGuest(99)
  await officer.get(eraseGuest, { params: { id: erased.id }, body: { reason: '本人要求' } })

  let working = true
  const during: string[] = []
  const writers = [1, 2, 3].map(async (writer) => {
    for (let round = 0; working || round < 5; round += 1) {
      const guest = await makeGuest(writer * 1_000 + round)
      during.push(guest.id)
      const number = (writer * 7 + round) % first.length
      const reveal = { params: { id: first[number]?.id ?? '' }, body: { reason: '通知' } }
      expect((await producer.get(revealContact, reveal)).contact).toBe(phoneOf(number))
    }
  })
  expect(await rotate()).toBe(2)
  // Looked up while some indexes are under the old key and some under the new one.
  for (const number of [0, 13, 29]) {
    const { items } = await producer.get(listGuests, { query: { search: phoneOf(number) } })
    expect(items.map((item) => item.name)).toEqual([`嘉宾${number}`])
  }
  await expect.poll(valuesWaiting, { timeout: 15_000 }).toBe(0)
  working = false
  await Promise.all(writers)
  // What the other process, which was told nothing, has sealed and opened meanwhile.
  expect(otherProcess.open(otherProcess.seal('x', 'test'), 'test').toString()).toBe('x')
  await expect.poll(valuesWaiting, { timeout: 15_000 }).toBe(0)

  const refused = await security.call(retireMasterKey, {
    params: { number: '1' },
    body: { code: await freshCode(security) },
  })
  expect(refused.json().code).toBe('key-in-use')
  const hourAgo = new Date(Date.now() - 3_600_000)
  utimesSync(join(folder, 'master-2.key'), hourAgo, hourAgo)
  // A day later: kept answers are forgotten.
  await installation.admin.pool.query('delete from idempotency_keys')
  const retire = { params: { number: '1' }, body: { code: await freshCode(security) } }
  expect((await security.get(retireMasterKey, retire)).keys.map((key) => key.number)).toEqual([2])
  expect(readdirSync(folder).filter((name) => name.startsWith('master'))).toEqual(['master-2.key'])
  expect(existsSync(join(folder, 'retired', 'master.key'))).toBe(true)

  const fresh = openKeyring(folder)
  expect(readdirSync(folder).filter((name) => name.startsWith('master'))).toEqual(['master-2.key'])
  const ids = [...first.map((guest) => guest.id), ...during]
  expect(await wordsUnder(fresh, ids)).not.toContain('')
  expect(during.length).toBeGreaterThanOrEqual(15)
  const { rows } = await installation.admin.pool.query('select stream_key_enc from channels where id = $1', [
    channel.id,
  ])
  expect(fresh.open(rows[0].stream_key_enc, `channel ${channel.id}`).toString()).toBe('key-0123456789')
  const { items } = await producer.get(listGuests, { query: { search: phoneOf(7) } })
  expect(items.map((item) => item.name)).toEqual(['嘉宾7'])
  const gone = await installation.admin.pool.query(
    `select wrapped from data_keys where subject_id = $1 and subject_kind = 'person'`,
    [erased.id],
  )
  expect(gone.rows).toEqual([{ wrapped: null }])
}, 60_000)

test('without the old key what was under it is refused by name, not lost in silence', async () => {
  const { keyring } = installation.services
  const sealed = keyring.seal('words', 'test')
  const number = await rotate()
  await expect.poll(valuesWaiting, { timeout: 15_000 }).toBe(0)
  renameSync(join(folder, `master-${number - 1}.key`), join(folder, 'taken-away'))
  expect(() => openKeyring(folder).open(sealed, 'test')).toThrow(`master key ${number - 1}`)
  renameSync(join(folder, 'taken-away'), join(folder, `master-${number - 1}.key`))
  expect(openKeyring(folder).open(sealed, 'test').toString()).toBe('words')
})

test('only the topmost security admin, with a code of now', async () => {
  const near = await installation.as('security-admin', 'institute')
  const call = async (caller: TestCaller, code: string) =>
    (await caller.call(rotateMasterKey, { body: { code } })).json().code
  expect(await call(near, await freshCode(near))).toBe('whole-installation-only')
  expect((await near.call(readMasterKeys, {})).json().code).toBe('whole-installation-only')
  const other = await installation.as('security-admin', 'district')
  const code = await freshCode(other)
  expect(await call(other, code === '000000' ? '000001' : '000000')).toBe('wrong-credentials')
  for (const role of ['district-admin', 'system-admin', 'audit-admin'] as const) {
    const caller = await installation.as(role, 'district')
    expect(await call(caller, await freshCode(caller)), role).toBe('no-right')
  }
})

test('the application destroys one key at a time, for good, and empties no table', async () => {
  const { database } = installation.services
  const app = { role: 'yimi_app', orgs: Object.values(installation.orgs) } as const
  await expect(
    inScope(database, app, (tx) =>
      tx.updateTable('data_keys').set({ wrapped: null, destroyed_at: new Date() }).execute(),
    ),
  ).rejects.toMatchObject({ code: '42501' })
  const back = `update data_keys set wrapped = '\\x01', destroyed_at = null where destroyed_at is not null`
  await expect(installation.admin.pool.query(back)).rejects.toMatchObject({ code: 'YF004' })
})
