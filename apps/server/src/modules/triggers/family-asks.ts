import { CONSENT_PURPOSES } from '@yimi/contract/consent.ts'
import type { answerFamilyAsk, FamilyAsk } from '@yimi/contract/family-ask.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { eligibilityFault, type ServiceInForce, serviceOf } from '#modules/catalogue/catalogue.ts'
import { placeTriggered } from '#modules/orders/orders.ts'
import {
  giveConsent,
  needsGuardian,
  type ResidentFacts,
  readReport,
  readResidents,
  registerResidents,
} from '#modules/people/people.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { orderOf } from './life-event-orders.ts'
import { type ProposalRow, proposalsOf } from './proposal-queries.ts'
import { open, take } from './proposals.ts'

type Yes = Extract<RouteBody<typeof answerFamilyAsk>, { wants: true }>
const ASKED_FOR: readonly string[] = ['consent-missing', 'guardian-consent-missing']

/** Of what life events would bring, what a family is asked about; what lacks something else says so. */
export async function listAsks(context: RequestContext): Promise<{ items: FamilyAsk[] }> {
  const rows = await proposalsOf(context.tx, [...(context.scope?.orgs ?? [])])
  const facts = await readResidents(
    context,
    rows.map((row) => row.personId),
  )
  const items: FamilyAsk[] = []
  for (const row of rows) {
    const person = facts.get(row.personId)
    const service = await serviceOf(context.tx, row.serviceId, row.orgId, context.today)
    if (person && service) items.push(await askOf(context, row, service, person))
  }
  return { items }
}

async function askOf(
  context: RequestContext,
  row: ProposalRow,
  service: ServiceInForce,
  person: ResidentFacts,
): Promise<FamilyAsk> {
  const childMissing = row.lack === 'child-missing'
  const fault = childMissing ? undefined : await eligibilityFault(context, service, row.personId)
  return {
    id: row.id,
    orgId: row.orgId,
    door: person.door,
    personName: person.name,
    serviceName: service.content.name,
    consents: service.content.eligibility.consents.map((purpose) => ({
      purpose,
      label: CONSENT_PURPOSES[purpose].label,
      words: CONSENT_PURPOSES[purpose].words,
    })),
    guardian: childMissing || needsGuardian(person.birthDate, context.today),
    childMissing,
    lacking: fault && !ASKED_FOR.includes(fault.code) ? fault.words : '',
  }
}

/** @throws Refusal `not-eligible`, and nothing is written, where more is lacking than the family’s word */
export async function answerAsk(
  context: RequestContext,
  { params, body }: OperationInput<typeof answerFamilyAsk>,
): Promise<RouteAnswer<typeof answerFamilyAsk>> {
  const row = await open(context, params.id)
  if (!body.wants) {
    await take(context, row, 'drop')
    return { orderId: null }
  }
  const service = await serviceOf(context.tx, row.serviceId, row.orgId, context.today)
  if (!service) throw new Refusal('not-found')
  // Of two who answer at once the second finds it answered, and registers no second child.
  await take(context, row, 'accept')
  const personId = row.lack === 'child-missing' ? await registerChild(context, row, body) : row.personId
  await keepConsents(context, service, { orgId: row.orgId, personId, giver: body.giver })
  const fault = await eligibilityFault(context, service, personId)
  if (fault) throw new Refusal('not-eligible', { detail: fault.words })
  const given = { orgId: row.orgId, personId, lifeEventId: row.lifeEventId, goesTo: 'dispatch' as const }
  const [orderId = null] = await placeTriggered(context, [orderOf(context, service, given)])
  return { orderId }
}

/** Where the parent lives, born on the day that was reported. */
async function registerChild(context: RequestContext, row: ProposalRow, { child }: Yes): Promise<string> {
  if (!child) throw new Refusal('bad-request', { faults: [{ path: ['child', 'name'], message: '请填孩子的名字' }] })
  const parent = (await readResidents(context, [row.personId])).get(row.personId)
  const birth = await readReport(context, row.lifeEventId)
  if (!parent || !birth) throw new Refusal('not-found')
  const [id] = await registerResidents(context, [
    {
      orgId: row.orgId,
      name: child.name,
      sex: child.sex,
      birthDate: birth.happenedOn,
      source: 'visit',
      dwellingId: parent.dwellingId,
      role: 'child',
      livesThereFrom: birth.happenedOn,
    },
  ])
  if (!id) throw new ProgramFault('a child was not registered')
  return id
}

async function keepConsents(
  context: RequestContext,
  service: ServiceInForce,
  given: { orgId: string; personId: string; giver: string },
): Promise<void> {
  const person = (await readResidents(context, [given.personId])).get(given.personId)
  if (!person) throw new Refusal('not-found')
  const guardian = needsGuardian(person.birthDate, context.today)
  if (guardian && given.giver === '')
    throw new Refusal('bad-request', { faults: [{ path: ['giver'], message: '请填是谁同意的，例如：母亲' }] })
  for (const purpose of service.content.eligibility.consents)
    await giveConsent(context, {
      person: { id: person.id, orgId: given.orgId, birthDate: person.birthDate },
      purpose,
      givenBy: guardian ? 'guardian' : 'self',
      giver: given.giver,
      evidenceKind: 'spoken',
      evidenceFileId: null,
      evidence: '',
    })
}
