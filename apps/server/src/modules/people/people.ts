import { type DataKey, dataKeyFor, dataKeysOf, destroyDataKey } from '#platform/crypto/data-keys.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import type { MasterKeys } from '#platform/crypto/master-keys.ts'
import { indexColumn, type SealedPlace } from '#platform/crypto/sealed-place-queries.ts'
import type { Tx } from '#platform/database/database.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import { comparableContact, maskContact } from './contact.ts'
import {
  emptyPerson,
  findContacts,
  findPeople,
  findPeopleByContact,
  insertPerson,
  type PersonWords,
  setContactIndex,
  updatePerson,
} from './people-queries.ts'

/** People, thin: a name and a contact under the person's own data key. Other modules hold the id alone. */
export type Person = { id: string; orgId: string; name: string; contactMasked: string; erased: boolean }

/** What is shown in place of the name of somebody who was erased. */
export const ERASED_NAME = '（已删除）'

export async function createPerson(
  context: FlowContext,
  person: { orgId: string; name: string; contact: string },
): Promise<string> {
  const id = newId()
  const key = await keyOf(context, id)
  await insertPerson(context.tx, {
    id,
    org_id: person.orgId,
    created_at: context.now,
    ...sealWords(context.keyring, key, id, person),
  })
  await recordAct(context, { kind: 'person', recordId: id, orgId: person.orgId, act: 'create' })
  return id
}

/** The people that the transaction may see, by id. */
export async function readPeople(tx: Tx, keyring: Keyring, ids: readonly string[]): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map()
  const rows = await findPeople(tx, [...new Set(ids)])
  const keys = await dataKeysOf(tx, keyring, 'person', ids)
  return new Map(
    rows.map((row) => {
      const key = keys.get(row.id)
      const name = row.name_enc && key ? key.open(row.name_enc, nameContext(row.id)) : ''
      const erased = row.erased_at !== null
      return [
        row.id,
        {
          id: row.id,
          orgId: row.org_id,
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
  const rows = await findPeopleByContact(tx, keyring.blindIndexes(comparableContact(contact), 'contact'))
  return rows.map((row) => row.id)
}

/** @throws Refusal `not-found` for somebody outside the scope, or erased */
export async function changePerson(
  context: FlowContext,
  id: string,
  words: { name?: string | undefined; contact?: string | undefined },
): Promise<void> {
  const person = await getPerson(context, id)
  const key = await keyOf(context, id)
  await updatePerson(context.tx, id, sealWords(context.keyring, key, id, words))
  const fields = Object.entries(words).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  await recordAct(context, { kind: 'person', recordId: id, orgId: person.org_id, act: 'change', refs: { fields } })
}

/** The contact unmasked; the act and its reason stay in the person's chain. */
export async function revealContact(context: FlowContext, id: string, reason: string): Promise<string> {
  const person = await getPerson(context, id)
  const key = await keyOf(context, id)
  await recordAct(context, {
    kind: 'person',
    recordId: id,
    orgId: person.org_id,
    act: 'reveal-contact',
    detail: { reason },
    keySubject: { kind: 'person', id },
  })
  return person.contact_enc ? key.open(person.contact_enc, contactContext(id)) : ''
}

/** Destroys the person's key and empties the columns. The reason is kept under the record's own key, which stays. */
export async function erasePerson(context: FlowContext, id: string, reason: string): Promise<void> {
  const person = await getPerson(context, id)
  await destroyDataKey(context.tx, { kind: 'person', id }, context.now)
  await emptyPerson(context.tx, id, context.now)
  await recordAct(context, { kind: 'person', recordId: id, orgId: person.org_id, act: 'erase', detail: { reason } })
}

/** What of people the master key covers; their words are under their own keys. */
export const PEOPLE_SEALED_PLACES: readonly SealedPlace[] = [
  indexColumn({ table: 'people', column: 'contact_index', renew: renewContactIndexes }),
]

async function renewContactIndexes(tx: Tx, keyring: MasterKeys, ids: readonly string[]): Promise<void> {
  const keys = await dataKeysOf(tx, keyring, 'person', ids)
  for (const { id, contact_enc } of await findContacts(tx, ids)) {
    const key = keys.get(id)
    // Without a key there are no words, and nothing that could be looked up.
    const index = key && contact_enc ? contactIndex(keyring, key.open(contact_enc, contactContext(id))) : null
    await setContactIndex(tx, id, index)
  }
}

async function getPerson(context: FlowContext, id: string) {
  const [person] = await findPeople(context.tx, [id])
  if (!person || person.erased_at) throw new Refusal('not-found')
  return person
}

async function keyOf(context: FlowContext, id: string): Promise<DataKey> {
  const key = await dataKeyFor(context.tx, context.keyring, { kind: 'person', id }, context.now)
  if (!key) throw new Refusal('not-found', { logText: 'the person was erased' })
  return key
}

function sealWords(
  keyring: Keyring,
  key: DataKey,
  id: string,
  words: { name?: string | undefined; contact?: string | undefined },
): PersonWords {
  const { name, contact } = words
  const sealed: PersonWords = {}
  if (name !== undefined) sealed.name_enc = key.seal(name, nameContext(id))
  if (contact !== undefined) {
    sealed.contact_enc = contact === '' ? null : key.seal(contact, contactContext(id))
    sealed.contact_index = contact === '' ? null : contactIndex(keyring, contact)
    sealed.contact_masked = maskContact(contact)
  }
  return sealed
}

function contactIndex(keyring: Pick<Keyring, 'blindIndex'>, contact: string): Buffer {
  return keyring.blindIndex(comparableContact(contact), 'contact')
}

function nameContext(id: string): string {
  return `person ${id} name`
}

function contactContext(id: string): string {
  return `person ${id} contact`
}
