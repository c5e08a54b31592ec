import { comparableContact } from '#modules/people/people.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import type { Tx } from '#platform/database/database.ts'

/** Where somebody is reached. A mobile takes short messages, another telephone only calls. */
export type Contacts = { email?: string; mobile?: string; telephone?: string }

/** Registered by whoever keeps people: contacts by person id, in a scope that holds the people's organisations. */
export type PersonContacts = (tx: Tx, keyring: Keyring, personIds: readonly string[]) => Promise<Map<string, Contacts>>

/** What a contact that somebody wrote down is: mail, mobile, another telephone, or something that only a person can use. */
export function kindOf(contact: string): Contacts {
  const plain = comparableContact(contact)
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(plain)) return { email: plain }
  if (/^1[3-9]\d{9}$/.test(plain)) return { mobile: plain }
  return plain === '' ? {} : { telephone: contact.trim() }
}
