import { makeDataKeys } from '#platform/crypto/data-keys.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct, recordActs } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import { findPeople, insertPeople, updatePerson } from './people-queries.ts'
import { fieldContext, keyOfPerson, sealWords } from './seal-person.ts'
import { deleteTokens, insertTokens } from './search-queries.ts'
import { tokensOf } from './search-tokens.ts'

/** Somebody known by name and contact alone: a guest, a colleague, a volunteer from elsewhere. No resident. */
export async function createPerson(
  context: FlowContext,
  person: { orgId: string; name: string; contact: string },
): Promise<string> {
  const id = newId()
  const key = await keyOfPerson(context, id)
  const words = sealWords(context.keyring, key, id, { name: person.name, contact: person.contact })
  await insertPeople(context.tx, [{ id, org_id: person.orgId, created_at: context.now, ...words }])
  await recordAct(context, { kind: 'person', recordId: id, orgId: person.orgId, act: 'create' })
  return id
}

/** The same for many in a few statements; ids in the order given. */
export async function createPeople(
  context: FlowContext,
  orgId: string,
  people: readonly { name: string; contact: string }[],
): Promise<string[]> {
  if (people.length === 0) return []
  const ids = people.map(() => newId())
  const keys = await makeDataKeys(context.tx, context.keyring, 'person', ids, context.now)
  const rows = people.map(({ name, contact }, place) => {
    const id = ids[place] ?? ''
    const key = keys.get(id)
    if (!key) throw new ProgramFault('a new person has no key')
    return { id, org_id: orgId, created_at: context.now, ...sealWords(context.keyring, key, id, { name, contact }) }
  })
  await insertPeople(context.tx, rows)
  await recordActs(
    context,
    ids.map((recordId) => ({ kind: 'person', recordId, orgId, act: 'create' })),
  )
  return ids
}

/** Name and contact of anybody. @throws Refusal `not-found` for somebody outside the scope, or erased */
export async function changePerson(
  context: FlowContext,
  id: string,
  words: { name?: string | undefined; contact?: string | undefined },
): Promise<void> {
  const person = await getPerson(context, id)
  const key = await keyOfPerson(context, id)
  const before = {
    name: person.name_enc ? key.open(person.name_enc, fieldContext(id, 'name')) : '',
    contact: person.contact_enc ? key.open(person.contact_enc, fieldContext(id, 'contact')) : '',
  }
  await updatePerson(context.tx, id, sealWords(context.keyring, key, id, words))
  if (person.resident) {
    const after = { name: words.name ?? before.name, contact: words.contact ?? before.contact }
    await deleteTokens(context.tx, id)
    await insertTokens(context.tx, [{ personId: id, orgId: person.org_id, tokens: tokensOf(context.keyring, after) }])
  }
  const fields = Object.entries(words).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  await recordAct(context, { kind: 'person', recordId: id, orgId: person.org_id, act: 'change', refs: { fields } })
}

/** The contact unmasked; the act and its reason stay in the person's chain. */
export async function revealContact(context: FlowContext, id: string, reason: string): Promise<string> {
  const person = await getPerson(context, id)
  const key = await keyOfPerson(context, id)
  await recordAct(context, {
    kind: 'person',
    recordId: id,
    orgId: person.org_id,
    act: 'reveal-contact',
    detail: { reason },
    keySubject: { kind: 'person', id },
  })
  return person.contact_enc ? key.open(person.contact_enc, fieldContext(id, 'contact')) : ''
}

async function getPerson(context: FlowContext, id: string) {
  const [person] = await findPeople(context.tx, [id])
  if (!person || person.erased_at) throw new Refusal('not-found')
  return person
}
