import type { changePerson, confirmPerson, PersonRecord } from '@yimi/contract/person.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { updatePerson } from './people-queries.ts'
import { type AccountNames, birthdayOf, openField, readRecord } from './read-residents.ts'
import { citizen, refuseKnownNumber } from './register-person.ts'
import { lockResident, type ResidentRow, setConfirmed } from './resident-queries.ts'
import { factColumns, keyOfPerson, sealWords } from './seal-person.ts'
import { deleteTokens, insertTokens } from './search-queries.ts'
import { tokensOf } from './search-tokens.ts'

export type Corrections = OperationInput<typeof changePerson>['body']['changes']

export async function change(
  context: RequestContext,
  accounts: AccountNames,
  { params, body }: OperationInput<typeof changePerson>,
): Promise<PersonRecord> {
  const row = await getLocked(context, params.id)
  context.mayOn({ orgId: row.org_id })
  if (row.revision !== body.revision) throw new Refusal('changed-meanwhile')
  await correctResident(context, params.id, body.changes, body.reason)
  return readRecord(context, accounts, params.id)
}

/**
 * Corrects what is held of a resident; old and new stay sealed in the history until the person is erased. Absent fields stay.
 * @throws Refusal `not-found`, `bad-request`, `person-known`
 */
export async function correctResident(
  context: FlowContext,
  id: string,
  changes: Corrections,
  reason: string,
): Promise<void> {
  const row = await getLocked(context, id)
  const key = await keyOfPerson(context, id)
  const kind = changes.idKind ?? row.id_kind
  if (changes.idNumber && kind === 'citizen') citizen(changes.idNumber)
  await refuseKnownNumber(context, row.org_id, changes.idNumber ?? '', id)
  const held: Readonly<Record<string, unknown>> = {
    name: openField(row, key, 'name'),
    contact: openField(row, key, 'contact'),
    idNumber: openField(row, key, 'id-number'),
    address: openField(row, key, 'address'),
    note: openField(row, key, 'note'),
    sex: row.sex,
    birthDate: row.birth_date,
    birthday:
      row.birthday_calendar && row.birthday_month ? birthdayOf(row.birthday_calendar, row.birthday_month, row) : null,
    idKind: row.id_kind,
  }
  const fields = Object.entries(changes).filter(
    ([field, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(held[field]),
  )
  if (fields.length === 0) return
  const changed = Object.fromEntries(fields) as Corrections
  await updatePerson(context.tx, id, {
    ...sealWords(context.keyring, key, id, changed),
    ...factColumns({
      sex: changed.sex,
      birthDate: changed.birthDate,
      idKind: changed.idKind,
      // a celebrated day that was entered stays when the registered one is corrected
      birthday: changed.birthday ?? (held.birthday ? undefinedIfSame(row, changed) : undefined),
    }),
  })
  if (changed.name !== undefined || changed.contact !== undefined) {
    const words = { name: changed.name ?? String(held.name), contact: changed.contact ?? String(held.contact) }
    await deleteTokens(context.tx, id)
    await insertTokens(context.tx, [{ personId: id, orgId: row.org_id, tokens: tokensOf(context.keyring, words) }])
  }
  await recordAct(context, {
    kind: 'person',
    recordId: id,
    orgId: row.org_id,
    act: 'correct',
    refs: { fields: fields.map(([field]) => field) },
    detail: { reason, before: Object.fromEntries(fields.map(([field]) => [field, held[field]])), after: changed },
    keySubject: { kind: 'person', id },
  })
}

export async function confirm(
  context: RequestContext,
  accounts: AccountNames,
  { params, body }: OperationInput<typeof confirmPerson>,
): Promise<PersonRecord> {
  const row = await getLocked(context, params.id)
  context.mayOn({ orgId: row.org_id })
  await setConfirmed(context.tx, params.id, context.now, context.actor.accountId ?? null)
  await recordAct(context, {
    kind: 'person',
    recordId: params.id,
    orgId: row.org_id,
    act: 'confirm',
    refs: { how: body.how },
  })
  return readRecord(context, accounts, params.id)
}

async function getLocked(context: Pick<FlowContext, 'tx'>, id: string): Promise<ResidentRow> {
  const row = await lockResident(context.tx, id)
  if (!row) throw new Refusal('not-found')
  return row
}

/** The birthday follows the registered date only where it was that very day. */
function undefinedIfSame(row: ResidentRow, changed: Corrections) {
  const { birth_date: date, birthday_month: month, birthday_day: day } = row
  const same =
    row.birthday_calendar === 'solar' &&
    date !== null &&
    month === Number(date.slice(5, 7)) &&
    day === Number(date.slice(8))
  if (same || !row.birthday_calendar || !month || changed.birthDate === undefined) return undefined
  return birthdayOf(row.birthday_calendar, month, row)
}
