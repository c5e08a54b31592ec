import type { openPerson, PersonRecord, revealPerson } from '@yimi/contract/person.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { type AccountNames, getResident, openField, readRecord } from './read-residents.ts'
import { findResidentsByIndex, viewedSince } from './resident-queries.ts'
import { contactIndexes, idNumberIndexes } from './seal-person.ts'
import { tiesInClear } from './ties.ts'

/** Looked at again within this time by the same account is one look. */
const VIEW_HOURS = 12

/** A resident's record for the station's own staff; that it was looked at stays in its history. */
export async function view(context: RequestContext, accounts: AccountNames, id: string): Promise<PersonRecord> {
  const row = await getResident(context, id)
  context.mayOn({ orgId: row.org_id })
  const since = new Date(context.now.getTime() - VIEW_HOURS * 3_600_000)
  const { accountId } = context.actor
  if (accountId && !(await viewedSince(context.tx, id, accountId, since)))
    await recordAct(context, { kind: 'person', recordId: id, orgId: row.org_id, act: 'view' })
  return readRecord(context, accounts, id)
}

/** Masked fields in the clear; which ones and why stays in the history. */
export async function reveal(
  context: RequestContext,
  { params, body }: OperationInput<typeof revealPerson>,
): Promise<RouteAnswer<typeof revealPerson>> {
  const row = await getResident(context, params.id)
  context.mayOn({ orgId: row.org_id })
  const key = await dataKeyFor(context.tx, context.keyring, { kind: 'person', id: row.id }, context.now)
  if (!key) throw new Refusal('not-found')
  await recordAct(context, {
    kind: 'person',
    recordId: row.id,
    orgId: row.org_id,
    act: 'reveal',
    refs: { fields: body.fields },
    detail: { reason: body.reason },
    keySubject: { kind: 'person', id: row.id },
  })
  const wanted = new Set(body.fields)
  return {
    ...(wanted.has('idNumber') ? { idNumber: openField(row, key, 'id-number') } : {}),
    ...(wanted.has('contact') ? { contact: openField(row, key, 'contact') } : {}),
    ...(wanted.has('address') ? { address: openField(row, key, 'address') } : {}),
    ...(wanted.has('ties') ? { ties: await tiesInClear(context, row.id) } : {}),
  }
}

/** From above: only what a whole number names, only with a reason, and each record keeps that it was opened. */
export async function openFromAbove(
  context: RequestContext,
  accounts: AccountNames,
  { body }: OperationInput<typeof openPerson>,
): Promise<{ items: PersonRecord[] }> {
  const ids = await findResidentsByIndex(context.tx, [...(context.scope?.orgs ?? [])], {
    idNumber: body.idNumber === '' ? undefined : idNumberIndexes(context.keyring, body.idNumber),
    contact: body.contact === '' ? undefined : contactIndexes(context.keyring, body.contact),
  })
  if (ids.length === 0) throw new Refusal('not-found')
  const items: PersonRecord[] = []
  for (const id of ids) {
    const { org_id } = await getResident(context, id)
    context.mayOn({ orgId: org_id })
    const keySubject = { kind: 'person' as const, id }
    const detail = { reason: body.reason }
    await recordAct(context, { kind: 'person', recordId: id, orgId: org_id, act: 'open-above', detail, keySubject })
    items.push(await readRecord(context, accounts, id))
  }
  return { items }
}
