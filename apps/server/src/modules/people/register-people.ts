import type { HouseholdRole } from '@yimi/contract/household.ts'
import type { PersonWords as GivenWords } from '@yimi/contract/person.ts'
import type { FactSource } from '@yimi/contract/person-tag.ts'
import { type DataKey, makeDataKeys } from '#platform/crypto/data-keys.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordActs } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import { getDoors, type Joining, joinHouseholds, settle } from './households.ts'
import { enrolPerson, findPeople, insertPeople, type NewPerson } from './people-queries.ts'
import { factColumns, keyOfPerson, sealWords } from './seal-person.ts'
import { insertTokens } from './search-queries.ts'
import { tokensOf } from './search-tokens.ts'

export type NewResident = GivenWords & {
  orgId: string
  source: FactSource
  dwellingId?: string | null
  role?: HouseholdRole
  /** When the person came to live there; the day of registration where it is not known. */
  livesThereFrom?: string
}

/**
 * Registers residents, hundreds in one go (an import calls it with a few hundred at a time); ids in the order given. Looks
 * for no duplicates: whoever calls has.
 */
export async function registerResidents(context: FlowContext, residents: readonly NewResident[]): Promise<string[]> {
  const ids = residents.map(() => newId())
  const keys = await makeDataKeys(context.tx, context.keyring, 'person', ids, context.now)
  const joinings = residents.flatMap((resident, place) => joiningOf(resident, ids[place] ?? ''))
  const doors = await getDoors(context, joinings)
  const rows = residents.map((resident, place) => ({
    ...rowOf(context, resident, ids[place] ?? '', keys),
    door_key: (resident.dwellingId && doors.get(resident.dwellingId)?.sortKey) || null,
  }))
  await insertPeople(context.tx, rows)
  const known = new Map<string, Buffer>()
  await insertTokens(
    context.tx,
    residents.map((resident, place) => ({
      personId: ids[place] ?? '',
      orgId: resident.orgId,
      tokens: tokensOf(context.keyring, { name: resident.name, contact: resident.contact ?? '' }, known),
    })),
  )
  await settle(context, joinings, doors)
  await recordActs(
    context,
    residents.map((resident, place) => ({
      kind: 'person',
      recordId: ids[place] ?? '',
      orgId: resident.orgId,
      act: 'register',
      refs: { source: resident.source, dwellingId: resident.dwellingId ?? null },
    })),
  )
  return ids
}

/**
 * Somebody who is known by name already (an account, a volunteer) is a resident too: the same person, one record.
 * @throws Refusal `not-found` for somebody out of sight or erased, `move-not-allowed` for a resident
 */
export async function enrolResident(context: FlowContext, personId: string, resident: NewResident): Promise<void> {
  const [person] = await findPeople(context.tx, [personId])
  if (!person || person.erased_at) throw new Refusal('not-found')
  if (person.resident) throw new Refusal('move-not-allowed')
  const key = await keyOfPerson(context, personId)
  const row = rowOf(context, resident, personId, new Map([[personId, key]]))
  const { id: _id, created_at: _createdAt, ...columns } = row
  await enrolPerson(context.tx, personId, columns)
  const { orgId } = resident
  const tokens = tokensOf(context.keyring, { name: resident.name, contact: resident.contact ?? '' })
  await insertTokens(context.tx, [{ personId, orgId, tokens }])
  const refs = { source: resident.source }
  await recordActs(context, [{ kind: 'person', recordId: personId, orgId, act: 'register', refs }])
  await joinHouseholds(context, joiningOf(resident, personId))
}

function joiningOf(resident: NewResident, personId: string): Joining[] {
  const { orgId, dwellingId, role = 'member', livesThereFrom: from } = resident
  return dwellingId ? [{ personId, orgId, dwellingId, role, from }] : []
}

function rowOf(context: FlowContext, resident: NewResident, id: string, keys: ReadonlyMap<string, DataKey>): NewPerson {
  const key = keys.get(id)
  if (!key) throw new ProgramFault('a new person has no key')
  const { birthday, ...facts } = resident
  return {
    id,
    org_id: resident.orgId,
    created_at: context.now,
    resident: true,
    source: resident.source,
    ...sealWords(context.keyring, key, id, resident),
    ...factColumns({ ...facts, birthday: birthday && { ...birthday, leap: birthday.leap ?? false } }),
  }
}
