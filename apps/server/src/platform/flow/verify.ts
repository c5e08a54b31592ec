import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { FIRST_PREV_HASH, hashEvent } from './chain.ts'
import { type Folded, foldEvents } from './fold.ts'
import { type ChainFault, checkSeals } from './verify-seals.ts'

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
type CheckedRecord = Folded & { kind: string; recordId: string; seq: number; hash: Buffer }

/** Rows read at a time: 2,000 events are about 2 MB. */
const BATCH = 2_000
/** Records compared with their heads and states at a time. */
const COMPARE = 500
const FAULTS_MAX = 200

/**
 * Recomputes every chain that the transaction may see, compares heads and states with the fold of the events, and the
 * seals with the heads they cover. Reads batch by batch: what is in memory does not grow with the log.
 */
export async function verifyChains(tx: Tx): Promise<ChainReport> {
  const report: ChainReport = { events: 0, records: 0, seals: 0, faults: [], lastSealAt: null }
  const tables = await tablesOfStates(tx)
  let run: EventRow[] = []
  let checked: CheckedRecord[] = []
  async function endOfRecord(): Promise<void> {
    const record = checkRecord(run, report)
    if (record) checked.push(record)
    run = []
    if (checked.length >= COMPARE) await compare()
  }
  async function compare(): Promise<void> {
    report.records += checked.length
    await compareHeads(tx, checked, report)
    await compareStates(tx, tables, checked, report)
    checked = []
  }
  for await (const event of allEvents(tx)) {
    report.events += 1
    const first = run[0]
    if (first && (first.kind !== event.kind || first.record_id !== event.record_id)) await endOfRecord()
    run.push(event)
  }
  await endOfRecord()
  await compare()
  await findWithoutEvents(tx, tables, report)
  const seals = await checkSeals(tx, (fault) => addFault(report, fault))
  return { ...report, ...seals }
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

function checkRecord(events: readonly EventRow[], report: ChainReport): CheckedRecord | undefined {
  let prev: Buffer = FIRST_PREV_HASH
  let seq = 0
  for (const event of events) {
    seq += 1
    const fault = (what: string) =>
      addFault(report, { kind: event.kind, recordId: event.record_id, seq: event.seq, what })
    if (event.seq !== seq) fault('an event is missing before this one')
    if (!event.prev_hash.equals(prev)) fault('does not join the event before')
    if (!hashOf(event).equals(event.hash)) fault('the event was changed after it was written')
    prev = event.hash
    seq = event.seq
  }
  const last = events.at(-1)
  return last && { ...foldEvents(events), kind: last.kind, recordId: last.record_id, seq: last.seq, hash: last.hash }
}

function hashOf(event: EventRow): Buffer {
  return hashEvent({
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
}

async function compareHeads(tx: Tx, records: readonly CheckedRecord[], report: ChainReport): Promise<void> {
  const { rows } = await sql<{ kind: string; record_id: string; seq: number; hash: Buffer }>`
    select h.kind, h.record_id, h.seq, h.hash from event_heads h
    join unnest(${records.map((one) => one.kind)}::text[], ${records.map((one) => one.recordId)}::uuid[]) as r (kind, record_id)
      on r.kind = h.kind and r.record_id = h.record_id`.execute(tx)
  const heads = new Map(rows.map((row) => [`${row.kind} ${row.record_id}`, row]))
  for (const record of records) {
    const head = heads.get(`${record.kind} ${record.recordId}`)
    if (head?.seq !== record.seq || !head.hash.equals(record.hash))
      addFault(report, {
        kind: record.kind,
        recordId: record.recordId,
        seq: head?.seq ?? record.seq,
        what: 'the newest event is missing or is not the recorded head',
      })
  }
}

type StateTables = ReadonlyMap<string, string>

/** Tables of flows by kind, those whose state the role of the transaction may read. */
async function tablesOfStates(tx: Tx): Promise<StateTables> {
  const { rows } = await sql<{ kind: string; table_name: string }>`select kind, table_name from event_kinds
    where table_name is not null and has_column_privilege(current_user, table_name, 'state', 'select')`.execute(tx)
  return new Map(rows.map((row) => [row.kind, row.table_name]))
}

async function compareStates(
  tx: Tx,
  tables: StateTables,
  records: readonly CheckedRecord[],
  report: ChainReport,
): Promise<void> {
  for (const [kind, ofKind] of Map.groupBy(records, (record) => record.kind)) {
    const table = tables.get(kind)
    if (!table) continue
    const { rows } = await sql<{ id: string; state: string; gates: Record<string, string> }>`
      select id, state, gates from ${sql.table(table)} where id = any (${ofKind.map((one) => one.recordId)}::uuid[])`.execute(
      tx,
    )
    const found = new Map(rows.map((row) => [row.id, row]))
    for (const record of ofKind) {
      const row = found.get(record.recordId)
      if (row && (row.state !== record.state || !sameGates(record.gates, row.gates)))
        addFault(report, { kind, recordId: record.recordId, seq: record.seq, what: OTHER_STATE })
    }
  }
}

const OTHER_STATE = 'the state is not what the events add up to'

/** Heads and records whose events are all gone. */
async function findWithoutEvents(tx: Tx, tables: StateTables, report: ChainReport): Promise<void> {
  const { rows } = await sql<{ kind: string; record_id: string; seq: number }>`
    select h.kind, h.record_id, h.seq from event_heads h where h.seq > 0 and not exists (
      select from events e where e.kind = h.kind and e.record_id = h.record_id) limit ${FAULTS_MAX}`.execute(tx)
  for (const row of rows)
    addFault(report, {
      kind: row.kind,
      recordId: row.record_id,
      seq: row.seq,
      what: 'the newest event is missing or is not the recorded head',
    })
  for (const [kind, table] of tables) {
    const bare = await sql<{ id: string }>`select r.id from ${sql.table(table)} r where not exists (
      select from events e where e.kind = ${kind} and e.record_id = r.id) limit ${FAULTS_MAX}`.execute(tx)
    for (const { id } of bare.rows) addFault(report, { kind, recordId: id, seq: 0, what: OTHER_STATE })
  }
}

function sameGates(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => a[key] === b[key])
}

function addFault(report: ChainReport, fault: ChainFault): void {
  if (report.faults.length < FAULTS_MAX) report.faults.push(fault)
}
