import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import type { ChainedEvent } from '#platform/flow/chain.ts'

export type ExportRow = {
  id: string
  org_id: string
  asked_by: string
  asked_at: Date
  from_at: Date
  to_at: Date
}

export async function insertExport(tx: Tx, row: ExportRow): Promise<void> {
  await tx.insertInto('audit_exports').values(row).execute()
}

export function findExport(tx: Tx, id: string): Promise<ExportRow | undefined> {
  return tx.selectFrom('audit_exports').selectAll().where('id', '=', id).executeTakeFirst()
}

/**
 * The events of one record from the first to the last that lies within the time, without a gap between, and the one before
 * them: it proves that nothing was taken away at the beginning.
 */
export type Span = { kind: string; record_id: string; lo: number; hi: number }

export async function spansAfter(
  tx: Tx,
  period: { from: Date; to: Date },
  after: { kind: string; record_id: string },
  limit: number,
): Promise<Span[]> {
  const { rows } = await sql<Span>`select kind, record_id, greatest(min(seq) - 1, 1) as lo, max(seq) as hi from events
    where (kind, record_id) > (${after.kind}, ${after.record_id}::uuid) and at >= ${period.from} and at < ${period.to}
    group by kind, record_id order by kind, record_id limit ${limit}`.execute(tx)
  return rows
}

export type FullEvent = ChainedEvent & { hash: Buffer }

/** All events of the spans, record by record. */
export async function eventsOfSpans(tx: Tx, spans: readonly Span[]): Promise<FullEvent[]> {
  const { rows } = await sql<FullEvent>`
    select e.id, e.kind, e.record_id as "recordId", e.seq, e.at, e.actor_id as "actorId", e.actor_role as "actorRole", e.org_id as "orgId",
      e.move, e.from_state as "fromState", e.to_state as "toState", e.gates, e.refs, e.detail, e.key_id as "keyId",
      e.prev_hash as "prevHash", e.hash
    from unnest(${spans.map((one) => one.kind)}::text[], ${spans.map((one) => one.record_id)}::uuid[], ${spans.map((one) => one.lo)}::int[],
      ${spans.map((one) => one.hi)}::int[]) with ordinality as s (kind, record_id, lo, hi, place)
    join events e on e.kind = s.kind and e.record_id = s.record_id and e.seq between s.lo and s.hi
    order by s.place, e.seq`.execute(tx)
  return rows
}

export type FullSeal = { seq: number; at: Date; heads: number; headsHash: Buffer; prevHash: Buffer; hash: Buffer }

/** From the first seal of the time on to the first one after it, which covers what happened last. */
export async function sealsAfter(
  tx: Tx,
  period: { from: Date; to: Date },
  after: number,
  limit: number,
): Promise<FullSeal[]> {
  const { rows } = await sql<FullSeal>`
    select seq, at, heads, heads_hash as "headsHash", prev_hash as "prevHash", hash from seals
    where seq > ${after} and at >= ${period.from}
      and seq <= coalesce((select min(seq) from seals where at >= ${period.to}), 9223372036854775807)
    order by seq limit ${limit}`.execute(tx)
  return rows
}

export type FullHead = { seal: number; kind: string; recordId: string; seq: number; hash: Buffer }

/** The heads of one seal: all of them, or those of the records that the transaction may see. */
export async function headsOfSeal(tx: Tx, seal: number, all: boolean): Promise<FullHead[]> {
  const seen = all
    ? sql``
    : sql`and exists (select from event_heads h where h.kind = s.kind and h.record_id = s.record_id)`
  const { rows } = await sql<FullHead>`
    select s.seal_seq as seal, s.kind, s.record_id as "recordId", s.event_seq as seq, s.hash from sealed_heads s
    where s.seal_seq = ${seal} ${seen} order by s.kind collate "C", s.record_id`.execute(tx)
  return rows
}

export function installationId(tx: Tx): Promise<{ id: string } | undefined> {
  return tx.selectFrom('installation').select('id').executeTakeFirst()
}
