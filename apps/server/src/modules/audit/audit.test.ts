import { checkChain, listAuditEvents } from '@yimi/contract/audit.ts'
import { createOrganisation, renameOrganisation } from '@yimi/contract/organisation.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inScope } from '#platform/database/scope.ts'
import { sealHeads } from '#platform/flow/seal-heads.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'

const NOW = new Date('2026-11-23T04:00:00.000Z')
let installation: TestInstallation
let auditor: TestCaller
let admin: TestCaller
let made: string

beforeAll(async () => {
  installation = await createTestInstallation()
  installation.setNow(NOW)
  auditor = await installation.as('audit-admin', 'district')
  admin = await installation.as('district-admin', 'district')
  const { institute, station } = installation.orgs
  const body = {
    name: '新站',
    shortName: '新',
    level: 'station',
    kind: 'unit',
    parentId: institute,
    from: '2026-11-23',
  }
  made = (await admin.get(createOrganisation, { body })).id
  const renamed = { name: '改名', shortName: '改', from: '2026-11-23' }
  await admin.get(renameOrganisation, { params: { id: made }, body: renamed })
  await admin.get(renameOrganisation, { params: { id: station }, body: renamed })
})
afterAll(() => installation.close())

test('events are listed newest first, with who, where and what, and without words', async () => {
  const page = await auditor.get(listAuditEvents, {})
  expect(page.total).toBe(3)
  expect(page.items.map((item) => item.move)).toEqual(['rename', 'rename', 'create'])
  const [newest] = page.items
  expect(newest).toMatchObject({
    kind: 'organisation',
    role: 'district-admin',
    orgName: '改名',
    seq: 1,
    fromState: null,
  })
  expect(newest?.actor).toMatch(/^district-admin-/)
  expect(JSON.stringify(page.items)).not.toContain('新站')
  const one = await auditor.get(listAuditEvents, { query: { recordId: made, limit: 1 } })
  expect(one).toMatchObject({ total: 2, items: [{ seq: 2 }] })
  expect((await auditor.get(listAuditEvents, { query: { kind: 'account' } })).total).toBe(0)
  expect((await auditor.get(listAuditEvents, { query: { actorId: auditor.accountId } })).total).toBe(0)
  expect(
    (await auditor.get(listAuditEvents, { query: { actorId: admin.accountId, kind: 'organisation' } })).total,
  ).toBe(3)
})

test('an auditor of an institute sees its area alone; nobody else reads the log', async () => {
  const near = await installation.as('audit-admin', 'otherInstitute')
  expect((await near.get(listAuditEvents, {})).total).toBe(0)
  expect((await near.get(checkChain, {})).records).toBe(0)
  for (const role of ['district-admin', 'system-admin', 'security-admin', 'institute-officer'] as const) {
    const caller = await installation.as(role, 'district')
    expect((await caller.call(listAuditEvents, {})).statusCode, role).toBe(403)
    expect((await caller.call(checkChain, {})).statusCode, role).toBe(403)
  }
})

test('the check finds one changed byte of an event and of a seal, and is clean before and after', async () => {
  const { database } = installation.services
  await inScope(database, { role: 'yimi_jobs' }, (tx) => sealHeads(tx, NOW))
  const clean = await auditor.get(checkChain, {})
  expect(clean).toMatchObject({ events: 3, records: 2, seals: 1, faults: [], lastSealAt: NOW.toISOString() })
  const flip = (table: string, column: string, where: string) =>
    installation.admin.pool.query(
      `update ${table} set ${column} = set_byte(${column}, 3, get_byte(${column}, 3) # 1) where ${where}`,
    )
  await flip('events', 'detail', `record_id = '${made}' and seq = 1`)
  expect((await auditor.get(checkChain, {})).faults).toMatchObject([{ kind: 'organisation', recordId: made, seq: 1 }])
  await flip('events', 'detail', `record_id = '${made}' and seq = 1`)
  await flip('seals', 'heads_hash', 'seq = 1')
  expect((await auditor.get(checkChain, {})).faults).toMatchObject([
    { kind: 'seal', seq: 1 },
    { kind: 'seal', seq: 1 },
  ])
  await flip('seals', 'heads_hash', 'seq = 1')
  expect((await auditor.get(checkChain, {})).faults).toEqual([])
})
