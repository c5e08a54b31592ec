import type { Birthday, PersonWords as GivenWords } from '@yimi/contract/person.ts'
import { type DataKey, dataKeyFor } from '#platform/crypto/data-keys.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { comparableContact, maskContact } from './contact.ts'
import { comparableIdNumber, maskIdNumber } from './id-number.ts'
import type { PersonFacts, PersonWords } from './people-queries.ts'

/** What of a person is kept under the person's own key. */
export type SealedField = 'name' | 'contact' | 'id-number' | 'address' | 'note'

/** Binds a ciphertext to its place: moved to another field or person it does not open. */
export function fieldContext(id: string, field: SealedField): string {
  return `person ${id} ${field}`
}

/** @throws Refusal `not-found` when the person was erased */
export async function keyOfPerson(context: Pick<FlowContext, 'tx' | 'keyring' | 'now'>, id: string): Promise<DataKey> {
  const key = await dataKeyFor(context.tx, context.keyring, { kind: 'person', id }, context.now)
  if (!key) throw new Refusal('not-found', { logText: 'the person was erased' })
  return key
}

type Words = { [Field in 'name' | 'contact' | 'idNumber' | 'address' | 'note']?: string | undefined }

/** Columns for the words that are given; an empty word empties its column. */
export function sealWords(keyring: Keyring, key: DataKey, id: string, words: Words): PersonWords {
  const sealed: PersonWords = {}
  const seal = (field: SealedField, text: string) => (text === '' ? null : key.seal(text, fieldContext(id, field)))
  if (words.name !== undefined) {
    sealed.name_enc = key.seal(words.name, fieldContext(id, 'name'))
    sealed.name_index = nameIndex(keyring, words.name)
  }
  if (words.contact !== undefined) {
    sealed.contact_enc = seal('contact', words.contact)
    sealed.contact_index = words.contact === '' ? null : contactIndex(keyring, words.contact)
    sealed.contact_masked = maskContact(words.contact)
  }
  if (words.idNumber !== undefined) {
    const number = comparableIdNumber(words.idNumber)
    sealed.id_number_enc = seal('id-number', number)
    sealed.id_number_index = number === '' ? null : idNumberIndex(keyring, number)
    sealed.id_number_masked = maskIdNumber(number)
  }
  if (words.address !== undefined) sealed.address_enc = seal('address', words.address)
  if (words.note !== undefined) sealed.note_enc = seal('note', words.note)
  return sealed
}

/** Columns for the facts that are given; the celebrated birthday is the registered day unless another one is named. */
export function factColumns(
  words: Partial<Pick<GivenWords, 'sex' | 'birthDate' | 'idKind'>> & { birthday?: Birthday | null | undefined },
): PersonFacts {
  const facts: PersonFacts = {}
  if (words.sex !== undefined) facts.sex = words.sex
  if (words.idKind !== undefined) facts.id_kind = words.idKind
  if (words.birthDate !== undefined) facts.birth_date = words.birthDate
  const birthday = words.birthday === undefined && words.birthDate ? solarBirthday(words.birthDate) : words.birthday
  if (birthday !== undefined) {
    facts.birthday_calendar = birthday?.calendar ?? null
    facts.birthday_month = birthday?.month ?? null
    facts.birthday_day = birthday?.day ?? null
    facts.birthday_leap = birthday?.leap ?? false
  }
  return facts
}

/** Of the whole name, without dots and spaces: equal names are found anywhere, and no others. */
export function nameIndex(keyring: Pick<Keyring, 'blindIndex'>, name: string): Buffer {
  return keyring.blindIndex(comparableName(name), 'name')
}

/** For looking up, as the two below: what the column may hold while a master key is changed, the newest first. */
export function nameIndexes(keyring: Pick<Keyring, 'blindIndexes'>, name: string): Buffer[] {
  return keyring.blindIndexes(comparableName(name), 'name')
}

export function contactIndex(keyring: Pick<Keyring, 'blindIndex'>, contact: string): Buffer {
  return keyring.blindIndex(comparableContact(contact), 'contact')
}

export function idNumberIndex(keyring: Pick<Keyring, 'blindIndex'>, number: string): Buffer {
  return keyring.blindIndex(comparableIdNumber(number), 'id-number')
}

export function contactIndexes(keyring: Pick<Keyring, 'blindIndexes'>, contact: string): Buffer[] {
  return keyring.blindIndexes(comparableContact(contact), 'contact')
}

export function idNumberIndexes(keyring: Pick<Keyring, 'blindIndexes'>, number: string): Buffer[] {
  return keyring.blindIndexes(comparableIdNumber(number), 'id-number')
}

function comparableName(name: string): string {
  const plain = name.normalize('NFKC').replace(/[\p{P}\p{S}\p{Z}\s]/gu, '')
  return plain.toLowerCase().normalize('NFC')
}

function solarBirthday(day: string): Birthday {
  return { calendar: 'solar', month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)), leap: false }
}
