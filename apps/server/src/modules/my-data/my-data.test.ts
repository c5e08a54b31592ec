import {
  answerPrivacyRequest,
  askPrivacyRequest,
  exportMyData,
  getMyData,
  giveMyConsent,
  listPrivacyRequests,
  withdrawMyConsent,
  withdrawPrivacyRequest,
} from '@yimi/contract/my-data.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addTagTo, onConsentWithdrawn, revealContact } from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { playRandomMoves } from '../../testing/random-moves.ts'
import { asSuperuser, createTestInstallation, type TestCaller } from '../../testing/test-installation.ts'
import { buildResident } from '../people/people-fixtures.ts'
import { privacyRequestRules } from './privacy-request-rules.ts'

const installation = await createTestInstallation({ rateLimitFactor: 100 })
const { orgs, services } = installation
const head = await installation.as('station-head', 'station')
let resident: TestCaller
let neighbour: TestCaller
afterAll(() => installation.close())

beforeAll(async () => {
  resident = await makeResident()
  neighbour = await makeResident()
})

async function makeResident(): Promise<TestCaller> {
  const caller = await installation.as('resident', 'station')
  await asSuperuser(installation.admin, (query) =>
    query('update people set resident = true where id = $1', [caller.personId]).then(() => undefined),
  )
  const { changePerson } = await import('#modules/people/people.ts')
  await asStaff((context) => changePerson(context, caller.personId, { name: '王小明', contact: '13800005678' }))
  return caller
}

function asStaff<T>(work: (context: FlowContext) => Promise<T>): Promise<T> {
  return inScope(services.database, { role: 'yimi_app', orgs: [orgs.station] }, (tx) =>
    work({ tx, keyring: services.keyring, actor: systemActor([orgs.station]), now: services.clock.now() }),
  )
}

test('I see what is held, who opened it and why; my neighbour does not', async () => {
  await asStaff((context) => revealContact(context, resident.personId, '通知体检时间'))
  const mine = await resident.get(getMyData, {})
  expect(mine).toMatchObject({ name: '王小明', unit: 'station', contactMasked: '138****5678' })
  expect(mine.openings[0]).toMatchObject({ act: 'reveal-contact', reason: '通知体检时间', orgName: 'station' })
  expect(JSON.stringify(await neighbour.get(getMyData, {}))).not.toContain('通知体检时间')
})

test('my number is shown masked as colleagues see it, with my door and what I am marked with', async () => {
  const { id } = await buildResident(installation, head, { idNumber: '440524188001010014', birthDate: '1880-01-01' })
  await asStaff((context) =>
    addTagTo(context, {
      ...{ person: { id, orgId: orgs.station }, kind: 'living-alone', value: '', source: 'visit' },
      ...{ givenOn: '2026-11-01', expiresOn: null },
    }),
  )
  const caller = await installation.as('resident', 'station')
  await asSuperuser(installation.admin, (query) =>
    query('update accounts set person_id = $1 where id = $2', [id, caller.accountId]).then(() => undefined),
  )
  expect(await caller.get(getMyData, {})).toMatchObject({
    idNumberMasked: '**************0014',
    birthDate: '1880-01-01',
    marks: [{ label: '独居', givenOn: '2026-11-01' }],
  })
})

test('a consent is given and taken back by one press; what stands on it stops in the same transaction', async () => {
  const stopped: string[] = []
  onConsentWithdrawn('birthday-greeting', 'test', async (_context, ended) => {
    stopped.push(ended.personId)
  })
  const { id } = await resident.get(giveMyConsent, { body: { purpose: 'birthday-greeting' } })
  const given = await resident.get(getMyData, {})
  expect(given.consents).toMatchObject([{ id, purpose: 'birthday-greeting', inForce: true, evidenceKind: 'online' }])
  expect(given.open).not.toContain('birthday-greeting')
  // Nobody else's.
  expect((await neighbour.call(withdrawMyConsent, { params: { id } })).statusCode).toBe(404)
  expect(stopped).toEqual([])
  await resident.get(withdrawMyConsent, { params: { id } })
  expect(stopped).toEqual([resident.personId])
  expect((await resident.get(getMyData, {})).consents).toMatchObject([
    { id, inForce: false, endKind: 'withdrawn', endedBy: 'self' },
  ])
})

test('the consent to messages taken back stops those that wait', async () => {
  const { id } = await resident.get(giveMyConsent, { body: { purpose: 'messages' } })
  await resident.get(withdrawMyConsent, { params: { id } })
  expect(await resident.get(getMyData, {})).toMatchObject({ optedOut: true })
})

test('everything goes into one file, in the clear, and that it went is kept', async () => {
  const file = await resident.get(exportMyData, {})
  expect(JSON.stringify(file.parts)).toContain('13800005678')
  expect((await resident.get(getMyData, {})).openings[0]).toMatchObject({ act: 'export-own', role: 'resident' })
})

test('I ask for a correction; the station answers within fifteen days; I can take it back; others cannot', async () => {
  const asked = await resident.get(askPrivacyRequest, { body: { kind: 'correct', words: '门牌应为 3 号' } })
  expect(Date.parse(asked.dueAt) - Date.parse(asked.askedAt)).toBe(15 * 86_400_000)
  const { rows } = await installation.admin.pool.query('select r::text as text from privacy_requests r')
  expect(rows[0].text).not.toContain(Buffer.from('门牌').toString('hex'))
  expect((await neighbour.call(withdrawPrivacyRequest, { params: { id: asked.id } })).statusCode).toBe(404)
  expect((await head.get(listPrivacyRequests, {})).items[0]).toMatchObject({
    id: asked.id,
    name: '王小明',
    words: '门牌应为 3 号',
    availableMoves: ['fulfil', 'refuse'],
  })
  await head.get(answerPrivacyRequest, { params: { id: asked.id }, body: { move: 'fulfil', words: '已改为 3 号' } })
  expect((await resident.get(getMyData, {})).requests[0]).toMatchObject({ state: 'done', answer: '已改为 3 号' })
  expect((await resident.call(withdrawPrivacyRequest, { params: { id: asked.id } })).statusCode).toBe(409)
  const again = await resident.get(askPrivacyRequest, { body: { kind: 'erase' } })
  expect(await resident.get(withdrawPrivacyRequest, { params: { id: again.id } })).toMatchObject({ state: 'withdrawn' })
})

test('no sequence of moves leads a request out of its declared states', async () => {
  const held = { role: 'station-head' as const, orgId: orgs.station, area: new Set([orgs.station]) }
  const staff = { ...systemActor([orgs.station]), kind: 'account' as const, accountId: head.accountId, roles: [held] }
  const self = { ...staff, roles: [], accountId: resident.accountId, personId: resident.personId }
  await playRandomMoves(installation, privacyRequestRules, {
    make: async () => {
      const { id } = await resident.get(askPrivacyRequest, { body: { kind: 'correct', words: '改名' } })
      return id
    },
    needs: { words: '已办' },
    actorFor: ({ who }) => (who.includes('applicant') ? self : staff),
  })
})
