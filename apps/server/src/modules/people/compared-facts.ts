import { readDwellings } from '#modules/ground/ground.ts'
import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import { comparableContact } from './contact.ts'
import { currentHomes } from './household-queries.ts'
import { comparableIdNumber } from './id-number.ts'
import { openField, type Reading } from './read-residents.ts'
import { findResidents } from './resident-queries.ts'

/** What two records are compared by: numbers in the clear, for the server's own comparing and never for an answer. */
export type ComparedFacts = {
  readonly name: string
  readonly sex: 'male' | 'female' | undefined
  readonly idNumber: string | undefined
  readonly birthDate: string | undefined
  readonly phone: string | undefined
  readonly dwelling: readonly string[]
}

/** Some hundreds of residents at once, by id. */
export async function readComparedFacts(context: Reading, ids: readonly string[]): Promise<Map<string, ComparedFacts>> {
  const rows = await findResidents(context.tx, ids)
  const keys = await dataKeysOf(context.tx, context.keyring, 'person', ids)
  const homes = new Map((await currentHomes(context.tx, ids)).map((home) => [home.person_id, home.dwelling_id]))
  const doors = await readDwellings(context.tx, [...homes.values()])
  return new Map(
    rows.flatMap((row) => {
      const key = keys.get(row.id)
      if (!key) return []
      return [
        [
          row.id,
          {
            name: openField(row, key, 'name'),
            sex: row.sex ?? undefined,
            idNumber: comparableIdNumber(openField(row, key, 'id-number')) || undefined,
            birthDate: row.birth_date ?? undefined,
            phone: comparableContact(openField(row, key, 'contact')) || undefined,
            dwelling: doors.get(homes.get(row.id) ?? '')?.labels ?? [],
          },
        ],
      ]
    }),
  )
}
