import { type OrderMove, type OrderState, orderFlow } from '@yimi/contract/order.ts'
import { accountPeople } from '#modules/accounts/accounts.ts'
import { systemActor } from '#platform/access/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import { withRole } from '#platform/database/scope.ts'
import type { FlowRules, GivenMove } from '#platform/flow/flow-rules.ts'
import { moveMany } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import { answerableFor, type Wait } from './answerable.ts'
import { addPlaces } from './make-places.ts'
import { minutesLeft, orderClock, SIGHT_HOURS } from './order-clocks.ts'
import { orderGuards } from './order-guards.ts'
import { lockOrders, type OrderRow, setOrder } from './order-queries.ts'
import { tellOver } from './over-orders.ts'
import { allPlacesOf, endSight, placesOf } from './place-queries.ts'
import { placeRules } from './place-rules.ts'
import { takeBackVisits } from './post-visit.ts'
import { insertRating } from './rating-queries.ts'
import { tellStopped } from './stopped-orders.ts'

const HOUR_MS = 3_600_000
type Given = GivenMove<OrderRow>
type Change = Parameters<typeof setOrder>[2]

export const orderRules: FlowRules<OrderRow, OrderState, OrderMove> = {
  plan: orderFlow,
  lock: lockOrders,
  isApplicant: (row, actor) =>
    actor.personId !== undefined && (row.person_id === actor.personId || row.requester_id === actor.personId),
  keySubject: (row) => ({ kind: 'person', id: row.person_id }),
  guards: orderGuards,
  effects: effectsOfAll(),
  clocks: (row, state, now) => {
    const clock = orderClock(row, state, now)
    return clock ? [clock] : []
  },
}

/** What of the row changes with a move. Whoever is answerable, and until when, changes with every one of them. */
const CHANGES: Readonly<Partial<Record<OrderMove, (given: Given) => Change | Promise<Change>>>> = {
  take: ({ context }) => (context.actor.accountId ? { answerable_id: context.actor.accountId } : {}),
  ask: ({ context, row }) => ({
    asked_at: context.now,
    tries: [],
    minutes_left: minutesLeft(row, context.now),
  }),
  'note-try': ({ row, needs }) => ({ tries: [...row.tries, String(needs.way)] }),
  answer: () => ({ asked_at: null, minutes_left: null }),
  'close-unanswered': closed,
  'propose-refusal': ({ context }) => ({ refusal_proposed_by: context.actor.accountId ?? null }),
  refuse: ({ context }) => ({
    refused_by: context.actor.accountId ?? null,
    refused_at: context.now,
    refusal_proposed_by: null,
  }),
  object: (given) => handTo(given, { at: 'desk', not: [given.row.refused_by] }),
  merge: ({ needs }) => ({ merged_into: String(needs.intoId) }),
  refer: ({ context, row, needs }) => ({
    referred_to: String(needs.body),
    answerable_id: context.actor.accountId ?? row.answerable_id,
  }),
  // Twice sent back: the unit above decides.
  bounce: async (given) => ({
    bounces: given.row.bounces + 1,
    ...(given.row.bounces + 1 >= 2 ? await handTo(given, { at: 'institute' }) : {}),
  }),
  'confirm-referral': closed,
  'make-ready': async (given) => {
    const { context, row, needs } = given
    const skills = needs.skills as string[]
    const persons = Number(needs.persons)
    // Of hundreds at once the places are there already.
    if ((await placesOf(context.tx, [row.id])).length === 0) await addPlaces(context, { ...row, skills }, persons)
    return { priority: Number(needs.priority), skills, persons, ...(await handTo(given, { at: 'pool' })) }
  },
  'add-places': async ({ context, row, needs }) => {
    await addPlaces(context, row, Number(needs.persons))
    return { persons: row.persons + Number(needs.persons) }
  },
  'some-open': (given) => handTo(given, { at: 'pool' }),
  // Of a round whoever planned it stays answerable: thousands are not handed over one by one.
  'all-delivered': async (given) => ({
    delivered_at: given.context.now,
    ...(given.row.in_round ? {} : await handTo(given, { at: 'desk' })),
  }),
  confirm: ({ context, needs }) => ({ confirmed_by: String(needs.by), confirmed_at: context.now }),
  'confirm-automatically': ({ context }) => ({ confirmed_by: 'automatic', confirmed_at: context.now }),
  dispute: async (given) => ({
    disputed_of: given.row.answerable_id,
    ...(await handTo(given, { at: 'desk', not: [given.row.answerable_id, ...(await deliverers(given))] })),
  }),
  'resolve-delivered': ({ context }) => ({ delivered_at: context.now, disputed_of: null }),
  'resolve-again': async (given) => {
    const { context, row } = given
    await heedNobodyCame(given)
    await addPlaces(context, { ...row, round: row.round + 1 }, row.persons)
    return { round: row.round + 1, disputed_of: null, in_round: false, ...(await handTo(given, { at: 'pool' })) }
  },
  'resolve-closed': async (given) => {
    await heedNobodyCame(given)
    return closed(given)
  },
  rate: keepRating,
  close: closed,
  reopen: async (given) => ({
    round: given.row.round + 1,
    in_round: false,
    closed_at: null,
    delivered_at: null,
    confirmed_by: null,
    confirmed_at: null,
    refused_by: null,
    bounces: 0,
    ...(await handTo(given, { at: 'desk' })),
  }),
  cancel: async (given) => {
    await withdrawPlaces(given)
    return closed(given)
  },
  'undo-delivery': () => ({ delivered_at: null }),
  'undo-cancel': () => ({ closed_at: null }),
  suspend: ({ row }) => ({ suspended_from: row.state }),
  escalate: async (given) => ({
    escalations: given.row.escalations + 1,
    ...(await handTo(given, {
      at: waitOf(given.row),
      steps: given.row.escalations + 1,
      not: [given.row.answerable_id],
    })),
  }),
  assign: ({ needs }) => ({ answerable_id: String(needs.accountId) }),
}

function effectsOfAll(): Partial<Record<string, (given: Given) => Promise<void>>> {
  const plans: [string, { to?: OrderState }][] = Object.entries(orderFlow.moves)
  return Object.fromEntries(
    plans.map(([name, plan]) => [name, (given: Given) => follow(given, name as OrderMove, plan.to ?? given.row.state)]),
  )
}

async function follow(given: Given, name: OrderMove, state: OrderState): Promise<void> {
  const { context, row } = given
  const change = await CHANGES[name]?.(given)
  await setOrder(context.tx, row.id, {
    ...(name.startsWith('resume-') ? { suspended_from: null, review_on: null } : {}),
    ...(state === row.state ? {} : { escalations: 0 }),
    ...change,
    due_at: orderClock(row, state, context.now)?.dueAt ?? null,
  })
  if (state === 'cancelled' || state === 'suspended' || name.startsWith('resume-'))
    await tellStopped(context, {
      orderId: row.id,
      orgId: row.org_id,
      now: name.startsWith('resume-') ? 'running' : 'stopped',
    })
  await tellOver(context, row, name, state, given.needs.intoId)
}

/** With nobody else to be found whoever has it keeps it. */
async function handTo({ context, row }: Given, wait: Omit<Wait, 'orgId' | 'today'>): Promise<Change> {
  const found = await answerableFor(context.tx, { ...wait, orgId: row.org_id, today: dayOf(context.now) })
  return found ? { answerable_id: found } : {}
}

function waitOf({ state }: OrderRow): Wait['at'] {
  return state === 'ready' || state === 'accepted' || state === 'in-service' ? 'pool' : 'desk'
}

/** It was looked into and nobody had been there: then nobody has hours of it. */
async function heedNobodyCame({ context, row, needs }: Given): Promise<void> {
  if (needs.nobodyCame !== true) return
  const places = await placesOf(context.tx, [row.id])
  await takeBackVisits(
    context,
    places.filter((place) => place.state === 'delivered' && place.holder_id !== null).map((place) => place.id),
    String(needs.words),
  )
}

async function closed({ context, row }: Given): Promise<Change> {
  await endSight(context.tx, row.id, new Date(context.now.getTime() + SIGHT_HOURS * HOUR_MS))
  return { closed_at: context.now }
}

/** Accounts of who was there: somebody else decides whether it was done. */
async function deliverers({ context, row }: Given): Promise<string[]> {
  const holders = (await allPlacesOf(context.tx, [row.id])).flatMap((place) => place.holder_id ?? [])
  const accounts = await withRole(context.tx, 'yimi_jobs', () => accountPeople(context.tx, holders))
  return [...accounts.values()].map((one) => one.accountId)
}

async function withdrawPlaces({ context, row }: Given): Promise<void> {
  const ends: readonly string[] = ['delivered', 'withdrawn', 'in-service']
  const places = (await placesOf(context.tx, [row.id])).filter((place) => !ends.includes(place.state))
  await moveMany(
    { ...context, actor: systemActor([row.org_id]) },
    placeRules,
    places.map((place) => ({ recordId: place.id, orgId: row.org_id, move: 'withdraw', refs: { orderId: row.id } })),
  )
}

async function keepRating({ context, row, needs }: Given): Promise<Change> {
  const id = newId()
  const { tx, keyring, now } = context
  const key = await dataKeyFor(tx, keyring, { kind: 'person', id: row.person_id }, now)
  const said = String(needs.words)
  await insertRating(tx, {
    id,
    org_id: row.org_id,
    order_id: row.id,
    round: row.round,
    person_id: row.person_id,
    score: Number(needs.score),
    words_enc: said !== '' && key ? key.seal(said, ratingContext(row.id)) : null,
    said_by: String(needs.by),
    rated_at: now,
  })
  return {}
}

export function ratingContext(orderId: string): string {
  return `order ${orderId} rating`
}
export function wordsContext(orderId: string): string {
  return `order ${orderId} words`
}
