import type { Consent, giveConsent, withdrawConsent } from '@yimi/contract/consent.ts'
import type { getHousehold, Household, joinHousehold, leaveHousehold } from '@yimi/contract/household.ts'
import type { erasePerson } from '@yimi/contract/person.ts'
import type { addTag, PersonTag, removeTag } from '@yimi/contract/person-tag.ts'
import type { addTie, endTie, PersonTie } from '@yimi/contract/person-tie.ts'
import { Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { giveConsent as give, withdrawConsent as withdrawOne } from './consents.ts'
import { erasePerson as eraseOne } from './erase-person.ts'
import { currentHomes, findHousehold } from './household-queries.ts'
import { joinHouseholds, leaveHouseholds } from './households.ts'
import { getResident, readConsents, readHousehold } from './read-residents.ts'
import { addTag as addOne, removeTag as removeOne } from './tags.ts'
import { addTie as tieOne, endTie as untieOne } from './ties.ts'

/** The routes about what stands beside a person's facts: right asked, then the operation of the module. */

export async function mark(
  context: RequestContext,
  { params, body }: OperationInput<typeof addTag>,
): Promise<PersonTag> {
  return addOne(context, { person: await mine(context, params.id), ...body })
}

export async function unmark(
  context: RequestContext,
  { params }: OperationInput<typeof removeTag>,
): Promise<{ removed: number }> {
  const removed = await removeOne(context, await mine(context, params.id), params.tagId)
  if (removed === 0) throw new Refusal('not-found')
  return { removed }
}

export async function consent(
  context: RequestContext,
  { params, body }: OperationInput<typeof giveConsent>,
): Promise<Consent> {
  const id = await give(context, { person: await mine(context, params.id), ...body })
  return getConsent(context, params.id, id)
}

export async function withdraw(
  context: RequestContext,
  { params, body }: OperationInput<typeof withdrawConsent>,
): Promise<Consent> {
  const person = await mine(context, params.id)
  await withdrawOne(context, params.consentId, person.id, body.by, body.reason)
  return getConsent(context, person.id, params.consentId)
}

export async function tie(
  context: RequestContext,
  { params, body }: OperationInput<typeof addTie>,
): Promise<PersonTie> {
  return tieOne(context, { person: await mine(context, params.id), ...body })
}

export async function untie(context: RequestContext, { params }: OperationInput<typeof endTie>): Promise<PersonTie> {
  return untieOne(context, await mine(context, params.id), params.tieId)
}

export async function household(
  context: RequestContext,
  { params }: OperationInput<typeof getHousehold>,
): Promise<Household> {
  const row = await findHousehold(context.tx, params.id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  return readHousehold(context, params.id)
}

export async function join(
  context: RequestContext,
  { params, body }: OperationInput<typeof joinHousehold>,
): Promise<Household> {
  const person = await mine(context, params.id)
  const [id = ''] = await joinHouseholds(context, [{ personId: person.id, orgId: person.orgId, ...body }])
  return readHousehold(context, id)
}

export async function leave(
  context: RequestContext,
  { params, body }: OperationInput<typeof leaveHousehold>,
): Promise<Household> {
  const person = await mine(context, params.id)
  const [home] = await currentHomes(context.tx, [person.id])
  if (!home) throw new Refusal('not-found')
  await leaveHouseholds(context, [{ personId: person.id, orgId: person.orgId }], body.from)
  return readHousehold(context, home.household_id)
}

export async function erase(
  context: RequestContext,
  { params, body }: OperationInput<typeof erasePerson>,
): Promise<{ erased: true }> {
  const person = await mine(context, params.id)
  await eraseOne(context, person.id, body.reason)
  return { erased: true }
}

/** The resident on whom the route's capability may be used. */
async function mine(
  context: RequestContext,
  id: string,
): Promise<{ id: string; orgId: string; birthDate: string | null }> {
  const row = await getResident(context, id)
  context.mayOn({ orgId: row.org_id })
  return { id, orgId: row.org_id, birthDate: row.birth_date }
}

async function getConsent(context: RequestContext, personId: string, id: string): Promise<Consent> {
  const found = (await readConsents(context, personId)).find((one) => one.id === id)
  if (!found) throw new Refusal('not-found')
  return found
}
