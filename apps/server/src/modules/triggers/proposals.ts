import { childMissingWords } from '@yimi/contract/eligibility.ts'
import type { acceptOrderProposal, OrderProposal } from '@yimi/contract/trigger.ts'
import { eligibilityFault, type ServiceInForce, serviceOf } from '#modules/catalogue/catalogue.ts'
import { placeTriggered } from '#modules/orders/orders.ts'
import { readResidents } from '#modules/people/people.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { orderOf } from './life-event-orders.ts'
import { deleteProposals, findProposal, type ProposalRow, proposalsOf } from './proposal-queries.ts'

/** Each with what is lacking today: what was brought since is no longer asked for. */
export async function list(context: RequestContext): Promise<{ items: OrderProposal[] }> {
  const rows = await proposalsOf(context.tx, [...(context.scope?.orgs ?? [])])
  const facts = await readResidents(
    context,
    rows.map((row) => row.personId),
  )
  const items: OrderProposal[] = []
  for (const row of rows) {
    const person = facts.get(row.personId)
    const service = await serviceOf(context.tx, row.serviceId, row.orgId, context.today)
    if (!person || !service) continue
    items.push({
      id: row.id,
      orgId: row.orgId,
      personId: row.personId,
      personName: person.name,
      door: person.door,
      serviceId: service.id,
      serviceName: service.content.name,
      words: (await lackWords(context, row, service, row.personId)) ?? '',
    })
  }
  return { items }
}

/** @throws Refusal `not-eligible`, with the reason, while something is lacking */
export async function accept(
  context: RequestContext,
  { params, body }: OperationInput<typeof acceptOrderProposal>,
): Promise<{ orderId: string }> {
  const row = await open(context, params.id)
  const service = await serviceOf(context.tx, row.serviceId, row.orgId, context.today)
  if (!service) throw new Refusal('not-found')
  const personId = body.personId ?? row.personId
  if (body.personId) await requireSameHousehold(context, row, body.personId)
  const words = await lackWords(context, row, service, personId)
  if (words) throw new Refusal('not-eligible', { detail: words })
  const given = { orgId: row.orgId, personId, lifeEventId: row.lifeEventId, goesTo: 'dispatch' as const }
  await take(context, row, 'accept')
  const [orderId = ''] = await placeTriggered(context, [orderOf(context, service, given)])
  return { orderId }
}

/** That there was one is not kept with the person. */
export async function drop(context: RequestContext, id: string): Promise<{ dropped: true }> {
  const row = await open(context, id)
  await take(context, row, 'drop')
  return { dropped: true }
}

export async function open(context: RequestContext, id: string): Promise<ProposalRow> {
  const row = await findProposal(context.tx, id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.orgId })
  return row
}

async function lackWords(
  context: RequestContext,
  row: ProposalRow,
  service: ServiceInForce,
  personId: string,
): Promise<string | undefined> {
  if (row.lack === 'child-missing' && personId === row.personId) return childMissingWords(service.content.name)
  return (await eligibilityFault(context, service, personId))?.words
}

/** The child of a birth lives where the parent does. */
async function requireSameHousehold(context: RequestContext, row: ProposalRow, personId: string): Promise<void> {
  const facts = await readResidents(context, [row.personId, personId])
  const home = facts.get(row.personId)?.householdId
  if (!home || facts.get(personId)?.householdId !== home)
    throw new Refusal('bad-request', { faults: [{ path: ['personId'], message: '请选同一户的孩子' }] })
}

export async function take(context: RequestContext, row: ProposalRow, act: string): Promise<void> {
  if ((await deleteProposals(context.tx, { id: row.id })) === 0) throw new Refusal('not-found')
  const refs = { serviceId: row.serviceId }
  await recordAct(context, { kind: 'order-proposal', recordId: row.id, orgId: row.orgId, act, refs })
}
