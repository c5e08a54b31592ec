import type { AddressBook } from '#platform/delivery/address-book.ts'
import { spokenMoment } from '#platform/spoken-time.ts'
import { findBookingFacts } from './venues-queries.ts'

/** Who booked a venue hears when somebody else gives the time up. */
export const venueAddresses: Readonly<Record<string, AddressBook>> = {
  'venue-booking': async ({ tx }, event) => {
    const booking = await findBookingFacts(tx, event.recordId)
    return (
      booking && {
        words: { venue: booking.venue_name ?? booking.purpose, startsAt: spokenMoment(booking.starts_at) },
        href: '#/calendar',
        receivers: { booker: [{ accountId: booking.booked_by }] },
      }
    )
  },
}
