import { Problem } from '@yimi/contract/errors.ts'
import {
  type Booking,
  bookVenue,
  cancelBooking,
  changeVenue,
  createVenue,
  listVenues,
  type Venue,
} from '@yimi/contract/venue.ts'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inScope } from '#platform/database/scope.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { newId } from '#platform/new-id.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'

let installation: TestInstallation
let head: TestCaller
let hall: Venue
let day = 1

beforeAll(async () => {
  installation = await createTestInstallation()
  const officer = await installation.as('institute-officer', 'institute')
  head = await installation.as('station-head', 'station')
  hall = await officer.get(createVenue, {
    body: { orgId: installation.orgs.institute, name: '大礼堂', place: '实践所二楼', seats: 120 },
  })
})
afterAll(() => installation.close())

/** A day of its own for each test. */
function times(from = '09:00', until = '11:00') {
  const date = `2027-03-${String(day).padStart(2, '0')}`
  return { startsAt: `${date}T${from}:00+08:00`, endsAt: `${date}T${until}:00+08:00` }
}

function booking(at = times()) {
  return {
    params: { id: hall.id },
    body: { orgId: installation.orgs.station, purpose: '排练', ...at },
  }
}

test('of twenty bookings at the same moment one wins and nineteen hear that the time is taken', async () => {
  day = 1
  const url = await listen(installation.app)
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      fetch(`${url}/api/venues/${hall.id}/bookings`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': newId(),
          cookie: Object.entries(head.cookies).map(([name, value]) => `${name}=${value}`)[0] ?? '',
        },
        body: JSON.stringify(booking().body),
      }),
    ),
  )
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
  const refused = answers.filter((answer) => answer.status !== 200)
  const refusals = await Promise.all(refused.map(async (answer) => Problem.parse(await answer.json())))
  expect(refusals.map((refusal) => refusal.code)).toEqual(Array.from({ length: 19 }, () => 'time-taken'))
  expect(refusals[0]?.detail).toContain('大礼堂')
  expect(await bookingsOn(times().startsAt)).toBe(1)
})

test('the same request with the same key twice is one booking; another request with it is refused', async () => {
  day = 2
  const key = newId()
  const first: Booking = await head.get(bookVenue, booking(), { key })
  expect(await head.get(bookVenue, booking(), { key })).toEqual(first)
  expect(await bookingsOn(times().startsAt)).toBe(1)
  const other = await head.call(bookVenue, booking(times('14:00', '15:00')), { key })
  expect(other.json()).toMatchObject({ code: 'key-reused' })
})

test('a stay may begin the minute another ends, and a cancelled one is free again', async () => {
  day = 3
  const morning = await head.get(bookVenue, booking(times('09:00', '11:00')))
  await head.get(bookVenue, booking(times('11:00', '12:00')))
  const inside = booking(times('10:00', '10:30'))
  expect((await head.call(bookVenue, inside)).json()).toMatchObject({ code: 'time-taken' })
  expect(await head.get(cancelBooking, { params: { id: morning.id } })).toEqual({ cancelled: 1 })
  await head.get(bookVenue, inside)
  const reversed = await head.call(bookVenue, booking(times('12:00', '11:00')))
  expect(reversed.json()).toMatchObject({ code: 'bad-request', faults: [{ path: ['endsAt'] }] })
})

test('a closed venue takes no bookings', async () => {
  day = 4
  const officer = await installation.as('institute-officer', 'institute')
  const words = { name: '大礼堂', place: '实践所二楼', seats: 120 }
  await officer.get(changeVenue, { params: { id: hall.id }, body: { ...words, closed: true } })
  expect((await head.call(bookVenue, booking())).json()).toMatchObject({ code: 'bad-request' })
  await officer.get(changeVenue, { params: { id: hall.id }, body: { ...words, closed: false } })
  await head.get(bookVenue, booking())
})

test('a station sees and books the hall above it, and changes it not; another institute’s is out of sight', async () => {
  day = 5
  const stranger = await installation.as('station-head', 'otherStation')
  const volunteer = await installation.as('volunteer', 'station')
  const seen = await head.get(listVenues, {})
  expect(seen.items).toContainEqual(hall)
  expect((await stranger.get(listVenues, {})).items).toEqual([])
  const change = { params: { id: hall.id }, body: { name: '我的', place: '楼', seats: 1, closed: true } }
  expect((await head.call(changeVenue, change)).statusCode).toBe(404)
  const foreign = { params: { id: hall.id }, body: { ...booking().body, orgId: installation.orgs.otherStation } }
  expect((await stranger.call(bookVenue, foreign)).statusCode).toBe(404)
  expect(
    (await head.call(bookVenue, { ...booking(), body: { ...booking().body, orgId: installation.orgs.sibling } }))
      .statusCode,
  ).toBe(404)
  expect((await volunteer.call(listVenues, {})).statusCode).toBe(403)
})

test('acts on venues and bookings stand in chains that check', async () => {
  const { database } = installation.services
  const report = await inScope(database, { role: 'yimi_app', orgs: Object.values(installation.orgs) }, verifyChains)
  expect(report.events).toBeGreaterThan(5)
  expect(report.faults).toEqual([])
})

async function bookingsOn(startsAt: string): Promise<number> {
  const { rows } = await installation.admin.pool.query(
    'select count(*)::int as n from venue_bookings where lower(during) = $1 and cancelled_at is null',
    [startsAt],
  )
  return rows[0].n
}

async function listen(app: FastifyInstance): Promise<string> {
  return app.listen({ host: '127.0.0.1', port: 0 })
}
