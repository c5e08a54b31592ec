import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { FIRST_PREV_HASH, hashEvent, hashHeads, hashSeal } from './chain.ts'
import { type Folded, foldEvents } from './fold.ts'

export type ChainFault = { kind: string; recordId: string; seq: number; what: string }
export type ChainReport = {
  events: number
  records: number
  seals: number
  faults: ChainFault[]
  lastSealAt: Date | null
}

type EventRow = {
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
  gates: unknown
  refs: unknown
  detail: Buffer | null
  key_id: string | null
  prev_hash: Buffer
  hash: Buffer
}

/** Rows read at a time: 2,000 events are about 2 MB. */
const BATCH = 2_000
const FAULTS_MAX = 200

/**
 * Recomputes every chain that the transaction may see, compares heads and states with the fold of the events, and the
 * seals with the heads they cover.
 */
export async function verifyChains(tx: Tx): Promise<ChainReport> {
  const report: ChainReport = { events: 0, records: 0, seals: 0, faults: [], lastSealAt: null }
  const heads = new Map<string, Folded & { seq: number; hash: Buffer }>()
  let run: EventRow[] = []
  for await (const event of allEvents(tx)) {
    report.events += 1
    const first = run[0]
    if (first && (first.kind !== event.kind || first.record_id !== event.record_id)) {
      checkRecord(run, report, heads)
      run = []
    }
    run.push(event)
  }
  if (run.length > 0) checkRecord(run, report, heads)
  report.records = heads.size
  await compareHeads(tx, heads, report)
  await compareStates(tx, heads, report)
  await checkSeals(tx, report)
  return report
}

async function* allEvents(tx: Tx): AsyncGenerator<EventRow> {
  let after = { kind: '', recordId: '00000000-0000-0000-0000-000000000000', seq: 0 }
  for (;;) {
    const { rows } =
      await sql<EventRow>`select * from events where (kind, record_id, seq) > (${after.kind}, ${after.recordId}::uuid, ${after.seq})
      order by kind, record_id, seq limit ${BATCH}`.execute(tx)
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    after = { kind: last.kind, recordId: last.record_id, seq: last.seq }
  }
}

function checkRecord(
  events: readonly EventRow[],
  report: ChainReport,
  heads: Map<string, Folded & { seq: number; hash: Buffer }>,
): void {
  let prev: Buffer = FIRST_PREV_HASH
  let seq = 0
  for (const event of events) {
    seq += 1
    const fault = (what: string) =>
      addFault(report, { kind: event.kind, recordId: event.record_id, seq: event.seq, what })
    if (event.seq !== seq) fault('an event is missing before this one')
    if (!event.prev_hash.equals(prev)) fault('does not join the event before')
    const wanted = hashEvent({
      ...event,
      recordId: event.record_id,
      actorId: event.actor_id,
      actorRole: event.actor_role,
      orgId: event.org_id,
      fromState: event.from_state,
      toState: event.to_state,
      keyId: event.key_id,
      prevHash: event.prev_hash,
    })
    if (!wanted.equals(event.hash)) fault('the event was changed after it was written')
    prev = event.hash
    seq = event.seq
  }
  const last = events.at(-1)
  if (last) heads.set(`${last.kind} ${last.record_id}`, { ...foldEvents(events), seq: last.seq, hash: last.hash })
}

async function compareHeads(
  tx: Tx,
  heads: ReadonlyMap<string, { seq: number; hash: Buffer }>,
  report: ChainReport,
): Promise<void> {
  const rows = await tx
    .selectFrom('event_heads')
    .select(['kind', 'record_id', 'seq', 'hash'])
    .where('seq', '>', 0)
    .execute()
  for (const row of rows) {
    const head = heads.get(`${row.kind} ${row.record_id}`)
    if (!head || head.seq !== row.seq || !head.hash.equals(row.hash))
      addFault(report, {
        kind: row.kind,
        recordId: row.record_id,
        seq: row.seq,
        what: 'the newest event is missing or is not the recorded head',
      })
  }
}

async function compareStates(
  tx: Tx,
  heads: ReadonlyMap<string, Folded & { seq: number }>,
  report: ChainReport,
): Promise<void> {
  const kinds = await tx
    .selectFrom('event_kinds')
    .select(['kind', 'table_name'])
    .where('table_name', 'is not', null)
    .execute()
  for (const { kind, table_name } of kinds) {
    const readable = await sql<{
      ok: boolean
    }>`select has_column_privilege(current_user, ${table_name}, 'state', 'select') as ok`.execute(tx)
    if (!readable.rows[0]?.ok) continue
    const { rows } = await sql<{
      id: string
      state: string
      gates: Record<string, string>
    }>`select id, state, gates from ${sql.table(table_name ?? '')}`.execute(tx)
    for (const row of rows) {
      const head = heads.get(`${kind} ${row.id}`)
      const same = head && head.state === row.state && sameGates(head.gates, row.gates)
      if (!same)
        addFault(report, {
          kind,
          recordId: row.id,
          seq: head?.seq ?? 0,
          what: 'the state is not what the events add up to',
        })
    }
  }
}

async function checkSeals(tx: Tx, report: ChainReport): Promise<void> {
  const seals = await tx.selectFrom('seals').selectAll().orderBy('seq').execute()
  const heads = Map.groupBy(await tx.selectFrom('sealed_heads').selectAll().execute(), (row) => row.seal_seq)
  let prev: Buffer = FIRST_PREV_HASH
  for (const seal of seals) {
    const fault = (what: string) => addFault(report, { kind: 'seal', recordId: '', seq: seal.seq, what })
    const sealed = (heads.get(seal.seq) ?? []).map((row) => ({
      kind: row.kind,
      recordId: row.record_id,
      seq: row.event_seq,
      hash: row.hash,
    }))
    if (!hashHeads(sealed).equals(seal.heads_hash)) fault('the sealed heads were changed')
    const wanted = hashSeal({
      seq: seal.seq,
      at: seal.at,
      heads: seal.heads,
      headsHash: seal.heads_hash,
      prevHash: seal.prev_hash,
    })
    if (!wanted.equals(seal.hash) || !seal.prev_hash.equals(prev))
      fault('the seal was changed or does not join the one before')
    prev = seal.hash
    report.seals += 1
    report.lastSealAt = seal.at
  }
  const { rows } = await sql<{ kind: string; record_id: string; event_seq: number }>`
    select s.kind, s.record_id, s.event_seq from sealed_heads s join event_heads h on h.kind = s.kind and h.record_id = s.record_id
    left join events e on e.kind = s.kind and e.record_id = s.record_id and e.seq = s.event_seq
    where e.hash is distinct from s.hash limit ${FAULTS_MAX}`.execute(tx)
  for (const row of rows)
    addFault(report, { kind: row.kind, recordId: row.record_id, seq: row.event_seq, what: 'not what was sealed' })
  const lost = await sql<{ kind: string; record_id: string; seq: number }>`select * from lost_records()`.execute(tx)
  for (const row of lost.rows)
    addFault(report, {
      kind: row.kind,
      recordId: row.record_id,
      seq: row.seq,
      what: 'sealed, and nothing of it is left',
    })
}

function sameGates(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => a[key] === b[key])
}

function addFault(report: ChainReport, fault: ChainFault): void {
  if (report.faults.length < FAULTS_MAX) report.faults.push(fault)
}
