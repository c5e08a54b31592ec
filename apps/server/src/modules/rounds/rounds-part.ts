import { definePersonPart } from '#modules/people/people.ts'
import { doorsOfPerson, peopleWithDoors } from './door-queries.ts'
import { deleteOffersTo } from './walker-queries.ts'

/** Walks that came to a person's door. Ids alone are kept: with the person's key gone they lead to nobody. */
export function registerRoundsPart(): void {
  definePersonPart({
    name: 'rounds',
    label: '走单上门',
    export: async ({ tx }, personId) => {
      const rows = await doorsOfPerson(tx, personId)
      return rows.length === 0
        ? undefined
        : rows.map((row) => ({ round: row.name, givenAt: row.given_at?.toISOString() ?? null }))
    },
    holds: ({ tx }, personIds) => peopleWithDoors(tx, personIds),
    erase: ({ tx }, personId) => deleteOffersTo(tx, personId),
  })
}
