import { readPeople } from '#modules/people/people.ts'
import type { AddressBook } from '#platform/delivery/address-book.ts'
import { findRounds } from './round-queries.ts'
import { findSheets } from './sheet-queries.ts'
import { walkersOf } from './walker-queries.ts'

/** Whoever is asked to walk a sheet, as long as it is open. */
export const roundAddresses: Readonly<Record<string, AddressBook>> = {
  'round-sheet': async ({ tx, keyring }, event) => {
    const [sheet] = await findSheets(tx, [event.recordId])
    if (!sheet) return undefined
    const round = (await findRounds(tx, [sheet.round_id])).get(sheet.round_id)
    const asked = (await walkersOf(tx, [sheet.id])).filter(
      (walker) => walker.accepted_at === null && walker.id === event.refs.walkerId,
    )
    const people = await readPeople(
      tx,
      keyring,
      asked.map((walker) => walker.person_id),
    )
    return {
      words: { name: round?.name ?? '', until: round?.until_day ?? '' },
      href: '#/rounds',
      receivers: {
        'person-itself': [...people.values()]
          .filter((person) => !person.erased)
          .map((person) => ({ personId: person.id, orgId: person.orgId, name: person.name })),
      },
    }
  },
}
