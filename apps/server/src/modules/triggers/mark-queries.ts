import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type Mark = {
  id: string
  orgId: string
  serviceId: string
  kind: 'birthday-month' | 'campaign' | 'life-event' | 'recurring'
  subjectId: string
  occasion: string
}

/** Ids of those that were new; who was marked for the occasion already is left out. Of two at once the second waits for the first. */
export async function insertMarks(tx: Tx, marks: readonly Mark[], madeAt: Date): Promise<Set<string>> {
  // In one order whoever comes: two transactions never wait for each other in a circle.
  const sorted = [...marks].sort((a, b) => (a.subjectId < b.subjectId ? -1 : 1))
  const column = (of: (mark: Mark) => string) => sorted.map(of)
  const { rows } = await sql<{ id: string }>`
    insert into trigger_marks (id, org_id, service_id, kind, subject_id, occasion, made_at)
    select w.id, w.org_id, w.service_id, w.kind, w.subject_id, w.occasion, ${madeAt}
    from unnest(${column((one) => one.id)}::uuid[], ${column((one) => one.orgId)}::uuid[], ${column((one) => one.serviceId)}::uuid[],
      ${column((one) => one.kind)}::text[], ${column((one) => one.subjectId)}::uuid[], ${column((one) => one.occasion)}::text[])
      as w (id, org_id, service_id, kind, subject_id, occasion)
    on conflict (service_id, subject_id, occasion) do nothing returning id`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

export async function setOrders(tx: Tx, orders: readonly { markId: string; orderId: string }[]): Promise<void> {
  await sql`update trigger_marks m set order_id = w.order_id
    from unnest(${orders.map((one) => one.markId)}::uuid[], ${orders.map((one) => one.orderId)}::uuid[]) as w (id, order_id)
    where m.id = w.id`.execute(tx)
}

/** `subject occasion` of each that is marked, of some thousands. */
export async function markedAmong(
  tx: Tx,
  serviceId: string,
  wanted: readonly { subjectId: string; occasion: string }[],
): Promise<Set<string>> {
  const { rows } = await sql<{
    subject_id: string
    occasion: string
  }>`select m.subject_id, m.occasion from trigger_marks m
    join unnest(${wanted.map((one) => one.subjectId)}::uuid[], ${wanted.map((one) => one.occasion)}::text[]) as w (subject_id, occasion)
      on w.subject_id = m.subject_id and w.occasion = m.occasion
    where m.service_id = ${serviceId}`.execute(tx)
  return new Set(rows.map((row) => `${row.subject_id} ${row.occasion}`))
}

/** How many orders each occasion brought, in sight of the transaction. */
export async function ordersOfOccasions(tx: Tx, occasions: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{
    occasion: string
    count: number
  }>`select occasion, count(*)::int as count from trigger_marks
    where kind = 'campaign' and occasion = any (${[...occasions]}) and order_id is not null group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.occasion, row.count]))
}

/** What a person was marked for, for a record that it turns out to be the same as. Ids of the new ones. */
export async function copyPersonMarks(tx: Tx, from: string, into: string, newIds: () => string): Promise<string[]> {
  const { rows } = await sql<{ org_id: string; service_id: string; kind: string; occasion: string; made_at: Date }>`
    select org_id, service_id, kind, occasion, made_at from trigger_marks
    where subject_id = ${from} and kind in ('birthday-month', 'campaign')`.execute(tx)
  const added: string[] = []
  for (const row of rows) {
    const id = newIds()
    const { rows: inserted } = await sql<{ id: string }>`
      insert into trigger_marks (id, org_id, service_id, kind, subject_id, occasion, made_at)
      values (${id}, ${row.org_id}, ${row.service_id}, ${row.kind}, ${into}, ${row.occasion}, ${row.made_at})
      on conflict (service_id, subject_id, occasion) do nothing returning id`.execute(tx)
    added.push(...inserted.map((one) => one.id))
  }
  return added
}

export async function deleteMarks(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`delete from trigger_marks where id = any (${[...ids]}::uuid[])`.execute(tx)
}
