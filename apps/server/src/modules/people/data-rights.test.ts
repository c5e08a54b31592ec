import { giveConsent } from '@yimi/contract/consent.ts'
import { reportLifeEvent } from '@yimi/contract/life-event.ts'
import { erasePerson, exportPerson, getPerson, listPeople, listPersonActs } from '@yimi/contract/person.ts'
import { addTag } from '@yimi/contract/person-tag.ts'
import { addTie } from '@yimi/contract/person-tie.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { consentInForce, definePersonPart, mergePeople, unmergePeople } from './people.ts'
import { buildResident } from './people-fixtures.ts'

let installation: TestInstallation
let head: TestCaller
const ID_NUMBER = '53010219200508011X'

beforeAll(async () => {
  installation = await createTestInstallation()
  head = await installation.as('station-head', 'station')
})
afterAll(() => installation.close())

function at<T>(work: (context: FlowContext) => Promise<T>): Promise<T> {
  const { database, keyring } = installation.services
  const orgs = [installation.orgs.station]
  return inScope(database, { role: 'yimi_app', orgs }, (tx) =>
    work({ tx, keyring, actor: systemActor(orgs), now: new Date() }),
  )
}

/** A resident of whom something of every kind is held. */
async function buildWhole(name: string, idNumber = '') {
  const person = await buildResident(installation, head, {
    name,
    idNumber,
    contact: '13511112222',
    address: '老街九号',
  })
  const params = { id: person.id }
  const evidenceKind = 'signed' as const
  await head.get(giveConsent, { params, body: { purpose: 'health-care', givenBy: 'self', evidenceKind } })
  const givenOn = '2026-01-01'
  await head.get(addTag, { params, body: { kind: 'health', value: '耳背', source: 'visit', givenOn } })
  const tie = {
    kind: 'emergency' as const,
    relation: 'child' as const,
    name: '何平',
    phone: '13633334444',
    from: givenOn,
  }
  await head.get(addTie, { params, body: tie })
  await head.get(reportLifeEvent, {
    params,
    body: { what: 'illness', happenedOn: givenOn, words: { note: '住院一周' } },
  })
  return person
}

test('the export holds what every module holds, in the clear, and leaves an act', async () => {
  const { id } = await buildWhole('谢喆', ID_NUMBER)
  definePersonPart({
    name: 'test-hours',
    label: '时长',
    export: async (_context, personId) => (personId === id ? { hours: 12 } : undefined),
    erase: async () => undefined,
  })
  const { parts } = await head.get(exportPerson, { params: { id }, body: { reason: '本人要求' } })
  expect(parts.map((part) => part.name)).toEqual(
    expect.arrayContaining(['facts', 'household', 'tags', 'consents', 'ties', 'life-events', 'test-hours']),
  )
  const text = JSON.stringify(parts)
  for (const words of ['谢喆', ID_NUMBER, '13511112222', '老街九号', '耳背', '13633334444', 'illness'])
    expect(text).toContain(words)
  expect((await head.get(listPersonActs, { params: { id } })).items[0]).toMatchObject({ act: 'export' })
})

test('erased: words, indexes, tokens, marks and ties are gone, other modules were asked, the chain checks', async () => {
  const { id } = await buildWhole('卫珺', '440524188001010014')
  const asked: string[] = []
  const held = { name: 'test-orders', label: '订单', export: async () => undefined }
  definePersonPart({ ...held, erase: async (_context, personId) => void asked.push(personId) })
  await head.get(erasePerson, { params: { id }, body: { reason: '本人要求' } })
  definePersonPart({ ...held, erase: async () => undefined })
  expect(asked).toEqual([id])
  expect((await head.call(getPerson, { params: { id } })).statusCode).toBe(404)
  expect((await head.get(listPeople, { query: { search: '卫珺' } })).total).toBe(0)
  expect((await head.get(listPeople, { query: { search: '440524188001010014' } })).total).toBe(0)
  const { rows } = await installation.admin.pool.query(
    `select (select count(*)::int from person_search_tokens where person_id = $1) as tokens,
       (select count(*)::int from person_tags where person_id = $1 and (kind_enc is not null or value_enc is not null)) as tags,
       (select count(*)::int from consents where person_id = $1 and (purpose_enc is not null or ended_at is null)) as consents,
       (select count(*)::int from person_ties where person_id = $1 and words_enc is not null) as ties,
       (select count(*)::int from life_events where person_id = $1 and (what_enc is not null or words_enc is not null)) as events,
       (select count(*)::int from household_members where person_id = $1 and valid_until is null) as homes,
       (select count(*)::int from data_keys where subject_kind = 'person' and subject_id = $1 and wrapped is not null) as keys,
       p.name_enc, p.name_index, p.id_number_index, p.contact_index, p.address_enc, p.birth_date from people p where id = $1`,
    [id],
  )
  const none = { tokens: 0, tags: 0, consents: 0, ties: 0, events: 0, homes: 0, keys: 0 }
  const empty = {
    name_enc: null,
    name_index: null,
    id_number_index: null,
    contact_index: null,
    address_enc: null,
    birth_date: null,
  }
  expect(rows).toEqual([{ ...none, ...empty }])
  expect((await at(({ tx }) => verifyChains(tx))).faults).toEqual([])
})

test('two records of one person count as one, and stand beside each other again when that was wrong', async () => {
  const from = await buildWhole('沈堃')
  const into = await buildResident(installation, head, { name: '沈坤', dwellingId: null })
  const pair = { from: from.id, into: into.id }
  const undo = await at((context) => mergePeople(context, pair, '同一证件号'))
  expect((await head.get(listPeople, { query: { search: '沈' } })).items.map((line) => line.id)).toEqual([into.id])
  const merged = await head.get(getPerson, { params: { id: into.id } })
  expect(merged.tags.map((tag) => tag.value)).toEqual(['耳背'])
  expect(merged.ties).toHaveLength(1)
  expect(await at((context) => consentInForce(context, into.id, 'health-care'))).toBeDefined()
  expect((await head.call(getPerson, { params: { id: from.id } })).statusCode).toBe(404)
  await at((context) => unmergePeople(context, pair, undo, '原来是父子'))
  expect((await head.get(getPerson, { params: { id: from.id } })).tags).toHaveLength(1)
  expect((await head.get(getPerson, { params: { id: into.id } })).tags).toEqual([])
})

test('by bare SQL: a resident sees his own rows and nobody else’s, a volunteer and a colleague from above none', async () => {
  const mine = await buildWhole('自己')
  await buildWhole('别人')
  const tables = ['people', 'household_members', 'households', 'consents', 'person_tags', 'person_ties', 'life_events']
  const count = (scope: { personId?: string; people: string[] }) =>
    inScope(
      installation.services.database,
      { role: 'yimi_app', orgs: [installation.orgs.station], ...scope },
      async (tx) => {
        const counts: Record<string, number> = {}
        for (const table of tables) {
          const rows = await tx
            .selectFrom(table as 'people')
            .select('id')
            .$if(table === 'people', (query) => query.where('resident', '=', true))
            .execute()
          counts[table] = rows.length
        }
        return counts
      },
    )
  const one = Object.fromEntries(tables.map((table) => [table, 1]))
  const none = Object.fromEntries(tables.map((table) => [table, 0]))
  expect(await count({ personId: mine.id, people: [] })).toEqual(one)
  expect(await count({ people: [] })).toEqual(none)
  expect((await count({ people: [installation.orgs.station] })).people).toBeGreaterThan(1)
  const change = inScope(
    installation.services.database,
    { role: 'yimi_app', orgs: [installation.orgs.station], personId: mine.id, people: [] },
    (tx) => tx.updateTable('consents').set({ ended_by: 'self' }).where('person_id', '=', mine.id).executeTakeFirst(),
  )
  expect(Number((await change).numUpdatedRows), 'read, not written').toBe(0)
})

test('the scope of a session: roles that list people see them, no other does, whatever is asked', async () => {
  const { id } = await buildResident(installation, head)
  const seen: Record<string, boolean> = {}
  for (const role of ['grid-worker', 'duty-officer', 'producer', 'volunteer', 'resident', 'media-officer'] as const) {
    const caller = await installation.as(role, 'station')
    seen[role] = (await caller.call(getPerson, { params: { id } })).statusCode === 200
  }
  expect(seen).toEqual({
    'grid-worker': true,
    'duty-officer': true,
    producer: false,
    volunteer: false,
    resident: false,
    'media-officer': false,
  })
})
