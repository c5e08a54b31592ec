import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { FIRST_PREV_HASH, hashHeads, hashSeal } from './chain.ts'

/** Only one process seals at a time. */
const SEAL_LOCK = 7203

/** An import moves hundreds of thousands at once; held together they would take as many hundred megabytes. */
const HEADS_AT_ONCE = 5_000

type UnsealedHead = { kind: string; record_id: string; seq: number; hash: Buffer }

/**
 * Seals all heads that moved since the last seal into the one chain, in as many seals as there are five thousands. Writes
 * nothing when nothing moved.
 * @returns how many heads were sealed
 */
export async function sealHeads(tx: Tx, now: Date): Promise<number> {
  await sql`select pg_advisory_xact_lock(${SEAL_LOCK})`.execute(tx)
  // Looked for once, read in parts.
  await sql`declare unsealed no scroll cursor for select * from unsealed_heads()`.execute(tx)
  let sealed = 0
  for (;;) {
    const { rows } = await sql<UnsealedHead>`fetch ${sql.lit(HEADS_AT_ONCE)} from unsealed`.execute(tx)
    if (rows.length > 0) await sealSome(tx, rows, now)
    sealed += rows.length
    if (rows.length < HEADS_AT_ONCE) break
  }
  await sql`close unsealed`.execute(tx)
  return sealed
}

async function sealSome(tx: Tx, rows: readonly UnsealedHead[], now: Date): Promise<void> {
  const last = await tx.selectFrom('seals').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const headsHash = hashHeads(
    rows.map((row) => ({ kind: row.kind, recordId: row.record_id, seq: row.seq, hash: row.hash })),
  )
  const seal = {
    seq: (last?.seq ?? 0) + 1,
    at: now,
    heads: rows.length,
    headsHash,
    prevHash: last?.hash ?? FIRST_PREV_HASH,
  }
  await tx
    .insertInto('seals')
    .values({
      seq: seal.seq,
      at: now,
      heads: seal.heads,
      heads_hash: headsHash,
      prev_hash: seal.prevHash,
      hash: hashSeal(seal),
    })
    .execute()
  await sql`insert into sealed_heads (seal_seq, kind, record_id, event_seq, hash)
    select ${seal.seq}, u.kind, u.record_id, u.seq, u.hash from unnest(${rows.map((r) => r.kind)}::text[], ${rows.map((r) => r.record_id)}::uuid[],
      ${rows.map((r) => r.seq)}::int[], ${rows.map((r) => r.hash)}::bytea[]) as u (kind, record_id, seq, hash)`.execute(
    tx,
  )
}
