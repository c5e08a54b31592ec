import { getAccount, listAccounts } from '@yimi/contract/account.ts'
import { listAuditEvents } from '@yimi/contract/audit.ts'
import { listOrganisations, moveOrganisation } from '@yimi/contract/organisation.ts'
import { changeVenue, createVenue } from '@yimi/contract/venue.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { inScope } from '../database/scope.ts'
import { verifyChains } from '../flow/verify.ts'

const VENUE = { name: '活动室', place: '一层', seats: 60 }
const NOW = new Date('2026-11-23T04:00:00.000Z')
let installation: TestInstallation
let head: TestCaller
let losing: TestCaller
let gaining: TestCaller
let venueId: string

beforeAll(async () => {
  installation = await createTestInstallation()
  installation.setNow(NOW)
  const { station, otherInstitute } = installation.orgs
  head = await installation.as('station-head', 'station')
  losing = await installation.as('institute-officer', 'institute')
  gaining = await installation.as('institute-officer', 'otherInstitute')
  venueId = (await head.get(createVenue, { body: { ...VENUE, orgId: station } })).id
  expect(await reach(losing)).toEqual([200, 200])
  expect(await reach(gaining)).toEqual([404, 404])
  const admin = await installation.as('district-admin', 'district')
  await admin.get(moveOrganisation, { params: { id: station }, body: { parentId: otherInstitute, from: '2026-11-23' } })
})
afterAll(() => installation.close())

/** Reading a person of the station, and changing a thing of it. */
async function reach(caller: TestCaller): Promise<number[]> {
  const change = { params: { id: venueId }, body: { ...VENUE, closed: false } }
  return [
    (await caller.call(getAccount, { params: { id: head.accountId } })).statusCode,
    (await caller.call(changeVenue, change)).statusCode,
  ]
}

test('the head keeps the rights, the old institute has lost them and the new one has them, with the next request', async () => {
  expect(await reach(head)).toEqual([200, 200])
  expect(await reach(losing)).toEqual([404, 404])
  expect(await reach(gaining)).toEqual([200, 200])
  const ids = (await losing.get(listAccounts, {})).items.map((item) => item.id)
  expect(ids).not.toContain(head.accountId)
})

test('what was done before stays where it was done: the log, the tree of that day, the chain', async () => {
  const auditor = await installation.as('audit-admin', 'otherInstitute')
  const { items } = await auditor.get(listAuditEvents, { query: { recordId: venueId } })
  expect(items.at(-1)).toMatchObject({ orgName: 'station', role: 'station-head', seq: 1 })
  const before = await head.get(listOrganisations, { query: { on: '2026-11-22' } })
  expect(before.items.find((item) => item.id === installation.orgs.station)?.parentId).toBe(installation.orgs.institute)
  const scope = { role: 'yimi_app' as const, orgs: Object.values(installation.orgs) }
  expect((await inScope(installation.services.database, scope, verifyChains)).faults).toEqual([])
})

test('a move for a later day changes nothing until that day', async () => {
  const { sibling, otherInstitute } = installation.orgs
  const admin = await installation.as('district-admin', 'district')
  const siblings = await installation.as('volunteer', 'sibling')
  await admin.get(moveOrganisation, { params: { id: sibling }, body: { parentId: otherInstitute, from: '2026-12-01' } })
  const read = async (caller: TestCaller) =>
    (await caller.call(getAccount, { params: { id: siblings.accountId } })).statusCode
  expect([await read(losing), await read(gaining)]).toEqual([200, 404])
  // Half past midnight in Shanghai, still the day before in Greenwich.
  installation.setNow(new Date('2026-11-30T16:30:00.000Z'))
  expect([await read(losing), await read(gaining)]).toEqual([404, 200])
  installation.setNow(NOW)
})
