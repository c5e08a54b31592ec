import { issueCertificate } from '@yimi/contract/certificate-desk.ts'
import { listFigures } from '@yimi/contract/figure.ts'
import { checkCertificate, listMyCertificates, makeMyCertificate } from '@yimi/contract/hour-certificate.ts'
import { DEFAULT_HOUR_RULES, STEPPED_ROUNDING, setHourRules } from '@yimi/contract/hour-rules.ts'
import { getMyHours, getVolunteerHours, reverseEntry } from '@yimi/contract/hours.ts'
import { listHeldHours, moveHeldHours } from '@yimi/contract/late-hours.ts'
import { getToday } from '@yimi/contract/today.ts'
import { afterAll, expect, test } from 'vitest'
import { erasePerson, exportParts } from '#modules/people/people.ts'
import { inScope } from '#platform/database/scope.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { newId } from '#platform/new-id.ts'
import { createTestInstallation } from '../../testing/test-installation.ts'
import { reverseHours } from './hours.ts'
import { asVolunteer, attendance, inStation, post, type Served, someVolunteer } from './hours-fixtures.ts'

const NOW = new Date('2026-11-23T04:00:00.000Z')
const installation = await createTestInstallation({ rateLimitFactor: 100 })
installation.setNow(NOW)
const { orgs, services, anonymous } = installation
const head = await installation.as('station-head', 'station')
const duty = await installation.as('duty-officer', 'station')
const officer = await installation.as('institute-officer', 'institute')
afterAll(() => installation.close())

const someone = (name?: string) => someVolunteer(installation, head, name)
const hoursOf = (volunteer: Served) => head.get(getVolunteerHours, { params: { id: volunteer.id }, query: {} })
async function heldOf(volunteer: Served, by = head) {
  const { items } = await by.get(listHeldHours, { query: { limit: 200 } })
  return items.filter((one) => one.volunteerId === volunteer.id)
}

test('attendance counts once, however often it is said, and two at once count once', async () => {
  const volunteer = await someone()
  const morning = attendance(volunteer, '2026-11-20T09:00', '2026-11-20T11:30')
  const posted = await Promise.all([post(installation, duty, [morning]), post(installation, duty, [morning])])
  expect(posted.map(([one]) => one?.outcome).sort()).toEqual(['already', 'counted'])
  expect(await post(installation, duty, [morning])).toMatchObject([{ outcome: 'already', minutes: 150 }])
  const hours = await hoursOf(volunteer)
  expect(hours).toMatchObject({ minutes: 150, total: 1, waiting: [] })
  expect(hours.items[0]).toMatchObject({
    minutesAttended: 150,
    minutesCounted: 150,
    content: '小区巡逻',
    place: '东门',
  })
  expect(hours.items[0]?.recordedBy).toMatch(/^duty-officer/)
})

test('two at the same time: the second waits, and neither who recorded it nor the volunteer lets it count', async () => {
  const volunteer = await someone()
  await post(installation, head, [attendance(volunteer, '2026-11-20T09:00', '2026-11-20T11:00')])
  const second = attendance(volunteer, '2026-11-20T10:30', '2026-11-20T12:00')
  expect(await post(installation, head, [second])).toMatchObject([{ outcome: 'held', reasons: ['overlap'] }])
  expect((await hoursOf(volunteer)).waiting).toMatchObject([{ kind: 'held', minutes: 90, reasons: ['overlap'] }])
  const [held] = await heldOf(volunteer)
  const params = { id: held?.id ?? '' }
  expect(held?.availableMoves).toEqual([])
  const own = await head.call(moveHeldHours, { params, body: { move: 'release' } })
  expect(own.json()).toMatchObject({ code: 'another-must-confirm' })
  const { rows } = await officer.get(getToday, {})
  expect(rows.map((row) => row.recordId)).toContain(params.id)
  expect(await officer.get(moveHeldHours, { params, body: { move: 'release' } })).toMatchObject({ state: 'counted' })
  expect((await officer.call(moveHeldHours, { params, body: { move: 'release' } })).statusCode).toBe(409)
  expect(await hoursOf(volunteer)).toMatchObject({ minutes: 210, waiting: [] })
})

test('more than eight hours a day wait for the head, more than twelve for the officer above; refusing needs a reason', async () => {
  const volunteer = await someone()
  await post(installation, duty, [attendance(volunteer, '2026-11-20T06:00', '2026-11-20T14:00')])
  const [long] = await post(installation, duty, [attendance(volunteer, '2026-11-20T14:00', '2026-11-20T15:00')])
  expect(long).toMatchObject({ outcome: 'held', reasons: ['long-day'] })
  const [held] = await heldOf(volunteer)
  await head.get(moveHeldHours, { params: { id: held?.id ?? '' }, body: { move: 'release' } })
  const [longer] = await post(installation, duty, [attendance(volunteer, '2026-11-20T15:00', '2026-11-20T19:00')])
  expect(longer).toMatchObject({ outcome: 'held', reasons: ['very-long-day'] })
  const params = { id: (await heldOf(volunteer))[0]?.id ?? '' }
  const byHead = await head.call(moveHeldHours, { params, body: { move: 'release' } })
  expect(byHead.json()).toMatchObject({ code: 'no-right', detail: expect.stringContaining('上级实践所') })
  expect((await officer.call(moveHeldHours, { params, body: { move: 'refuse' } })).statusCode).toBe(400)
  const refused = await officer.get(moveHeldHours, { params, body: { move: 'refuse', reason: '下午未到岗' } })
  expect(refused.state).toBe('refused')
  expect(await hoursOf(volunteer)).toMatchObject({ minutes: 540, waiting: [] })
})

test('hours that lie ahead or are longer than a day are refused, and nothing of the batch is kept', async () => {
  const volunteer = await someone()
  const good = attendance(volunteer, '2026-11-20T09:00', '2026-11-20T10:00')
  for (const wrong of [
    attendance(volunteer, '2026-11-23T11:00', '2026-11-23T12:01'),
    attendance(volunteer, '2026-11-18T09:00', '2026-11-19T09:01'),
  ])
    await expect(post(installation, duty, [good, wrong])).rejects.toMatchObject({ code: 'hours-impossible' })
  expect(await hoursOf(volunteer)).toMatchObject({ total: 0 })
})

test('many occasions by one hand within minutes count and are marked; a full sheet of one occasion is not', async () => {
  const busy = await installation.as('duty-officer', 'station')
  const source = { kind: 'activity' as const, id: newId() }
  const people = await Promise.all(Array.from({ length: 12 }, () => someone()))
  const sheet = people.map((one) => attendance(one, '2026-11-20T09:00', '2026-11-20T10:00', { source }))
  expect((await post(installation, busy, sheet)).every((one) => one.outcome === 'counted')).toBe(true)
  const volunteer = await someone()
  for (let turn = 10; turn < 21; turn += 1)
    await post(installation, busy, [attendance(volunteer, `2026-11-${turn}T09:00`, `2026-11-${turn}T09:30`)])
  const { items } = await hoursOf(volunteer)
  expect(items.map((one) => one.flags.length)).toEqual([1, 1, ...Array.from({ length: 9 }, () => 0)])
  expect((await hoursOf(people[11] ?? volunteer)).items[0]?.flags).toEqual([])
})

test('hours that somebody recorded for himself count and are marked', async () => {
  const leader = await installation.as('team-leader', 'station')
  const volunteer = await asVolunteer(installation, leader)
  await post(installation, leader, [attendance(volunteer, '2026-11-20T09:00', '2026-11-20T10:00')])
  expect((await hoursOf(volunteer)).items).toMatchObject([{ minutesCounted: 60, flags: ['self'] }])
})

test('a reversal says why, ends certificates that counted the hours, and the corrected attendance counts again', async () => {
  const volunteer = await someone('周明远')
  const turn = attendance(volunteer, '2026-11-20T09:00', '2026-11-20T12:00')
  await post(installation, duty, [turn])
  const params = { id: volunteer.id }
  const period = { from: '2026-11-01', until: '2026-11-23' }
  const certificate = await head.get(issueCertificate, { params, body: period })
  expect(certificate).toMatchObject({ minutes: 180, lines: [{ content: '小区巡逻', times: 1, minutes: 180 }] })
  expect(certificate.handler).toMatch(/^station-head/)
  const number = { params: { number: certificate.number.toLowerCase().replaceAll('-', ' ') } }
  expect(await anonymous.get(checkCertificate, number)).toEqual({
    result: 'valid',
    nameMasked: '周＊＊',
    orgName: 'station',
    from: '2026-11-01',
    until: '2026-11-23',
    minutes: 180,
    issuedOn: '2026-11-23',
  })
  await inStation(installation, duty, (context) => reverseHours(context, { source: turn.source }, '时间记错'))
  const after = await hoursOf(volunteer)
  expect(after.items.map((one) => [one.minutesCounted, one.reversal, one.reversed, one.reason])).toEqual([
    [-180, true, false, '时间记错'],
    [180, false, true, ''],
  ])
  expect(after.minutes).toBe(0)
  expect(await anonymous.get(checkCertificate, number)).toMatchObject({ result: 'revoked', nameMasked: '', minutes: 0 })
  const corrected = { ...turn, until: new Date('2026-11-20T11:00:00+08:00') }
  expect(await post(installation, duty, [corrected])).toMatchObject([{ outcome: 'counted', minutes: 120 }])
  expect(await post(installation, duty, [corrected])).toMatchObject([{ outcome: 'already' }])
  expect((await head.get(issueCertificate, { params, body: period })).minutes).toBe(120)
  const { rows } = await installation.admin.pool.query('select t::text as text from hour_entries t')
  expect(JSON.stringify(rows)).not.toContain(Buffer.from('时间记错').toString('hex'))
})

test('one entry is taken back once, by somebody who may, and not by the volunteer himself', async () => {
  const chief = await installation.as('station-head', 'station')
  const volunteer = await asVolunteer(installation, chief)
  await post(installation, duty, [attendance(volunteer, '2026-11-20T09:00', '2026-11-20T10:00')])
  const input = { params: { id: (await hoursOf(volunteer)).items[0]?.id ?? '' }, body: { reason: '重复登记' } }
  expect((await chief.call(reverseEntry, input)).json()).toMatchObject({ code: 'another-must-confirm' })
  const answers = await Promise.all([head.call(reverseEntry, input), head.call(reverseEntry, input)])
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409])
  expect((await hoursOf(volunteer)).minutes).toBe(0)
})

test('the volunteer sees his hours and his star and makes himself a certificate; staff are shown no star', async () => {
  const caller = await installation.as('volunteer', 'station')
  expect(await caller.get(getMyHours, {})).toMatchObject({ volunteer: false, items: [] })
  expect(
    (await caller.call(makeMyCertificate, { body: { from: '2026-01-01', until: '2026-11-23' } })).json(),
  ).toMatchObject({
    code: 'not-a-volunteer',
  })
  const volunteer = await asVolunteer(installation, caller)
  const body = { from: '2026-01-01', until: '2026-11-23' }
  expect((await caller.call(makeMyCertificate, { body })).json()).toMatchObject({ code: 'nothing-to-certify' })
  const days = Array.from({ length: 13 }, (_, index) => String(index + 1).padStart(2, '0'))
  await post(
    installation,
    duty,
    days.map((day) => attendance(volunteer, `2026-11-${day}T08:00`, `2026-11-${day}T16:00`)),
  )
  const own = await caller.get(getMyHours, { query: { limit: 5 } })
  expect(own).toMatchObject({ minutes: 13 * 480, total: 13, star: 1, nextStarAt: 300 })
  expect(own.items).toHaveLength(5)
  expect(JSON.stringify(await hoursOf(volunteer))).not.toMatch(/star/i)
  const certificate = await caller.get(makeMyCertificate, { body })
  expect(certificate).toMatchObject({ handler: '', minutes: 13 * 480 })
  expect(certificate.qr.length).toBeGreaterThan(20)
  expect((await caller.get(listMyCertificates, {})).items).toHaveLength(1)
})

test('rules count from their day on, for the unit and those below, and round what is attended', async () => {
  const chief = await installation.as('institute-officer', 'otherInstitute')
  const params = { id: orgs.otherInstitute }
  const content = { ...DEFAULT_HOUR_RULES, rounding: STEPPED_ROUNDING }
  const past = await chief.call(setHourRules, { params, body: { from: '2026-11-22', content } })
  expect(past.json()).toMatchObject({ code: 'bad-request', faults: [{ path: ['from'] }] })
  await chief.get(setHourRules, { params, body: { from: '2026-11-23', content } })
  const { otherStation } = orgs
  const other = await installation.as('station-head', 'otherStation')
  const made = await someVolunteer({ ...installation, orgs: { ...orgs, station: otherStation } }, other)
  const both = [
    attendance(made, '2026-11-22T09:00', '2026-11-22T09:40'),
    attendance(made, '2026-11-23T09:00', '2026-11-23T09:40'),
  ]
  const posted = await post({ ...installation, orgs: { ...orgs, station: otherStation } }, other, both)
  expect(posted.map((one) => one.minutes)).toEqual([40, 30])
})

test('the ledger is neither changed nor thrown away, and a volunteer reads his own rows by bare SQL alone', async () => {
  const caller = await installation.as('volunteer', 'station')
  const volunteer = await asVolunteer(installation, caller)
  const stranger = await someone()
  await post(installation, duty, [
    attendance(volunteer, '2026-11-20T09:00', '2026-11-20T10:00'),
    attendance(volunteer, '2026-11-20T09:30', '2026-11-20T10:30'),
    attendance(stranger, '2026-11-20T09:00', '2026-11-20T10:00'),
  ])
  const own = { role: 'yimi_app' as const, personId: caller.personId, orgs: [] }
  await inScope(services.database, own, async (tx) => {
    for (const table of ['hour_entries', 'held_hours'] as const) {
      const rows = await tx.selectFrom(table).select('person_id').execute()
      expect(rows, table).toEqual([{ person_id: caller.personId }])
    }
  })
  const station = { role: 'yimi_app' as const, orgs: [orgs.station] }
  for (const work of ['update hour_entries set minutes_counted = 9999', 'delete from hour_entries'])
    await expect(
      inScope(services.database, station, async (tx) => {
        const { sql } = await import('kysely')
        await sql.raw(work).execute(tx)
      }),
      work,
    ).rejects.toMatchObject({ code: '42501' })
})

test('minutes and people are two figures; what was taken back is in neither', async () => {
  const before = await figures()
  const [one, two] = [await someone(), await someone()]
  const turn = attendance(one, '2026-11-21T09:00', '2026-11-21T10:00')
  await post(installation, duty, [
    turn,
    attendance(one, '2026-11-21T11:00', '2026-11-21T12:00'),
    attendance(two, '2026-11-21T09:00', '2026-11-21T09:30'),
  ])
  expect(await figures()).toEqual({ minutes: before.minutes + 150, people: before.people + 2 })
  await inStation(installation, duty, async (context) => {
    await reverseHours(context, { source: turn.source, volunteerId: one.id }, '记错人')
  })
  expect(await figures()).toEqual({ minutes: before.minutes + 90, people: before.people + 2 })
})

async function figures(): Promise<{ minutes: number; people: number }> {
  const { items } = await head.get(listFigures, { query: { names: 'service-minutes,volunteers-with-hours' } })
  const value = (name: string) => items.find((item) => item.name === name)?.value ?? 0
  return { minutes: value('service-minutes'), people: value('volunteers-with-hours') }
}

test('a person takes his hours with him, and once erased no certificate speaks of him', async () => {
  const volunteer = await someone('贺兰山')
  await post(installation, duty, [
    attendance(volunteer, '2026-11-20T09:00', '2026-11-20T10:00'),
    attendance(volunteer, '2026-11-20T09:30', '2026-11-20T10:30'),
  ])
  const params = { id: volunteer.id }
  const body = { from: '2026-11-01', until: '2026-11-23' }
  const { number } = await head.get(issueCertificate, { params, body })
  const exported = await inStation(installation, head, (context) => exportParts(context, volunteer.personId))
  expect(JSON.stringify(exported)).toContain('小区巡逻')
  await inStation(installation, head, (context) => erasePerson(context, volunteer.personId, '本人要求'))
  expect(await anonymous.get(checkCertificate, { params: { number } })).toMatchObject({ result: 'revoked' })
  expect(await heldOf(volunteer)).toEqual([])
})

test('a number that nobody was given says nothing', async () => {
  const found = await anonymous.get(checkCertificate, { params: { number: 'ABCD-EFGH-JKMN' } })
  expect(found).toMatchObject({ result: 'unknown', nameMasked: '', minutes: 0 })
})

test('every chain checks', async () => {
  const scope = { role: 'yimi_app' as const, orgs: Object.values(orgs) }
  expect((await inScope(services.database, scope, verifyChains)).faults).toEqual([])
})
