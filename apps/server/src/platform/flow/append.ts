import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { newId } from '../new-id.ts'
import { type ChainedEvent, hashEvent } from './chain.ts'

export type NewEvent = ChainedEvent
export type Head = { seq: number; hash: Buffer }

/** Locks the heads of the records' chains, one statement for all, in the order given. */
export async function lockHeads(
  tx: Tx,
  kind: string,
  records: readonly { recordId: string; orgId: string }[],
): Promise<Map<string, Head>> {
  const { rows } = await sql<{ record_id: string; head_seq: number; head_hash: Buffer }>`
    select r.record_id, h.head_seq, h.head_hash
    from unnest(${records.map((r) => r.recordId)}::uuid[], ${records.map((r) => r.orgId)}::uuid[]) with ordinality as r (record_id, org_id, place)
    cross join lateral lock_event_head(${kind}, r.record_id, r.org_id) as h order by r.place`.execute(tx)
  return new Map(rows.map((row) => [row.record_id, { seq: row.head_seq, hash: row.head_hash }]))
}

/** Appends the events through the one function that may: it refuses what does not join, and folds the state. */
export async function appendEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  const column = <T>(pick: (event: NewEvent) => T): T[] => events.map(pick)
  await sql`select append_event(e.id, e.kind, e.record_id, e.seq, e.at, e.actor_id, e.actor_role, e.org_id, e.move, e.from_state,
      e.to_state, e.gates, e.refs, e.detail, e.key_id, e.prev_hash, e.hash)
    from unnest(${column((e) => e.id)}::uuid[], ${column((e) => e.kind)}::text[], ${column((e) => e.recordId)}::uuid[],
      ${column((e) => e.seq)}::int[], ${column((e) => e.at)}::timestamptz[], ${column((e) => e.actorId)}::uuid[],
      ${column((e) => e.actorRole)}::text[], ${column((e) => e.orgId)}::uuid[], ${column((e) => e.move)}::text[],
      ${column((e) => e.fromState)}::text[], ${column((e) => e.toState)}::text[], ${column((e) => JSON.stringify(e.gates))}::jsonb[],
      ${column((e) => JSON.stringify(e.refs))}::jsonb[], ${column((e) => e.detail)}::bytea[], ${column((e) => e.keyId)}::uuid[],
      ${column((e) => e.prevHash)}::bytea[], ${column((e) => hashEvent(e))}::bytea[])
    with ordinality as e (id, kind, record_id, seq, at, actor_id, actor_role, org_id, move, from_state, to_state, gates, refs,
      detail, key_id, prev_hash, hash, place) order by e.place`.execute(tx)
}

/** Says to the jobs, after the commit, what happened: topic and ids, no words. */
export async function writeOutbox(
  tx: Tx,
  events: readonly Pick<NewEvent, 'kind' | 'move' | 'orgId' | 'recordId' | 'seq' | 'toState' | 'at'>[],
): Promise<void> {
  await tx
    .insertInto('outbox')
    .values(
      events.map((event) => ({
        id: newId(),
        topic: `${event.kind}.${event.move}`,
        org_id: event.orgId,
        payload: JSON.stringify({ recordId: event.recordId, seq: event.seq, toState: event.toState }),
        created_at: event.at,
      })),
    )
    .execute()
  await sql`select pg_notify('yimi_outbox', '')`.execute(tx)
}
