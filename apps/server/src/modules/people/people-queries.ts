import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import { type ColumnPlan, insertRows } from '#platform/database/insert-rows.ts'

export type PersonWords = {
  name_enc?: Buffer
  name_index?: Buffer
  contact_enc?: Buffer | null
  contact_index?: Buffer | null
  contact_masked?: string
  id_number_enc?: Buffer | null
  id_number_index?: Buffer | null
  id_number_masked?: string
  address_enc?: Buffer | null
  note_enc?: Buffer | null
}
export type PersonFacts = {
  sex?: 'female' | 'male' | null
  birth_date?: string | null
  birthday_calendar?: 'solar' | 'lunar' | null
  birthday_month?: number | null
  birthday_day?: number | null
  birthday_leap?: boolean
  id_kind?: string
}
export type NewPerson = {
  id: string
  org_id: string
  created_at: Date
  resident?: boolean
  source?: string
  door_key?: string | null
  confirmed_at?: Date | null
  confirmed_by?: string | null
} & PersonWords &
  PersonFacts

const NEW_PERSON: { readonly [Column in keyof Required<NewPerson>]: ColumnPlan } = {
  id: { type: 'uuid' },
  org_id: { type: 'uuid' },
  created_at: { type: 'timestamptz' },
  resident: { type: 'boolean', absent: false },
  source: { type: 'text', absent: '' },
  door_key: { type: 'text' },
  confirmed_at: { type: 'timestamptz' },
  confirmed_by: { type: 'uuid' },
  name_enc: { type: 'bytea' },
  name_index: { type: 'bytea' },
  contact_enc: { type: 'bytea' },
  contact_index: { type: 'bytea' },
  contact_masked: { type: 'text', absent: '' },
  id_number_enc: { type: 'bytea' },
  id_number_index: { type: 'bytea' },
  id_number_masked: { type: 'text', absent: '' },
  address_enc: { type: 'bytea' },
  note_enc: { type: 'bytea' },
  sex: { type: 'text' },
  birth_date: { type: 'date' },
  birthday_calendar: { type: 'text' },
  birthday_month: { type: 'integer' },
  birthday_day: { type: 'integer' },
  birthday_leap: { type: 'boolean', absent: false },
  id_kind: { type: 'text', absent: 'citizen' },
}

export function insertPeople(tx: Tx, people: readonly NewPerson[]): Promise<void> {
  return insertRows(tx, 'people', NEW_PERSON, people)
}

export function findPeople(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('people')
    .select(['id', 'org_id', 'resident', 'name_enc', 'contact_enc', 'contact_masked', 'erased_at'])
    .where('id', 'in', [...ids])
    .execute()
}

/** In a transaction of yimi_auth, which sees people of any organisation. */
export function findOrgsOf(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('people')
    .select(['id', 'org_id'])
    .where('id', 'in', [...ids])
    .execute()
}

export function findStatuses(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('people')
    .select(['id', 'status'])
    .where('id', 'in', [...ids])
    .execute()
}

/** In a transaction of yimi_auth: the living with this contact, of any organisation; records merged into another do not count. */
export function findLivingByContact(tx: Tx, indexes: readonly Buffer[]) {
  return tx
    .selectFrom('people')
    .select(['id', 'org_id', 'resident'])
    .where('contact_index', 'in', [...indexes])
    .where('status', '=', 'living')
    .where('erased_at', 'is', null)
    .where('merged_into', 'is', null)
    .orderBy('id')
    .execute()
}

export function findPeopleByContact(tx: Tx, indexes: readonly Buffer[]) {
  return tx
    .selectFrom('people')
    .select('id')
    .where('contact_index', 'in', [...indexes])
    .execute()
}

export async function updatePerson(tx: Tx, id: string, words: PersonWords & PersonFacts): Promise<void> {
  await tx
    .updateTable('people')
    .set({ ...words, revision: sql`revision + 1` })
    .where('id', '=', id)
    .execute()
}

/** Somebody known by name becomes a resident of the organisation. */
export async function enrolPerson(tx: Tx, id: string, person: Omit<NewPerson, 'id' | 'created_at'>): Promise<void> {
  await tx
    .updateTable('people')
    .set({ ...person, revision: sql`revision + 1` })
    .where('id', '=', id)
    .execute()
}

export async function emptyPerson(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('people')
    .set({
      name_enc: null,
      name_index: null,
      contact_enc: null,
      contact_index: null,
      contact_masked: '',
      id_number_enc: null,
      id_number_index: null,
      id_number_masked: '',
      address_enc: null,
      note_enc: null,
      sex: null,
      birth_date: null,
      birthday_calendar: null,
      birthday_month: null,
      birthday_day: null,
      birthday_leap: false,
      door_key: null,
      erased_at: now,
    })
    .where('id', '=', id)
    .execute()
}
