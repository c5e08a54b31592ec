import { sql } from 'kysely'
import type { FigureScope } from '#modules/figures/figures.ts'
import type { Tx } from '#platform/database/database.ts'

export type AudienceFigureRow = {
  id: string
  broadcast_id: string
  title: string
  channel: string | null
  on: Date | null
  amount: number
}
type Kind = 'own-page' | 'views' | 'on-site'
type Page = { offset: number; limit: number }

export async function sumAudience(tx: Tx, kind: Kind, scope: FigureScope): Promise<number> {
  const { rows } = await sql<{ sum: number }>`
    select coalesce(sum(amount), 0)::bigint as sum from (${shares(kind, scope)}) as s`.execute(tx)
  return rows[0]?.sum ?? 0
}

export async function findAudienceShares(
  tx: Tx,
  kind: Kind,
  scope: FigureScope & Page,
): Promise<{ rows: AudienceFigureRow[]; total: number }> {
  const { rows } = await sql<AudienceFigureRow>`
    select * from (${shares(kind, scope)}) as s order by "on" desc nulls last, id offset ${scope.offset} limit ${scope.limit}`.execute(
    tx,
  )
  const counted = await sql<{ total: number }>`select count(*) as total from (${shares(kind, scope)}) as s`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** What each broadcast, or each platform of it, adds; of entries that were corrected the newest alone. */
function shares(kind: Kind, { orgs, from, until }: FigureScope) {
  const aired = sql`coalesce(b.aired_from, b.starts_at)`
  const day = sql`(${aired} at time zone 'Asia/Shanghai')::date`
  const within = sql`b.org_id = any (${[...orgs]}::uuid[])
    and (${from ?? null}::date is null or ${day} >= ${from ?? null}::date)
    and (${until ?? null}::date is null or ${day} <= ${until ?? null}::date)`
  if (kind === 'own-page')
    return sql`select b.id, b.id as broadcast_id, b.title, null::text as channel, ${aired} as "on", a.viewers as amount
      from broadcast_audiences a join broadcasts b on b.id = a.broadcast_id where a.viewers > 0 and ${within}`
  if (kind === 'on-site')
    return sql`select b.id, b.id as broadcast_id, b.title, null::text as channel, ${aired} as "on", c.people as amount
      from (select distinct on (broadcast_id) broadcast_id, people from on_site_counts
            order by broadcast_id, entered_at desc, id desc) c
      join broadcasts b on b.id = c.broadcast_id where ${within}`
  return sql`select f.id, b.id as broadcast_id, b.title, n.name as channel, ${aired} as "on", f.views as amount
    from (select distinct on (broadcast_id, channel_id) id, broadcast_id, channel_id, views from platform_figures
          order by broadcast_id, channel_id, entered_at desc, id desc) f
    join broadcasts b on b.id = f.broadcast_id left join channels n on n.id = f.channel_id
    where f.views is not null and ${within}`
}
