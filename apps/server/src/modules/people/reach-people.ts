import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import type { Tx } from '#platform/database/database.ts'
import { findLivingByContact, findOrgsOf, findPeople, findStatuses } from './people-queries.ts'
import { contactIndexes, fieldContext } from './seal-person.ts'

/** Under which organisation people are kept, by person id; in a transaction of yimi_auth, which sees all of them. */
export async function orgsOfPeople(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  return new Map((await findOrgsOf(tx, ids)).map((row) => [row.id, row.org_id]))
}

/** The same for one person that the transaction may see. */
export async function personOrg(tx: Tx, id: string): Promise<string | undefined> {
  return (await findPeople(tx, [id]))[0]?.org_id
}

/** Contacts unmasked, by person id, to deliver something to them: what was delivered is kept by whoever does. */
export async function contactsForDelivery(
  tx: Tx,
  keyring: Keyring,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const [rows, keys] = await Promise.all([findPeople(tx, [...new Set(ids)]), dataKeysOf(tx, keyring, 'person', ids)])
  return new Map(
    rows.flatMap((row) => {
      const key = keys.get(row.id)
      return row.contact_enc && key
        ? [[row.id, key.open(row.contact_enc, fieldContext(row.id, 'contact'))] as const]
        : []
    }),
  )
}

/** Everybody on file who is reached under exactly this contact, in a transaction of yimi_auth. */
export async function peopleWithContact(
  tx: Tx,
  keyring: Keyring,
  contact: string,
): Promise<{ id: string; orgId: string; resident: boolean }[]> {
  const rows = await findLivingByContact(tx, contactIndexes(keyring, contact))
  return rows.map((row) => ({ id: row.id, orgId: row.org_id, resident: row.resident }))
}

/** Of the people that the transaction may see: those who have died or moved away. */
export async function peopleGone(tx: Tx, ids: readonly string[]): Promise<Map<string, 'dead' | 'moved'>> {
  if (ids.length === 0) return new Map()
  const gone = new Map<string, 'dead' | 'moved'>()
  for (const row of await findStatuses(tx, ids))
    if (row.status !== 'living') gone.set(row.id, row.status === 'died' ? 'dead' : 'moved')
  return gone
}
