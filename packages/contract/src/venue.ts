import { z } from 'zod'
import { Id, IdParams, Instant, line } from './ids.ts'
import { defineRoute } from './route.ts'

export const Venue = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  name: line(60),
  /** Where it is, in a sentence: a hall has an address, a field a description. */
  place: line(200),
  seats: z.int().min(0).max(100_000),
  closed: z.boolean(),
})
export type Venue = z.output<typeof Venue>

const VenueWords = Venue.pick({ name: true, place: true, seats: true })

export const listVenues = defineRoute({
  method: 'GET',
  path: '/venues',
  summary: 'Venues of my area and of those above it',
  capability: 'venue.read',
  owner: 'none',
  answer: z.object({ items: z.array(Venue) }),
})

export const createVenue = defineRoute({
  method: 'POST',
  path: '/venues',
  summary: 'Add a venue',
  capability: 'venue.change',
  owner: 'record',
  idempotent: true,
  body: VenueWords.extend({ orgId: Id }),
  answer: Venue,
})

export const changeVenue = defineRoute({
  method: 'PUT',
  path: '/venues/:id',
  summary: 'Change a venue, or close it for new bookings',
  capability: 'venue.change',
  owner: 'record',
  params: IdParams,
  body: VenueWords.extend({ closed: z.boolean() }),
  answer: Venue,
})

/** One stay in a venue; half-open: the next one may start the minute this one ends. */
export const Booking = z.object({
  id: Id,
  venueId: Id,
  venueName: z.string(),
  orgId: Id,
  purpose: line(100),
  startsAt: Instant,
  endsAt: Instant,
  /** The record that holds the room, where it is not booked by itself. */
  broadcastId: Id.nullable(),
})
export type Booking = z.output<typeof Booking>

export const bookVenue = defineRoute({
  method: 'POST',
  path: '/venues/:id/bookings',
  summary: 'Book a venue; overlapping bookings are refused by the database',
  capability: 'venue.book',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z
    .object({ orgId: Id, purpose: line(100), startsAt: Instant, endsAt: Instant })
    .refine((b) => Date.parse(b.endsAt) > Date.parse(b.startsAt), {
      path: ['endsAt'],
      message: '结束时间要晚于开始时间',
    }),
  answer: Booking,
})

export const cancelBooking = defineRoute({
  method: 'DELETE',
  path: '/bookings/:id',
  summary: 'Give a booked time back',
  capability: 'venue.book',
  owner: 'record',
  params: IdParams,
  answer: z.object({ cancelled: z.int() }),
})
