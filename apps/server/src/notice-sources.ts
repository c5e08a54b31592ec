import { accountAddresses } from '#modules/accounts/accounts.ts'
import { complaintAddresses } from '#modules/complaints/complaints.ts'
import { incidentAddresses } from '#modules/incidents/incidents.ts'
import { privacyRequestAddresses } from '#modules/my-data/my-data.ts'
import { kindOf, type NoticeSources } from '#modules/notices/notices.ts'
import { orderAddresses } from '#modules/orders/orders.ts'
import { contactsForDelivery, peopleGone } from '#modules/people/people.ts'
import { signUpAddresses } from '#modules/sign-ups/sign-ups.ts'
import { studioAddresses } from '#modules/studio/studio.ts'
import { teamAddresses } from '#modules/teams/teams.ts'
import { venueAddresses } from '#modules/venues/venues.ts'

/** Whom events concern, where people are reached, and who is left in peace: what messages are made from. */
export const NOTICE_SOURCES: NoticeSources = {
  books: {
    ...accountAddresses,
    ...complaintAddresses,
    ...incidentAddresses,
    ...privacyRequestAddresses,
    ...orderAddresses,
    ...signUpAddresses,
    ...studioAddresses,
    ...teamAddresses,
    ...venueAddresses,
    // Words about a family are in no message: who may, opens the page.
    'life-event': async () => ({ words: {}, href: '#/people', receivers: {} }),
    'check-in': async () => ({ words: {}, href: '#/partners', receivers: {} }),
  },
  contacts: async (tx, keyring, ids) =>
    new Map([...(await contactsForDelivery(tx, keyring, ids))].map(([id, contact]) => [id, kindOf(contact)])),
  stopReasons: (tx, ids) => peopleGone(tx, ids),
}
