import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import type { MasterKeys } from '#platform/crypto/master-keys.ts'
import { indexColumn, type SealedPlace } from '#platform/crypto/sealed-place-queries.ts'
import type { Tx } from '#platform/database/database.ts'
import { consentContext, indexOfPurpose } from './consents.ts'
import { indexOfLifeEvent, whatContext } from './life-event-words.ts'
import { contactIndex, fieldContext, idNumberIndex, nameIndex } from './seal-person.ts'
import {
  countOlderTokens,
  findIndexed,
  findIndexedPeople,
  type IndexedColumn,
  lockOlderTokens,
  setIndex,
  setPersonIndexes,
} from './sealed-place-queries.ts'
import { deleteTokens, insertTokens } from './search-queries.ts'
import { tokensOf } from './search-tokens.ts'
import { indexOfKind, kindContext } from './tags.ts'

/** What of people the master key covers: what they are looked up by. Their words are under their own keys. */
export const PEOPLE_SEALED_PLACES: readonly SealedPlace[] = [
  ...['contact_index', 'id_number_index', 'name_index'].map((column) =>
    indexColumn({ table: 'people', column, renew: renewPeople }),
  ),
  indexOf({ table: 'consents', column: 'purpose_index', of: 'purpose_enc' }, consentContext, indexOfPurpose),
  indexOf({ table: 'person_tags', column: 'kind_index', of: 'kind_enc' }, kindContext, indexOfKind),
  indexOf({ table: 'life_events', column: 'what_index', of: 'what_enc' }, whatContext, indexOfLifeEvent),
  { name: 'person_search_tokens.token', countOlder: countOlderTokens, renewSome: renewTokens },
]

/** An index of one sealed word; without the person's key there is no word, and nothing that could be looked up. */
function indexOf(
  place: IndexedColumn,
  context: (id: string) => string,
  index: (keys: MasterKeys, word: string) => Buffer,
): SealedPlace {
  return indexColumn({
    ...place,
    async renew(tx, masterKeys, ids) {
      const rows = await findIndexed(tx, place, ids)
      const personIds = rows.map((row) => row.person_id)
      const keys = await dataKeysOf(tx, masterKeys, 'person', personIds)
      for (const { id, person_id, sealed } of rows) {
        const key = keys.get(person_id)
        await setIndex(tx, place, id, key && sealed ? index(masterKeys, key.open(sealed, context(id))) : null)
      }
    },
  })
}

async function renewPeople(tx: Tx, masterKeys: MasterKeys, ids: readonly string[]): Promise<void> {
  for (const { id, name, contact, idNumber } of await openPeople(tx, masterKeys, ids))
    await setPersonIndexes(tx, id, {
      name_index: name === '' ? null : nameIndex(masterKeys, name),
      contact_index: contact === '' ? null : contactIndex(masterKeys, contact),
      id_number_index: idNumber === '' ? null : idNumberIndex(masterKeys, idNumber),
    })
}

/** All tokens of a person at once: a search wants them under one key. */
async function renewTokens(tx: Tx, masterKeys: MasterKeys, than: number): Promise<number> {
  const people = await lockOlderTokens(tx, than)
  const opened = await openPeople(
    tx,
    masterKeys,
    people.map((one) => one.id),
  )
  const orgs = new Map(people.map((one) => [one.id, one.org_id]))
  for (const { id, name, contact } of opened) {
    const orgId = orgs.get(id)
    await deleteTokens(tx, id)
    if (orgId && name !== '')
      await insertTokens(tx, [{ personId: id, orgId, tokens: tokensOf(masterKeys, { name, contact }) }])
  }
  return people.length
}

/** Words that are looked up; empty where there are none, or no key. */
async function openPeople(tx: Tx, masterKeys: MasterKeys, ids: readonly string[]) {
  const keys = await dataKeysOf(tx, masterKeys, 'person', ids)
  return (await findIndexedPeople(tx, ids)).map((row) => {
    const key = keys.get(row.id)
    const open = (sealed: Buffer | null, field: 'name' | 'contact' | 'id-number') =>
      key && sealed ? key.open(sealed, fieldContext(row.id, field)) : ''
    return {
      id: row.id,
      name: open(row.name_enc, 'name'),
      contact: open(row.contact_enc, 'contact'),
      idNumber: open(row.id_number_enc, 'id-number'),
    }
  })
}
