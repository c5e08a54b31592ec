import type { Consent, ConsentPurpose } from '@yimi/contract/consent.ts'
import type { Household, HouseholdRole } from '@yimi/contract/household.ts'
import type { PersonLine, PersonRecord } from '@yimi/contract/person.ts'
import { doorOf, readDwellings } from '#modules/ground/ground.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { dayOf } from '#platform/clock.ts'
import { type DataKey, dataKeysOf } from '#platform/crypto/data-keys.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { aliasIds, type ConsentRow, consentsOf } from './consent-queries.ts'
import { needsGuardian } from './consents.ts'
import { currentHomes, findHousehold, membersOf } from './household-queries.ts'
import { lifeEventsOf } from './life-event-words.ts'
import { readPeople } from './person-names.ts'
import { readChecks } from './read-checks.ts'
import { findResidents, type ResidentRow } from './resident-queries.ts'
import { fieldContext, type SealedField } from './seal-person.ts'
import { readTags } from './tags.ts'
import { readTies } from './ties.ts'

export type Reading = Pick<FlowContext, 'tx' | 'keyring' | 'now'>
export type AccountNames = (tx: FlowContext['tx'], ids: readonly string[]) => Promise<Map<string, string>>

/** Residents as a list shows them, in the order of the ids; those that are not there are left out. */
export async function readLines(context: Reading, ids: readonly string[]): Promise<PersonLine[]> {
  const rows = new Map((await findResidents(context.tx, ids)).map((row) => [row.id, row]))
  const keys = await dataKeysOf(context.tx, context.keyring, 'person', ids)
  const doors = await doorsOf(context, ids)
  const orgs = await orgNames(
    context.tx,
    [...rows.values()].map((row) => row.org_id),
  )
  return ids.flatMap((id) => {
    const row = rows.get(id)
    const key = keys.get(id)
    return row && key ? [lineOf(row, key, orgs.get(row.org_id) ?? '', doors.get(id) ?? '')] : []
  })
}

/** The door behind which each lives now, in one line; those without one are absent. */
export async function doorsOf(
  context: Pick<Reading, 'tx'>,
  personIds: readonly string[],
): Promise<Map<string, string>> {
  const homes = await currentHomes(context.tx, personIds)
  const dwellings = await readDwellings(
    context.tx,
    homes.map((home) => home.dwelling_id),
  )
  return new Map(homes.map((home) => [home.person_id, doorOf(dwellings.get(home.dwelling_id)?.labels ?? [])]))
}

/** @throws Refusal `not-found` for nobody, a guest, somebody erased or merged, or out of sight */
export async function getResident(context: Pick<Reading, 'tx'>, id: string): Promise<ResidentRow> {
  const [row] = await findResidents(context.tx, [id])
  if (!row) throw new Refusal('not-found')
  return row
}

/** The whole record, masked. */
export async function readRecord(context: Reading, accounts: AccountNames, id: string): Promise<PersonRecord> {
  const row = await getResident(context, id)
  const [line] = await readLines(context, [id])
  const key = (await dataKeysOf(context.tx, context.keyring, 'person', [id])).get(id)
  if (!line || !key) throw new Refusal('not-found')
  const [home] = await currentHomes(context.tx, [id])
  const checks = await readChecks(context, id)
  const names = await accounts(
    context.tx,
    [row.confirmed_by, ...checks.map((check) => check.byId)].flatMap((one) => one ?? []),
  )
  return {
    ...line,
    birthday:
      row.birthday_calendar && row.birthday_month ? birthdayOf(row.birthday_calendar, row.birthday_month, row) : null,
    idKind: row.id_kind,
    hasAddress: row.address_enc !== null,
    note: openField(row, key, 'note'),
    statusOn: row.status_on,
    source: row.source,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    confirmedBy: (row.confirmed_by && names.get(row.confirmed_by)) || '',
    registeredAt: row.created_at.toISOString(),
    revision: row.revision,
    needsGuardian: needsGuardian(row.birth_date, dayOf(context.now)),
    household: home ? await readHousehold(context, home.household_id) : null,
    tags: (await readTags(context, [id])).get(id) ?? [],
    consents: await readConsents(context, id),
    ties: await readTies(context, id),
    lifeEvents: await lifeEventsOf(context, await aliasIds(context.tx, id)),
    checks: checks.map(({ byId, ...check }) => ({ ...check, by: (byId && names.get(byId)) || '' })),
  }
}

/** @throws Refusal `not-found` */
export async function readHousehold(context: Reading, id: string): Promise<Household> {
  const household = await findHousehold(context.tx, id)
  if (!household) throw new Refusal('not-found')
  const members = await membersOf(context.tx, [id])
  const people = await readPeople(
    context.tx,
    context.keyring,
    members.map((member) => member.person_id),
  )
  const door = (await readDwellings(context.tx, [household.dwelling_id])).get(household.dwelling_id)
  return {
    id,
    orgId: household.org_id,
    dwellingId: household.dwelling_id,
    labels: door?.labels ?? [],
    from: household.valid_from,
    until: household.valid_until,
    members: members.map((member) => ({
      id: member.id,
      personId: member.person_id,
      name: people.get(member.person_id)?.name ?? '',
      role: member.role as HouseholdRole,
      from: member.valid_from,
      until: member.valid_until,
    })),
  }
}

/** Consents of a person and of records merged into it. */
export async function readConsents(context: Reading, personId: string): Promise<Consent[]> {
  const aliases = await aliasIds(context.tx, personId)
  const keys = await dataKeysOf(context.tx, context.keyring, 'person', aliases)
  const today = dayOf(context.now)
  return (await consentsOf(context.tx, aliases)).flatMap((row) => {
    const key = keys.get(row.person_id)
    return key && row.purpose_enc ? [consentOf(row, key, today)] : []
  })
}

function consentOf(row: ConsentRow, key: DataKey, today: string): Consent {
  const open = (sealed: Buffer | null) => (sealed ? key.open(sealed, `consent ${row.id}`) : '')
  return {
    id: row.id,
    purpose: open(row.purpose_enc) as ConsentPurpose,
    version: row.version,
    givenBy: row.given_by,
    giver: open(row.giver_enc),
    evidenceKind: row.evidence_kind,
    evidenceFileId: row.evidence_file_id,
    evidence: open(row.evidence_enc),
    givenAt: row.given_at.toISOString(),
    expiresOn: row.expires_on,
    inForce: row.ended_at === null && (row.expires_on === null || row.expires_on > today),
    endedAt: row.ended_at?.toISOString() ?? null,
    endKind: row.end_kind,
    endedBy: row.ended_by,
  }
}

/** One sealed field of a resident; empty where nothing is held. */
export function openField(row: ResidentRow, key: DataKey, field: SealedField): string {
  const sealed = {
    name: row.name_enc,
    contact: row.contact_enc,
    'id-number': row.id_number_enc,
    address: row.address_enc,
    note: row.note_enc,
  }[field]
  return sealed ? key.open(sealed, fieldContext(row.id, field)) : ''
}

export function birthdayOf(
  calendar: 'solar' | 'lunar',
  month: number,
  row: Pick<ResidentRow, 'birthday_day' | 'birthday_leap'>,
): NonNullable<PersonRecord['birthday']> {
  return { calendar, month, day: row.birthday_day, leap: row.birthday_leap }
}

function lineOf(row: ResidentRow, key: DataKey, orgName: string, door: string): PersonLine {
  return {
    id: row.id,
    orgId: row.org_id,
    orgName,
    name: openField(row, key, 'name'),
    sex: row.sex,
    birthDate: row.birth_date,
    door,
    contactMasked: row.contact_masked,
    idNumberMasked: row.id_number_masked,
    status: row.status,
    confirmed: row.confirmed_at !== null,
  }
}
