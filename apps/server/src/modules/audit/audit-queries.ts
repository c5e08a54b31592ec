import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type EventRow = {
  id: string
  kind: string
  record_id: string
  seq: number
  at: Date
  actor_id: string | null
  actor_role: string
  org_id: string
  move: string
  from_state: string
  to_state: string
  hash: Buffer
}

export type EventFilter = {
  orgIds: readonly string[]
  kind: string | undefined
  recordId: string | undefined
  actorId: string | undefined
}

export async function eventsPage(
  tx: Tx,
  filter: EventFilter,
  page: { offset: number; limit: number },
): Promise<{ rows: EventRow[]; total: number }> {
  const where = sql.join(
    [
      sql`org_id = any (${[...filter.orgIds]}::uuid[])`,
      ...(filter.kind ? [sql`kind = ${filter.kind}`] : []),
      ...(filter.recordId ? [sql`record_id = ${filter.recordId}`] : []),
      ...(filter.actorId ? [sql`actor_id = ${filter.actorId}`] : []),
    ],
    sql` and `,
  )
  const { rows } = await sql<EventRow>`
    select id, kind, record_id, seq, at, actor_id, actor_role, org_id, move, from_state, to_state, hash from events
    where ${where} order by at desc, id desc offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from events where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}
