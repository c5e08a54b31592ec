import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type CampaignRow = {
  id: string
  orgId: string
  serviceId: string
  name: string
  from: string
  until: string
  endedAt: Date | null
}

const COLUMNS = sql`id, org_id as "orgId", service_id as "serviceId", name, lower(during)::text as "from",
  (upper(during) - 1)::text as "until", ended_at as "endedAt"`

/** Those that run first, then the newest. */
export async function findCampaigns(tx: Tx, today: string): Promise<CampaignRow[]> {
  const { rows } = await sql<CampaignRow>`select ${COLUMNS} from campaigns
    order by ended_at is not null or upper(during) <= ${today}::date, lower(during) desc, id limit 200`.execute(tx)
  return rows
}

export async function findCampaign(tx: Tx, id: string): Promise<CampaignRow | undefined> {
  const { rows } = await sql<CampaignRow>`select ${COLUMNS} from campaigns where id = ${id}`.execute(tx)
  return rows[0]
}

/** False: the unit has one of this name already. */
export async function insertCampaign(
  tx: Tx,
  campaign: Omit<CampaignRow, 'endedAt'> & { madeBy: string | null; madeAt: Date },
): Promise<boolean> {
  const { id, orgId, serviceId, name, from, until, madeBy, madeAt } = campaign
  const { rows } = await sql<{
    id: string
  }>`insert into campaigns (id, org_id, service_id, name, during, made_by, made_at)
    values (${id}, ${orgId}, ${serviceId}, ${name}, daterange(${from}::date, ${until}::date, '[]'), ${madeBy}, ${madeAt})
    on conflict (org_id, service_id, name) do nothing returning id`.execute(tx)
  return rows.length > 0
}

export async function endCampaign(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update campaigns set ended_at = ${now} where id = ${id} and ended_at is null`.execute(tx)
}
