import type { PersonTie, Relation, TieKind } from '@yimi/contract/person-tie.ts'
import { dayOf } from '#platform/clock.ts'
import { type DataKey, dataKeysOf } from '#platform/crypto/data-keys.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import { aliasIds } from './consent-queries.ts'
import { maskContact } from './contact.ts'
import { readPeople } from './person-names.ts'
import { keyOfPerson } from './seal-person.ts'
import { endTieRow, insertTie, type TieRow, tiesOf } from './tie-queries.ts'

type Reading = Pick<FlowContext, 'tx' | 'keyring' | 'now'>
type TieWords = { name: string; phone: string }

/** Adds a guardian, an emergency contact or a family proxy. */
export async function addTie(
  context: FlowContext,
  given: {
    person: { id: string; orgId: string }
    kind: TieKind
    relation: Relation
    otherPersonId: string | null
    name: string
    phone: string
    from: string
  },
): Promise<PersonTie> {
  const { tx, keyring } = context
  const { person, otherPersonId } = given
  if (otherPersonId && !(await readPeople(tx, keyring, [otherPersonId])).has(otherPersonId))
    throw new Refusal('bad-request', { faults: [{ path: ['otherPersonId'], message: '没有找到这位居民' }] })
  const key = await keyOfPerson(context, person.id)
  const id = newId()
  await insertTie(tx, {
    id,
    org_id: person.orgId,
    person_id: person.id,
    kind: given.kind,
    other_person_id: otherPersonId,
    words_enc: key.seal(JSON.stringify({ name: given.name, phone: given.phone }), `tie ${id}`),
    relation: given.relation,
    valid_from: given.from,
  })
  await record(context, person, 'add-tie', id)
  return getTie(context, person.id, id)
}

/** @throws Refusal `not-found` for a tie that is not this person's */
export async function endTie(
  context: FlowContext,
  person: { id: string; orgId: string },
  tieId: string,
): Promise<PersonTie> {
  const tie = await getTie(context, person.id, tieId)
  if (tie.until !== null) return tie
  await endTieRow(context.tx, tieId, dayOf(context.now))
  await record(context, person, 'end-tie', tieId)
  return getTie(context, person.id, tieId)
}

/** Ties of a person, those of records merged into it included; telephones masked. */
export async function readTies(context: Reading, personId: string): Promise<PersonTie[]> {
  return (await openTies(context, personId)).map(({ row, words }) => ({
    id: row.id,
    kind: row.kind,
    relation: row.relation as Relation,
    otherPersonId: row.other_person_id,
    name: words.name,
    phoneMasked: maskContact(words.phone),
    from: row.valid_from,
    until: row.valid_until,
  }))
}

/** The same with telephones in the clear: for what leaves an event with a reason. */
export async function tiesInClear(context: Reading, personId: string): Promise<({ id: string } & TieWords)[]> {
  return (await openTies(context, personId)).map(({ row, words }) => ({ id: row.id, ...words }))
}

async function openTies(context: Reading, personId: string): Promise<{ row: TieRow; words: TieWords }[]> {
  const aliases = await aliasIds(context.tx, personId)
  const keys = await dataKeysOf(context.tx, context.keyring, 'person', aliases)
  return (await tiesOf(context.tx, aliases)).flatMap((row) => {
    const key = keys.get(row.person_id)
    return key && row.words_enc ? [{ row, words: openWords(row, key) }] : []
  })
}

function openWords(row: TieRow, key: DataKey): TieWords {
  const words: unknown = row.words_enc ? JSON.parse(key.open(row.words_enc, `tie ${row.id}`)) : {}
  const { name = '', phone = '' } = words as Partial<TieWords>
  return { name, phone }
}

async function getTie(context: FlowContext, personId: string, id: string): Promise<PersonTie> {
  const tie = (await readTies(context, personId)).find((one) => one.id === id)
  if (!tie) throw new Refusal('not-found')
  return tie
}

function record(
  context: FlowContext,
  person: { id: string; orgId: string },
  act: string,
  tieId: string,
): Promise<void> {
  return recordAct(context, { kind: 'person', recordId: person.id, orgId: person.orgId, act, refs: { tieId } })
}
