import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

/** Fails with 23P01 when the person is needed elsewhere at any part of the time. */
export async function insertPersonBooking(
  tx: Tx,
  booking: { id: string; orgId: string; personId: string; broadcastId: string; startsAt: Date; endsAt: Date },
): Promise<void> {
  await sql`insert into person_bookings (id, org_id, person_id, broadcast_id, during)
    values (${booking.id}, ${booking.orgId}, ${booking.personId}, ${booking.broadcastId}, tstzrange(${booking.startsAt}, ${booking.endsAt}))`.execute(
    tx,
  )
}

export async function cancelPersonBookings(tx: Tx, broadcastId: string, now: Date): Promise<void> {
  await tx
    .updateTable('person_bookings')
    .set({ cancelled_at: now })
    .where('broadcast_id', '=', broadcastId)
    .where('cancelled_at', 'is', null)
    .execute()
}
