import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Id, IdParams, Instant, words } from './ids.ts'
import { defineRoute } from './route.ts'
import { ProofKind } from './service.ts'

/** Who sends volunteers: the dispatcher, and the desk where there is none. */
const DISPATCH = ['dispatcher', 'duty-officer', 'station-head', 'institute-officer'] as const
const MaySay = words(500).default('')

export const OUTCOME_CODES = [
  'nobody-home',
  'not-wanted-today',
  'wrong-door',
  'unwell',
  'not-safe',
  'something-missing',
  'other',
] as const
export const OutcomeCode = z.enum(OUTCOME_CODES)
/** How attendance was taken. The resident is never asked for a code. */
export const STARTED_BY = ['resident-card', 'entrance', 'leader-list', 'paper'] as const
export const StartedBy = z.enum(STARTED_BY)

export const Slot = z
  .object({ startsAt: Instant, endsAt: Instant })
  .refine((one) => Date.parse(one.endsAt) > Date.parse(one.startsAt), {
    path: ['endsAt'],
    message: '结束时间要晚于开始时间',
  })

/** From when until when somebody was really there, as the list or the paper says. */
export const AttendedTimes = z
  .object({ from: Instant, until: Instant })
  .refine((one) => Date.parse(one.until) > Date.parse(one.from), {
    path: ['until'],
    message: '结束时间要晚于开始时间',
  })
export type AttendedTimes = z.output<typeof AttendedTimes>

/**
 * One person whom an order needs. An offer is never a command: who declines, or lets it lapse, is written down by the
 * system without a name, and taken off the offer when the place is filled.
 */
export const orderPlaceFlow = defineFlow({
  kind: 'order-place',
  states: [
    'open',
    'open-for-claim',
    'offered',
    'accepted',
    'in-round',
    'scheduled',
    'in-service',
    'delivered',
    'failed',
    'withdrawn',
  ],
  initial: 'open',
  moves: {
    offer: {
      from: ['open'],
      to: 'offered',
      who: [...DISPATCH, 'system'],
      needs: z.object({ personId: Id, offerId: Id }),
    },
    'open-claim': { from: ['open'], to: 'open-for-claim', who: [...DISPATCH, 'system'], needs: NoNeeds },
    'close-claim': { from: ['open-for-claim'], to: 'open', who: [...DISPATCH, 'system'], needs: NoNeeds },
    claim: { from: ['open-for-claim'], to: 'accepted', who: ['volunteer', 'team-leader'], needs: NoNeeds },
    accept: { from: ['offered'], to: 'accepted', who: ['applicant'], needs: NoNeeds },
    decline: { from: ['offered'], to: 'open', who: ['system'], needs: NoNeeds },
    lapse: { from: ['offered'], to: 'open', who: ['system'], needs: NoNeeds },
    'take-back': { from: ['offered'], to: 'open', who: DISPATCH, needs: NoNeeds },
    /** The volunteer cannot come: his right. No reason is asked. */
    'hand-back': { from: ['accepted', 'scheduled'], to: 'open', who: ['system'], needs: NoNeeds },
    're-dispatch': { from: ['accepted', 'scheduled'], to: 'open', who: DISPATCH, needs: z.object({ words: MaySay }) },
    schedule: {
      from: ['accepted', 'scheduled'],
      to: 'scheduled',
      who: ['applicant', ...DISPATCH],
      needs: z.object({ slot: Slot }),
    },
    'confirm-slot': { from: ['scheduled'], who: ['applicant', ...DISPATCH], needs: NoNeeds },
    'remind-day': { from: ['scheduled'], who: ['system'], needs: NoNeeds },
    'remind-hours': { from: ['scheduled'], who: ['system'], needs: NoNeeds },
    /** Half an hour after the slot nobody has begun. */
    'note-late': { from: ['scheduled'], who: ['system'], needs: NoNeeds },
    start: {
      from: ['scheduled'],
      to: 'in-service',
      who: ['applicant', ...DISPATCH],
      needs: z.object({ by: StartedBy }),
    },
    fail: {
      from: ['in-service'],
      to: 'failed',
      who: ['applicant', ...DISPATCH],
      needs: z.object({ outcome: OutcomeCode, words: MaySay }),
    },
    deliver: {
      from: ['in-service'],
      to: 'delivered',
      who: ['applicant', ...DISPATCH],
      needs: z.object({
        proof: ProofKind,
        fileId: Id.nullable().default(null),
        words: words(500).default(''),
        /** Written down later by the desk; null: from when it was begun until now. */
        times: AttendedTimes.nullable().default(null),
      }),
    },
    /** The times were wrong: by somebody else than who was there. His hours follow. */
    'correct-times': {
      from: ['delivered'],
      who: DISPATCH,
      needs: z.object({ times: AttendedTimes, words: words(500).pipe(z.string().min(2)) }),
    },
    'schedule-again': {
      from: ['failed'],
      to: 'scheduled',
      who: ['applicant', ...DISPATCH],
      needs: z.object({ slot: Slot }),
    },
    /** Who went alone says that he is safely out again. */
    leave: { from: ['in-service', 'delivered', 'failed'], who: ['applicant', ...DISPATCH], needs: NoNeeds },
    /** He has not said so: somebody calls him. */
    'note-silent': { from: ['in-service', 'delivered', 'failed'], who: ['system'], needs: NoNeeds },
    'try-another': { from: ['failed'], to: 'open', who: [...DISPATCH, 'system'], needs: NoNeeds },
    /** Delivered in one walk with many others; nobody is asked for this one place. */
    'join-round': { from: ['open'], to: 'in-round', who: ['system'], needs: NoNeeds },
    'leave-round': { from: ['in-round'], to: 'open', who: ['system'], needs: NoNeeds },
    'round-deliver': { from: ['in-round', 'failed'], to: 'delivered', who: ['system'], needs: NoNeeds },
    'round-miss': { from: ['in-round'], to: 'failed', who: ['system'], needs: NoNeeds },
    /** The mark at the door was a mistake. */
    'round-undo': { from: ['delivered', 'failed', 'withdrawn'], to: 'in-round', who: ['system'], needs: NoNeeds },
    withdraw: {
      from: ['open', 'open-for-claim', 'offered', 'accepted', 'in-round', 'scheduled', 'failed'],
      to: 'withdrawn',
      who: [...DISPATCH, 'system'],
      needs: NoNeeds,
    },
  },
})
export type OrderPlaceMove = keyof typeof orderPlaceFlow.moves
export const OrderPlaceState = z.enum(orderPlaceFlow.states)
export type OrderPlaceState = z.output<typeof OrderPlaceState>
/** Nobody has it yet. */
export const UNFILLED_STATES: readonly OrderPlaceState[] = ['open', 'open-for-claim', 'offered']

/** How far it is, without saying where. */
export const DistanceBand = z.enum(['same-entrance', 'same-grid', 'same-station', 'elsewhere'])
export type DistanceBand = z.output<typeof DistanceBand>

/** Somebody who could be asked, with every reason for and against; in no order of merit. */
export const Suggestion = z.object({
  personId: Id,
  volunteerId: Id,
  name: z.string(),
  band: DistanceBand,
  /** Places that are running or were done in the last thirty days. */
  load: z.int(),
  reasons: z.array(z.string()),
})
export type Suggestion = z.output<typeof Suggestion>

/** As the volunteer sees it: before he accepts no name, door or telephone; three days after the close nothing. */
export const MyPlace = z.object({
  id: Id,
  orderNumber: z.string(),
  state: OrderPlaceState,
  serviceName: z.string(),
  band: DistanceBand,
  window: z.object({ from: z.iso.date(), until: z.iso.date() }),
  lapsesAt: Instant.nullable(),
  reasons: z.array(z.string()),
  slot: z.object({ startsAt: Instant, endsAt: Instant }).nullable(),
  slotConfirmed: z.boolean(),
  /** Only while the place is his. */
  whom: z.object({ name: z.string(), door: z.string(), telephone: z.string(), risks: z.string() }).nullable(),
  /** Whom to call at the station. */
  answerable: z.object({ name: z.string(), telephone: z.string() }).nullable(),
  /** What the service asks for as a proof; null: of a request in own words, any. */
  proof: ProofKind.nullable(),
  /** Of somebody who went alone: until when he is to say that he has left safely. Null: nothing is waited for. */
  callInBy: Instant.nullable(),
  availableMoves: z.array(z.string()),
})
export type MyPlace = z.output<typeof MyPlace>

export const listSuggestions = defineRoute({
  method: 'GET',
  path: '/order-places/:id/suggestions',
  summary: 'Volunteers who could be asked for this place, each with its reasons',
  capability: 'order.dispatch',
  owner: 'record',
  params: IdParams,
  answer: z.object({ items: z.array(Suggestion) }),
})

export const offerPlace = defineRoute({
  method: 'POST',
  path: '/order-places/:id/offers',
  summary: 'Ask a volunteer, who may decline without a word',
  capability: 'order.dispatch',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ personId: Id }),
  answer: z.object({ id: Id, state: OrderPlaceState }),
})

export const PLACE_DESK_MOVES = [
  'open-claim',
  'close-claim',
  'take-back',
  're-dispatch',
  'schedule',
  'confirm-slot',
  'start',
  'fail',
  'deliver',
  'correct-times',
  'schedule-again',
  'try-another',
  'withdraw',
] as const satisfies readonly OrderPlaceMove[]

export const movePlace = defineRoute({
  method: 'POST',
  path: '/order-places/:id/moves',
  summary: 'Move a place: open it for claim, take an offer back, write down attendance from the list or paper',
  capability: 'order.dispatch',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(PLACE_DESK_MOVES), needs: z.record(z.string(), z.unknown()).default({}) }),
  answer: z.object({ id: Id, state: OrderPlaceState }),
})

export const listMyPlaces = defineRoute({
  method: 'GET',
  path: '/my/places',
  summary: 'What I am asked for, what is mine, and what anybody suited may claim',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({ offered: z.array(MyPlace), mine: z.array(MyPlace), claimable: z.array(MyPlace) }),
})

export const PLACE_OWN_MOVES = [
  'accept',
  'decline',
  'claim',
  'hand-back',
  'schedule',
  'confirm-slot',
  'start',
  'fail',
  'deliver',
  'schedule-again',
] as const satisfies readonly OrderPlaceMove[]

export const moveMyPlace = defineRoute({
  method: 'POST',
  path: '/my/places/:id/moves',
  summary: 'Accept, decline, claim, hand back, make a time, begin, finish',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  params: IdParams,
  body: z.object({
    move: z.enum(PLACE_OWN_MOVES),
    needs: z.record(z.string(), z.unknown()).default({}),
    /** With `start`: what stands on the resident's card or the entrance plate; never a code of the resident's. */
    shown: words(200).default(''),
  }),
  /** Null: nothing of it is mine any more. */
  answer: z.object({ place: MyPlace.nullable() }),
})

export const sayLeftSafely = defineRoute({
  method: 'POST',
  path: '/my/places/:id/left',
  summary: 'I went alone and am safely out again',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  params: IdParams,
  answer: z.object({ id: Id }),
})

/** Pooled: nobody can tell who said what. Null until five said something, or a month has passed and two did. */
export const getMyRatings = defineRoute({
  method: 'GET',
  path: '/my/ratings',
  summary: 'What was said about my services, pooled',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({ pooled: z.object({ count: z.int(), average: z.number() }).nullable() }),
})
