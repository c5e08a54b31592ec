import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import type { Tx } from '#platform/database/database.ts'
import { findPeople, findPeopleByContact } from './people-queries.ts'
import { contactIndexes, fieldContext } from './seal-person.ts'

/** Anybody known by name: guest, colleague, volunteer, resident. Other modules hold the id alone. */
export type Person = {
  id: string
  orgId: string
  resident: boolean
  name: string
  contactMasked: string
  erased: boolean
}

/** What is shown in place of the name of somebody who was erased. */
export const ERASED_NAME = '（已删除）'

/** The people that the transaction may see, by id. */
export async function readPeople(tx: Tx, keyring: Keyring, ids: readonly string[]): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map()
  const [rows, keys] = await Promise.all([findPeople(tx, [...new Set(ids)]), dataKeysOf(tx, keyring, 'person', ids)])
  return new Map(
    rows.map((row) => {
      const key = keys.get(row.id)
      const name = row.name_enc && key ? key.open(row.name_enc, fieldContext(row.id, 'name')) : ''
      const erased = row.erased_at !== null
      return [
        row.id,
        {
          id: row.id,
          orgId: row.org_id,
          resident: row.resident,
          name: erased ? ERASED_NAME : name,
          contactMasked: row.contact_masked,
          erased,
        },
      ]
    }),
  )
}

/** Ids of the people with exactly this contact, however its digits are written. */
export async function findByContact(tx: Tx, keyring: Keyring, contact: string): Promise<string[]> {
  const rows = await findPeopleByContact(tx, contactIndexes(keyring, contact))
  return rows.map((row) => row.id)
}
