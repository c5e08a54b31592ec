import {
  acceptInvitation,
  disableAccount,
  getAccount,
  grantRole,
  invite,
  listAccounts,
  listInvitations,
  readInvitation,
  renewInvitation,
  revokeRole,
  withdrawInvitation,
} from '@yimi/contract/account.ts'
import type { Role } from '@yimi/contract/roles.ts'
import { getMe } from '@yimi/contract/session.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { inScope } from '#platform/database/scope.ts'
import { fireTimers } from '#platform/flow/fire-timers.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { newId } from '#platform/new-id.ts'
import {
  createTestInstallation,
  type TestCaller,
  type TestInstallation,
  type TestOrg,
} from '../../testing/test-installation.ts'
import { accountNames, unansweredInvitations } from './accounts.ts'
import { actsOf, PASSWORD, trySignIn } from './accounts-fixtures.ts'

const NOW = new Date('2026-11-23T04:00:00.000Z')
const DAY_MS = 86_400_000
let installation: TestInstallation
let admin: TestCaller
let officer: TestCaller

beforeEach(async () => {
  await installation?.close()
  installation = await createTestInstallation()
  installation.setNow(NOW)
  admin = await installation.as('district-admin', 'district')
  officer = await installation.as('institute-officer', 'institute')
})
afterAll(() => installation.close())

function give(caller: TestCaller, account: TestCaller, role: Exclude<Role, 'anonymous'>, org: TestOrg) {
  return caller.call(grantRole, { params: { id: account.accountId }, body: { role, orgId: installation.orgs[org] } })
}

async function inviteTo(caller: TestCaller, role: Exclude<Role, 'anonymous'>, org: TestOrg) {
  const made = await caller.get(invite, { body: { name: '新同事', role, orgId: installation.orgs[org] } })
  return { ...made, secret: made.link.replace('/console/#/invitation/', '') }
}

function acceptWith(secret: string, username: string, more: { key?: string; password?: string } = {}) {
  const body = { secret, username, password: more.password ?? PASSWORD }
  return installation.anonymous.call(acceptInvitation, { body }, more.key ? { key: more.key } : {})
}

test('accounts are listed and read in the area alone, found by part of a name', async () => {
  const producer = await installation.as('producer', 'station')
  await installation.as('producer', 'otherStation')
  const page = await officer.get(listAccounts, {})
  expect(page.items.map((item) => item.id).sort()).toEqual([officer.accountId, producer.accountId].sort())
  expect(page.total).toBe(2)
  const found = await officer.get(listAccounts, { query: { search: 'PRODUCER' } })
  expect(found.items.map((item) => item.id)).toEqual([producer.accountId])
  expect((await officer.get(listAccounts, { query: { search: '%' } })).total).toBe(0)
  expect((await officer.get(listAccounts, { query: { orgId: installation.orgs.institute } })).total).toBe(1)
  expect((await officer.get(listAccounts, { query: { orgId: installation.orgs.otherStation } })).total).toBe(0)
  const one = await officer.get(getAccount, { params: { id: producer.accountId } })
  expect(one).toMatchObject({
    orgName: 'station',
    status: 'active',
    secondFactor: true,
    assignments: [{ role: 'producer' }],
  })
  for (const id of [admin.accountId, newId()])
    expect((await officer.call(getAccount, { params: { id } })).statusCode).toBe(404)
})

test('a role counts from the next request on, and is gone with the next one after it was taken', async () => {
  const person = await installation.as('volunteer', 'station')
  const has = async () => (await person.get(getMe, {})).assignments.map((one) => one.role).sort()
  const given = await give(officer, person, 'grid-worker', 'station')
  expect(given.statusCode).toBe(200)
  expect(await has()).toEqual(['grid-worker', 'volunteer'])
  expect((await give(officer, person, 'grid-worker', 'station')).statusCode, 'twice is once').toBe(200)
  const assignmentId = given.json().assignments.find((one: { role: string }) => one.role === 'grid-worker').id
  await officer.get(revokeRole, { params: { id: person.accountId, assignmentId } })
  expect(await has()).toEqual(['volunteer'])
  expect((await officer.call(revokeRole, { params: { id: person.accountId, assignmentId } })).statusCode).toBe(404)
  expect(await actsOf(installation, person.accountId)).toEqual(['grant-role', 'revoke-role'])
})

test('nobody gives a role to himself, outside the own area, or above the own rank', async () => {
  const person = await installation.as('volunteer', 'station')
  const stranger = await installation.as('volunteer', 'otherStation')
  expect((await give(officer, officer, 'producer', 'institute')).json().code).toBe('no-right')
  expect((await give(officer, person, 'producer', 'otherStation')).statusCode).toBe(404)
  expect((await give(officer, stranger, 'producer', 'station')).statusCode).toBe(404)
  expect((await give(officer, person, 'district-admin', 'station')).json().code).toBe('no-right')
  expect((await give(officer, person, 'audit-admin', 'station')).json().code).toBe('no-right')
  const head = await installation.as('station-head', 'station')
  expect((await give(head, person, 'producer', 'station')).json().code).toBe('no-right')
  const security = await installation.as('security-admin', 'district')
  expect((await give(security, person, 'audit-admin', 'district')).statusCode).toBe(200)
  const body = { name: '某人', orgId: installation.orgs.station }
  expect((await head.call(invite, { body: { ...body, role: 'institute-officer' } })).json().code).toBe('no-right')
  expect((await head.call(invite, { body: { ...body, role: 'volunteer' } })).statusCode).toBe(200)
  const system = await installation.as('system-admin', 'district')
  expect((await system.call(invite, { body: { ...body, role: 'district-admin' } })).json().code).toBe('no-right')
})

test('system, security and audit admin stay three people, also when two are given at once', async () => {
  const person = await installation.as('volunteer', 'district')
  const answers = await Promise.all(
    (['system-admin', 'security-admin', 'audit-admin'] as const).map((role) => give(admin, person, role, 'district')),
  )
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409, 409])
  expect(answers.find((answer) => answer.statusCode === 409)?.json().code).toBe('roles-apart')
})

test('a disabled account is out at once and does not come back', async () => {
  const person = await installation.as('producer', 'station')
  expect((await person.call(getMe, {})).statusCode).toBe(200)
  const disabled = await officer.get(disableAccount, { params: { id: person.accountId }, body: { reason: '离职' } })
  expect(disabled.status).toBe('disabled')
  expect((await person.call(getMe, {})).statusCode).toBe(401)
  const again = { params: { id: person.accountId }, body: { reason: '离职' } }
  expect((await officer.call(disableAccount, again)).json().code).toBe('move-not-allowed')
  expect((await give(officer, person, 'director', 'station')).json().code).toBe('move-not-allowed')
  const { rows } = await installation.admin.pool.query<{ username: string }>(
    'select username from accounts where id = $1',
    [person.accountId],
  )
  const back = await trySignIn(installation, { username: rows[0]?.username ?? '', password: PASSWORD })
  expect(back.json().code).toBe('wrong-credentials')
  expect(await actsOf(installation, person.accountId)).toEqual(['disable'])
})

test('the last district admin stays; of two who remove each other at once one stays', async () => {
  const end = (caller: TestCaller, target: TestCaller) =>
    caller.call(disableAccount, { params: { id: target.accountId }, body: { reason: '调离' } })
  expect((await end(admin, admin)).json().code).toBe('no-right')
  const security = await installation.as('security-admin', 'district')
  expect((await end(security, admin)).json().code).toBe('last-admin')
  const { assignments } = await admin.get(getMe, {})
  const own = { params: { id: admin.accountId, assignmentId: assignments[0]?.id ?? '' } }
  expect((await admin.call(revokeRole, own)).json().code).toBe('last-admin')
  await installation.as('district-admin', 'station')
  expect((await end(security, admin)).json().code, 'one of a station is none of the district').toBe('last-admin')
  const second = await installation.as('district-admin', 'district')
  const answers = await Promise.all([end(security, second), end(security, admin)])
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409])
})

test('an officer cannot end the account of somebody with a role that only others give', async () => {
  const person = await installation.as('audit-admin', 'institute')
  const call = officer.call(disableAccount, { params: { id: person.accountId }, body: { reason: '无' } })
  expect((await call).json().code).toBe('no-right')
})

test('an invitation is read and accepted once; the person signs in with the role', async () => {
  const { invitation, secret } = await inviteTo(officer, 'volunteer', 'station')
  expect(invitation).toMatchObject({ state: 'sent', orgName: 'station', availableMoves: ['renew', 'withdraw'] })
  expect(invitation.expiresAt).toBe(new Date(NOW.getTime() + 7 * DAY_MS).toISOString())
  const read = await installation.anonymous.get(readInvitation, { body: { secret } })
  expect(read).toMatchObject({ name: '新同事', role: 'volunteer', orgName: 'station' })
  expect((await acceptWith(secret, 'new.one', { password: 'passwordpassword' })).json().code).toBe('weak-password')
  const key = newId()
  expect((await acceptWith(secret, 'New.One', { key })).json()).toEqual({ username: 'new.one' })
  expect((await acceptWith(secret, 'New.One', { key })).json(), 'a cut line, sent again').toEqual({
    username: 'new.one',
  })
  expect((await acceptWith(secret, 'other.one')).json().code).toBe('link-expired')
  expect((await installation.anonymous.call(readInvitation, { body: { secret } })).statusCode).toBe(410)
  const signed = await trySignIn(installation, { username: 'new.one', password: PASSWORD })
  expect(signed.json()).toMatchObject({ step: 'done', me: { name: '新同事', assignments: [{ role: 'volunteer' }] } })
  const { items } = await officer.get(listInvitations, {})
  expect(items).toMatchObject([{ state: 'accepted', availableMoves: [] }])
  const { rows } = await installation.admin.pool.query<{ account_id: string }>('select account_id from invitations')
  expect(rows[0]?.account_id).toBe(signed.json().me.accountId)
})

test('ten who accept one link at once make one account; a taken name leaves the link open', async () => {
  const { secret } = await inviteTo(officer, 'grid-worker', 'station')
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => acceptWith(secret, `try.${index}`)))
  expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1)
  expect(answers.filter((answer) => answer.statusCode >= 500)).toEqual([])
  const second = await inviteTo(officer, 'grid-worker', 'station')
  const taken = answers.find((answer) => answer.statusCode === 200)?.json().username
  expect((await acceptWith(second.secret, taken)).json().code).toBe('name-taken')
  expect((await acceptWith(second.secret, 'free.name')).statusCode).toBe(200)
})

test('a renewed link kills the old one; a withdrawn or lapsed one opens nothing; a lapsed one can be renewed', async () => {
  const first = await inviteTo(officer, 'volunteer', 'station')
  const params = { id: first.invitation.id }
  const renewed = await officer.get(renewInvitation, { params })
  expect((await acceptWith(first.secret, 'old.link')).json().code).toBe('link-expired')
  await officer.get(withdrawInvitation, { params })
  const second = renewed.link.replace('/console/#/invitation/', '')
  expect((await acceptWith(second, 'withdrawn.link')).json().code).toBe('link-expired')
  expect((await officer.call(renewInvitation, { params })).json().code).toBe('move-not-allowed')

  const third = await inviteTo(officer, 'volunteer', 'station')
  const { database, keyring, jobs } = installation.services
  const week = new Date(NOW.getTime() + 7 * DAY_MS)
  installation.setNow(week)
  expect((await acceptWith(third.secret, 'late.one')).json().code, 'before its clock was looked at').toBe(
    'link-expired',
  )
  expect(await fireTimers({ database, keyring, now: new Date(week.getTime() - 1) }, jobs.timers)).toBe(0)
  expect(await fireTimers({ database, keyring, now: week }, jobs.timers)).toBe(1)
  const lapsed = (await officer.get(listInvitations, {})).items.find((item) => item.id === third.invitation.id)
  expect(lapsed).toMatchObject({ state: 'lapsed', availableMoves: ['renew'] })
  const open = await inScope(database, { role: 'yimi_app', orgs: [installation.orgs.station] }, (tx) =>
    unansweredInvitations(tx, officer.accountId),
  )
  expect(open).toMatchObject([{ id: third.invitation.id, state: 'lapsed' }])
  await officer.get(renewInvitation, { params: { id: third.invitation.id } })
  const scope = { role: 'yimi_app' as const, orgs: Object.values(installation.orgs) }
  expect((await inScope(database, scope, verifyChains)).faults).toEqual([])
})

test('the link of somebody who was disabled since opens nothing', async () => {
  const { secret } = await inviteTo(officer, 'volunteer', 'station')
  await admin.get(disableAccount, { params: { id: officer.accountId }, body: { reason: '离职' } })
  expect((await acceptWith(secret, 'late.one')).json().code).toBe('link-expired')
})

test('invitations stay in the area; the secret is nowhere in the database', async () => {
  const { invitation, secret } = await inviteTo(officer, 'volunteer', 'station')
  const other = await installation.as('institute-officer', 'otherInstitute')
  expect((await other.get(listInvitations, {})).total).toBe(0)
  expect((await other.call(renewInvitation, { params: { id: invitation.id } })).statusCode).toBe(404)
  expect((await other.call(withdrawInvitation, { params: { id: invitation.id } })).statusCode).toBe(404)
  const { rows } = await installation.admin.pool.query<{ found: boolean }>(
    `select exists (select from invitations i where i::text like $1) or exists (select from events e where e::text like $1)
       or exists (select from idempotency_keys k where k::text like $1 or position(convert_to($2, 'UTF8') in k.answer) > 0) as found`,
    [`%${secret}%`, secret],
  )
  expect(rows[0]?.found).toBe(false)
})

test('names of accounts are known by id, also above the area', async () => {
  const { database } = installation.services
  const names = await inScope(database, { role: 'yimi_app', orgs: [installation.orgs.station] }, (tx) =>
    accountNames(tx, [admin.accountId, officer.accountId, newId()]),
  )
  expect([...names.keys()].sort()).toEqual([admin.accountId, officer.accountId].sort())
})
