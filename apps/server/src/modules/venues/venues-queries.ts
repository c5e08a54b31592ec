import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type VenueRow = { id: string; org_id: string; name: string; place: string; seats: number; closed: boolean }
const VENUE_COLUMNS = ['id', 'org_id', 'name', 'place', 'seats', 'closed'] as const

/** All that the transaction may see: those of its area and of the units above. */
export function findVenues(tx: Tx): Promise<VenueRow[]> {
  return tx.selectFrom('venues').select(VENUE_COLUMNS).orderBy('org_id').orderBy('name').orderBy('id').execute()
}

export function findVenue(tx: Tx, id: string): Promise<VenueRow | undefined> {
  return tx.selectFrom('venues').select(VENUE_COLUMNS).where('id', '=', id).executeTakeFirst()
}

export async function findVenueNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('venues')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function insertVenue(tx: Tx, venue: VenueRow): Promise<void> {
  await tx.insertInto('venues').values(venue).execute()
}

export async function updateVenue(tx: Tx, id: string, words: Omit<VenueRow, 'id' | 'org_id'>): Promise<void> {
  await tx.updateTable('venues').set(words).where('id', '=', id).execute()
}

export type NewBooking = {
  id: string
  venue: Pick<VenueRow, 'id' | 'org_id'>
  orgId: string
  purpose: string
  startsAt: Date
  endsAt: Date
  broadcastId: string | null
  bookedBy: string
  bookedAt: Date
}

/** Fails with 23P01 when any part of the time is taken; a booking that another transaction is making is waited for. */
export async function insertBooking(tx: Tx, booking: NewBooking): Promise<void> {
  await sql`insert into venue_bookings (id, venue_id, org_id, venue_org_id, purpose, during, broadcast_id, booked_by, booked_at)
    values (${booking.id}, ${booking.venue.id}, ${booking.orgId}, ${booking.venue.org_id}, ${booking.purpose},
      tstzrange(${booking.startsAt}, ${booking.endsAt}), ${booking.broadcastId}, ${booking.bookedBy}, ${booking.bookedAt})`.execute(
    tx,
  )
}

export type BookingRow = {
  id: string
  venue_id: string
  venue_name: string
  org_id: string
  purpose: string
  starts_at: Date
  ends_at: Date
  broadcast_id: string | null
  booked_by: string
}

function bookings(tx: Tx) {
  return tx
    .selectFrom('venue_bookings as b')
    .innerJoin('venues as v', 'v.id', 'b.venue_id')
    .select(['b.id', 'b.venue_id', 'v.name as venue_name', 'b.org_id', 'b.purpose', 'b.broadcast_id', 'b.booked_by'])
    .select([sql<Date>`lower(b.during)`.as('starts_at'), sql<Date>`upper(b.during)`.as('ends_at')])
    .where('b.cancelled_at', 'is', null)
}

export function findBooking(tx: Tx, id: string): Promise<BookingRow | undefined> {
  return bookings(tx).where('b.id', '=', id).executeTakeFirst()
}

/** What a message says of a booking, also of a cancelled one, and of a venue that the transaction does not see. */
export function findBookingFacts(tx: Tx, id: string) {
  return tx
    .selectFrom('venue_bookings as b')
    .leftJoin('venues as v', 'v.id', 'b.venue_id')
    .select(['b.id', 'b.booked_by', 'b.purpose', 'v.name as venue_name', sql<Date>`lower(b.during)`.as('starts_at')])
    .where('b.id', '=', id)
    .executeTakeFirst()
}

export function findBookingsBetween(tx: Tx, from: Date, until: Date): Promise<BookingRow[]> {
  return bookings(tx).where(sql<boolean>`b.during && tstzrange(${from}, ${until})`).orderBy('starts_at').execute()
}

export async function cancelBookings(tx: Tx, by: { id: string } | { broadcastId: string }, now: Date): Promise<number> {
  const cancelled = await tx
    .updateTable('venue_bookings')
    .set({ cancelled_at: now })
    .where('cancelled_at', 'is', null)
    .where((where) => ('id' in by ? where('id', '=', by.id) : where('broadcast_id', '=', by.broadcastId)))
    .executeTakeFirst()
  return Number(cancelled.numUpdatedRows)
}

export function findOpenVenuesOf(tx: Tx, orgs: readonly string[], page: { offset: number; limit: number }) {
  return openVenuesOf(tx, orgs)
    .select(['id', 'name', 'place'])
    .orderBy('name')
    .orderBy('id')
    .offset(page.offset)
    .limit(page.limit)
    .execute()
}

export async function countOpenVenuesOf(tx: Tx, orgs: readonly string[]): Promise<number> {
  const { count } = await openVenuesOf(tx, orgs)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

function openVenuesOf(tx: Tx, orgs: readonly string[]) {
  return tx
    .selectFrom('venues')
    .where('closed', '=', false)
    .where('org_id', '=', (any) => any.fn.any(any.val([...orgs])))
}
