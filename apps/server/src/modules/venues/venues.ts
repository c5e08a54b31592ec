import {
  type Booking,
  bookVenue,
  cancelBooking,
  changeVenue,
  createVenue,
  listVenues,
  type Venue,
} from '@yimi/contract/venue.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import type { Tx } from '#platform/database/database.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import { implement, type Operation, type OperationInput, type RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { reserveVenue } from './venue-reservation.ts'
import {
  type BookingRow,
  cancelBookings,
  findBooking,
  findBookingsBetween,
  findVenue,
  findVenueNames,
  findVenues,
  insertVenue,
  updateVenue,
  type VenueRow,
} from './venues-queries.ts'

export { venueAddresses } from './venue-addresses.ts'
export { venueFigures } from './venue-figures.ts'
export { releaseVenue, reserveVenue } from './venue-reservation.ts'

/** Venues and who has them when. That nobody has one twice is the database's rule. */
export function venueOperations(): Operation[] {
  return [
    implement(listVenues, list),
    implement(createVenue, create),
    implement(changeVenue, change),
    implement(bookVenue, book),
    implement(cancelBooking, cancel),
  ]
}

/** A venue that the transaction may see. */
export function findVenueById(tx: Tx, id: string): Promise<VenueRow | undefined> {
  return findVenue(tx, id)
}

/** Names by id of the venues that the transaction may see. */
export async function venueNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  return ids.length === 0 ? new Map() : findVenueNames(tx, ids)
}

/** Bookings that the transaction may see and that touch the time. */
export async function readBookings(tx: Tx, from: Date, until: Date): Promise<Booking[]> {
  return (await findBookingsBetween(tx, from, until)).map(answerBooking)
}

async function list(context: RequestContext): Promise<{ items: Venue[] }> {
  const above = new Set(context.actor.above)
  const rows = (await findVenues(context.tx)).filter(
    (row) => context.scope?.orgs.has(row.org_id) || above.has(row.org_id),
  )
  return { items: await answerVenues(context.tx, rows) }
}

async function create(context: RequestContext, { body }: OperationInput<typeof createVenue>): Promise<Venue> {
  context.mayOn({ orgId: body.orgId })
  const row = { id: newId(), org_id: body.orgId, name: body.name, place: body.place, seats: body.seats, closed: false }
  await insertVenue(context.tx, row)
  await recordAct(context, { kind: 'venue', recordId: row.id, orgId: row.org_id, act: 'create' })
  return answerVenue(context.tx, row)
}

async function change(context: RequestContext, { params, body }: OperationInput<typeof changeVenue>): Promise<Venue> {
  const venue = await findVenue(context.tx, params.id)
  if (!venue) throw new Refusal('not-found')
  context.mayOn({ orgId: venue.org_id })
  const { name, place, seats, closed } = body
  await updateVenue(context.tx, venue.id, { name, place, seats, closed })
  await recordAct(context, {
    kind: 'venue',
    recordId: venue.id,
    orgId: venue.org_id,
    act: closed === venue.closed ? 'change' : closed ? 'close' : 'open',
  })
  return answerVenue(context.tx, { ...venue, name, place, seats, closed })
}

async function book(context: RequestContext, { params, body }: OperationInput<typeof bookVenue>): Promise<Booking> {
  context.mayOn({ orgId: body.orgId })
  const { accountId } = context.actor
  if (!accountId) throw new ProgramFault('a booking without an account')
  const { id } = await reserveVenue(context.tx, {
    venueId: params.id,
    orgId: body.orgId,
    purpose: body.purpose,
    startsAt: new Date(body.startsAt),
    endsAt: new Date(body.endsAt),
    broadcastId: null,
    bookedBy: accountId,
    now: context.now,
  })
  await recordAct(context, {
    kind: 'venue-booking',
    recordId: id,
    orgId: body.orgId,
    act: 'book',
    refs: { venueId: params.id },
  })
  return answerBooking(await getBooking(context.tx, id))
}

async function cancel(
  context: RequestContext,
  { params }: OperationInput<typeof cancelBooking>,
): Promise<{ cancelled: number }> {
  const booking = await getBooking(context.tx, params.id)
  context.mayOn({ orgId: booking.org_id, ownerId: booking.booked_by })
  if (booking.broadcast_id)
    throw new Refusal('move-not-allowed', { detail: '这个时间由一场直播占用，请在直播申请里改时间或场地。' })
  const cancelled = await cancelBookings(context.tx, { id: booking.id }, context.now)
  await recordAct(context, {
    kind: 'venue-booking',
    recordId: booking.id,
    orgId: booking.org_id,
    act: 'cancel',
    announced: true,
  })
  return { cancelled }
}

async function getBooking(tx: Tx, id: string): Promise<BookingRow> {
  const booking = await findBooking(tx, id)
  if (!booking) throw new Refusal('not-found')
  return booking
}

async function answerVenue(tx: Tx, row: VenueRow): Promise<Venue> {
  const [venue] = await answerVenues(tx, [row])
  if (!venue) throw new ProgramFault('a venue gave no answer')
  return venue
}

async function answerVenues(tx: Tx, rows: readonly VenueRow[]): Promise<Venue[]> {
  const names = await orgNames(
    tx,
    rows.map((row) => row.org_id),
  )
  return rows.map(({ id, org_id, name, place, seats, closed }) => ({
    id,
    orgId: org_id,
    orgName: names.get(org_id) ?? '',
    name,
    place,
    seats,
    closed,
  }))
}

function answerBooking(row: BookingRow): Booking {
  return {
    id: row.id,
    venueId: row.venue_id,
    venueName: row.venue_name,
    orgId: row.org_id,
    purpose: row.purpose,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    broadcastId: row.broadcast_id,
  }
}
