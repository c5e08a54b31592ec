import type { RouteBody } from '@yimi/contract/route.ts'
import type { Campaign, createCampaign, makeCampaign, Preview } from '@yimi/contract/trigger.ts'
import { type ServiceInForce, serviceOf } from '#modules/catalogue/catalogue.ts'
import { orgNames, unitsAbove } from '#modules/organisations/organisations.ts'
import { householdsOf, residentIdsOf } from '#modules/people/people.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import {
  type CampaignRow,
  endCampaign as endRow,
  findCampaign,
  findCampaigns,
  insertCampaign,
} from './campaign-queries.ts'
import { ordersOfOccasions } from './mark-queries.ts'
import { type Candidate, makePlanned, type OrderPlan, planOrders, showPlan } from './plan-orders.ts'

export async function list(context: RequestContext): Promise<{ items: Campaign[] }> {
  const above = new Set(context.actor.above)
  const rows = (await findCampaigns(context.tx, context.today)).filter(
    (row) => context.scope?.orgs.has(row.orgId) || above.has(row.orgId),
  )
  return { items: await answersOf(context, rows) }
}

export async function create(
  context: RequestContext,
  orgId: string,
  body: RouteBody<typeof createCampaign>,
): Promise<Campaign> {
  context.mayOn({ orgId })
  if (body.until < context.today)
    throw new Refusal('bad-request', { faults: [{ path: ['until'], message: '结束日期已经过去' }] })
  const service = await serviceOf(context.tx, body.serviceId, orgId, context.today)
  if (!service) throw new Refusal('not-found')
  if (!oncePerOf(service))
    throw new Refusal('bad-request', { faults: [{ path: ['serviceId'], message: '这项服务不做集中行动，请换一项' }] })
  const row = { id: newId(), orgId, ...body }
  const isNew = await insertCampaign(context.tx, {
    ...row,
    madeBy: context.actor.accountId ?? null,
    madeAt: context.now,
  })
  if (!isNew) throw new Refusal('name-taken')
  await recordAct(context, {
    kind: 'campaign',
    recordId: row.id,
    orgId,
    act: 'create',
    refs: { serviceId: service.id },
  })
  return answerOne(context, { ...row, endedAt: null })
}

export async function end(context: RequestContext, id: string): Promise<Campaign> {
  const row = await findCampaign(context.tx, id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.orgId })
  if (!row.endedAt) {
    await endRow(context.tx, id, context.now)
    await recordAct(context, { kind: 'campaign', recordId: id, orgId: row.orgId, act: 'end' })
  }
  return answerOne(context, { ...row, endedAt: row.endedAt ?? context.now })
}

export async function preview(context: RequestContext, params: { id: string; campaignId: string }): Promise<Preview> {
  return showPlan(context, await planCampaign(context, params))
}

export async function make(
  context: RequestContext,
  { params, body }: OperationInput<typeof makeCampaign>,
): Promise<{ made: number }> {
  const made = await makePlanned(context, await planCampaign(context, params), body.expected)
  const act = { kind: 'campaign', recordId: params.campaignId, orgId: params.id, act: 'make-orders', refs: { made } }
  if (made > 0) await recordAct(context, act)
  return { made }
}

/** @throws Refusal `not-found` for a campaign of elsewhere, `campaign-over` when its days are */
async function planCampaign(
  context: RequestContext,
  { id: orgId, campaignId }: { id: string; campaignId: string },
): Promise<OrderPlan> {
  context.mayOn({ orgId })
  const { tx, today } = context
  const campaign = await findCampaign(tx, campaignId)
  const reached = campaign && [orgId, ...(await unitsAbove(tx, orgId, today))].includes(campaign.orgId)
  const service = reached && (await serviceOf(tx, campaign.serviceId, orgId, today))
  if (!service) throw new Refusal('not-found')
  if (campaign.endedAt || campaign.until < today) throw new Refusal('campaign-over')
  const oncePer = oncePerOf(service)
  if (!oncePer) throw new Refusal('not-found', { logText: 'the service is in no campaign any more' })
  const window = { from: campaign.from, until: campaign.until }
  const asked =
    oncePer === 'household'
      ? (await householdsOf(tx, orgId)).map((one) => ({ personId: one.personId, subjectId: one.householdId }))
      : (await residentIdsOf(tx, orgId)).map((personId) => ({ personId, subjectId: personId }))
  const candidates: Candidate[] = asked.map((one) => ({ ...one, occasion: campaign.id, window, day: null }))
  return planOrders(context, { orgId, service, kind: 'campaign', originId: campaign.id, window }, candidates)
}

function oncePerOf({ content }: ServiceInForce): 'household' | 'person' | undefined {
  return content.triggers.flatMap((trigger) => (trigger.on === 'campaign' ? [trigger.oncePer] : []))[0]
}

async function answerOne(context: RequestContext, row: CampaignRow): Promise<Campaign> {
  const [campaign] = await answersOf(context, [row])
  if (!campaign) throw new Refusal('not-found')
  return campaign
}

async function answersOf(context: RequestContext, rows: readonly CampaignRow[]): Promise<Campaign[]> {
  const { tx, today } = context
  const names = await orgNames(
    tx,
    rows.map((row) => row.orgId),
    today,
  )
  const made = await ordersOfOccasions(
    tx,
    rows.map((row) => row.id),
  )
  const answers: Campaign[] = []
  for (const { endedAt, ...row } of rows) {
    const service = await serviceOf(tx, row.serviceId, row.orgId, today)
    answers.push({
      ...row,
      orgName: names.get(row.orgId) ?? '',
      serviceName: service?.content.name ?? '',
      ended: endedAt !== null || row.until < today,
      oncePer: (service && oncePerOf(service)) ?? 'household',
      made: made.get(row.id) ?? 0,
    })
  }
  return answers
}
