import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import type { PublicBroadcastRow } from './public-broadcast.ts'

/** What is on now and to come stands first, then the newest of what is over. */
const SHOWN_MAX = 20

export function installationRow(tx: Tx) {
  return tx.selectFrom('installation').select(['name', 'telephone', 'demo']).executeTakeFirst()
}

export async function publicBroadcasts(tx: Tx, now: Date, today: string): Promise<PublicBroadcastRow[]> {
  const { rows } = await sql<PublicBroadcastRow>`
    select b.id, b.title, v.name as org_name, b.series, b.episode, b.state, b.starts_at, b.summary, b.rundown
    from broadcasts b join org_versions v on v.org_id = b.org_id and v.valid @> ${today}::date
    order by case b.state when 'on-air' then 0 when 'cleared' then 1 else 2 end,
      abs(extract(epoch from coalesce(b.starts_at, ${now}) - ${now})) limit ${SHOWN_MAX}`.execute(tx)
  return rows
}

export async function findPublicBroadcast(tx: Tx, id: string, today: string): Promise<PublicBroadcastRow | undefined> {
  const { rows } = await sql<PublicBroadcastRow>`
    select b.id, b.title, v.name as org_name, b.series, b.episode, b.state, b.starts_at, b.summary, b.rundown
    from broadcasts b join org_versions v on v.org_id = b.org_id and v.valid @> ${today}::date where b.id = ${id}`.execute(
    tx,
  )
  return rows[0]
}

export async function publicOrganisations(
  tx: Tx,
  today: string,
): Promise<{ id: string; name: string; parentId: string | null }[]> {
  const { rows } = await sql<{ id: string; name: string; parentId: string | null }>`
    select o.id, v.name, p.parent_id as "parentId" from orgs o
    join org_kinds k on k.code = o.kind and not k.outside
    join org_versions v on v.org_id = o.id and v.valid @> ${today}::date
    left join org_parents p on p.org_id = o.id and p.valid @> ${today}::date
    where o.valid @> ${today}::date order by v.name`.execute(tx)
  return rows
}
