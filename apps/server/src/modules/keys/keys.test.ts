import { existsSync, readdirSync, renameSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { createChannel } from '@yimi/contract/channel.ts'
import { giveConsent } from '@yimi/contract/consent.ts'
import { askAtDoor, issueDoorCard } from '@yimi/contract/door.ts'
import { createGuest, eraseGuest, listGuests, revealContact } from '@yimi/contract/guest.ts'
import { mapImport } from '@yimi/contract/import.ts'
import { reportLifeEvent } from '@yimi/contract/life-event.ts'
import { readMasterKeys, retireMasterKey, rotateMasterKey } from '@yimi/contract/master-key.ts'
import { erasePerson, listPeople, registerPerson } from '@yimi/contract/person.ts'
import { addTag } from '@yimi/contract/person-tag.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { peopleConsenting, peopleTagged, readPeople } from '#modules/people/people.ts'
import { type Keyring, openKeyring } from '#platform/crypto/keyring.ts'
import { inScope } from '#platform/database/scope.ts'
import { idNumber } from '#platform/spreadsheets/ugly-sheets/make-ugly-sheets.ts'
import { ALL_SEALED_PLACES } from '../../operations.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { residentRows, residentSheet, stage } from '../imports/imports-fixtures.ts'
import { buildResident } from '../people/people-fixtures.ts'

/** Covered by a person's or a record's own key, which the master key covers in its turn. */
const UNDER_DATA_KEYS = [
  'check_ins.contact_enc',
  'check_ins.contact_name_enc',
  'checked_members.contact_enc',
  'checked_members.name_enc',
  'complaints.answer_enc',
  'complaints.contact_enc',
  'complaints.words_enc',
  'consents.evidence_enc',
  'consents.giver_enc',
  'consents.purpose_enc',
  'door_cards.word_enc',
  'events.detail',
  'hour_entries.reason_enc',
  'import_pages.rows_enc',
  'imports.layout_enc',
  'incidents.contact_enc',
  'incidents.words_enc',
  'late_hours.why_enc',
  'life_events.what_enc',
  'life_events.words_enc',
  'needs.end_words_enc',
  'needs.words_enc',
  'no_matches.reason_enc',
  'notices.to_enc',
  'notices.words_enc',
  'order_ratings.words_enc',
  'orders.words_enc',
  'people.address_enc',
  'people.contact_enc',
  'people.id_number_enc',
  'people.name_enc',
  'people.note_enc',
  'person_tags.kind_enc',
  'person_tags.value_enc',
  'person_ties.words_enc',
  'privacy_requests.answer_enc',
  'privacy_requests.words_enc',
  'questionnaire_answers.words_enc',
  'volunteer_sign_ups.words_enc',
  'volunteer_skills.issuer_enc',
  'volunteers.guardian_enc',
  'volunteers.unified_number_enc',
]

/** Counted under the oldest key that is held while a broadcast lasts, and reduced to numbers after it: nothing is looked up later. */
const ENDING_BY_ITSELF = ['broadcast_viewers.viewer_hash']

/** Hashes without a master key: of random secrets, of files, of the chain of events. Each column of bytes is in one of these lists or in ALL_SEALED_PLACES. */
const UNDER_NO_KEY = [
  'air_sessions.ingest_key_sha256',
  'checked_members.secret_hash',
  'complaints.word_hash',
  'event_heads.hash',
  'events.hash',
  'events.prev_hash',
  'files.sha256',
  'guest_consents.secret_hash',
  'idempotency_keys.request_hash',
  'invitations.secret_hash',
  'resident_cards.token_hash',
  'sealed_heads.hash',
  'seals.hash',
  'seals.heads_hash',
  'seals.prev_hash',
  'sessions.token_hash',
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
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and not a.attisdropped
       and a.atttypid = 'bytea'::regtype order by 1`,
  )
  const known = [
    ...ALL_SEALED_PLACES.map((place) => place.name),
    ...UNDER_DATA_KEYS,
    ...ENDING_BY_ITSELF,
    ...UNDER_NO_KEY,
  ]
  expect(known.sort()).toEqual(rows.map((row) => row.name).sort())
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

test('residents, their marks and consents, a door card and a remembered mapping are found before, while and after the key changes', async () => {
  const { orgs, services, admin } = installation
  const clerk = await installation.as('station-head', 'station')
  const number = idNumber('19520607', 71)
  const one = await buildResident(installation, clerk, { name: '钟离换匙', idNumber: number, contact: '13600112233' })
  const consent = { purpose: 'hardship-help', givenBy: 'self', evidenceKind: 'signed', evidence: '' } as const
  await clerk.get(giveConsent, { params: { id: one.id }, body: consent })
  const mark = { kind: 'hardship', value: '低保', source: 'desk', givenOn: '2026-01-05' } as const
  await clerk.get(addTag, { params: { id: one.id }, body: mark })
  await clerk.get(reportLifeEvent, { params: { id: one.id }, body: { what: 'wedding', happenedOn: '2026-01-06' } })
  const card = await clerk.get(issueDoorCard, {
    body: { orgId: orgs.station, personId: one.id, pictureFileId: null },
  })
  const sheet = residentSheet(residentRows(3))
  const first = await stage(installation, clerk, sheet)
  const mapping = Object.fromEntries(
    first.columns.flatMap(({ field, column }) => (field ? [[field, column] as const] : [])),
  )
  await clerk.get(mapImport, { params: { id: first.id }, body: { mapping, withHidden: false } })
  const gone = await buildResident(installation, clerk, { name: '已经离开' })
  await clerk.get(giveConsent, { params: { id: gone.id }, body: consent })
  await clerk.get(erasePerson, { params: { id: gone.id }, body: { reason: '本人要求' } })

  async function findAll(when: string) {
    for (const search of ['换匙', 'zlhs', '2233', number, '13600112233']) {
      const { items } = await clerk.get(listPeople, { query: { search } })
      expect(
        items.map((item) => item.id),
        `${search} ${when}`,
      ).toContain(one.id)
    }
    const inStation = { role: 'yimi_app', orgs: [orgs.station], people: [orgs.station] } as const
    const marked = await inScope(services.database, inStation, async (tx) => {
      const reading = { tx, keyring: services.keyring, now: services.clock.now() }
      return [
        await peopleTagged(reading, [orgs.station], 'hardship'),
        await peopleConsenting(reading, [orgs.station], 'hardship-help'),
      ]
    })
    for (const found of marked) expect([...found], when).toEqual([one.id])
    expect((await clerk.get(askAtDoor, { body: { word: card.word } })).known, when).toBe(true)
    expect((await stage(installation, clerk, sheet)).remembered, when).toBe(true)
    const again = await clerk.call(registerPerson, {
      body: { orgId: orgs.station, name: '另一人', source: 'desk', idNumber: number },
    })
    expect(again.json().code, when).toBe('person-known')
  }
  await findAll('before')
  // Nothing is sealed anew yet: another process holds the new key, and this one looks up under both.
  services.keyring.rotate()
  await findAll('with two keys')
  await rotate()
  await expect.poll(valuesWaiting, { timeout: 20_000 }).toBe(0)
  await findAll('after')
  const { rows } = await admin.pool.query(
    `select min(indexed_under(token)) as least, count(*)::int as tokens from person_search_tokens where person_id = $1`,
    [one.id],
  )
  const [newest] = services.keyring.held()
  expect(rows).toEqual([{ least: newest?.number, tokens: expect.any(Number) }])
  const before = await admin.pool.query(`select purpose_index from consents where person_id = $1`, [gone.id])
  expect(before.rows).toEqual([{ purpose_index: null }])
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

test('a partner that checks in stands outside the tree, and takes nothing from the top', async () => {
  await installation.admin.pool.query(
    `insert into orgs (id, kind, valid, created_at) values (gen_random_uuid(), 'enterprise', '[2020-01-01,)', now())`,
  )
  const top = await installation.as('security-admin', 'district')
  expect((await top.call(readMasterKeys, {})).statusCode).toBe(200)
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
