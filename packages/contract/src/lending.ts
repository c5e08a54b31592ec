import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Id, IdParams, Instant, line, words } from './ids.ts'
import { defineRoute } from './route.ts'

/** What a partner lends, for one time. Two reservations of one thing never overlap: the database refuses the second. */
export const reservationFlow = defineFlow({
  kind: 'reservation',
  states: ['reserved', 'used', 'thanked', 'cancelled'],
  initial: 'reserved',
  moves: {
    use: {
      from: ['reserved'],
      to: 'used',
      who: ['station-head', 'institute-officer', 'duty-officer', 'producer'],
      needs: NoNeeds,
    },
    thank: {
      from: ['used'],
      to: 'thanked',
      who: ['station-head', 'institute-officer', 'duty-officer', 'producer'],
      needs: z.object({ words: words(300).pipe(z.string().min(1)) }),
    },
    cancel: {
      from: ['reserved'],
      to: 'cancelled',
      who: ['station-head', 'institute-officer', 'duty-officer', 'producer'],
      needs: NoNeeds,
    },
  },
})
export const ReservationState = z.enum(reservationFlow.states)
export const LendingKind = z.enum(['room', 'guest', 'kit', 'vehicle', 'skill'])
export type LendingKind = z.output<typeof LendingKind>

export const Reservation = z.object({
  id: Id,
  offerId: Id,
  purpose: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  thanks: z.string(),
  state: ReservationState,
  availableMoves: z.array(z.string()),
})
export const Offer = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  checkInId: Id,
  partnerName: z.string(),
  kind: LendingKind,
  name: line(60),
  terms: words(200),
  /** Lent between these two instants; half-open. */
  startsAt: Instant,
  endsAt: Instant,
  withdrawn: z.boolean(),
  reservations: z.array(Reservation),
})
export type Offer = z.output<typeof Offer>

export const listOffers = defineRoute({
  method: 'GET',
  path: '/offers',
  summary: 'What partners lend in my area, with its reservations',
  capability: 'offer.read',
  owner: 'none',
  answer: z.object({ items: z.array(Offer) }),
})

export const makeOffer = defineRoute({
  method: 'POST',
  path: '/check-ins/:id/offers',
  summary: 'Lend a room, a guest, kit, a vehicle or a skill',
  capability: 'check-in.act',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: Offer.pick({ kind: true, name: true, terms: true, startsAt: true, endsAt: true }).refine(
    (one) => Date.parse(one.endsAt) > Date.parse(one.startsAt),
    { path: ['endsAt'], message: '结束时间要晚于开始时间' },
  ),
  answer: Offer,
})

export const withdrawOffer = defineRoute({
  method: 'POST',
  path: '/offers/:id/withdraw',
  summary: 'Lend it no longer; what is reserved stays, or is cancelled by whoever reserved',
  capability: 'check-in.act',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: Offer,
})

export const reserveOffer = defineRoute({
  method: 'POST',
  path: '/offers/:id/reservations',
  summary: 'Reserve what a partner lends; overlapping reservations are refused by the database',
  capability: 'offer.reserve',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z
    .object({ purpose: line(100), startsAt: Instant, endsAt: Instant })
    .refine((one) => Date.parse(one.endsAt) > Date.parse(one.startsAt), {
      path: ['endsAt'],
      message: '结束时间要晚于开始时间',
    }),
  answer: Offer,
})

export const moveReservation = defineRoute({
  method: 'POST',
  path: '/reservations/:id/moves',
  summary: 'It was used; thank the partner; or it is not needed after all',
  capability: 'offer.reserve',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(['use', 'thank', 'cancel']), words: words(300).default('') }),
  answer: Offer,
})
