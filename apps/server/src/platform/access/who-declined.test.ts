import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ALL_FIGURES, allOperations } from '../../operations.ts'
import { createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'

/** Words by which an answer or a filter could tell who declined, or was not there. */
const TELLING =
  /declin|absen|no-?show|not-?at-?home|nobody-?home|not-?c[ao]me|not-?given|lapsed$|hand(ed)?-?back|stood-?up/i
const TELLING_FIGURE = /declin|absen|no-?show|不便|婉拒|谢绝|不接|没来|未到|缺席|缺勤|不在家|交回/
/** Rows that know of somebody's no, or that somebody was not there. */
const TABLES = /\b(place_offers|order_places|activity_places|round_doors|round_walkers|visit_doors|visit_records)\b/

/** Where such a word stands, and why it is no list of people. What is new belongs here only with a reason. */
const REVIEWED: Readonly<Record<string, readonly string[]>> = {
  'an order alone: who was asked, by name only until the place is filled': [
    'GET /orders/:id answer.placeList.offers.outcome = declined',
    'GET /orders/:id answer.placeList.offers.outcome = lapsed',
    'POST /orders/:id/moves answer.placeList.offers.outcome = declined',
    'POST /orders/:id/moves answer.placeList.offers.outcome = lapsed',
  ],
  'an order alone: why one visit came to nothing': [
    'GET /orders/:id answer.placeList.outcome = nobody-home',
    'POST /orders/:id/moves answer.placeList.outcome = nobody-home',
  ],
  'one sheet in the hand of who walks or types it; forgotten when the round is closed': [
    ...[
      'GET /my/round-sheets/:id answer',
      'GET /round-sheet-numbers/:number answer',
      'GET /round-sheets/:id answer',
      'POST /my/round-sheets/:id/attendance answer',
      'POST /my/round-sheets/:id/ticks answer.sheet',
      'POST /round-sheets/:id/return answer',
      'POST /round-sheets/:id/ticks answer.sheet',
      'POST /rounds/:id/prints answer.items',
    ].flatMap((at) => ['declined', 'not-at-home', 'not-given'].map((word) => `${at}.doorList.outcome = ${word}`)),
  ],
  'a grid worker’s own doors: where somebody is to be gone to again; forgotten when the plan ends': [
    'GET /my/visits answer.doors.outcome = nobody-home',
    'POST /my/visits answer.doors.outcome = nobody-home',
  ],
  'the unit’s answer to an application, with a reason; not what a volunteer said': [
    'GET /check-ins answer.items.state = declined',
    'GET /check-ins query.state = declined',
    'GET /check-ins/:id/members answer.checkIn.state = declined',
    'GET /my/partner-desk answer.checkIns.state = declined',
    'GET /teams/:id/members answer.items.state = declined',
    'GET /my/volunteer answer.volunteer.stays.state = declined',
    'GET /volunteer-sign-ups answer.items.state = declined',
    'GET /volunteer-sign-ups query.state = declined',
    'GET /volunteers/:id answer.stays.state = declined',
    'DELETE /volunteers/:id/skills/:skillId answer.stays.state = declined',
    'POST /check-ins answer.state = declined',
    'POST /check-ins/:id/moves answer.state = declined',
    'POST /memberships/:id/moves answer.state = declined',
    'POST /my/memberships answer.volunteer.stays.state = declined',
    'POST /my/memberships/:id/withdraw answer.volunteer.stays.state = declined',
    'POST /teams/:id/members answer.state = declined',
    'POST /volunteer-sign-ups/:id/answer answer.state = declined',
    'POST /volunteers answer.stays.state = declined',
    'POST /volunteers/:id/agreements answer.stays.state = declined',
    'POST /volunteers/:id/identity-check answer.stays.state = declined',
    'POST /volunteers/:id/moves answer.stays.state = declined',
    'POST /volunteers/:id/skills answer.stays.state = declined',
    'PUT /memberships/:id/role answer.state = declined',
    'PUT /volunteers/:id answer.stays.state = declined',
  ],
  'a guest who does not want to be filmed: whoever holds the camera must know': [
    'GET /broadcasts/:id/guests answer.items.consent = declined',
    'POST /guest-consents/:id/record answer.consent = declined',
    'POST /guest-consents/answer answer.state = declined',
    'POST /guest-consents/read answer.state = declined',
  ],
  'one need, opened by whoever writes it down; lists show one that was declined without name, door or words': [
    'GET /needs/:id answer',
    'POST /needs answer',
    'POST /needs/:id/moves answer',
  ].flatMap((at) => [`${at}.availableMoves = decline`, `${at}.state = declined`, `${at}.state = lapsed`]),
  'an invitation to an account that ran out; nobody was asked for a service': [
    'GET /invitations answer.items.state = lapsed',
    'POST /invitations answer.invitation.state = lapsed',
    'POST /invitations/:id/renew answer.invitation.state = lapsed',
    'POST /invitations/:id/withdraw answer.state = lapsed',
  ],
}

/** Queries that read or write those tables, by what they can tell. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  'writes or forgets, and tells nothing': [
    ...of('activities/place-queries', 'insertPlace setAttendance setDuring setPerson forgetPeople'),
    ...of('orders/offer-queries', 'insertOffer endOffer'),
    ...of('orders/place-queries', 'insertPlaces setPlace setSlot setLeft endSight forgetVolunteer'),
    ...of('rounds/door-queries', 'insertDoors placeDoors markDoors setStopped setRemoved forgetReasons'),
    ...of('rounds/walker-queries', 'insertWalker acceptWalker deleteWalkers deleteOffersTo'),
    ...of('visits/visit-door-queries', 'insertDoors assignDoors setDoor setAnswered forgetReasons insertRecord'),
  ],
  'takes names off, and gives them so that their notices are forgotten too': of('orders/offer-queries', 'forgetAsked'),
  'places, activities, sheets that are named one by one': [
    ...of('activities/place-queries', 'lockPlaces findPlace placesOf'),
    ...of('orders/offer-queries', 'offersOf'),
    ...of('orders/place-queries', 'lockPlaces placesWithOrder findPlace placesOf allPlacesOf'),
    ...of('rounds/door-queries', 'doorsOfRound doorsOfSheets findDoor openDoorsOfOrder peopleWithDoors'),
    ...of('rounds/walker-queries', 'walkersOf'),
    ...of('visits/visit-door-queries', 'lockDoors plansOfDoors recordsById'),
  ],
  'what one person holds or is asked for': [
    ...of('activities/place-queries', 'placesOfPerson'),
    ...of('orders/place-queries', 'placesOfPerson loadOfPeople slotsOf holdsVisitOn everyPlaceOf'),
    ...of('orders/rating-queries', 'ratingsOfDeliverer'),
    // Where he is expected: what he took back, or was over, names nobody any more.
    'function activity_places_ahead',
    'function order_places_ahead',
    ...of('rounds/door-queries', 'doorsOfPerson'),
    ...of('rounds/walker-queries', 'walkingOf'),
    ...of('visits/visit-door-queries', 'doorsOfWorker waitingVisits'),
  ],
  'what nobody has yet': [
    ...of('orders/order-queries', 'where'),
    ...of('orders/place-queries', 'claimablePlaces'),
    ...of('orders/round-order-queries', 'FREE'),
  ],
  'numbers of what was done': [
    ...of('activities/activity-figure-queries', 'ATTENDED'),
    ...of('activities/place-queries', 'countPlaces'),
    ...of('rounds/door-queries', 'countsOfSheets'),
    ...of('rounds/round-figure-queries', 'countHouseholds countDeliveries roundsOfDeliveries'),
    ...of('rounds/round-queries', 'countsOf'),
    ...of('visits/visit-door-queries', 'countWithoutWorker partsOfPlan'),
    'function orders_by_item',
    'function orders_by_grid',
    'function orders_by_team',
    'function visits_by_plan',
    'function doors_asked',
  ],
  'doors that wait or are done, and nothing of what was said there': of('visits/visit-door-queries', 'plannedDoors'),
  'orders by where and by whose team something was done there, and nothing of what was not': [
    ...of('orders/order-queries', 'countedBy'),
    'function grid_of_order',
  ],
  'what the order of a place says of itself': ['function orders_of_places'],
}

let installation: TestInstallation

beforeAll(async () => {
  installation = await createTestInstallation()
})
afterAll(() => installation.close())

test('no answer and no filter tells who declined or did not come, but where it was looked at', () => {
  const found = allOperations(installation.services).flatMap(({ route }) => {
    const at = `${route.method} ${route.path}`
    return [
      ...mentions(z.toJSONSchema(route.answer, { unrepresentable: 'any' }), `${at} answer`),
      ...(route.query
        ? mentions(z.toJSONSchema(route.query, { unrepresentable: 'any', io: 'input' }), `${at} query`)
        : []),
    ]
  })
  expect([...new Set(found)].sort()).toEqual(Object.values(REVIEWED).flat().sort())
})

test('no figure counts who declined or did not come', () => {
  const telling = ALL_FIGURES.filter((figure) =>
    [figure.name, figure.label, figure.definition].some((words) => TELLING_FIGURE.test(words)),
  )
  expect(telling.map((figure) => figure.name)).toEqual([])
})

test('every query of what knows of a no was looked at', async () => {
  const modules = fileURLToPath(new URL('../../modules', import.meta.url))
  const files = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('-queries.ts'),
  )
  const queries = files.flatMap((file) =>
    partsOf(readFileSync(join(modules, file), 'utf8')).map((name) => `${file.replace(/\.ts$/, '')} ${name}`),
  )
  const { rows } = await installation.admin.pool.query<{ name: string; source: string }>(
    `select proname as name, prosrc as source from pg_proc where pronamespace = 'public'::regnamespace`,
  )
  const functions = rows.filter((row) => TABLES.test(row.source)).map((row) => `function ${row.name}`)
  expect([...queries, ...functions].sort()).toEqual(Object.values(QUERIES).flat().sort())
})

function of(file: string, names: string): string[] {
  return names.split(' ').map((name) => `${file} ${name}`)
}

/** Names of the functions and constants of a file that name one of the tables. */
function partsOf(source: string): string[] {
  const [, ...parts] = source.split(/^(?:export )?(?:async )?(?:function|const|type) (?=\w)/m)
  return parts.filter((part) => TABLES.test(part)).map((part) => /^\w+/.exec(part)?.[0] ?? '')
}

/** Every telling word among the names and values of a schema, each with its place. */
function mentions(schema: unknown, at: string): string[] {
  if (Array.isArray(schema)) return schema.flatMap((one) => mentions(one, at))
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'enum' || key === 'const')
      return [value]
        .flat()
        .flatMap((word) => (typeof word === 'string' && TELLING.test(word) ? [`${at} = ${word}`] : []))
    if (key !== 'properties') return mentions(value, at)
    return Object.entries(value ?? {}).flatMap(([name, inner]) => [
      ...(TELLING.test(name) ? [`${at}.${name}`] : []),
      ...mentions(inner, `${at}.${name}`),
    ])
  })
}
