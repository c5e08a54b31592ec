import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type RoundOrder = { orderId: string; personId: string; serviceVersionId: string }
export type RoundSearch = {
  orgId: string
  serviceId: string
  from: string
  until: string
  /** Null: whichever fit. */
  orderIds: readonly string[] | null
}

/** Ready, nobody asked for any of its places, and the window meets the round's. */
const FREE = sql`o.state = 'ready' and o.service_version_id is not null
  and exists (select from order_places p where p.order_id = o.id and p.round = o.round and p.state = 'open')
  and not exists (select from order_places p where p.order_id = o.id and p.round = o.round and p.state not in ('open', 'withdrawn'))`

export async function freeOrders(tx: Tx, search: RoundSearch): Promise<RoundOrder[]> {
  const { rows } = await sql<RoundOrder>`
    select o.id as "orderId", o.person_id as "personId", o.service_version_id as "serviceVersionId" from orders o
    where o.org_id = ${search.orgId} and o.service_id = ${search.serviceId} and ${FREE}
      and o.during && daterange(${search.from}::date, ${search.until}::date, '[]')
      and (${search.orderIds === null} or o.id = any (${[...(search.orderIds ?? [])]}::uuid[]))
    order by o.submitted_at, o.id`.execute(tx)
  return rows
}

export async function countFreeOrders(tx: Tx, orgId: string): Promise<{ serviceId: string; orders: number }[]> {
  const { rows } = await sql<{ serviceId: string; orders: number }>`
    select o.service_id as "serviceId", count(*)::int as orders from orders o
    where o.org_id = ${orgId} and ${FREE} group by 1 order by 2 desc, 1`.execute(tx)
  return rows
}

export async function setInRound(tx: Tx, orderIds: readonly string[], inRound: boolean): Promise<void> {
  await sql`update orders set in_round = ${inRound} where id = any (${[...orderIds]}::uuid[]) and in_round <> ${inRound}`.execute(
    tx,
  )
}
