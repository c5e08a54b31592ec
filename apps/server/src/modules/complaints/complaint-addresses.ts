import { dataKeysById } from '#platform/crypto/data-keys.ts'
import type { AddressBook } from '#platform/delivery/address-book.ts'
import { spokenDay } from '#platform/spoken-time.ts'
import { findComplaint } from './complaint-queries.ts'
import { contactContext } from './complaint-rules.ts'

/** Whoever complained is reached where he left a contact; what he wrote is in no message. */
export const complaintAddresses: Readonly<Record<string, AddressBook>> = {
  complaint: async ({ tx, keyring }, event) => {
    const row = await findComplaint(tx, event.recordId)
    if (!row) return undefined
    const key = (await dataKeysById(tx, keyring, [row.key_id])).get(row.key_id)
    const contact = row.contact_enc && key ? key.open(row.contact_enc, contactContext(row.id)) : ''
    return {
      words: { number: row.number, dueAt: spokenDay(row.due_at) },
      href: '#/complaints',
      receivers: { complainant: contact === '' ? [] : [{ contact, name: row.number }] },
    }
  },
}
