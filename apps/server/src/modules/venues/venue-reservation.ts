import type { Tx } from '#platform/database/database.ts'
import { Refusal } from '#platform/fault.ts'
import { newId } from '#platform/new-id.ts'
import { cancelBookings, findVenue, insertBooking, type VenueRow } from './venues-queries.ts'

export type Reservation = {
  venueId: string
  orgId: string
  purpose: string
  startsAt: Date
  endsAt: Date
  broadcastId: string | null
  bookedBy: string
  now: Date
}

/**
 * Takes a venue for a time in the caller's transaction.
 * @returns the booking's id and the venue
 * @throws Refusal `not-found` for a venue out of sight, `bad-request` for a closed one, `time-taken` which names the venue;
 * after the last the transaction can only be rolled back
 */
export async function reserveVenue(tx: Tx, wanted: Reservation): Promise<{ id: string; venue: VenueRow }> {
  const venue = await findVenue(tx, wanted.venueId)
  if (!venue) throw new Refusal('not-found', { detail: '没有找到这个场地，可能不在您的范围内。' })
  if (venue.closed)
    throw new Refusal('bad-request', {
      faults: [{ path: ['venueId'], message: `“${venue.name}”已停用，请换一个场地` }],
    })
  const id = newId()
  try {
    const { orgId, purpose, startsAt, endsAt, broadcastId, bookedBy, now } = wanted
    await insertBooking(tx, { id, venue, orgId, purpose, startsAt, endsAt, broadcastId, bookedBy, bookedAt: now })
  } catch (error) {
    if (!isTaken(error)) throw error
    const message = `场地“${venue.name}”在这个时间段已被占用，请换一个时间或场地`
    throw new Refusal('time-taken', {
      detail: `${message}。`,
      faults: [{ path: ['venueId'], message }],
      cause: error,
    })
  }
  return { id, venue }
}

/** Gives back what a broadcast holds. */
export async function releaseVenue(tx: Tx, broadcastId: string, now: Date): Promise<void> {
  await cancelBookings(tx, { broadcastId }, now)
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23P01'
}
