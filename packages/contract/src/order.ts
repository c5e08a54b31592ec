import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Day, Id, Instant, line, words } from './ids.ts'
import { OrderPlaceState, OutcomeCode, StartedBy } from './order-place.ts'
import { ProofKind } from './service.ts'

const DESK = ['duty-officer', 'station-head', 'institute-officer'] as const
/** Whoever speaks for the resident at the door or at the desk: nobody confirms for himself what he delivered. */
const WITNESS = ['applicant', 'grid-worker', ...DESK] as const
const HEADS = ['station-head', 'institute-officer'] as const
const Said = words(1000).pipe(z.string().min(2))
const MaySay = words(1000).default('')

export const REFUSAL_CODES = ['not-eligible', 'not-offered', 'not-safe', 'nobody-able', 'asked-twice', 'other'] as const
export const RefusalCode = z.enum(REFUSAL_CODES)
export const CANCEL_CODES = [
  'no-longer-needed',
  'solved-otherwise',
  'not-possible',
  'died',
  'moved-away',
  'consent-ended',
  'other',
] as const
export const CancelCode = z.enum(CANCEL_CODES)
/** Who said that it was done; `automatic`: nobody said anything for seven days. */
export const CONFIRMED_BY = ['resident', 'family', 'grid-worker', 'call-back', 'automatic'] as const
export const ConfirmedBy = z.enum(CONFIRMED_BY)
/** Ways by which somebody is tried who owes an answer. */
export const TRY_WAYS = ['phone', 'message', 'visit', 'family', 'grid-worker'] as const
export const TryWay = z.enum(TRY_WAYS)

const Readying = z.object({
  /** Higher goes first. */
  priority: z.int().min(0).max(9).default(0),
  skills: z.array(z.string().max(40)).max(5).default([]),
  persons: z.int().min(1).max(20).default(1),
  window: z
    .object({ from: Day, until: Day })
    .refine((one) => one.until >= one.from, { path: ['until'], message: '结束日期不能早于开始日期' }),
})

/**
 * A service order. Between ready and delivered its state follows from its places: ready while one is open or offered and
 * nobody has begun, accepted when all are, in service from the first that begins, delivered when all are delivered or over
 * and one at least is delivered. Those moves are the system's own, in the transaction that moved the place.
 */
export const orderFlow = defineFlow({
  kind: 'order',
  states: [
    'submitted',
    'in-review',
    'needs-information',
    'refused',
    'merged',
    'referred',
    'ready',
    'accepted',
    'in-service',
    'delivered',
    'in-dispute',
    'confirmed',
    'rated',
    'closed',
    'cancelled',
    'suspended',
  ],
  initial: 'submitted',
  moves: {
    /** With a note of the call back, where the request came in own words. */
    take: { from: ['submitted'], to: 'in-review', who: [...DESK, 'system'], needs: z.object({ words: MaySay }) },
    ask: { from: ['in-review'], to: 'needs-information', who: DESK, needs: z.object({ words: Said }) },
    'note-try': { from: ['needs-information'], who: DESK, needs: z.object({ way: TryWay, words: MaySay }) },
    answer: {
      from: ['needs-information'],
      to: 'in-review',
      who: ['applicant', ...DESK],
      needs: z.object({ words: Said }),
    },
    /** Nobody answered for seven days and two tries by two ways. */
    'close-unanswered': { from: ['needs-information'], to: 'closed', who: [...DESK, 'system'], needs: NoNeeds },
    /** The first of two, where one alone may not refuse. */
    'propose-refusal': { from: ['in-review'], who: DESK, needs: z.object({ code: RefusalCode, words: Said }) },
    refuse: { from: ['in-review'], to: 'refused', who: DESK, needs: z.object({ code: RefusalCode, words: Said }) },
    object: { from: ['refused'], to: 'in-review', who: ['applicant', ...DESK], needs: z.object({ words: Said }) },
    merge: { from: ['in-review'], to: 'merged', who: DESK, needs: z.object({ intoId: Id }) },
    refer: {
      from: ['in-review'],
      to: 'referred',
      who: DESK,
      needs: z.object({ body: line(80), reference: words(60).default('') }),
    },
    /** The other body does not take it. */
    bounce: { from: ['referred'], to: 'in-review', who: DESK, needs: z.object({ words: Said }) },
    /** The other body has it, with its receipt. */
    'confirm-referral': { from: ['referred'], to: 'closed', who: DESK, needs: z.object({ receipt: line(120) }) },
    'make-ready': { from: ['in-review'], to: 'ready', who: [...DESK, 'system'], needs: Readying },
    'add-places': {
      from: ['ready', 'accepted', 'in-service'],
      who: [...DESK, 'dispatcher'],
      needs: z.object({ persons: z.int().min(1).max(20) }),
    },
    'all-accepted': { from: ['ready', 'in-service'], to: 'accepted', who: ['system'], needs: NoNeeds },
    'some-open': { from: ['accepted', 'in-service'], to: 'ready', who: ['system'], needs: NoNeeds },
    'first-started': { from: ['ready', 'accepted'], to: 'in-service', who: ['system'], needs: NoNeeds },
    'all-delivered': { from: ['ready', 'accepted', 'in-service'], to: 'delivered', who: ['system'], needs: NoNeeds },
    confirm: {
      from: ['delivered'],
      to: 'confirmed',
      who: WITNESS,
      needs: z.object({ by: ConfirmedBy.exclude(['automatic']) }),
    },
    /** Marked as such wherever it is shown; never where money went through hands. */
    'confirm-automatically': { from: ['delivered'], to: 'confirmed', who: ['system'], needs: NoNeeds },
    dispute: { from: ['delivered'], to: 'in-dispute', who: WITNESS, needs: z.object({ words: Said }) },
    'resolve-delivered': { from: ['in-dispute'], to: 'delivered', who: DESK, needs: z.object({ words: Said }) },
    /** Somebody goes again. */
    'resolve-again': {
      from: ['in-dispute'],
      to: 'ready',
      who: DESK,
      needs: z.object({ words: Said, nobodyCame: z.boolean() }),
    },
    /** `nobodyCame`: hours of the visit are taken back. */
    'resolve-closed': {
      from: ['in-dispute'],
      to: 'closed',
      who: DESK,
      needs: z.object({ words: Said, nobodyCame: z.boolean() }),
    },
    /** By the resident or the family, or as they said it to somebody who called back. */
    rate: {
      from: ['confirmed'],
      to: 'rated',
      who: WITNESS,
      needs: z.object({ score: z.int().min(1).max(5), words: MaySay, by: z.enum(['resident', 'family', 'call-back']) }),
    },
    close: { from: ['confirmed', 'rated'], to: 'closed', who: [...DESK, 'system'], needs: NoNeeds },
    reopen: { from: ['closed'], to: 'in-review', who: ['applicant', ...DESK], needs: z.object({ words: Said }) },
    cancel: {
      from: ['submitted', 'in-review', 'needs-information', 'referred', 'ready', 'accepted', 'suspended'],
      to: 'cancelled',
      who: ['applicant', ...DESK, 'system'],
      needs: z.object({ code: CancelCode, words: MaySay }),
    },
    /** A mark of a round was a mistake: it was not delivered, or not declined. */
    'undo-delivery': { from: ['delivered'], to: 'accepted', who: ['system'], needs: NoNeeds },
    'undo-cancel': { from: ['cancelled'], to: 'accepted', who: ['system'], needs: NoNeeds },
    suspend: {
      from: [
        'submitted',
        'in-review',
        'needs-information',
        'referred',
        'ready',
        'accepted',
        'in-service',
        'delivered',
        'in-dispute',
        'confirmed',
        'rated',
      ],
      to: 'suspended',
      who: HEADS,
      needs: z.object({ words: Said, reviewOn: Day }),
    },
    'resume-submitted': { from: ['suspended'], to: 'submitted', who: HEADS, needs: z.object({ words: Said }) },
    'resume-in-review': { from: ['suspended'], to: 'in-review', who: HEADS, needs: z.object({ words: Said }) },
    'resume-needs-information': {
      from: ['suspended'],
      to: 'needs-information',
      who: HEADS,
      needs: z.object({ words: Said }),
    },
    'resume-referred': { from: ['suspended'], to: 'referred', who: HEADS, needs: z.object({ words: Said }) },
    'resume-ready': { from: ['suspended'], to: 'ready', who: HEADS, needs: z.object({ words: Said }) },
    'resume-accepted': { from: ['suspended'], to: 'accepted', who: HEADS, needs: z.object({ words: Said }) },
    'resume-in-service': { from: ['suspended'], to: 'in-service', who: HEADS, needs: z.object({ words: Said }) },
    'resume-delivered': { from: ['suspended'], to: 'delivered', who: HEADS, needs: z.object({ words: Said }) },
    'resume-in-dispute': { from: ['suspended'], to: 'in-dispute', who: HEADS, needs: z.object({ words: Said }) },
    'resume-confirmed': { from: ['suspended'], to: 'confirmed', who: HEADS, needs: z.object({ words: Said }) },
    'resume-rated': { from: ['suspended'], to: 'rated', who: HEADS, needs: z.object({ words: Said }) },
    /** The clock ran out: the next named person has it. */
    escalate: {
      from: [
        'submitted',
        'in-review',
        'needs-information',
        'referred',
        'ready',
        'accepted',
        'in-service',
        'delivered',
        'in-dispute',
        'confirmed',
        'rated',
        'suspended',
      ],
      who: ['system'],
      needs: NoNeeds,
    },
    /** Another named person has it from now on. */
    assign: {
      from: [
        'submitted',
        'in-review',
        'needs-information',
        'referred',
        'ready',
        'accepted',
        'in-service',
        'delivered',
        'in-dispute',
        'confirmed',
        'rated',
        'suspended',
      ],
      who: [...DESK, 'dispatcher'],
      needs: z.object({ accountId: Id }),
    },
  },
})
export type OrderMove = keyof typeof orderFlow.moves
export const OrderState = z.enum(orderFlow.states)
export type OrderState = z.output<typeof OrderState>

/** How the request came. The resident needs no telephone of his own for any of them but the first. */
export const ORDER_CHANNELS = ['portal', 'kiosk', 'card', 'phone', 'paper', 'grid-worker', 'desk', 'trigger'] as const
export const OrderChannel = z.enum(ORDER_CHANNELS)
export type OrderChannel = z.output<typeof OrderChannel>
/** What a person types in for somebody else. */
export const StaffChannel = OrderChannel.extract(['phone', 'paper', 'grid-worker', 'desk'])

const Wished = z
  .object({ from: Day, until: Day })
  .refine((one) => one.until >= one.from, { path: ['until'], message: '结束日期不能早于开始日期' })

/** What is said with every request, however it comes. */
export const Wish = z.object({
  /** Null: in own words, and the station calls back. */
  serviceId: Id.nullable().default(null),
  words: words(1000).default(''),
  wished: Wished.nullable().default(null),
  /** What whoever comes must know: stairs, a dog, somebody ill. Health only under its own consent. */
  risks: words(300).default(''),
  /** Where the person is reached this time, if not under the usual number. */
  contact: words(60).default(''),
  /** Said by the requester himself; the station's urgent words raise it as well. */
  urgent: z.boolean().default(false),
})
export type Wish = z.output<typeof Wish>

/** Numbers to be shown first, large, before anything else; the request is kept all the same. */
export const Emergency = z.object({ telephones: z.array(z.object({ label: z.string(), number: z.string() })) })
export type Emergency = z.output<typeof Emergency>

/** The named person who has it now, and where to call. */
export const Answerable = z.object({ accountId: Id, name: z.string(), telephone: z.string() })
export type Answerable = z.output<typeof Answerable>

export const OrderLine = z.object({
  id: Id,
  /** Without anything about the person. */
  number: z.string(),
  orgId: Id,
  orgName: z.string(),
  state: OrderState,
  serviceId: Id.nullable(),
  /** Of a request in own words: empty. */
  serviceName: z.string(),
  personId: Id,
  personName: z.string(),
  door: z.string(),
  channel: OrderChannel,
  urgent: z.boolean(),
  submittedAt: Instant,
  /** When the present clock runs out; null: none runs. */
  dueAt: Instant.nullable(),
  answerable: Answerable.nullable(),
  window: z.object({ from: Day, until: Day }).nullable(),
  /** Places filled of places needed; 0 of 0 before it is ready. */
  filled: z.int(),
  places: z.int(),
})
export type OrderLine = z.output<typeof OrderLine>

/** One line of the log: what happened, under which office; words only where they were said to be read. */
export const OrderEvent = z.object({ at: Instant, move: z.string(), by: z.string(), words: z.string() })
export type OrderEvent = z.output<typeof OrderEvent>

/** Who was asked for a place and what came of it. A decline has no name once the place is filled. */
export const PlaceOffer = z.object({
  id: Id,
  personId: Id.nullable(),
  name: z.string(),
  reasons: z.array(z.string()),
  offeredAt: Instant,
  lapsesAt: Instant,
  outcome: z.enum(['open', 'accepted', 'declined', 'lapsed', 'taken-back']),
})

export const OrderPlaceView = z.object({
  id: Id,
  position: z.int(),
  state: OrderPlaceState,
  holder: z.object({ personId: Id, name: z.string(), contactMasked: z.string() }).nullable(),
  slot: z.object({ startsAt: Instant, endsAt: Instant }).nullable(),
  slotConfirmed: z.boolean(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  startedBy: StartedBy.nullable(),
  outcome: OutcomeCode.nullable(),
  proof: ProofKind.nullable(),
  attempts: z.int(),
  offers: z.array(PlaceOffer),
  availableMoves: z.array(z.string()),
})
export type OrderPlaceView = z.output<typeof OrderPlaceView>

export const Order = OrderLine.extend({
  words: z.string(),
  risks: z.string(),
  contactMasked: z.string(),
  /** Who asked for the person, and what he is to him; empty: the person himself. */
  onBehalf: z.string(),
  wished: z.object({ from: Day, until: Day }).nullable(),
  persons: z.int(),
  priority: z.int(),
  skills: z.array(z.string()),
  /** Off: no message, code, rating or picture anywhere. */
  silent: z.boolean(),
  confirmedBy: ConfirmedBy.nullable(),
  rating: z.object({ score: z.int(), words: z.string() }).nullable(),
  referredTo: z.string(),
  bounces: z.int(),
  mergedInto: z.string(),
  reviewOn: Day.nullable(),
  refusalProposed: z.boolean(),
  log: z.array(OrderEvent),
  placeList: z.array(OrderPlaceView),
  availableMoves: z.array(z.string()),
})
export type Order = z.output<typeof Order>

/** As the resident or the proxy sees it. */
export const MyOrder = OrderLine.pick({
  id: true,
  number: true,
  state: true,
  serviceName: true,
  submittedAt: true,
  window: true,
  urgent: true,
}).extend({
  words: z.string(),
  forName: z.string(),
  answerable: z.object({ name: z.string(), telephone: z.string() }).nullable(),
  /** The desk's question, while it waits for an answer. */
  question: z.string(),
  /** Why it was refused, in words. */
  refusal: z.string(),
  confirmedBy: ConfirmedBy.nullable(),
  mayRate: z.boolean(),
  visits: z.array(
    z.object({
      name: z.string(),
      slot: z.object({ startsAt: Instant, endsAt: Instant }).nullable(),
      state: OrderPlaceState,
    }),
  ),
  availableMoves: z.array(z.string()),
})
export type MyOrder = z.output<typeof MyOrder>
