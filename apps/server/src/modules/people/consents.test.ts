import { giveConsent, withdrawConsent } from '@yimi/contract/consent.ts'
import { getPerson, type PersonRecord } from '@yimi/contract/person.ts'
import { addTag, removeTag } from '@yimi/contract/person-tag.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import {
  consentInForce,
  type EndedConsent,
  expireConsents,
  onConsentWithdrawn,
  peopleConsenting,
  peopleTagged,
} from './people.ts'
import { buildResident } from './people-fixtures.ts'

let installation: TestInstallation
let head: TestCaller
let worker: TestCaller

beforeAll(async () => {
  installation = await createTestInstallation()
  head = await installation.as('station-head', 'station')
  worker = await installation.as('grid-worker', 'station')
})
afterAll(() => installation.close())

function at<T>(work: (context: FlowContext) => Promise<T>, now = new Date()): Promise<T> {
  const { database, keyring } = installation.services
  const orgs = [installation.orgs.station]
  return inScope(database, { role: 'yimi_app', orgs }, (tx) => work({ tx, keyring, actor: systemActor(orgs), now }))
}

const health = { kind: 'health' as const, value: '走路要扶', source: 'visit' as const, givenOn: '2026-11-01' }
const consentTo = (purpose: 'health-care' | 'messages' | 'party-life') => ({
  purpose,
  givenBy: 'self' as const,
  evidenceKind: 'signed' as const,
  evidence: '纸质同意书第3号',
})
const record = (person: PersonRecord) => worker.get(getPerson, { params: { id: person.id } })

test('a sensitive mark needs the consent of its purpose, an ordinary one does not', async () => {
  const person = await buildResident(installation, head)
  const params = { id: person.id }
  const refused = await worker.call(addTag, { params, body: health })
  expect(refused.json()).toMatchObject({ code: 'consent-missing' })
  await worker.get(giveConsent, { params, body: consentTo('messages') })
  expect((await worker.call(addTag, { params, body: health })).statusCode, 'another purpose').toBe(422)
  await worker.get(giveConsent, { params, body: consentTo('health-care') })
  await worker.get(addTag, { params, body: health })
  await worker.get(addTag, { params, body: { ...health, kind: 'living-alone', value: '' } })
  expect((await record(person)).tags.map((tag) => [tag.kind, tag.value])).toEqual(
    expect.arrayContaining([
      ['health', '走路要扶'],
      ['living-alone', ''],
    ]),
  )
  expect([...(await at((context) => peopleTagged(context, [installation.orgs.station], 'health')))]).toEqual([
    person.id,
  ])
})

test('withdrawn, the marks that stood on it are gone with their words, and whoever registered stops in the same transaction', async () => {
  const person = await buildResident(installation, head)
  const params = { id: person.id }
  const consent = await worker.get(giveConsent, { params, body: consentTo('health-care') })
  await worker.get(addTag, { params, body: health })
  const heard: EndedConsent[] = []
  onConsentWithdrawn('health-care', 'test', async (_context, ended) => {
    heard.push(ended)
    if (heard.length === 1) throw new Refusal('not-ready')
  })
  const withdraw = () =>
    worker.call(withdrawConsent, { params: { ...params, consentId: consent.id }, body: { by: 'self' } })
  expect((await withdraw()).statusCode, 'what cannot stop keeps it from ending').toBe(503)
  expect((await record(person)).tags).toHaveLength(1)
  expect((await withdraw()).json()).toMatchObject({ inForce: false, endKind: 'withdrawn', endedBy: 'self' })
  onConsentWithdrawn('health-care', 'test', async () => undefined)
  expect(heard.at(-1)).toMatchObject({ personId: person.id, purpose: 'health-care', endKind: 'withdrawn' })
  expect((await record(person)).tags).toEqual([])
  const { rows } = await installation.admin.pool.query(
    'select kind_enc, value_enc, end_kind from person_tags where person_id = $1',
    [person.id],
  )
  expect(rows).toEqual([{ kind_enc: null, value_enc: null, end_kind: 'consent-withdrawn' }])
  expect(await at((context) => consentInForce(context, person.id, 'health-care'))).toBeUndefined()
  expect((await worker.call(addTag, { params, body: health })).json()).toMatchObject({ code: 'consent-missing' })
})

test('a child’s consent is the guardian’s, named; grown up it is his own', async () => {
  const child = await buildResident(installation, head, { birthDate: '2020-05-01' })
  const body = { purpose: 'child-service' as const, evidenceKind: 'signed' as const }
  const give = (more: object) =>
    worker.call(giveConsent, { params: { id: child.id }, body: { ...body, ...more } as never })
  expect((await give({ givenBy: 'self' })).json()).toMatchObject({ code: 'guardian-needed' })
  expect((await give({ givenBy: 'proxy', giver: '邻居 何平' })).json()).toMatchObject({ code: 'guardian-needed' })
  expect((await give({ givenBy: 'guardian' })).json()).toMatchObject({ code: 'bad-request' })
  expect((await give({ givenBy: 'guardian', giver: '母亲 何平' })).json()).toMatchObject({ inForce: true })
  const grown = await buildResident(installation, head, { birthDate: '2010-05-01' })
  const own = { ...body, givenBy: 'self' as const }
  await worker.get(giveConsent, { params: { id: grown.id }, body: own })
})

test('a consent runs out with its time, and is ended by the timer with all that stands on it', async () => {
  const person = await buildResident(installation, head)
  const params = { id: person.id }
  await worker.get(giveConsent, { params, body: consentTo('health-care') })
  await worker.get(addTag, { params, body: health })
  const later = new Date(Date.now() + 400 * 86_400_000)
  const { station } = installation.orgs
  expect((await at((context) => peopleConsenting(context, [station], 'health-care'))).has(person.id)).toBe(true)
  expect(await at((context) => consentInForce(context, person.id, 'health-care'), later)).toBeUndefined()
  expect((await at((context) => peopleConsenting(context, [station], 'health-care'), later)).size).toBe(0)
  expect(await at((context) => expireConsents(context), later)).toBeGreaterThan(0)
  expect((await record(person)).tags).toEqual([])
})

test('the hourly work ends what is over by the clock, and marks that nobody renewed lose their words', async () => {
  const person = await buildResident(installation, head)
  const params = { id: person.id }
  await worker.get(giveConsent, { params, body: consentTo('health-care') })
  await worker.get(addTag, { params, body: health })
  await worker.get(addTag, { params, body: { ...health, kind: 'living-alone', value: '', expiresOn: '2026-12-31' } })
  const hourly = () => installation.services.jobs.hourly.get('people')?.()
  const kinds = async () => {
    const { rows } = await installation.admin.pool.query(
      `select end_kind, kind_enc is null as gone from person_tags where person_id = $1 order by given_on, id`,
      [person.id],
    )
    return rows.map((row) => `${row.end_kind} ${row.gone}`).sort()
  }
  installation.setNow(new Date('2027-01-20T04:00:00Z'))
  await hourly()
  expect(await kinds()).toEqual(['null false', 'null false'])
  installation.setNow(new Date('2027-02-01T04:00:00Z'))
  await hourly()
  expect(await kinds()).toEqual(['expired true', 'null false'])
  installation.setNow(new Date(Date.now() + 366 * 86_400_000))
  await hourly()
  installation.setNow(undefined)
  expect(await kinds()).toEqual(['consent-withdrawn true', 'expired true'])
  expect((await record(person)).consents).toMatchObject([
    { purpose: 'health-care', inForce: false, endKind: 'expired' },
  ])
})

test('no party membership, belief or purpose stands in clear, and a mark taken away leaves no word', async () => {
  const person = await buildResident(installation, head)
  const params = { id: person.id }
  await worker.get(giveConsent, { params, body: consentTo('party-life') })
  const body = { ...health, kind: 'party-member' as const, value: '第三支部' }
  const tag = await worker.get(addTag, { params, body })
  const { rows } = await installation.admin.pool.query(
    `select (select string_agg(t::text, ' ') from person_tags t) || (select string_agg(c::text, ' ') from consents c)
       || (select string_agg(e::text, ' ') from events e) as all`,
  )
  for (const words of ['party', '第三支部', '纸质同意书']) {
    expect(rows[0].all).not.toContain(words)
    expect(rows[0].all).not.toContain(Buffer.from(words).toString('hex'))
  }
  await worker.get(removeTag, { params: { ...params, tagId: tag.id } })
  expect((await worker.call(removeTag, { params: { ...params, tagId: tag.id } })).statusCode).toBe(404)
})
