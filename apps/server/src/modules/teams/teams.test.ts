import { listFigures } from '@yimi/contract/figure.ts'
import {
  addMember,
  changeTeam,
  createTeam,
  listMembers,
  listTeams,
  moveMembership,
  setMemberRole,
} from '@yimi/contract/team.ts'
import { getToday } from '@yimi/contract/today.ts'
import {
  addAgreement,
  addSkill,
  applyToTeam,
  checkIdentity,
  getMyVolunteer,
  getVolunteer,
  listVolunteers,
  moveVolunteer,
  registerVolunteer,
  withdrawMembership,
} from '@yimi/contract/volunteer.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { newId } from '#platform/new-id.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { admitMany, endVolunteering, registerVolunteers } from './teams.ts'

const NOW = new Date('2026-11-23T04:00:00.000Z')
let installation: TestInstallation
let head: TestCaller
let officer: TestCaller

beforeAll(async () => {
  installation = await createTestInstallation()
  installation.setNow(NOW)
  head = await installation.as('station-head', 'station')
  officer = await installation.as('institute-officer', 'institute')
})
afterAll(() => installation.close())

async function makeTeam(by = head, orgId = installation.orgs.station): Promise<string> {
  const body = { orgId, kind: 'environment', name: `队${newId().slice(-8)}`, purpose: '' }
  return (await by.get(createTeam, { body })).id
}

async function register(name: string, contact = ''): Promise<string> {
  const body = { orgId: installation.orgs.station, name, contact }
  return (await head.get(registerVolunteer, { body })).id
}

/** Somebody with an account who is on the station's list under the account's own person. */
async function someoneWithAccount(role: 'volunteer' | 'team-leader') {
  const caller = await installation.as(role, 'station')
  const { database, keyring } = installation.services
  const { station } = installation.orgs
  const [one] = await inScope(database, { role: 'yimi_app', orgs: [station] }, (tx) =>
    registerVolunteers({ tx, keyring, now: NOW, actor: systemActor([station]) }, station, [
      { personId: caller.personId, name: '', contact: '' },
    ]),
  )
  return { caller, volunteerId: one?.volunteerId ?? '' }
}

async function figures(names: string, by = head): Promise<Record<string, number>> {
  const { items } = await by.get(listFigures, { query: { names } })
  return Object.fromEntries(items.map((item) => [item.name, item.value]))
}

test('one person in two teams is two places, one person in teams, one in the corps', async () => {
  const before = await figures('teams,team-places,team-volunteers,corps')
  const [one, two] = [await makeTeam(), await makeTeam()]
  const volunteerId = await register('林小禾', '13800000001')
  await register('周明远')
  for (const id of [one, two]) await head.get(addMember, { params: { id }, body: { volunteerId } })
  const again = await head.call(addMember, { params: { id: one }, body: { volunteerId } })
  expect(again.json()).toMatchObject({ code: 'already-in-team' })
  const after = await figures('teams,team-places,team-volunteers,corps')
  const grown = Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]))
  expect(grown).toEqual({ teams: 2, 'team-places': 2, 'team-volunteers': 1, corps: 2 })
  const found = await head.get(listVolunteers, { query: { search: '林小' } })
  expect(found.items).toMatchObject([{ name: '林小禾', contactMasked: '138****0001' }])
  expect(found.items[0]?.teams).toHaveLength(2)
})

test('a volunteer asks to join, the leader answers; whoever is in leaves without a reason and may come back', async () => {
  const id = await makeTeam()
  const leader = await someoneWithAccount('team-leader')
  await head.get(addMember, { params: { id }, body: { volunteerId: leader.volunteerId, role: 'leader' } })
  const { caller, volunteerId } = await someoneWithAccount('volunteer')
  await caller.get(applyToTeam, { body: { teamId: id } })
  expect((await caller.call(applyToTeam, { body: { teamId: id } })).json().code).toBe('already-in-team')

  const waiting = (await leader.caller.get(getToday, {})).rows.filter((row) => row.kind === 'membership')
  expect(waiting).toMatchObject([{ recordId: id, link: `/teams/${id}` }])
  const asked = (await leader.caller.get(listMembers, { params: { id } })).items.find((one) => one.state === 'applied')
  expect(asked).toMatchObject({ volunteerId, availableMoves: ['approve', 'decline'] })
  const params = { id: asked?.id ?? '' }
  expect((await caller.call(moveMembership, { params, body: { move: 'approve' } })).statusCode).toBe(403)
  expect(await leader.caller.get(moveMembership, { params, body: { move: 'approve' } })).toMatchObject({
    state: 'member',
    from: '2026-11-23',
  })

  const mine = (await caller.get(withdrawMembership, { params })).volunteer
  expect(mine.stays).toMatchObject([{ state: 'withdrawn', until: '2026-11-23' }])
  const back = (await caller.get(applyToTeam, { body: { teamId: id } })).volunteer
  expect(back.stays.map((stay) => stay.state)).toEqual(['applied', 'withdrawn'])
  const second = { id: back.stays[0]?.id ?? '' }
  const refused = await leader.caller.call(moveMembership, { params: second, body: { move: 'decline' } })
  expect(refused.statusCode, 'a refusal needs a reason').toBe(400)
  await leader.caller.get(moveMembership, { params: second, body: { move: 'decline', reason: '本队已满员' } })
  const { volunteer } = await caller.get(getMyVolunteer, {})
  expect(
    volunteer?.stays.map((stay) => stay.state),
    'no list of who was declined',
  ).toEqual(['withdrawn'])
})

test('a leader sees the members of his own team, name and masked telephone, and of no other', async () => {
  const [mine, other] = [await makeTeam(), await makeTeam()]
  const { caller, volunteerId } = await someoneWithAccount('team-leader')
  const member = await register('何春梅', '13800000003')
  for (const id of [mine, other]) await head.get(addMember, { params: { id }, body: { volunteerId: member } })
  expect((await caller.call(listMembers, { params: { id: mine } })).statusCode, 'not yet a leader').toBe(404)
  const place = await head.get(addMember, { params: { id: mine }, body: { volunteerId, role: 'leader' } })
  const seen = await caller.get(listMembers, { params: { id: mine } })
  expect(seen.items.map((one) => one.role)).toEqual(['leader', 'member'])
  expect(seen.items[1]).toMatchObject({ name: '何春梅', contactMasked: '138****0003' })
  expect(JSON.stringify(seen)).not.toContain('13800000003')
  expect((await caller.call(listMembers, { params: { id: other } })).statusCode).toBe(404)
  expect((await caller.call(getVolunteer, { params: { id: member } })).statusCode).toBe(403)
  await head.get(setMemberRole, { params: { id: place.id }, body: { role: 'member' } })
  expect((await caller.call(listMembers, { params: { id: mine } })).statusCode, 'no longer').toBe(404)
})

test('a team of the institute takes people of the station; that of a sibling does not', async () => {
  const { caller, volunteerId } = await someoneWithAccount('volunteer')
  const above = await makeTeam(officer, installation.orgs.institute)
  const beside = await makeTeam(officer, installation.orgs.sibling)
  const listed = await caller.get(listTeams, {})
  expect(listed.items.map((team) => team.id)).toContain(above)
  await caller.get(applyToTeam, { body: { teamId: above } })
  expect((await caller.call(applyToTeam, { body: { teamId: beside } })).statusCode).toBe(404)
  const sent = await officer.call(addMember, { params: { id: beside }, body: { volunteerId } })
  expect(sent.json().code).toBe('team-elsewhere')
  const stay = (await officer.get(listMembers, { params: { id: above } })).items[0]
  await officer.get(moveMembership, { params: { id: stay?.id ?? '' }, body: { move: 'approve' } })
  expect((await head.get(getVolunteer, { params: { id: volunteerId } })).stays).toMatchObject([
    { teamId: above, state: 'member' },
  ])

  await head.get(moveVolunteer, { params: { id: volunteerId }, body: { move: 'leave' } })
  const { items } = await officer.get(listMembers, { params: { id: above } })
  expect(items, 'left the corps, and the team above in the same moment').toEqual([])
  expect((await caller.call(applyToTeam, { body: { teamId: above } })).json().code).toBe('not-a-volunteer')
})

test('a closed team is empty, keeps its history and takes nobody', async () => {
  const id = await makeTeam()
  const volunteerId = await register('陈立群')
  await head.get(addMember, { params: { id }, body: { volunteerId } })
  const words = { kind: 'environment', name: `队${newId().slice(-8)}`, purpose: '', closed: true }
  expect(await head.get(changeTeam, { params: { id }, body: words })).toMatchObject({ until: '2026-11-23', members: 0 })
  const added = await head.call(addMember, { params: { id }, body: { volunteerId } })
  expect(added.json().code).toBe('team-closed')
  const { stays } = await head.get(getVolunteer, { params: { id: volunteerId } })
  expect(stays).toMatchObject([{ teamId: id, state: 'withdrawn' }])
  const { items } = await head.get(listTeams, { query: { closed: 'yes' } })
  expect(items.map((team) => team.id)).toContain(id)
})

test('a certificate needs issuer and expiry, is warned of two months before and counts no longer after', async () => {
  const id = await register('姜小满')
  const params = { id }
  const bare = await head.call(addSkill, { params, body: { skill: 'first-aid' } })
  expect(bare.json().faults).toMatchObject([{ path: ['issuer'] }])
  const body = { skill: 'first-aid', issuer: '某急救中心', expiresOn: '2027-01-10' }
  const { skills } = await head.get(addSkill, { params, body })
  expect(skills).toMatchObject([{ issuer: '某急救中心', valid: true, certified: true }])
  const warnings = async () => (await head.get(getToday, {})).rows.filter((row) => row.recordId === id)
  expect(await warnings()).toMatchObject([{ kind: 'certificate', link: `/volunteers/${id}` }])
  expect(JSON.stringify(await warnings()), 'by number, not by name').not.toContain('姜小满')
  installation.setNow(new Date('2026-11-01T04:00:00.000Z'))
  expect(await warnings(), 'more than sixty days before').toEqual([])
  installation.setNow(new Date('2027-01-11T04:00:00.000Z'))
  expect((await head.get(getVolunteer, { params })).skills).toMatchObject([{ valid: false }])
  installation.setNow(NOW)
})

test('a minor is on the list with a guardian’s consent alone; identity and agreements carry who and when', async () => {
  const young = { orgId: installation.orgs.station, name: '小远', adultOn: '2030-05-01' }
  expect((await head.call(registerVolunteer, { body: young })).json().faults).toMatchObject([{ path: ['guardian'] }])
  const guarded = { ...young, guardian: '周女士（母亲）', guardianConsentOn: '2026-11-20' }
  const minor = await head.get(registerVolunteer, { body: guarded })
  expect(minor).toMatchObject({ minor: true, guardian: '周女士（母亲）', identityChecked: false })
  const params = { id: minor.id }
  const checked = await head.get(checkIdentity, { params })
  expect(checked).toMatchObject({ identityCheckedOn: '2026-11-23' })
  expect(checked.identityCheckedBy).not.toBe('')
  const body = { kind: 'month-or-longer' as const, signedOn: '2026-11-20', from: '2026-12-01', until: '2027-11-30' }
  expect((await head.get(addAgreement, { params, body })).agreements).toMatchObject([{ until: '2027-11-30' }])
  const wrong = { ...body, until: '2026-11-30' }
  expect((await head.call(addAgreement, { params, body: wrong })).statusCode).toBe(400)
})

test('words about a person are in the database only sealed', async () => {
  const body = { orgId: installation.orgs.station, name: '秘名甲', unifiedNumber: '110000777', contact: '13899990000' }
  const { id, unifiedNumber } = await head.get(registerVolunteer, { body })
  expect(unifiedNumber).toBe('110000777')
  await head.get(addSkill, { params: { id }, body: { skill: 'repair', issuer: '秘密发证处' } })
  const tables = ['volunteers', 'volunteer_skills', 'people', 'events', 'outbox', 'idempotency_keys']
  for (const secret of ['秘名甲', '110000777', '13899990000', '秘密发证处']) {
    for (const table of tables) {
      const { rows } = await installation.admin.pool.query(
        `select from ${table} t where t::text like '%' || $1 || '%'
        or position(encode(convert_to($1, 'UTF8'), 'hex') in t::text) > 0`,
        [secret],
      )
      expect(rows, `${secret} in ${table}`).toEqual([])
    }
  }
})

test('a volunteer reads the own rows by bare SQL and nobody else’s', async () => {
  const { caller, volunteerId } = await someoneWithAccount('volunteer')
  const team = await makeTeam()
  const stranger = await register('别人')
  for (const one of [volunteerId, stranger])
    await head.get(addMember, { params: { id: team }, body: { volunteerId: one } })
  const scope = { role: 'yimi_app' as const, personId: caller.personId, orgs: [] }
  await inScope(installation.services.database, scope, async (tx) => {
    const volunteers = await tx.selectFrom('volunteers').select('id').execute()
    expect(volunteers).toEqual([{ id: volunteerId }])
    const stays = await tx.selectFrom('memberships').select('volunteer_id').execute()
    expect(stays).toEqual([{ volunteer_id: volunteerId }])
    const changed = await tx.updateTable('volunteers').set({ availability: [] }).executeTakeFirst()
    expect(Number(changed.numUpdatedRows), 'read, not written').toBe(0)
  })
})

test('three hundred and sixty people enter five teams in one transaction, or none of them does', {
  timeout: 60_000,
}, async () => {
  const { database, keyring } = installation.services
  const { otherStation } = installation.orgs
  const chief = await installation.as('station-head', 'otherStation')
  const kinds = ['travel-guidance', 'security-patrol', 'environment', 'members', 'funeral']
  const teams: string[] = []
  for (const kind of kinds)
    teams.push((await chief.get(createTeam, { body: { orgId: otherStation, kind, name: kind, purpose: '' } })).id)
  const role = { role: 'station-head' as const, orgId: otherStation, area: new Set([otherStation]) }
  const actor = { ...systemActor([otherStation]), kind: 'account' as const, accountId: chief.accountId, roles: [role] }
  const enter = (entries: Parameters<typeof registerVolunteers>[2]) =>
    inScope(database, { role: 'yimi_app', orgs: [otherStation] }, async (tx) => {
      const context = { tx, keyring, now: NOW, actor }
      const registered = await registerVolunteers(context, otherStation, entries)
      for (const [index, id] of teams.entries()) {
        const members = registered
          .filter((_, place) => place % 5 === index)
          .map((one) => ({ ...one, orgId: otherStation }))
        await admitMany(context, { id, orgId: otherStation }, members)
      }
      return registered
    })
  const counts = () => figures('teams,team-places,team-volunteers,corps', chief)
  const people = Array.from({ length: 360 }, (_, index) => ({ name: `队员${index}`, contact: '' }))
  const faulty = enter([...people, { name: '未成年', contact: '', adultOn: '2030-01-01' }])
  await expect(faulty).rejects.toMatchObject({ code: 'bad-request', faults: [{ path: [360, 'guardian'] }] })
  const personId = newId()
  await installation.admin.pool.query('insert into people (id, org_id, created_at) values ($1, $2, now())', [
    personId,
    otherStation,
  ])
  const twice = { personId, name: '', contact: '' }
  await expect(enter([...people, twice, twice])).rejects.toMatchObject({ code: '23505' })
  expect(await counts()).toEqual({ teams: 5, 'team-places': 0, 'team-volunteers': 0, corps: 0 })
  const registered = await enter(people)
  expect(new Set(registered.map((one) => one.number)).size).toBe(360)
  expect(await counts()).toEqual({ teams: 5, 'team-places': 360, 'team-volunteers': 360, corps: 360 })
})

test('who dies or moves away is off the list and out of the teams in the caller’s own transaction', async () => {
  const { caller, volunteerId } = await someoneWithAccount('volunteer')
  const team = await makeTeam()
  await head.get(addMember, { params: { id: team }, body: { volunteerId } })
  const { database, keyring } = installation.services
  const { station } = installation.orgs
  await inScope(database, { role: 'yimi_app', orgs: [station] }, async (tx) => {
    await endVolunteering({ tx, keyring, now: NOW, actor: systemActor([station]) }, { personId: caller.personId })
  })
  expect(await head.get(getVolunteer, { params: { id: volunteerId } })).toMatchObject({
    state: 'left',
    stays: [{ state: 'withdrawn' }],
  })
})

test('every chain checks', async () => {
  const scope = { role: 'yimi_app' as const, orgs: Object.values(installation.orgs) }
  expect((await inScope(installation.services.database, scope, verifyChains)).faults).toEqual([])
})
