import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { ProgramFault } from '../fault.ts'
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
    select record_id, head_seq, head_hash from lock_event_heads(${kind}, ${records.map((r) => r.recordId)}::uuid[],
      ${records.map((r) => r.orgId)}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.record_id, { seq: row.head_seq, hash: row.head_hash }]))
}

/**
 * Appends events of one kind, one a record, through the functions that alone may: they refuse what does not join, and fold
 * the state.
 */
export async function appendEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  const [first] = events
  if (!first) return
  if (events.some((event) => event.kind !== first.kind)) throw new ProgramFault('events of two kinds at once')
  if (events.length === 1) return appendEvent(tx, first)
  const column = <T>(pick: (event: NewEvent) => T): T[] => events.map(pick)
  await sql`select append_events(${first.kind}, ${column((e) => e.id)}::uuid[], ${column((e) => e.recordId)}::uuid[],
    ${column((e) => e.seq)}::int[], ${column((e) => e.at)}::timestamptz[], ${column((e) => e.actorId)}::uuid[],
    ${column((e) => e.actorRole)}::text[], ${column((e) => e.orgId)}::uuid[], ${column((e) => e.move)}::text[],
    ${column((e) => e.fromState)}::text[], ${column((e) => e.toState)}::text[], ${column((e) => JSON.stringify(e.gates))}::jsonb[],
    ${column((e) => JSON.stringify(e.refs))}::jsonb[], ${column((e) => e.detail)}::bytea[], ${column((e) => e.keyId)}::uuid[],
    ${column((e) => e.prevHash)}::bytea[], ${column((e) => hashEvent(e))}::bytea[])`.execute(tx)
}

async function appendEvent(tx: Tx, e: NewEvent): Promise<void> {
  await sql`select append_event(${e.id}, ${e.kind}, ${e.recordId}, ${e.seq}, ${e.at}, ${e.actorId}, ${e.actorRole}, ${e.orgId},
    ${e.move}, ${e.fromState}, ${e.toState}, ${JSON.stringify(e.gates)}, ${JSON.stringify(e.refs)}, ${e.detail}, ${e.keyId},
    ${e.prevHash}, ${hashEvent(e)})`.execute(tx)
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
