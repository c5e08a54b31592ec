import type { RouteAnswer } from '@yimi/contract/route.ts'
import type { getService, listPublicServices, listServices, PublicService, Service } from '@yimi/contract/service.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames, topUnit, unitsAbove } from '#modules/organisations/organisations.ts'
import { skillKinds, teamKinds } from '#modules/teams/teams.ts'
import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { conductsOf, ownNumbers, statusesOf, versionsOf, type Written } from './catalogue-queries.ts'
import { hasTrigger, listServicesFor, type ServiceInForce, serviceOf } from './read-services.ts'

export async function list(context: RequestContext, orgId: string): Promise<RouteAnswer<typeof listServices>> {
  context.mayOn({ orgId })
  return {
    items: await answersOf(context, orgId, await listServicesFor(context.tx, orgId, context.today)),
    teamKinds: await teamKinds(context.tx),
    skills: await skillKinds(context.tx),
  }
}

export async function readOne(
  context: RequestContext,
  orgId: string,
  serviceId: string,
): Promise<RouteAnswer<typeof getService>> {
  context.mayOn({ orgId })
  const { tx, today } = context
  const service = await answerOne(context, serviceId, orgId)
  const orgIds = [orgId, ...(await unitsAbove(tx, orgId, today))]
  const versions = await versionsOf(tx, serviceId, orgIds)
  const conducts = await conductsOf(tx, serviceId, orgIds)
  const statuses = await statusesOf(tx, serviceId, orgIds)
  const units = await orgNames(tx, orgIds, today)
  const makers = [...versions, ...conducts, ...statuses].flatMap((row) => row.madeBy ?? [])
  const people = await accountNames(tx, makers)
  const made = (row: Written & { orgId: string; from: string }) => ({
    orgName: units.get(row.orgId) ?? '',
    from: row.from,
    madeAt: row.madeAt.toISOString(),
    madeBy: (row.madeBy && people.get(row.madeBy)) || '系统',
  })
  return {
    service,
    versions: versions.map((row) => ({ ...made(row), version: row.version, content: row.content })),
    conducts: conducts.map((row) => ({ ...made(row), version: row.version, conduct: row.conduct })),
    statuses: statuses.map(({ status, until, reason, ...row }) => ({ ...made(row), status, until, reason })),
  }
}

/** Of the unit asked for, or of the topmost; in a transaction of whoever asks. */
export async function listPublic(
  { tx, today }: RequestContext,
  orgId: string | undefined,
): Promise<RouteAnswer<typeof listPublicServices>> {
  const unit = orgId ?? (await topUnit(tx, today))
  const services = unit ? await listServicesFor(tx, unit, today) : []
  return { items: services.filter((one) => one.status.status === 'active' && canBeOrdered(one)).map(publicOf) }
}

function canBeOrdered({ content, offeredMeans }: ServiceInForce): boolean {
  return hasTrigger(content, 'order') && (content.means.length === 0 || offeredMeans.length > 0)
}

function publicOf({ id, code, content, offeredMeans }: ServiceInForce): PublicService {
  const { name, about, kind, need, eligibilityWords, documents, window } = content
  return { id, code, name, about, kind, need, eligibilityWords, documents, window, means: offeredMeans }
}

/** @throws Refusal `not-found` for what the unit's catalogue does not have */
export async function answerOne(context: RequestContext, serviceId: string, orgId: string): Promise<Service> {
  const service = await serviceOf(context.tx, serviceId, orgId, context.today)
  const [answer] = service ? await answersOf(context, orgId, [service]) : []
  if (!answer) throw new Refusal('not-found')
  return answer
}

async function answersOf(
  { tx, today }: RequestContext,
  orgId: string,
  services: readonly ServiceInForce[],
): Promise<Service[]> {
  const names = await orgNames(
    tx,
    services.map((one) => one.orgId),
    today,
  )
  const own = await ownNumbers(
    tx,
    orgId,
    services.map((one) => one.id),
  )
  return services.map(({ versionId: _versionId, ...service }) => ({
    ...service,
    orgName: names.get(service.orgId) ?? '',
    ownVersion: own.get(service.id)?.version ?? 0,
    ownConductVersion: own.get(service.id)?.conduct ?? 0,
  }))
}
