import type { RouteAnswer } from '@yimi/contract/route.ts'
import type { listMyOptOuts, OptOut, setMyOptOut, setOptOut } from '@yimi/contract/service.ts'
import { type EndedConsent, personOrg, readResidents } from '#modules/people/people.ts'
import { dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/database/database.ts'
import { takeScope } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { endOptOuts, insertOptOut, optedOutAmong, optOutsOf } from './opt-out-queries.ts'
import { listServicesFor, type ServiceInForce, serviceOf } from './read-services.ts'

type Person = { id: string; orgId: string }

/** Does this person not want the service? Also when a record that was merged into the person's said so. */
export async function hasOptedOut(tx: Tx, personId: string, serviceId: string): Promise<boolean> {
  return (await optedOutAmong(tx, serviceId, [personId])).has(personId)
}

export async function listOf(context: RequestContext, personId: string): Promise<{ items: OptOut[] }> {
  return { items: await shown(context, await resident(context, personId)) }
}

export async function set(
  context: RequestContext,
  { params, body }: OperationInput<typeof setOptOut>,
): Promise<{ items: OptOut[] }> {
  const person = await resident(context, params.id)
  await choose(context, person, params.serviceId, body.optedOut)
  return { items: await shown(context, person) }
}

/** What comes without being asked for is what one may not want. */
export async function listOwn(context: RequestContext): Promise<RouteAnswer<typeof listMyOptOuts>> {
  const me = await self(context)
  const out = new Set((await optOutsOf(context.tx, me.id)).map((one) => one.serviceId))
  const services = await listServicesFor(context.tx, me.orgId, context.today)
  return {
    items: services
      .filter((one) => out.has(one.id) || (one.status.status !== 'inactive' && comesByItself(one)))
      .map((one) => ({ serviceId: one.id, name: one.content.name, optedOut: out.has(one.id) })),
  }
}

export async function setOwn(
  context: RequestContext,
  { params, body }: OperationInput<typeof setMyOptOut>,
): Promise<RouteAnswer<typeof setMyOptOut>> {
  const me = await self(context)
  await choose(context, me, params.serviceId, body.optedOut)
  return { serviceId: params.serviceId, optedOut: body.optedOut }
}

/** A consent taken back is an opt-out of what is named to end with it. */
export async function optOutWithConsent(context: FlowContext, ended: EndedConsent): Promise<void> {
  if (ended.endKind !== 'withdrawn') return
  const services = await listServicesFor(context.tx, ended.orgId, dayOf(context.now))
  for (const service of services.filter((one) => one.content.endsWithConsent === ended.purpose))
    await optOut(context, { id: ended.personId, orgId: ended.orgId }, service.id)
}

async function choose(context: RequestContext, person: Person, serviceId: string, optedOut: boolean): Promise<void> {
  if (optedOut) {
    if (!(await serviceOf(context.tx, serviceId, person.orgId, context.today))) throw new Refusal('not-found')
    await optOut(context, person, serviceId)
  } else if ((await endOptOuts(context.tx, { personId: person.id, serviceId }, context.now)) > 0)
    await note(context, person, serviceId, 'opt-in-service')
}

async function optOut(context: FlowContext, person: Person, serviceId: string): Promise<void> {
  const row = {
    id: newId(),
    orgId: person.orgId,
    personId: person.id,
    serviceId,
    madeBy: context.actor.accountId ?? null,
    madeAt: context.now,
  }
  if (await insertOptOut(context.tx, row)) await note(context, person, serviceId, 'opt-out-of-service')
}

function note(context: FlowContext, person: Person, serviceId: string, act: string): Promise<void> {
  return recordAct(context, { kind: 'person', recordId: person.id, orgId: person.orgId, act, refs: { serviceId } })
}

async function shown(context: RequestContext, person: Person): Promise<OptOut[]> {
  const rows = await optOutsOf(context.tx, person.id)
  const services = await listServicesFor(context.tx, person.orgId, context.today)
  const names = new Map(services.map((one) => [one.id, one.content.name]))
  return rows.map((row) => ({
    serviceId: row.serviceId,
    name: names.get(row.serviceId) ?? '',
    since: row.madeAt.toISOString(),
  }))
}

function comesByItself({ content }: ServiceInForce): boolean {
  return content.triggers.some((trigger) => trigger.on !== 'order' && trigger.on !== 'activity')
}

/** @throws Refusal `not-found` for nobody, or somebody outside the area */
async function resident(context: RequestContext, personId: string): Promise<Person> {
  const facts = (await readResidents(context, [personId])).get(personId)
  if (!facts) throw new Refusal('not-found')
  context.mayOn({ orgId: facts.orgId })
  return { id: facts.id, orgId: facts.orgId }
}

/** The person of the session, with the transaction in the sight of his own unit. */
async function self(context: RequestContext): Promise<Person> {
  const { personId } = context.actor
  if (!personId) throw new ProgramFault('a session without a person')
  const orgId = await personOrg(context.tx, personId)
  if (!orgId) throw new Refusal('not-found')
  await takeScope(context.tx, { role: 'yimi_app', personId, orgs: [orgId], people: [orgId] })
  return { id: personId, orgId }
}
