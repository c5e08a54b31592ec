import type { Tx } from '#platform/database/database.ts'

export type PersonWords = {
  name_enc?: Buffer
  contact_enc?: Buffer | null
  contact_index?: Buffer | null
  contact_masked?: string
}

export async function insertPerson(
  tx: Tx,
  person: { id: string; org_id: string; created_at: Date } & PersonWords,
): Promise<void> {
  await tx.insertInto('people').values(person).execute()
}

export function findPeople(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('people')
    .select(['id', 'org_id', 'name_enc', 'contact_enc', 'contact_masked', 'erased_at'])
    .where('id', 'in', [...ids])
    .execute()
}

export function findPeopleByContact(tx: Tx, indexes: readonly Buffer[]) {
  return tx
    .selectFrom('people')
    .select('id')
    .where('contact_index', 'in', [...indexes])
    .execute()
}

/** For making indexes anew, in a transaction of yimi_keys. */
export function findContacts(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('people')
    .select(['id', 'contact_enc'])
    .where('id', 'in', [...ids])
    .execute()
}

export async function setContactIndex(tx: Tx, id: string, index: Buffer | null): Promise<void> {
  await tx.updateTable('people').set({ contact_index: index }).where('id', '=', id).execute()
}

export async function updatePerson(tx: Tx, id: string, words: PersonWords): Promise<void> {
  await tx.updateTable('people').set(words).where('id', '=', id).execute()
}

export async function emptyPerson(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('people')
    .set({ name_enc: null, contact_enc: null, contact_index: null, contact_masked: '', erased_at: now })
    .where('id', '=', id)
    .execute()
}
