import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type OptOutRow = { id: string; serviceId: string; madeAt: Date }

export async function optOutsOf(tx: Tx, personId: string): Promise<OptOutRow[]> {
  const { rows } = await sql<OptOutRow>`select id, service_id as "serviceId", made_at as "madeAt" from service_opt_outs
    where person_id = ${personId} and ended_at is null order by made_at, id`.execute(tx)
  return rows
}

/** Of these people, those who do not want the service. */
export async function optedOutAmong(tx: Tx, serviceId: string, personIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ person_id: string }>`select person_id from service_opt_outs
    where service_id = ${serviceId} and person_id = any (${[...personIds]}::uuid[]) and ended_at is null`.execute(tx)
  return new Set(rows.map((row) => row.person_id))
}

/** Of these people, those who do not want some service. */
export async function withOptOuts(tx: Tx, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`select distinct person_id from service_opt_outs
    where person_id = any (${[...personIds]}::uuid[]) and ended_at is null`.execute(tx)
  return rows.map((row) => row.person_id)
}

/** False: it was so already. */
export async function insertOptOut(
  tx: Tx,
  optOut: { id: string; orgId: string; personId: string; serviceId: string; madeBy: string | null; madeAt: Date },
): Promise<boolean> {
  const { id, orgId, personId, serviceId, madeBy, madeAt } = optOut
  const { rows } = await sql<{
    id: string
  }>`insert into service_opt_outs (id, org_id, person_id, service_id, made_by, made_at)
    values (${id}, ${orgId}, ${personId}, ${serviceId}, ${madeBy}, ${madeAt})
    on conflict (person_id, service_id) where ended_at is null do nothing returning id`.execute(tx)
  return rows.length > 0
}

/** Answers how many were ended. */
export async function endOptOuts(
  tx: Tx,
  which: { personId: string; serviceId: string } | { ids: readonly string[] } | { personId: string },
  now: Date,
): Promise<number> {
  const condition =
    'ids' in which
      ? sql`id = any (${[...which.ids]}::uuid[])`
      : 'serviceId' in which
        ? sql`person_id = ${which.personId} and service_id = ${which.serviceId}`
        : sql`person_id = ${which.personId}`
  const { rows } = await sql<{ id: string }>`update service_opt_outs set ended_at = ${now}
    where ${condition} and ended_at is null returning id`.execute(tx)
  return rows.length
}
