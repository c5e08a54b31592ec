import type { PersonRecord, registerPerson } from '@yimi/contract/person.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { readCitizenNumber } from './id-number.ts'
import { type AccountNames, readRecord } from './read-residents.ts'
import { registerResidents } from './register-people.ts'
import { findResidentsByIndex } from './resident-queries.ts'
import { idNumberIndexes } from './seal-person.ts'

export async function register(
  context: RequestContext,
  accounts: AccountNames,
  { body }: OperationInput<typeof registerPerson>,
): Promise<PersonRecord> {
  context.mayOn({ orgId: body.orgId })
  const said = body.idKind === 'citizen' && body.idNumber !== '' ? citizen(body.idNumber) : undefined
  await refuseKnownNumber(context, body.orgId, body.idNumber)
  const [id = ''] = await registerResidents(context, [
    { ...body, sex: body.sex ?? said?.sex ?? null, birthDate: body.birthDate ?? said?.birthDate ?? null },
  ])
  return readRecord(context, accounts, id)
}

/** @throws Refusal `bad-request` when the check sign or the day in it is wrong */
export function citizen(text: string): NonNullable<ReturnType<typeof readCitizenNumber>> {
  const said = readCitizenNumber(text)
  if (!said) throw new Refusal('bad-request', { faults: [{ path: ['idNumber'], message: '身份证号不对，请逐位核对' }] })
  return said
}

/** @throws Refusal `person-known` when another resident of the station has the number */
export async function refuseKnownNumber(
  context: FlowContext,
  orgId: string,
  number: string,
  but?: string,
): Promise<void> {
  if (number === '') return
  const known = await findResidentsByIndex(context.tx, [orgId], { idNumber: idNumberIndexes(context.keyring, number) })
  if (known.some((id) => id !== but)) throw new Refusal('person-known')
}
