import { type DataKey, dataKeyFor, dataKeysOf, destroyDataKey } from '#platform/crypto/data-keys.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import type { Tx } from '#platform/database/database.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import { comparableContact, maskContact } from './contact.ts'
import {
  emptyPerson,
  findOrgsOf,
  findPeople,
  findPeopleByContact,
  insertPerson,
  type PersonWords,
  updatePerson,
} from './people-queries.ts'

export { comparableContact, maskContact } from './contact.ts'

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
  const rows = await findPeopleByContact(tx, contactIndex(keyring, contact))
  return rows.map((row) => row.id)
}

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
  const rows = await findPeople(tx, [...new Set(ids)])
  const keys = await dataKeysOf(tx, keyring, 'person', ids)
  return new Map(
    rows.flatMap((row) => {
      const key = keys.get(row.id)
      return row.contact_enc && key ? [[row.id, key.open(row.contact_enc, contactContext(row.id))] as const] : []
    }),
  )
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

function contactIndex(keyring: Keyring, contact: string): Buffer {
  return keyring.blindIndex(comparableContact(contact), 'contact')
}

function nameContext(id: string): string {
  return `person ${id} name`
}

function contactContext(id: string): string {
  return `person ${id} contact`
}
