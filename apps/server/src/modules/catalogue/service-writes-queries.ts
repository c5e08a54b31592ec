import type { Conduct, ServiceContent, ServiceStatus } from '@yimi/contract/service.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import type { Written } from './catalogue-queries.ts'

/** Puts services at the end of the catalogue, in the order given; false: the unit has one with such a code. */
export async function insertServices(
  tx: Tx,
  services: readonly { id: string; orgId: string; code: string }[],
  madeAt: Date,
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`insert into services (id, org_id, code, rank, made_at)
    select w.id, w.org_id, w.code, coalesce((select max(s.rank) from services s), 0) + w.place, ${madeAt}
    from unnest(${services.map((one) => one.id)}::uuid[], ${services.map((one) => one.orgId)}::uuid[],
      ${services.map((one) => one.code)}::text[]) with ordinality as w (id, org_id, code, place)
    on conflict (org_id, code) do nothing returning id`.execute(tx)
  return rows.length === services.length
}

type Of = { serviceId: string; orgId: string; version: number; from: string } & Written

/** A number is taken once: false for the second of two who write at the same time. */
export async function insertVersion(tx: Tx, version: Of & { id: string; content: ServiceContent }): Promise<boolean> {
  const inserted = await tx
    .insertInto('service_versions')
    .values({ ...columnsOf(version), id: version.id, content: JSON.stringify(version.content) })
    .onConflict((conflict) => conflict.columns(['service_id', 'org_id', 'version']).doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

export async function insertConduct(tx: Tx, conduct: Of & { id: string; conduct: Conduct }): Promise<boolean> {
  const { autoConfirm, ...switches } = conduct.conduct
  const inserted = await tx
    .insertInto('service_conducts')
    .values({ ...columnsOf(conduct), id: conduct.id, ...switches, auto_confirm: autoConfirm })
    .onConflict((conflict) => conflict.columns(['service_id', 'org_id', 'version']).doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

export async function insertStatus(
  tx: Tx,
  status: {
    id: string
    serviceId: string
    orgId: string
    status: ServiceStatus
    from: string
    until: string | null
    reason: string
  } & Written,
): Promise<void> {
  const { id, serviceId, orgId, from, until, madeBy, madeAt } = status
  await tx
    .insertInto('service_statuses')
    .values({
      id,
      service_id: serviceId,
      org_id: orgId,
      status: status.status,
      from_day: from,
      until_day: until,
      reason: status.reason,
      made_by: madeBy,
      made_at: madeAt,
    })
    .execute()
}

function columnsOf({ serviceId, orgId, version, from, madeBy, madeAt }: Of) {
  return { service_id: serviceId, org_id: orgId, version, from_day: from, made_by: madeBy, made_at: madeAt }
}
