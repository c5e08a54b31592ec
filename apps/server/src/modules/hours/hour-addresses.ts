import { namesOf } from '#modules/teams/teams.ts'
import type { AddressBook } from '#platform/delivery/address-book.ts'
import { findCertificate } from './certificate-queries.ts'
import { findHeld } from './held-queries.ts'
import { findLate } from './late-queries.ts'

type Concerned = { personId: string; orgId: string; words: Readonly<Record<string, string>> }

/** The volunteer whose hours they are. */
export const hourAddresses: Readonly<Record<string, AddressBook>> = {
  'late-hours': bookOf(async (tx, id) => {
    const row = await findLate(tx, id)
    return row && { personId: row.person_id, orgId: row.volunteer_org_id, words: { number: row.number, day: row.day } }
  }),
  'held-hours': bookOf(async (tx, id) => {
    const row = await findHeld(tx, id)
    return row && { personId: row.person_id, orgId: row.volunteer_org_id, words: { day: row.day } }
  }),
  'hour-certificate': bookOf(async (tx, id) => {
    const row = await findCertificate(tx, id)
    return row && { personId: row.person_id, orgId: row.org_id, words: { number: row.number } }
  }),
}

function bookOf(
  find: (tx: Parameters<AddressBook>[0]['tx'], id: string) => Promise<Concerned | undefined>,
): AddressBook {
  return async ({ tx, keyring }, event) => {
    const found = await find(tx, event.recordId)
    if (!found) return undefined
    const person = (await namesOf({ tx, keyring }, [found])).get(found.personId)
    return {
      words: found.words,
      href: '#/hours',
      receivers: {
        'person-itself':
          person && !person.erased ? [{ personId: person.id, orgId: person.orgId, name: person.name }] : [],
      },
    }
  }
}
