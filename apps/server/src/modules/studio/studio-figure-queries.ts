import type { BroadcastState } from '@yimi/contract/broadcast.ts'
import { sql } from 'kysely'
import type { FigureScope } from '#modules/figures/figures.ts'
import type { Tx } from '#platform/database/database.ts'

type Page = { offset: number; limit: number }

/** Broadcasts in a state; where days are given, those that begin on one of them. */
export async function countBroadcasts(tx: Tx, state: BroadcastState, scope: FigureScope): Promise<number> {
  const { count } = await broadcastsIn(tx, state, scope)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export function findBroadcastsIn(tx: Tx, state: BroadcastState, scope: FigureScope & Page) {
  return broadcastsIn(tx, state, scope)
    .select(['id', 'title', 'starts_at'])
    .orderBy('starts_at', 'desc')
    .orderBy('id', 'desc')
    .offset(scope.offset)
    .limit(scope.limit)
    .execute()
}

function broadcastsIn(tx: Tx, state: BroadcastState, { orgs, from, until }: FigureScope) {
  let matching = tx
    .selectFrom('broadcasts')
    .where('state', '=', state)
    .where(sql<boolean>`org_id = any (${[...orgs]}::uuid[])`)
  if (from) matching = matching.where(sql<boolean>`(starts_at at time zone 'Asia/Shanghai')::date >= ${from}::date`)
  if (until) matching = matching.where(sql<boolean>`(starts_at at time zone 'Asia/Shanghai')::date <= ${until}::date`)
  return matching
}

export async function countOpenGates(tx: Tx, { orgs }: FigureScope): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count
    from broadcasts b cross join lateral jsonb_each_text(b.gates) as g (gate, state)
    where b.state = 'in-review' and g.state = 'open' and b.org_id = any (${[...orgs]}::uuid[])`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function findOpenGates(tx: Tx, { orgs, offset, limit }: FigureScope & Page) {
  const { rows } = await sql<{ id: string; title: string; gate: string; starts_at: Date | null }>`
    select b.id, b.title, g.gate, b.starts_at
    from broadcasts b cross join lateral jsonb_each_text(b.gates) as g (gate, state)
    where b.state = 'in-review' and g.state = 'open' and b.org_id = any (${[...orgs]}::uuid[])
    order by b.starts_at, b.id, g.gate offset ${offset} limit ${limit}`.execute(tx)
  return rows
}

export function broadcastsByIds(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('broadcasts')
    .select(['id', 'org_id', 'title', 'state', 'starts_at'])
    .where('id', 'in', [...ids])
    .orderBy('starts_at', (order) => order.desc().nullsLast())
    .orderBy('id')
    .execute()
}
