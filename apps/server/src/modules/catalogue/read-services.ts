import {
  type Conduct,
  SERVICE_MEANS,
  type ServiceContent,
  type ServiceMeans,
  type StatusNow,
  type TriggerKind,
} from '@yimi/contract/service.ts'
import type { z } from 'zod'
import type { Tx } from '#platform/database/database.ts'
import { ProgramFault } from '#platform/fault.ts'
import {
  conductsInForce,
  findVersion,
  type InForceRow,
  type StatusRow,
  servicesInForce,
  statusesInForce,
} from './catalogue-queries.ts'

/** A service as it holds for one unit on one day. */
export type ServiceInForce = {
  id: string
  code: string
  /** The unit it was read for. */
  forOrgId: string
  /** The unit whose words these are. */
  orgId: string
  /** What an order keeps: `contentOf(tx, versionId)` gives the words again, whatever is changed later. */
  versionId: string
  version: number
  from: string
  content: ServiceContent
  /** Means that may be used now: those that put nobody's money into other hands. */
  offeredMeans: ServiceMeans[]
  conduct: Conduct
  status: z.output<typeof StatusNow>
}

/** Undefined for what the unit's catalogue does not have on that day; one that is closed is there, with its status. */
export async function serviceOf(tx: Tx, id: string, orgId: string, today: string): Promise<ServiceInForce | undefined> {
  const [service] = await complete(tx, orgId, today, await servicesInForce(tx, orgId, today, id))
  return service
}

/** The unit's catalogue, what is closed included, in its order. */
export async function listServicesFor(tx: Tx, orgId: string, today: string): Promise<ServiceInForce[]> {
  return complete(tx, orgId, today, await servicesInForce(tx, orgId, today))
}

/** Active services of the unit that this may bring about. */
export async function servicesWithTrigger(
  tx: Tx,
  orgId: string,
  kind: TriggerKind,
  today: string,
): Promise<ServiceInForce[]> {
  const services = await listServicesFor(tx, orgId, today)
  return services.filter((one) => one.status.status === 'active' && hasTrigger(one.content, kind))
}

/** The words that an order was made under. @throws ProgramFault for an id that was never one */
export async function contentOf(tx: Tx, versionId: string): Promise<ServiceContent> {
  const version = await findVersion(tx, versionId)
  if (!version) throw new ProgramFault('no such version of a service')
  return version.content
}

export function hasTrigger(content: ServiceContent, kind: TriggerKind): boolean {
  return content.triggers.some((trigger) => trigger.on === kind)
}

async function complete(tx: Tx, orgId: string, today: string, rows: readonly InForceRow[]): Promise<ServiceInForce[]> {
  const ids = rows.map((row) => row.id)
  const conducts = await conductsInForce(tx, orgId, today, ids)
  const statuses = Map.groupBy(await statusesInForce(tx, orgId, today, ids), (row) => row.serviceId)
  return rows.map((row) => {
    const conduct = conducts.get(row.id)
    if (!conduct) throw new ProgramFault(`service ${row.code} has no conduct`)
    return {
      ...row,
      forOrgId: orgId,
      offeredMeans: row.content.means.filter((means) => !SERVICE_MEANS[means].needsCustody),
      conduct: conduct.conduct,
      status: statusOn(statuses.get(row.id) ?? [], today),
    }
  })
}

/** The strictest word of the unit and those above it; a closure that is over is none. */
function statusOn(rows: readonly StatusRow[], today: string): z.output<typeof StatusNow> {
  const standing = rows.filter((row) => row.status !== 'active' && (row.until === null || row.until >= today))
  if (standing.length === 0) return { status: 'active', from: null, until: null, reason: '' }
  const { status, from, until, reason } = standing.reduce((one, other) => (rankOf(other) > rankOf(one) ? other : one))
  return { status, from, until, reason }
}

/** The longer it lasts, the stricter it is; stopped without a word of return is the strictest. */
function rankOf(row: StatusRow): string {
  return row.status === 'inactive' ? '~~' : (row.until ?? '~')
}
