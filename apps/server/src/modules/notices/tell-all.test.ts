import { invite } from '@yimi/contract/account.ts'
import { moveActivity } from '@yimi/contract/activity.ts'
import { submitComplaint } from '@yimi/contract/complaint.ts'
import { listBroadcastGuests, recordConsent } from '@yimi/contract/guest.ts'
import { makeMyCertificate } from '@yimi/contract/hour-certificate.ts'
import { reportIncident } from '@yimi/contract/incident.ts'
import { enterLateHours, listHeldHours } from '@yimi/contract/late-hours.ts'
import { signUpMyself } from '@yimi/contract/my-activity.ts'
import { askPrivacyRequest } from '@yimi/contract/my-data.ts'
import type { NoticeWay } from '@yimi/contract/notice.ts'
import { moveOrder, submitOrder } from '@yimi/contract/order-desk.ts'
import type { Role } from '@yimi/contract/roles.ts'
import { createTeam } from '@yimi/contract/team.ts'
import { bookVenue } from '@yimi/contract/venue.ts'
import { applyToTeam, getMyVolunteer } from '@yimi/contract/volunteer.ts'
import { signUpAsVolunteer } from '@yimi/contract/volunteer-sign-up.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changePerson } from '#modules/people/people.ts'
import { registerVolunteers } from '#modules/teams/teams.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { newId } from '#platform/new-id.ts'
import { asSuperuser, type TestCaller, type TestOrg } from '../../testing/test-installation.ts'
import { openActivity } from '../activities/activities-fixtures.ts'
import { attendance, post, someFile } from '../hours/hours-fixtures.ts'
import { createTestStudio, type TestStudio } from '../studio/studio-fixtures.ts'
import { NOTICE_TABLE } from './notice-table.ts'
import { allActs, allFlows } from './notices-fixtures.ts'

const WALKER_ID = newId()
let studio: TestStudio
/** Everybody in the installation, by a name to speak of them. */
const cast = new Map<string, TestCaller>()
let firstOfficer = ''
const records: Record<string, { id: string; org: TestOrg; applicant?: string }> = {}

const ROLES_THERE: readonly [Role, TestOrg][] = [
  ['district-admin', 'district'],
  ['institute-officer', 'otherInstitute'],
  ['gate-reviewer', 'otherInstitute'],
  ['gate-reviewer', 'station'],
  ['director', 'district'],
  ['director', 'otherInstitute'],
  ['director', 'station'],
  ['station-head', 'station'],
  ['station-head', 'sibling'],
  ['duty-officer', 'station'],
  ['duty-officer', 'institute'],
  ['dispatcher', 'station'],
  ['producer', 'station'],
  ['team-leader', 'station'],
  ['team-leader', 'sibling'],
  ['volunteer', 'station'],
  ['resident', 'station'],
  ['moderator', 'institute'],
]

/**
 * Who hears of what, written a second time and independently of the table: `who:way`. What is not named here reaches nobody
 * at all; everybody of the cast is looked at for every event.
 */
const JUDGES = ['judge-1', 'judge-2', 'judge-3']
const inList = (...who: string[]) => who.map((one) => `${one}:in-app`)
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'broadcast.apply': inList(...JUDGES),
  'broadcast.amend': inList(...JUDGES),
  'broadcast.return-gate': inList('producer'),
  'broadcast.reject-gate': inList('producer'),
  'broadcast.resubmit': inList(...JUDGES),
  'broadcast.open-gates': inList('producer', ...JUDGES),
  'broadcast.clear': inList('producer', 'director', 'director@district'),
  'broadcast.reopen': inList('producer', 'director', 'director@district'),
  'broadcast.withdraw-gate': inList('producer', 'director', 'director@district'),
  'broadcast.cancel': [...inList('producer', ...JUDGES), 'host:sms', 'guest:phone-call'],
  'guest-consent.consent': inList('producer'),
  'guest-consent.decline': inList('producer'),
  'guest-consent.withdraw': inList('producer'),
  'invitation.accept': inList('officer'),
  'invitation.lapse': inList('officer'),
  'complaint.create': inList('officer', 'first-officer'),
  'complaint.answer': ['complainant:sms'],
  'complaint.object': inList('officer', 'first-officer'),
  // One named person, not everybody who holds the office.
  'incident.create': inList('first-officer'),
  'incident.escalate': inList('first-officer'),
  'incident.resolve': ['reporter:phone-call'],
  'incident.reopen': inList('first-officer'),
  'life-event.create': inList('duty-officer@station', 'station-head@station'),
  'life-event.reverse': inList('duty-officer@station', 'station-head@station'),
  'membership.create': inList('team-leader@station', 'station-head@station'),
  'membership.approve': ['volunteer@station:in-app'],
  'membership.decline': ['volunteer@station:in-app'],
  'membership.end': ['volunteer@station:in-app'],
  'late-hours.create': inList('station-head@station'),
  'late-hours.refuse': inList('volunteer@station'),
  'late-hours.count': inList('volunteer@station'),
  'held-hours.create': inList('station-head@station'),
  'held-hours.release': inList('volunteer@station'),
  'held-hours.refuse': inList('volunteer@station'),
  'hour-certificate.revoke': inList('volunteer@station'),
  'activity.amend': inList('volunteer@station'),
  'activity.cancel': inList('volunteer@station'),
  'activity-place.move-up': inList('volunteer@station'),
  'activity-place.withdraw': inList('volunteer@station'),
  'volunteer-sign-up.create': inList('duty-officer@station', 'station-head@station'),
  'volunteer-sign-up.accept': ['signed-up:sms'],
  'volunteer-sign-up.decline': ['signed-up:sms'],
  'privacy-request.create': inList('duty-officer@station', 'station-head@station'),
  'privacy-request.fulfil': ['resident@station:in-app'],
  'privacy-request.refuse': ['resident@station:in-app'],
  'check-in.create': inList('station-head@station'),
  ...ordersHeard(),
  'order-batch.make': inList('dispatcher@station'),
  'round-sheet.offer': ['volunteer@station:in-app'],
  'account.change-password': inList('volunteer@station'),
  'account.lock': inList('volunteer@station'),
  'account.grant-role': inList('volunteer@station'),
  'account.revoke-role': inList('volunteer@station'),
  'venue-booking.cancel': inList('officer'),
}

/** The dispatcher answers for it, the volunteer of the cast has the place, the resident asked. */
function ordersHeard(): Record<string, readonly string[]> {
  const [resident, answerable, volunteer] = ['resident@station', 'dispatcher@station', 'volunteer@station']
  const all = (kind: string, moves: string, ...who: string[]) =>
    Object.fromEntries(moves.split(' ').map((move) => [`${kind}.${move}`, inList(...who)]))
  const resumed =
    'submitted in-review needs-information referred ready accepted in-service delivered in-dispute confirmed rated'
  return {
    ...all('order', 'create resolve-again cancel', resident, answerable),
    ...all('order', 'ask close-unanswered refuse merge refer confirm-referral all-accepted all-delivered', resident),
    ...all('order', 'resolve-delivered resolve-closed', resident),
    ...all('order', 'answer object bounce make-ready some-open dispute escalate assign', answerable),
    ...all('order', resumed.replaceAll(/(^| )/g, '$1resume-'), answerable),
    ...all('order', 'propose-refusal', 'duty-officer@station', 'station-head@station'),
    ...all('order', 'reopen', answerable, volunteer, 'team-leader@station'),
    ...all('order', 'suspend', volunteer),
    ...all('order-place', 'offer withdraw', volunteer),
    ...all('order-place', 'close-claim claim accept decline lapse note-late note-silent fail', answerable),
    ...all('order-place', 'schedule schedule-again remind-day', resident, volunteer),
    ...all('order-place', 'remind-hours', volunteer, answerable),
    'order-place.hand-back': [...inList(answerable), `${resident}:phone-call`],
    'order-place.re-dispatch': [...inList(volunteer), `${resident}:phone-call`],
  }
}

beforeAll(async () => {
  studio = await createTestStudio()
  const { installation } = studio
  cast.set('producer', studio.producer)
  cast.set('director', studio.director)
  for (const [place, judge] of studio.reviewers.entries()) cast.set(`judge-${place + 1}`, judge)
  cast.set('officer', await installation.as('institute-officer', 'institute'))
  for (const [role, org] of ROLES_THERE) cast.set(`${role}@${org}`, await installation.as(role, org))
  firstOfficer = await findFirstOfficer()
  await arrangeRecords()
})
afterAll(() => studio.close())

async function arrangeRecords(): Promise<void> {
  const { installation, guestIds } = studio
  const { orgs } = installation
  const officer = person('officer')
  await giveContact(guestIds[0], '13900001111')
  await giveContact(guestIds[1], '010-6601-2345')
  const broadcast = await studio.applied()
  const { items } = await studio.producer.get(listBroadcastGuests, { params: { id: broadcast.id } })
  for (const { consentId } of items)
    await studio.producer.get(recordConsent, { params: { id: consentId }, body: { move: 'consent', how: '电话' } })
  records.broadcast = { id: broadcast.id, org: 'institute' }
  records['guest-consent'] = { id: items[0]?.consentId ?? '', org: 'institute' }
  const invited = await officer.get(invite, {
    body: { name: '新同事', role: 'volunteer', orgId: orgs.institute },
  })
  records.invitation = { id: invited.invitation.id, org: 'institute' }
  const complaint = await installation.anonymous.get(submitComplaint, {
    body: { words: '楼道灯坏了', aboutOrgId: orgs.station, contact: '13700002222' },
  })
  records.complaint = { id: await idOf('complaints', complaint.number), org: 'institute' }
  const incident = await installation.anonymous.get(reportIncident, {
    body: { kind: 'injury', words: '有人在楼梯口摔倒', aboutOrgId: orgs.station, contact: '微信 abc' },
  })
  records.incident = { id: await idOf('incidents', incident.number), org: 'institute' }
  records['life-event'] = { id: newId(), org: 'station' }
  records['check-in'] = { id: newId(), org: 'station' }
  records.membership = { id: await membership(), org: 'station' }
  await arrangeVolunteering()
  const signedUp = await installation.anonymous.get(signUpAsVolunteer, {
    body: { orgId: orgs.station, name: '何欣', phone: '13600003333' },
  })
  records['volunteer-sign-up'] = { id: await idOf('volunteer_sign_ups', signedUp.number), org: 'station' }
  const asked = await person('resident@station').get(askPrivacyRequest, {
    body: { kind: 'correct', words: '名字写错了' },
  })
  records['privacy-request'] = { id: asked.id, org: 'station' }
  records.account = { id: person('volunteer@station').accountId, org: 'station' }
  const booking = await officer.get(bookVenue, {
    params: { id: studio.venueId },
    body: {
      orgId: orgs.institute,
      purpose: '例会',
      startsAt: '2027-01-05T01:00:00.000Z',
      endsAt: '2027-01-05T02:00:00.000Z',
    },
  })
  records['venue-booking'] = { id: booking.id, org: 'institute' }
  await arrangeOrder()
  records['round-sheet'] = { id: await askedSheet(), org: 'station' }
}

/** An order of the resident that is ready, and the volunteer in its place. */
async function arrangeOrder(): Promise<void> {
  const { admin, orgs } = studio.installation
  const head = person('station-head@station')
  const asked = { orgId: orgs.station, channel: 'phone' as const, person: { id: person('resident@station').personId } }
  const { order } = await head.get(submitOrder, { body: { ...asked, words: '想请人修灯' } })
  const params = { id: order.id }
  await head.get(moveOrder, { params, body: { move: 'take', needs: { words: '已回电' } } })
  const window = { from: '2026-01-01', until: '2099-12-31' }
  const ready = await head.get(moveOrder, { params, body: { move: 'make-ready', needs: { window } } })
  const placeId = ready.placeList[0]?.id ?? ''
  await admin.pool.query('update order_places set holder_id = $1 where id = $2', [
    person('volunteer@station').personId,
    placeId,
  ])
  records.order = { id: order.id, org: 'station' }
  records['order-place'] = { id: placeId, org: 'station' }
}

/** A sheet that the volunteer is asked to walk. Only the rows that are read matter here. */
async function askedSheet(): Promise<string> {
  const { admin, orgs } = studio.installation
  const [roundId, sheetId] = [newId(), newId()]
  await asSuperuser(admin, async (query) => {
    await query(`set local session_replication_role = 'replica'`, [])
    await query(
      `insert into rounds (id, org_id, service_id, service_version_id, name, during, made_at)
       values ($1, $2, $1, $1, '春节送祝福', '[2026-01-01,2027-01-01)', now())`,
      [roundId, orgs.station],
    )
    await query(
      `insert into round_sheets (id, org_id, round_id, number, position, area) values ($1, $2, $3, '10009', 1, '一号楼')`,
      [sheetId, orgs.station, roundId],
    )
    await query(
      'insert into round_walkers (id, org_id, sheet_id, person_id, offered_at) values ($1, $2, $3, $4, now())',
      [WALKER_ID, orgs.station, sheetId, person('volunteer@station').personId],
    )
  })
  return sheetId
}

/** The volunteer of the cast asks to join a team of the station. */
async function membership(): Promise<string> {
  const { services, orgs } = studio.installation
  const officer = person('officer')
  const team = await officer.get(createTeam, {
    body: { orgId: orgs.station, kind: 'environment', name: '绿手帕队', purpose: '' },
  })
  await inScope(services.database, { role: 'yimi_app', orgs: [orgs.station] }, (tx) =>
    registerVolunteers(
      { tx, keyring: services.keyring, actor: systemActor([orgs.station]), now: services.clock.now() },
      orgs.station,
      [{ personId: person('volunteer@station').personId, name: '', contact: '' }],
    ),
  )
  const { volunteer } = await person('volunteer@station').get(applyToTeam, { body: { teamId: team.id } })
  return volunteer.stays[0]?.id ?? ''
}

/** The volunteer has hours that count, that are held and that came late, and signed up for what was then cancelled. */
async function arrangeVolunteering(): Promise<void> {
  const { installation } = studio
  const { orgs } = installation
  const head = person('station-head@station')
  const caller = person('volunteer@station')
  const { volunteer } = await caller.get(getMyVolunteer, {})
  const served = { id: volunteer?.id ?? '', personId: caller.personId, orgId: orgs.station }
  await post(installation, person('duty-officer@station'), [
    attendance(served, '2026-01-05T09:00', '2026-01-05T11:00'),
    attendance(served, '2026-01-05T10:00', '2026-01-05T12:00'),
  ])
  const { items } = await head.get(listHeldHours, {})
  records['held-hours'] = { id: items[0]?.id ?? '', org: 'station' }
  const period = { from: '2026-01-01', until: '2026-12-31' }
  const certificate = await caller.get(makeMyCertificate, { body: period })
  records['hour-certificate'] = { id: certificate.id, org: 'station' }
  const late = await head.get(enterLateHours, {
    body: {
      volunteerId: served.id,
      orgId: orgs.station,
      from: '2026-01-06T01:00:00.000Z',
      until: '2026-01-06T02:00:00.000Z',
      content: '扫雪',
      why: '签到表后补',
      evidenceFileId: await someFile(installation, head),
    },
  })
  records['late-hours'] = { id: late.id, org: 'station' }
  // Led by the volunteer who is also the one who signed up.
  const activity = await openActivity(installation, head, { leaderVolunteerId: served.id })
  const signed = await caller.get(signUpMyself, {
    params: { id: activity.id },
    body: { part: 'volunteer' },
  })
  const cancel = { params: { id: activity.id }, body: { move: 'cancel' as const, reason: '大风' } }
  await head.get(moveActivity, cancel)
  records.activity = { id: activity.id, org: 'station' }
  records['activity-place'] = { id: signed.placeId, org: 'station' }
}

function person(name: string): TestCaller {
  const found = cast.get(name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found
}

async function idOf(table: string, number: string): Promise<string> {
  const { rows } = await studio.installation.admin.pool.query(`select id from ${table} where number = $1`, [number])
  return rows[0]?.id
}

async function giveContact(personId: string, contact: string): Promise<void> {
  const { services, orgs } = studio.installation
  await inScope(services.database, { role: 'yimi_app', orgs: [orgs.institute] }, (tx) =>
    changePerson(
      { tx, keyring: services.keyring, actor: systemActor([orgs.institute]), now: services.clock.now() },
      personId,
      { contact },
    ),
  )
}

/** The officer who arranged the studio. */
async function findFirstOfficer(): Promise<string> {
  const { rows } = await studio.installation.admin.pool.query(
    `select a.person_id from role_assignments r join accounts a on a.id = r.account_id
     where r.role = 'institute-officer' and r.org_id = $1 order by a.id limit 1`,
    [studio.installation.orgs.institute],
  )
  return rows[0]?.person_id
}

let seq = 1_000
/** The event as if it had just happened, and the job that hears of it. Answers who was told, as `who:way`. */
async function happens(topic: string, more: { fromState?: string } = {}): Promise<string[]> {
  const { installation } = studio
  const place = topic.lastIndexOf('.')
  const [kind, move] = [topic.slice(0, place), topic.slice(place + 1)]
  const record = records[kind] ?? { id: newId(), org: 'station' as const }
  const orgId = installation.orgs[record.org]
  seq += 1
  // What some events name: a role, a person, that the visit is near.
  const refs = {
    role: 'producer',
    near: true,
    walkerId: WALKER_ID,
    personId: person('volunteer@station').personId,
    accountId: person('dispatcher@station').accountId,
    count: 101,
    stopped: true,
  }
  const given = { gates: move === 'amend' ? '{"topic":"open"}' : '{}', from: more.fromState ?? 'in-review' }
  await asSuperuser(installation.admin, async (query) => {
    await query('delete from notices', [])
    await query(
      `insert into events (id, kind, record_id, seq, at, actor_role, org_id, move, from_state, to_state, gates, refs, prev_hash, hash)
       values ($1, $2, $3, $4, now(), 'system', $5, $6, $7, '', $8, $9, '', '')`,
      [newId(), kind, record.id, seq, orgId, move, given.from, given.gates, JSON.stringify(refs)],
    )
  })
  // Of a change those hear who still have a place; the record's activity was cancelled.
  const placed = (state: string) =>
    asSuperuser(installation.admin, (query) =>
      query('update activity_places set state = $1', [state]).then(() => undefined),
    )
  if (topic === 'activity.amend') await placed('taken')
  const hearer = installation.services.jobs.hearers.get('notices')
  if (hearer?.topics.has(topic)) await hearer.hear({ topic, orgId, recordId: record.id, seq, toState: '' })
  if (topic === 'activity.amend') await placed('cancelled')
  return told()
}

async function told(): Promise<string[]> {
  const { rows } = await studio.installation.admin.pool.query<{
    receiver_id: string | null
    way: NoticeWay
    kind: string
  }>('select receiver_id, way, kind from notices')
  const names = new Map([...cast].map(([name, caller]) => [caller.personId, name]))
  names.set(studio.guestIds[0], 'host').set(studio.guestIds[1], 'guest').set(firstOfficer, 'first-officer')
  const left = { complaint: 'complainant', incident: 'reporter', 'volunteer-sign-up': 'signed-up' } as Record<
    string,
    string
  >
  return rows
    .map((row) => `${row.receiver_id ? (names.get(row.receiver_id) ?? row.receiver_id) : left[row.kind]}:${row.way}`)
    .sort()
}

test('every move and every act: who was told, by which way, and nobody else', async () => {
  const flows = await allFlows()
  const topics = [
    ...flows.flatMap((flow) => ['create', ...Object.keys(flow.moves)].map((move) => `${flow.kind}.${move}`)),
    ...allActs(),
  ]
  expect(topics.length).toBeGreaterThan(70)
  const heard: Record<string, string[]> = {}
  for (const topic of topics) heard[topic] = await happens(topic)
  const expected = Object.fromEntries(topics.map((topic) => [topic, [...(EXPECTED[topic] ?? [])].sort()]))
  expect(heard).toEqual(expected)
  // What the table promises to somebody, the walk has seen reach somebody.
  const silent = topics.filter((topic) => (NOTICE_TABLE[topic] ?? []).length > 0 && heard[topic]?.length === 0)
  expect(silent).toEqual([])
}, 120_000)

test('a cancellation reaches those affected, and only them', async () => {
  expect(await happens('broadcast.cancel', { fromState: 'draft' })).toEqual(['producer:in-app'])
  expect(await happens('broadcast.cancel', { fromState: 'cleared' })).toEqual(
    ['director:in-app', 'director@district:in-app', 'guest:phone-call', 'host:sms', 'producer:in-app'].sort(),
  )
  // A guest who had declined is not troubled again.
  const { items } = await studio.producer.get(listBroadcastGuests, { params: { id: records.broadcast?.id ?? '' } })
  const host = items.find((one) => one.part === 'host')?.consentId ?? ''
  await studio.producer.get(recordConsent, { params: { id: host }, body: { move: 'withdraw', how: '电话' } })
  expect(await happens('broadcast.cancel', { fromState: 'in-review' })).not.toContain('host:sms')
})

test('an amendment that opens no gate is told to nobody, and nobody hears of what he did himself', async () => {
  const { admin, services, orgs } = studio.installation
  const id = records.broadcast?.id ?? ''
  const judge = person('judge-1')
  await happens('broadcast.create')
  for (const [gates, actor, move] of [
    ['{}', null, 'amend'],
    ['{"topic":"open"}', judge.accountId, 'amend'],
  ] as const) {
    seq += 1
    await asSuperuser(admin, (query) =>
      query(
        `insert into events (id, kind, record_id, seq, at, actor_id, actor_role, org_id, move, from_state, to_state, gates, refs, prev_hash, hash)
         values ($1, 'broadcast', $2, $3, now(), $4, 'x', $5, $6, 'cleared', 'cleared', $7, '{}', '', '')`,
        [newId(), id, seq, actor, orgs.institute, move, gates],
      ).then(() => undefined),
    )
    const effect = { topic: `broadcast.${move}`, orgId: orgs.institute, recordId: id, seq, toState: '' }
    await services.jobs.hearers.get('notices')?.hear(effect)
    // Once more: the queue may hand a job over twice.
    await services.jobs.hearers.get('notices')?.hear(effect)
    expect(await told()).toEqual(actor ? inList('judge-2', 'judge-3') : [])
  }
})
