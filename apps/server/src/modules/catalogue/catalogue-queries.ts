import { type Conduct, ServiceContent, type ServiceStatus } from '@yimi/contract/service.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

/** A service with the words in force for one unit on one day. */
export type InForceRow = {
  id: string
  code: string
  orgId: string
  versionId: string
  version: number
  from: string
  content: ServiceContent
}
export type ConductRow = { serviceId: string; orgId: string; version: number; from: string; conduct: Conduct }
export type StatusRow = {
  serviceId: string
  orgId: string
  status: ServiceStatus
  from: string
  until: string | null
  reason: string
}
export type Written = { madeBy: string | null; madeAt: Date }
export type VersionRow = { orgId: string; version: number; from: string; content: ServiceContent } & Written

type RawInForce = Omit<InForceRow, 'content'> & { content: unknown }
type RawConduct = {
  service_id: string
  org_id: string
  version: number
  from_day: string
  code: boolean
  rating: boolean
  survey: boolean
  auto_confirm: boolean
  messages: boolean
  pictures: boolean
  hours: boolean
}

/**
 * Services of a unit on a day, all or one: of each the words of the nearest unit that has some, the newest that have begun.
 * In the order of the catalogue.
 */
export async function servicesInForce(
  tx: Tx,
  orgId: string,
  day: string,
  id: string | null = null,
): Promise<InForceRow[]> {
  const { rows } = await sql<RawInForce>`select * from (
      select distinct on (s.id) s.id, s.code, s.rank, v.org_id as "orgId", v.id as "versionId", v.version, v.from_day::text as "from", v.content
      from org_closure c join service_versions v on v.org_id = c.ancestor_id and v.from_day <= ${day}::date
      join services s on s.id = v.service_id
      where c.descendant_id = ${orgId} and c.valid @> ${day}::date and (${id}::uuid is null or s.id = ${id}::uuid)
      order by s.id, c.depth, v.from_day desc, v.version desc) f
    order by f.rank, f.code, f.id`.execute(tx)
  return rows.map((row) => ({ ...row, content: ServiceContent.parse(row.content) }))
}

/** How they are dealt with, of the nearest unit that says so. */
export async function conductsInForce(
  tx: Tx,
  orgId: string,
  day: string,
  serviceIds: readonly string[],
): Promise<Map<string, ConductRow>> {
  const { rows } =
    await sql<RawConduct>`select distinct on (d.service_id) d.service_id, d.org_id, d.version, d.from_day::text,
      d.code, d.rating, d.survey, d.auto_confirm, d.messages, d.pictures, d.hours
    from org_closure c join service_conducts d on d.org_id = c.ancestor_id and d.from_day <= ${day}::date
    where c.descendant_id = ${orgId} and c.valid @> ${day}::date and d.service_id = any (${[...serviceIds]}::uuid[])
    order by d.service_id, c.depth, d.from_day desc, d.version desc`.execute(tx)
  return new Map(rows.map((row) => [row.service_id, conductOf(row)]))
}

/** Of the unit and each above it the newest word on whether the service can be had. */
export async function statusesInForce(
  tx: Tx,
  orgId: string,
  day: string,
  serviceIds: readonly string[],
): Promise<StatusRow[]> {
  const { rows } =
    await sql<StatusRow>`select distinct on (s.service_id, s.org_id) s.service_id as "serviceId", s.org_id as "orgId",
      s.status, s.from_day::text as "from", s.until_day::text as "until", s.reason
    from org_closure c join service_statuses s on s.org_id = c.ancestor_id and s.from_day <= ${day}::date
    where c.descendant_id = ${orgId} and c.valid @> ${day}::date and s.service_id = any (${[...serviceIds]}::uuid[])
    order by s.service_id, s.org_id, s.from_day desc, s.made_at desc, s.id desc`.execute(tx)
  return rows
}

/** Numbers of the unit's own newest words and conduct, those that begin later included; absent: none. */
export async function ownNumbers(
  tx: Tx,
  orgId: string,
  serviceIds: readonly string[],
): Promise<Map<string, { version: number; conduct: number }>> {
  const { rows } = await sql<{ id: string; version: number; conduct: number }>`select s.id,
      coalesce((select max(v.version) from service_versions v where v.service_id = s.id and v.org_id = ${orgId}), 0) as version,
      coalesce((select max(d.version) from service_conducts d where d.service_id = s.id and d.org_id = ${orgId}), 0) as conduct
    from services s where s.id = any (${[...serviceIds]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...numbers }) => [id, numbers]))
}

export async function findVersion(tx: Tx, id: string): Promise<{ content: ServiceContent } | undefined> {
  const row = await tx.selectFrom('service_versions').select('content').where('id', '=', id).executeTakeFirst()
  return row && { content: ServiceContent.parse(row.content) }
}

/** Everything written about a service by the unit and those above it, the newest first. */
export async function versionsOf(tx: Tx, serviceId: string, orgIds: readonly string[]): Promise<VersionRow[]> {
  const { rows } = await sql<Omit<VersionRow, 'content'> & { content: unknown }>`select org_id as "orgId", version,
      from_day::text as "from", content, made_by as "madeBy", made_at as "madeAt"
    from service_versions where service_id = ${serviceId} and org_id = any (${[...orgIds]}::uuid[])
    order by from_day desc, made_at desc, version desc`.execute(tx)
  return rows.map((row) => ({ ...row, content: ServiceContent.parse(row.content) }))
}

export async function conductsOf(
  tx: Tx,
  serviceId: string,
  orgIds: readonly string[],
): Promise<(ConductRow & Written)[]> {
  const { rows } = await sql<RawConduct & { made_by: string | null; made_at: Date }>`select service_id, org_id, version,
      from_day::text, code, rating, survey, auto_confirm, messages, pictures, hours, made_by, made_at
    from service_conducts where service_id = ${serviceId} and org_id = any (${[...orgIds]}::uuid[])
    order by from_day desc, made_at desc, version desc`.execute(tx)
  return rows.map((row) => ({ ...conductOf(row), madeBy: row.made_by, madeAt: row.made_at }))
}

export async function statusesOf(
  tx: Tx,
  serviceId: string,
  orgIds: readonly string[],
): Promise<(StatusRow & Written)[]> {
  const { rows } = await sql<StatusRow & Written>`select service_id as "serviceId", org_id as "orgId", status,
      from_day::text as "from", until_day::text as "until", reason, made_by as "madeBy", made_at as "madeAt"
    from service_statuses where service_id = ${serviceId} and org_id = any (${[...orgIds]}::uuid[])
    order by from_day desc, made_at desc, id desc`.execute(tx)
  return rows
}

function conductOf(row: RawConduct): ConductRow {
  const { code, rating, survey, messages, pictures, hours } = row
  return {
    serviceId: row.service_id,
    orgId: row.org_id,
    version: row.version,
    from: row.from_day,
    conduct: { code, rating, survey, autoConfirm: row.auto_confirm, messages, pictures, hours },
  }
}
