import { type OrderMove, type OrderState, orderFlow } from '@yimi/contract/order.ts'
import { ORDER_DESK_MOVES } from '@yimi/contract/order-desk.ts'
import { type OrderPlaceMove, type OrderPlaceState, orderPlaceFlow } from '@yimi/contract/order-place.ts'
import type { Role } from '@yimi/contract/roles.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { keepSlot, offerTo } from './dispatch-place.ts'
import { findOrder, type OrderRow, OVER_STATES } from './order-queries.ts'
import { createTestOrders, NOW, type TestOrders, WINDOW } from './orders-fixtures.ts'
import { type LockedPlace, placesOf, placesWithOrder } from './place-queries.ts'
import { stepOrder } from './step-order.ts'
import { stepPlace } from './step-place.ts'

const SEED = 20_261_123
const RUNS = 25
let world: TestOrders
let volunteers: string[]
let residentId: string
let staff: Actor
let elder: Actor
const seen = { order: new Set<string>(), place: new Set<string>() }

beforeAll(async () => {
  world = await createTestOrders()
  residentId = (await world.resident()).personId
  volunteers = [
    (await world.volunteer()).personId,
    (await world.volunteer()).personId,
    (await world.volunteer()).personId,
  ]
  const { station } = world.installation.orgs
  const at = (caller: { accountId: string; personId: string }): Actor => ({
    ...systemActor([station]),
    kind: 'account',
    accountId: caller.accountId,
    personId: caller.personId,
    roles: (['station-head', 'duty-officer', 'dispatcher'] as Role[]).map((role) => ({
      role,
      orgId: station,
      area: new Set([station]),
    })),
  })
  staff = at(world.duty)
  elder = at(world.other)
})
afterAll(() => world.close())

/** Moves that lead on are taken more often than those that end it, or a walk would seldom get far. */
const ONWARD: readonly string[] = [
  'take',
  'make-ready',
  'confirm',
  'rate',
  'close',
  'answer',
  'assign',
  'offer',
  'accept',
  'claim',
  'schedule',
  'start',
  'deliver',
]
const Step = fc.record({
  onPlace: fc.integer({ min: 0, max: 9 }).map((n) => n < 7),
  order: fc.constantFrom(...ORDER_DESK_MOVES),
  place: fc.constantFrom(...(Object.keys(orderPlaceFlow.moves) as OrderPlaceMove[])),
  wild: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  pick: fc.nat(),
})
type Step = typeof Step extends fc.Arbitrary<infer S> ? S : never

/** What an order must be between ready and delivered: the reference, by counting alone. */
function reference(places: readonly OrderPlaceState[], before: OrderState): OrderState {
  const standing = places.filter((state) => state !== 'withdrawn')
  const count = (...states: OrderPlaceState[]) => standing.filter((state) => states.includes(state)).length
  if (count('in-service') > 0) return 'in-service'
  if (count('delivered') > 0 && count('delivered', 'failed') === standing.length) return 'delivered'
  if (standing.length === 0 || count('open', 'open-for-claim', 'offered') > 0) return 'ready'
  if (count('delivered') > 0) return 'in-service'
  return count('failed') === standing.length ? before : 'accepted'
}

test(`whatever is tried, by whomever: states are declared, follow from the places, and one named person has it (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { minLength: 35, maxLength: 60 }), async (steps) => {
      const { id } = await world.submit(residentId)
      for (const step of steps) await take(id, step)
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  )
  const scope = { role: 'yimi_app' as const, orgs: Object.values(world.installation.orgs) }
  const report = await inScope(world.installation.services.database, scope, verifyChains)
  expect(report.faults).toEqual([])
  for (const state of [
    'in-review',
    'needs-information',
    'refused',
    'ready',
    'accepted',
    'in-service',
    'delivered',
    'confirmed',
    'closed',
    'cancelled',
    'suspended',
  ])
    expect([...seen.order], 'walks went deep enough').toContain(state)
  expect([...seen.place].sort()).toEqual([...orderPlaceFlow.states].sort())
}, 300_000)

async function take(id: string, step: Step): Promise<void> {
  const before = await read(id)
  const place = before.places[step.pick % Math.max(1, before.places.length)]
  const made = step.onPlace && place ? await tryPlace(place, step) : await tryOrder(before.order, step)
  const after = await read(id)
  seen.order.add(after.order.state)
  for (const one of after.places) seen.place.add(one.state)
  const told = `${JSON.stringify(step)} from ${before.order.state} [${before.places.map((one) => one.state)}]`
  expect(orderFlow.states, told).toContain(after.order.state)
  if (!made) expect(stateOf(after), told).toEqual(stateOf(before))
  if (['ready', 'accepted', 'in-service'].includes(after.order.state))
    expect(
      reference(
        after.places.map((one) => one.state),
        after.order.state,
      ),
      told,
    ).toBe(after.order.state)
  if (!OVER_STATES.includes(after.order.state)) {
    expect(after.order.answerable_id, told).not.toBeNull()
    expect(after.order.due_at, told).not.toBeNull()
  }
  const holders = after.places.flatMap((one) => one.holder_id ?? [])
  expect(new Set(holders).size, told).toBe(holders.length)
  for (const one of after.places) expect(one.offered_to !== null, told).toBe(one.state === 'offered')
  expect(await namesKeptOf(after.places), told).toEqual([])
}

function stateOf({ order, places }: { order: OrderRow; places: LockedPlace[] }) {
  return {
    state: order.state,
    places: places.map((place) => `${place.state} ${place.holder_id}`),
    answerable: order.answerable_id,
  }
}

function weighted<Move extends string>(offered: readonly Move[]): Move[] {
  const weight = (move: Move) => (ONWARD.includes(move) ? 8 : move === 'fail' ? 4 : 1)
  return offered.flatMap((move) => Array.from({ length: weight(move) }, () => move))
}

function tryOrder(order: OrderRow, step: Step): Promise<boolean> {
  const offered: readonly OrderMove[] = ORDER_DESK_MOVES.filter((move) =>
    (orderFlow.moves[move].from as readonly string[]).includes(order.state),
  )
  const likely = weighted(offered)
  const name = step.wild ? step.order : (likely[step.pick % Math.max(1, likely.length)] ?? step.order)
  const actor = order.disputed_of === staff.accountId || order.refused_by === staff.accountId ? elder : staff
  return tryIt(actor, (context) => stepOrder(context, order, name, needsOfOrder(name, step)))
}

function tryPlace(place: LockedPlace, step: Step): Promise<boolean> {
  const moves = Object.keys(orderPlaceFlow.moves) as OrderPlaceMove[]
  const offered = moves.filter((move) => (orderPlaceFlow.moves[move].from as readonly string[]).includes(place.state))
  const likely = weighted(offered)
  const name = step.wild ? step.place : (likely[step.pick % Math.max(1, likely.length)] ?? step.place)
  const volunteer = volunteers[step.pick % volunteers.length] ?? ''
  const { who } = orderPlaceFlow.moves[name]
  const own = {
    ...staff,
    personId: place.offered_to ?? place.holder_id ?? volunteer,
    roles: staff.roles.map((held) => ({ ...held, role: 'volunteer' as const })),
  }
  const isOwn = name === 'claim' || who.includes('applicant')
  const actor = isOwn ? own : who.includes('dispatcher') ? staff : systemActor(staff.orgs)
  if (name === 'offer') return tryIt(staff, (context) => offerTo(context, place, volunteer))
  const needs = needsOfPlace(name)
  return tryIt(actor, (context) =>
    stepPlace(context, place, { move: name, needs, before: () => keepSlot(context, place.id, needs) }),
  )
}

function needsOfOrder(name: OrderMove, step: Step): Record<string, unknown> {
  if (name === 'make-ready') return { window: WINDOW, persons: 1 + (step.pick % 2) }
  if (name === 'add-places') return { persons: 1 }
  const code = name === 'cancel' ? 'other' : 'not-safe'
  const by = name === 'confirm' ? 'family' : 'call-back'
  return {
    words: '说明情况',
    code,
    by,
    way: 'phone',
    body: '12345',
    receipt: '回执',
    reviewOn: '2026-11-30',
    score: 4,
    nobodyCame: step.pick % 2 === 0,
    intoId: residentId,
    accountId: world.duty.accountId,
  }
}

function needsOfPlace(name: OrderPlaceMove): Record<string, unknown> {
  if (name === 'schedule' || name === 'schedule-again') {
    // Each visit at a time of its own: nobody is in two places at once.
    const startsAt = new Date(NOW.getTime() + (slots++ % 300) * 3_600_000)
    return { slot: { startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + 60_000).toISOString() } }
  }
  if (name === 'correct-times')
    return {
      words: '纸单写错了',
      times: { from: new Date(NOW.getTime() - 3_600_000).toISOString(), until: NOW.toISOString() },
    }
  return { by: 'paper', outcome: 'nobody-home', proof: 'tick', words: '' }
}
let slots = 0

async function read(id: string): Promise<{ order: OrderRow; places: LockedPlace[] }> {
  return world.asStation(async ({ tx }) => {
    const order = await findOrder(tx, id)
    if (!order) throw new Error('the order is gone')
    return {
      order,
      places: await placesWithOrder(
        tx,
        (await placesOf(tx, [id])).map((place) => place.id),
      ),
    }
  })
}

/** People who were asked for a place that somebody else fills now. */
async function namesKeptOf(places: readonly LockedPlace[]): Promise<unknown[]> {
  const { rows } = await world.installation.admin.pool.query(
    `select o.id from place_offers o join order_places p on p.id = o.place_id
     where p.id = any ($1) and p.holder_id is not null and o.person_id is distinct from p.holder_id and o.person_id is not null`,
    [places.map((place) => place.id)],
  )
  return rows
}

/** In a transaction of its own; a refusal is an answer, everything else is a failure of the test. */
async function tryIt(actor: Actor, work: (context: FlowContext) => Promise<unknown>): Promise<boolean> {
  const { database, keyring, clock } = world.installation.services
  try {
    await inScope(database, { role: 'yimi_app', orgs: [world.installation.orgs.station] }, (tx) =>
      work({ tx, keyring, actor, now: clock.now() }),
    )
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) expect(error).toMatchObject({ code: '23P01' })
    return false
  }
}
