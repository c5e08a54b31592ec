import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { sendAhead } from '../database/sent-ahead.ts'
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

export type NewTimer = { kind: string; recordId: string; orgId: string; move: string; setAtSeq: number; dueAt: Date }
type Told = Pick<NewEvent, 'kind' | 'move' | 'orgId' | 'recordId' | 'seq' | 'toState' | 'at'>

/** Says to the jobs, after the commit, what happened: topic and ids, no words. It travels with the statement that follows. */
export async function writeOutbox(tx: Tx, events: readonly Told[]): Promise<void> {
  await tx.executeQuery(sendAhead(sql`with told as (${outbox(events)}) ${NOTIFY}`.compile(tx)))
}

/** The same, and the records' clocks set anew, in one statement. */
export async function writeOutboxAndTimers(
  tx: Tx,
  events: readonly Told[],
  clocks: { kind: string; stopped: readonly string[]; timers: readonly NewTimer[] },
): Promise<void> {
  const { kind, stopped, timers } = clocks
  const parts = [sql`told as (${outbox(events)})`]
  if (stopped.length > 0)
    parts.push(sql`stopped as (delete from flow_timers where kind = ${kind} and record_id = any (${[...stopped]}::uuid[])
      and fired_at is null)`)
  if (timers.length > 0)
    parts.push(sql`set as (insert into flow_timers (id, kind, record_id, org_id, move, set_at_seq, due_at)
      select t.id, ${kind}, t.record_id, t.org_id, t.move, t.set_at_seq, t.due_at from unnest(${timers.map(() => newId())}::uuid[],
        ${timers.map((t) => t.recordId)}::uuid[], ${timers.map((t) => t.orgId)}::uuid[], ${timers.map((t) => t.move)}::text[],
        ${timers.map((t) => t.setAtSeq)}::int[], ${timers.map((t) => t.dueAt)}::timestamptz[])
      as t (id, record_id, org_id, move, set_at_seq, due_at))`)
  await tx.executeQuery(sendAhead(sql`with ${sql.join(parts)} ${NOTIFY}`.compile(tx)))
}

const NOTIFY = sql`select pg_notify('yimi_outbox', '')`

function outbox(events: readonly Told[]): RawBuilder<unknown> {
  const payloads = events.map(({ recordId, seq, toState }) => JSON.stringify({ recordId, seq, toState }))
  return sql`insert into outbox (id, topic, org_id, payload, created_at) select o.id, o.topic, o.org_id, o.payload, o.created_at
    from unnest(${events.map(() => newId())}::uuid[], ${events.map((event) => `${event.kind}.${event.move}`)}::text[],
      ${events.map((event) => event.orgId)}::uuid[], ${payloads}::jsonb[], ${events.map((event) => event.at)}::timestamptz[])
    as o (id, topic, org_id, payload, created_at)`
}
