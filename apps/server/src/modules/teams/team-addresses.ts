import type { AddressBook } from '#platform/delivery/address-book.ts'
import { namesOf } from './caller-scope.ts'
import { findMembership } from './membership-queries.ts'
import { teamNames } from './team-queries.ts'

/** Whoever asked to join a team. */
export const teamAddresses: Readonly<Record<string, AddressBook>> = {
  membership: async ({ tx, keyring }, event) => {
    const row = await findMembership(tx, event.recordId)
    if (!row) return undefined
    const of = { personId: row.person_id, orgId: row.volunteer_org_id }
    const person = (await namesOf({ tx, keyring }, [of])).get(row.person_id)
    return {
      words: { team: (await teamNames(tx, [row.team_id])).get(row.team_id) ?? '' },
      href: '#/teams',
      receivers: {
        'person-itself':
          person && !person.erased ? [{ personId: person.id, orgId: person.orgId, name: person.name }] : [],
      },
    }
  },
}
