import type { RundownMark } from '@yimi/contract/on-air.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

/** What the engine should carry, as the database wants it. Read by the live role, over all organisations. */
export type WantedBroadcast = {
  id: string
  state: string
  /** What is to be sent to now, if it is not what the application names. */
  channel_ids: string[]
  ingest_key_sha256: Buffer | null
  permit: string | null
  lease: number
  lease_holder: string | null
}

/** A broadcast that ended is told to the engine for this long, so that a live process started anew still ends it. */
const ENDED_MINUTES = 10

export async function wantedBroadcasts(tx: Tx, now: Date): Promise<WantedBroadcast[]> {
  const since = new Date(now.getTime() - ENDED_MINUTES * 60_000)
  return tx
    .selectFrom('air_sessions as a')
    .innerJoin('broadcasts as b', 'b.id', 'a.broadcast_id')
    .select(['b.id', 'b.state', 'a.ingest_key_sha256', 'a.permit', 'a.lease', 'a.lease_holder'])
    .select(sql<string[]>`coalesce(a.platforms, b.channel_ids)`.as('channel_ids'))
    .where((where) =>
      where.or([
        where('b.state', 'in', ['draft', 'in-review', 'returned', 'cleared', 'on-air']),
        where('b.moved_at', '>', since),
      ]),
    )
    .execute()
}

export async function channelAddresses(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .selectFrom('channels')
    .select(['id', 'name', 'server', 'stream_key_enc', 'session_key', 'disabled'])
    .where('id', 'in', [...ids])
    .where('kind', '=', 'push')
    .execute()
}

export function findAirSession(tx: Tx, broadcastId: string) {
  return tx.selectFrom('air_sessions').selectAll().where('broadcast_id', '=', broadcastId).executeTakeFirst()
}

/** The same, locked: a node that takes the lease over meanwhile waits, so that the number which is signed is the one in force. */
export function lockAirSession(tx: Tx, broadcastId: string) {
  return tx
    .selectFrom('air_sessions')
    .select('lease')
    .where('broadcast_id', '=', broadcastId)
    .forUpdate()
    .executeTakeFirst()
}

export async function keepIngestKey(
  tx: Tx,
  session: { broadcastId: string; orgId: string; keyEnc: Buffer; keySha256: Buffer },
): Promise<void> {
  await tx
    .insertInto('air_sessions')
    .values({
      broadcast_id: session.broadcastId,
      org_id: session.orgId,
      ingest_key_enc: session.keyEnc,
      ingest_key_sha256: session.keySha256,
    })
    .onConflict((conflict) =>
      conflict
        .column('broadcast_id')
        .doUpdateSet({ ingest_key_enc: session.keyEnc, ingest_key_sha256: session.keySha256 }),
    )
    .execute()
}

/** `platforms`: the set on air when it is another than the application's, else null. */
export async function keepPermit(
  tx: Tx,
  permit: { broadcastId: string; orgId: string; token: string; at: Date; platforms: string[] | null },
): Promise<void> {
  const columns = { permit: permit.token, permit_at: permit.at, platforms: permit.platforms }
  await tx
    .insertInto('air_sessions')
    .values({ broadcast_id: permit.broadcastId, org_id: permit.orgId, ...columns })
    .onConflict((conflict) => conflict.column('broadcast_id').doUpdateSet(columns))
    .execute()
}

/** A broadcast that never had an encoder's key or a permit has no row, and no marks. */
export async function keepRundownMarks(tx: Tx, broadcastId: string, marks: readonly RundownMark[]): Promise<void> {
  await tx
    .updateTable('air_sessions')
    .set({ rundown_marks: sql`${JSON.stringify(marks)}::jsonb` })
    .where('broadcast_id', '=', broadcastId)
    .execute()
}

/** Is anything sent to the channel now, by any broadcast that the transaction may see? */
export async function isOnAir(tx: Tx, channelId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('broadcasts as b')
    .leftJoin('air_sessions as a', 'a.broadcast_id', 'b.id')
    .select('b.id')
    .where('b.state', '=', 'on-air')
    .where(sql<boolean>`${channelId}::uuid = any (coalesce(a.platforms, b.channel_ids))`)
    .executeTakeFirst()
  return found !== undefined
}

export async function setAired(
  tx: Tx,
  broadcastId: string,
  aired: { from?: Date; until?: Date; report?: unknown },
): Promise<void> {
  await tx
    .updateTable('broadcasts')
    .set({
      ...(aired.from ? { aired_from: aired.from } : {}),
      ...(aired.until ? { aired_until: aired.until } : {}),
      ...(aired.report === undefined ? {} : { report: JSON.stringify(aired.report) }),
    })
    .where('id', '=', broadcastId)
    .execute()
}
