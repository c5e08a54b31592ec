import {
  answerJoinLink,
  applyForCheckIn,
  confirmMembers,
  listCheckedMembers,
  listCheckIns,
  moveCheckIn,
  readJoinLink,
  recordJoin,
  sendMembers,
} from '@yimi/contract/check-in.ts'
import {
  claim,
  createClaimable,
  getMyPartnerDesk,
  listClaimables,
  moveClaimable,
  releaseClaim,
} from '@yimi/contract/claimable.ts'
import { listFigures } from '@yimi/contract/figure.ts'
import { makeOffer, moveReservation, reserveOffer, withdrawOffer } from '@yimi/contract/lending.ts'
import { getOrganisation } from '@yimi/contract/organisation.ts'
import { getToday } from '@yimi/contract/today.ts'
import { getVolunteer, listVolunteers } from '@yimi/contract/volunteer.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { erasePerson } from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { buildCheckIn, buildMembers } from './partners-fixtures.ts'

const NOW = new Date('2026-11-23T04:00:00.000Z')
let installation: TestInstallation
let head: TestCaller
let contact: TestCaller

beforeAll(async () => {
  installation = await createTestInstallation()
  installation.setNow(NOW)
  head = await installation.as('station-head', 'station')
  contact = await installation.as('partner-contact', 'station')
})
afterAll(() => installation.close())

const checkIn = (name?: string) => buildCheckIn({ contact, head }, installation.orgs.station, name)
const members = (id: string, count: number) => buildMembers({ contact, head }, id, count)

function join(secret: string, move: 'join' | 'leave' = 'join') {
  return installation.anonymous.call(answerJoinLink, { body: { secret, move } })
}

async function figures(by: TestCaller): Promise<Record<string, number>> {
  const { items } = await by.get(listFigures, { query: { names: 'partners,checked-members,corps' } })
  return Object.fromEntries(items.map((item) => [item.name, item.value]))
}

test('an organisation is confirmed once at a station, and is the same outside body at two', async () => {
  const id = await checkIn('青禾机械厂')
  const sent = await head.get(listCheckIns, { query: { limit: 200 } })
  const first = sent.items.find((one) => one.id === id)
  expect(first).toMatchObject({
    state: 'confirmed',
    kindLabel: '企业',
    contactMasked: '138****0001',
    contactName: '伍平',
  })
  const again = {
    orgId: installation.orgs.station,
    name: '青禾机械厂',
    kind: 'enterprise',
    contactName: '伍平',
    contact: '',
  }
  const second = await contact.get(applyForCheckIn, { body: again })
  const params = { id: second.id }
  const refused = await head.call(moveCheckIn, { params, body: { move: 'confirm' } })
  expect(refused.json().code).toBe('already-checked-in')
  expect((await head.call(moveCheckIn, { params, body: { move: 'decline' } })).statusCode, 'a reason').toBe(400)
  await head.get(moveCheckIn, { params, body: { move: 'decline', reason: '已报到' } })

  const siblingHead = await installation.as('station-head', 'sibling')
  const siblingContact = await installation.as('partner-contact', 'sibling')
  const there = await buildCheckIn(
    { contact: siblingContact, head: siblingHead },
    installation.orgs.sibling,
    '青禾机械厂',
  )
  const other = (await siblingHead.get(listCheckIns, {})).items.find((one) => one.id === there)
  expect(other?.partnerOrgId).toBe(first?.partnerOrgId)
  const officer = await installation.as('institute-officer', 'institute')
  const seen = await officer.get(getOrganisation, { params: { id: first?.partnerOrgId ?? '' } })
  expect(seen.organisation).toMatchObject({ name: '青禾机械厂', kind: 'enterprise', level: null, parentId: null })
  const wrong = { ...again, kind: 'addressee', name: '收文处' }
  expect((await contact.call(applyForCheckIn, { body: wrong })).json().faults).toMatchObject([{ path: ['kind'] }])
})

test('thirty of thirty-seven join by their own link; the employer sees totals and never who', async () => {
  const id = await checkIn()
  const before = await figures(head)
  const links = await members(id, 37)
  expect(links).toHaveLength(37)
  const [qr] = links.map((link) => link.qr)
  expect(qr?.[0], 'a square with the corners of a QR code').toMatch(/^1111111[01]+1111111$/)
  expect(new Set([qr?.length, ...(qr ?? []).map((row) => row.length)]).size).toBe(1)
  const read = await installation.anonymous.get(readJoinLink, { body: { secret: links[0]?.secret ?? '' } })
  expect(read).toMatchObject({ name: '员工1', state: 'confirmed', number: null })
  for (const [index, link] of links.slice(0, 2).entries()) {
    expect((await join(link.secret)).json()).toMatchObject({
      state: 'joined',
      number: expect.stringMatching(/^V\d{6}$/),
    })
    const desk = (await contact.get(getMyPartnerDesk, {})).checkIns.find((one) => one.id === id)
    expect(desk?.totals, `${index + 1} would tell of persons`).toEqual({ listed: 37, confirmed: 37, joined: null })
  }
  for (const link of links.slice(2, 30)) expect((await join(link.secret)).statusCode).toBe(200)
  const desk = (await contact.get(getMyPartnerDesk, {})).checkIns.find((one) => one.id === id)
  expect(desk?.totals).toEqual({ listed: 37, confirmed: 37, joined: 30 })
  const whole = JSON.stringify(await contact.get(getMyPartnerDesk, {}))
  expect(whole).not.toContain('员工')
  for (const route of [listCheckedMembers, confirmMembers] as const)
    expect((await contact.call(route, { params: { id }, body: {} })).statusCode).toBe(403)
  for (const link of links.slice(30, 36)) await join(link.secret)
  const most = (await contact.get(getMyPartnerDesk, {})).checkIns.find((one) => one.id === id)
  expect(most?.totals.joined, 'all but one would tell of that one').toBeNull()
  const after = await figures(head)
  expect((after['checked-members'] ?? 0) - (before['checked-members'] ?? 0)).toBe(37)
  expect((after.corps ?? 0) - (before.corps ?? 0)).toBe(36)
})

test('a link joins once, leaves again, and lapses; a wish may be told to the station instead', async () => {
  const id = await checkIn()
  const [one, two, three] = await members(id, 3)
  await join(one?.secret ?? '')
  expect((await join(one?.secret ?? '')).json().code).toBe('move-not-allowed')
  const corps = async () => (await figures(head)).corps ?? 0
  const before = await corps()
  expect((await join(one?.secret ?? '', 'leave')).json()).toEqual({ state: 'left', number: null })
  expect(await corps()).toBe(before - 1)
  const told = { params: { id: two?.memberId ?? '' }, body: { how: '本人到站', contact: '13800000009' } }
  const { number } = await head.get(recordJoin, told)
  const found = await head.get(listVolunteers, { query: { search: number } })
  expect(found.items).toMatchObject([{ name: '员工2', contactMasked: '138****0009' }])
  installation.setNow(new Date(NOW.getTime() + 31 * 86_400_000))
  expect((await join(three?.secret ?? '')).json().code).toBe('link-expired')
  installation.setNow(NOW)
  expect((await join('x'.repeat(43))).json().code, 'no oracle').toBe('link-expired')
})

test('before the station confirmed it, and after it ended, an organisation can do nothing', async () => {
  const body = {
    orgId: installation.orgs.station,
    name: '未确认的公司',
    kind: 'enterprise',
    contactName: '伍平',
    contact: '',
  }
  const { id } = await contact.get(applyForCheckIn, { body })
  const send = () => contact.call(sendMembers, { params: { id }, body: { members: [{ name: '甲' }] } })
  expect((await send()).json().code).toBe('not-checked-in')
  const waiting = (await head.get(getToday, {})).rows.filter((row) => row.recordId === id)
  expect(waiting).toMatchObject([{ kind: 'check-in', link: `/partners/${id}` }])
  await head.get(moveCheckIn, { params: { id }, body: { move: 'confirm' } })
  expect((await send()).statusCode).toBe(200)
  expect((await head.get(getToday, {})).rows.find((row) => row.recordId === id)?.title).toContain('报到名单')
  await head.get(moveCheckIn, { params: { id }, body: { move: 'end', reason: '单位迁走' } })
  expect((await send()).json().code).toBe('not-checked-in')
})

test('names the station refuses are off the list', async () => {
  const id = await checkIn()
  const body = { members: [{ name: '甲' }, { name: '乙' }, { name: '丙' }] }
  await contact.get(sendMembers, { params: { id }, body })
  const { items } = await head.get(listCheckedMembers, { params: { id } })
  expect(items.map((one) => one.name)).toEqual(['甲', '乙', '丙'])
  const except = items.filter((one) => one.name === '乙').map((one) => one.id)
  const totals = await head.get(confirmMembers, { params: { id }, body: { except } })
  expect(totals).toEqual({ listed: 2, confirmed: 2, joined: null })
  const after = await head.get(listCheckedMembers, { params: { id } })
  expect(after.items.map((one) => `${one.name} ${one.state}`)).toEqual(['甲 confirmed', '丙 confirmed'])
})

test('names and telephones of members are in the database only sealed; an erased person is off the list too', async () => {
  const id = await checkIn()
  const body = { members: [{ name: '秘名乙', contact: '13877776666' }] }
  await contact.get(sendMembers, { params: { id }, body })
  await head.get(confirmMembers, { params: { id }, body: {} })
  const { items } = await head.get(listCheckedMembers, { params: { id } })
  const { number } = await head.get(recordJoin, { params: { id: items[0]?.id ?? '' }, body: { how: '电话' } })
  for (const secret of ['秘名乙', '13877776666'])
    for (const table of [
      'checked_members',
      'check_ins',
      'people',
      'volunteers',
      'events',
      'outbox',
      'idempotency_keys',
    ]) {
      const { rows } = await installation.admin.pool.query(
        `select from ${table} t where t::text like '%' || $1 || '%' or position(encode(convert_to($1, 'UTF8'), 'hex') in t::text) > 0`,
        [secret],
      )
      expect(rows, `${secret} in ${table}`).toEqual([])
    }
  const { rows } = await installation.admin.pool.query<{ person_id: string; id: string }>(
    'select id, person_id from volunteers where number = $1',
    [number],
  )
  const { database, keyring } = installation.services
  const { station } = installation.orgs
  await inScope(database, { role: 'yimi_app', orgs: [station] }, (tx) =>
    erasePerson({ tx, keyring, now: NOW, actor: systemActor([station]) }, rows[0]?.person_id ?? '', '本人要求'),
  )
  const left = await head.get(listCheckedMembers, { params: { id } })
  expect(left.items).toMatchObject([{ name: '', contactMasked: '' }])
  expect(await head.get(getVolunteer, { params: { id: rows[0]?.id ?? '' } })).toMatchObject({ state: 'left' })
})

test('of two reservations at one time one wins; outside what is lent nothing is reserved; used and thanked', async () => {
  const id = await checkIn()
  const span = { startsAt: '2026-12-01T00:00:00.000Z', endsAt: '2026-12-31T00:00:00.000Z' }
  const offer = await contact.get(makeOffer, {
    params: { id },
    body: { kind: 'vehicle', name: '面包车', terms: '带司机', ...span },
  })
  const params = { id: offer.id }
  const at = { purpose: '送书', startsAt: '2026-12-05T01:00:00.000Z', endsAt: '2026-12-05T03:00:00.000Z' }
  const answers = await Promise.all(Array.from({ length: 8 }, () => head.call(reserveOffer, { params, body: at })))
  expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1)
  const lost = answers.filter((answer) => answer.statusCode !== 200).map((answer) => answer.json().code)
  expect(new Set(lost)).toEqual(new Set(['time-taken']))
  const late = { ...at, startsAt: '2027-01-05T01:00:00.000Z', endsAt: '2027-01-05T03:00:00.000Z' }
  expect((await head.call(reserveOffer, { params, body: late })).json().code).toBe('not-offered-then')
  const next = { ...at, startsAt: at.endsAt, endsAt: '2026-12-05T04:00:00.000Z' }
  const both = await head.get(reserveOffer, { params, body: next })
  expect(both.reservations, 'one may begin the minute another ends').toHaveLength(2)
  const [first, second] = both.reservations
  await head.get(moveReservation, { params: { id: second?.id ?? '' }, body: { move: 'cancel' } })
  await head.get(reserveOffer, { params, body: next })
  await head.get(moveReservation, { params: { id: first?.id ?? '' }, body: { move: 'use' } })
  const thanks = { move: 'thank' as const, words: '谢谢帮忙送书。' }
  await head.get(moveReservation, { params: { id: first?.id ?? '' }, body: thanks })
  const desk = (await contact.get(getMyPartnerDesk, {})).checkIns.find((one) => one.id === id)
  expect(desk?.offers[0]?.reservations[0]).toMatchObject({ state: 'thanked', thanks: '谢谢帮忙送书。' })
  await contact.get(withdrawOffer, { params })
  const gone = { ...at, startsAt: '2026-12-20T01:00:00.000Z', endsAt: '2026-12-20T03:00:00.000Z' }
  expect((await head.call(reserveOffer, { params, body: gone })).json().code).toBe('not-offered-then')
})

test('of twenty claims at once one has it; given back it is open again; done it keeps its result', async () => {
  const id = await checkIn()
  const body = { orgId: installation.orgs.station, list: 'need' as const, title: '修长椅', words: '', until: null }
  const item = await head.get(createClaimable, { body })
  const params = { id, claimableId: item.id }
  const answers = await Promise.all(Array.from({ length: 20 }, () => contact.call(claim, { params })))
  expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1)
  const lost = answers.filter((answer) => answer.statusCode !== 200).map((answer) => answer.json().code)
  expect(new Set(lost)).toEqual(new Set(['claimed-already']))
  const mine = (await contact.get(getMyPartnerDesk, {})).checkIns.find((one) => one.id === id)
  expect(mine?.claims).toMatchObject([{ id: item.id, mine: true, state: 'claimed' }])
  const rival = await installation.as('partner-contact', 'station')
  const other = await buildCheckIn({ contact: rival, head }, installation.orgs.station)
  const take = await rival.call(releaseClaim, { params: { id: other, claimableId: item.id } })
  expect(take.statusCode, 'not theirs to give back').toBe(404)
  expect(await contact.get(releaseClaim, { params })).toMatchObject({ state: 'open', claimedBy: null })
  await rival.get(claim, { params: { id: other, claimableId: item.id } })
  const finish = { move: 'finish' as const, result: '修好了六把长椅' }
  await head.get(moveClaimable, { params: { id: item.id }, body: finish })
  const { items } = await head.get(listClaimables, { query: { list: 'need' } })
  expect(items).toMatchObject([{ state: 'done', result: '修好了六把长椅', mine: false }])
})

test('fifty-four organisations and two thousand members check in', { timeout: 120_000 }, async () => {
  const officer = await installation.as('institute-officer', 'otherInstitute')
  const { otherStation } = installation.orgs
  const size = Array.from({ length: 54 }, (_, index) => (index < 2 ? 38 : 37))
  for (const [index, count] of size.entries()) {
    const id = await buildCheckIn({ contact: officer, head: officer }, otherStation, `报到单位${index}`)
    const list = Array.from({ length: count }, (_, place) => ({ name: `员工${index}-${place}` }))
    await officer.get(sendMembers, { params: { id }, body: { members: list } })
    await officer.get(confirmMembers, { params: { id }, body: {} })
  }
  expect(await figures(officer)).toEqual({ partners: 54, 'checked-members': 2000, corps: 0 })
  const large = await buildCheckIn({ contact: officer, head: officer }, otherStation)
  const list = Array.from({ length: 2000 }, (_, place) => ({ name: `员工${place}` }))
  const totals = await officer.get(sendMembers, { params: { id: large }, body: { members: list } })
  expect(totals.listed, 'two thousand on one list').toBe(2000)
})

test('every chain checks', async () => {
  const scope = { role: 'yimi_app' as const, orgs: Object.values(installation.orgs) }
  expect((await inScope(installation.services.database, scope, verifyChains)).faults).toEqual([])
})
