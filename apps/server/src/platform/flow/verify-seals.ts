import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { FIRST_PREV_HASH, hashHeads, hashSeal, type SealedHead } from './chain.ts'

/** Something that is not as it was written. */
export type ChainFault = { kind: string; recordId: string; seq: number; what: string }

type SealRow = { seq: number; at: Date; heads: number; heads_hash: Buffer; prev_hash: Buffer; hash: Buffer }

/** Seals read at a time, one a minute: about a week. */
const SEALS = 10_000
/** Sealed heads compared with their events at a time: about 1 MB. */
const HEADS = 5_000
const FAULTS_MAX = 200

/**
 * The chain of seals, the heads that each of them covers, and whether every sealed head that the transaction may see is still
 * the event that it was.
 */
export async function checkSeals(
  tx: Tx,
  onFault: (fault: ChainFault) => void,
): Promise<{ seals: number; lastSealAt: Date | null }> {
  let count = 0
  let last: SealRow | undefined
  const heads = sealedHeads(tx)
  let next = await heads.next()
  for await (const seal of allSeals(tx)) {
    const fault = (what: string) => onFault({ kind: 'seal', recordId: '', seq: seal.seq, what })
    const sealed: SealedHead[] = []
    while (!next.done && next.value.sealSeq <= seal.seq) {
      if (next.value.sealSeq === seal.seq) sealed.push(next.value)
      next = await heads.next()
    }
    if (!hashHeads(sealed).equals(seal.heads_hash)) fault('the sealed heads were changed')
    const wanted = hashSeal({ ...seal, headsHash: seal.heads_hash, prevHash: seal.prev_hash })
    if (!wanted.equals(seal.hash) || !seal.prev_hash.equals(last?.hash ?? FIRST_PREV_HASH))
      fault('the seal was changed or does not join the one before')
    last = seal
    count += 1
  }
  await compareWithEvents(tx, onFault)
  await findLost(tx, onFault)
  return { seals: count, lastSealAt: last?.at ?? null }
}

async function* allSeals(tx: Tx): AsyncGenerator<SealRow> {
  let after = 0
  for (;;) {
    const { rows } = await sql<SealRow>`select * from seals where seq > ${after} order by seq limit ${SEALS}`.execute(
      tx,
    )
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < SEALS) return
    after = last.seq
  }
}

type HeadRow = { seal_seq: number; kind: string; record_id: string; event_seq: number; hash: Buffer }

async function* sealedHeads(tx: Tx): AsyncGenerator<SealedHead & { sealSeq: number }, undefined> {
  for await (const rows of headBatches(tx))
    for (const row of rows)
      yield { sealSeq: row.seal_seq, kind: row.kind, recordId: row.record_id, seq: row.event_seq, hash: row.hash }
  return undefined
}

/** In the order of seals. */
async function* headBatches(tx: Tx): AsyncGenerator<HeadRow[]> {
  let after = { seal_seq: 0, kind: '', record_id: '00000000-0000-0000-0000-000000000000' }
  for (;;) {
    const { rows } = await sql<HeadRow>`select seal_seq, kind, record_id, event_seq, hash from sealed_heads
      where (seal_seq, kind, record_id) > (${after.seal_seq}, ${after.kind}, ${after.record_id}::uuid)
      order by seal_seq, kind, record_id limit ${HEADS}`.execute(tx)
    yield rows
    const last = rows.at(-1)
    if (!last || rows.length < HEADS) return
    after = last
  }
}

async function compareWithEvents(tx: Tx, onFault: (fault: ChainFault) => void): Promise<void> {
  for await (const batch of headBatches(tx)) {
    const { rows } = await sql<{ kind: string; record_id: string; event_seq: number }>`
      select s.kind, s.record_id, s.event_seq
      from unnest(${batch.map((one) => one.kind)}::text[], ${batch.map((one) => one.record_id)}::uuid[],
        ${batch.map((one) => one.event_seq)}::int[], ${batch.map((one) => one.hash)}::bytea[]) as s (kind, record_id, event_seq, hash)
      join event_heads h on h.kind = s.kind and h.record_id = s.record_id
      left join events e on e.kind = s.kind and e.record_id = s.record_id and e.seq = s.event_seq
      where e.hash is distinct from s.hash limit ${FAULTS_MAX}`.execute(tx)
    for (const row of rows)
      onFault({ kind: row.kind, recordId: row.record_id, seq: row.event_seq, what: 'not what was sealed' })
  }
}

async function findLost(tx: Tx, onFault: (fault: ChainFault) => void): Promise<void> {
  const lost = await sql<{ kind: string; record_id: string; seq: number }>`select * from lost_records()`.execute(tx)
  for (const row of lost.rows)
    onFault({ kind: row.kind, recordId: row.record_id, seq: row.seq, what: 'sealed, and nothing of it is left' })
}
