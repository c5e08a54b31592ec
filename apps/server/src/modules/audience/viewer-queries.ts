import { CONNECTED_SECONDS, WATCH_BUCKET_SECONDS } from '@yimi/contract/audience.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import type { Batch } from './audience-room.ts'

/** After its end a broadcast waits this long for the last words of its viewers, who are some seconds behind. */
const LAST_WORDS_SECONDS = 90

export async function onAirNow(tx: Tx): Promise<{ id: string; orgId: string }[]> {
  const rows = await tx.selectFrom('broadcasts').select(['id', 'org_id']).where('state', '=', 'on-air').execute()
  return rows.map((row) => ({ id: row.id, orgId: row.org_id }))
}

/** Who was connected at `now`, by hash; whoever spoke last stands last. */
export async function connectedAt(
  tx: Tx,
  broadcastId: string,
  now: Date,
): Promise<{ hash: string; lastSeen: number }[]> {
  const since = new Date(now.getTime() - CONNECTED_SECONDS * 1000)
  const rows = await tx
    .selectFrom('broadcast_viewers')
    .select(['viewer_hash', 'last_seen'])
    .where('broadcast_id', '=', broadcastId)
    .where('last_seen', '>=', since)
    .orderBy('last_seen')
    .execute()
  return rows.map((row) => ({ hash: row.viewer_hash.toString('hex'), lastSeen: row.last_seen.getTime() }))
}

/**
 * Adds a batch to what is kept of a broadcast. Numbers only rise; a viewer is never given more watched time than passed
 * since the last that was given, so that two tabs are watched once. What is final already stays as it is.
 */
export async function writeBatch(tx: Tx, broadcastId: string, orgId: string, batch: Batch): Promise<void> {
  // The row of the broadcast is the lock under which its viewers are written or reduced.
  const { rows } = await sql`
    insert into broadcast_audiences as a (broadcast_id, org_id, peak, peak_at)
    values (${broadcastId}, ${orgId}, ${batch.peak.connected}, ${new Date(batch.peak.at)})
    on conflict (broadcast_id) do update set peak = greatest(a.peak, excluded.peak),
      peak_at = case when excluded.peak > a.peak then excluded.peak_at else a.peak_at end
    where a.reduced_at is null returning broadcast_id`.execute(tx)
  if (rows.length === 0) return
  const added = await writeViewers(tx, broadcastId, orgId, batch)
  if (added > 0)
    await tx
      .updateTable('broadcast_audiences')
      .set((row) => ({ viewers: row('viewers', '+', added) }))
      .where('broadcast_id', '=', broadcastId)
      .execute()
  const minutes = [...batch.minutes]
  await sql`
    insert into audience_minutes as m (broadcast_id, org_id, minute, connected)
    select ${broadcastId}, ${orgId}, minute, connected
    from unnest(${minutes.map(([minute]) => instant(minute))}::timestamptz[], ${minutes.map(([, most]) => most)}::int[])
      as t (minute, connected)
    on conflict (broadcast_id, minute) do update set connected = greatest(m.connected, excluded.connected)`.execute(tx)
}

/** @returns how many viewers are new */
async function writeViewers(tx: Tx, broadcastId: string, orgId: string, batch: Batch): Promise<number> {
  const heard = [...batch.viewers]
  const { rows } = await sql<{ added: number }>`
    with heard as (
      select decode(hash, 'hex') as hash, first_seen, last_seen, played_at, claimed_ms from unnest(
        ${heard.map(([hash]) => hash)}::text[],
        ${heard.map(([, one]) => instant(one.firstSeen))}::timestamptz[],
        ${heard.map(([, one]) => instant(one.lastSeen))}::timestamptz[],
        ${heard.map(([, one]) => (one.playedAt === undefined ? null : instant(one.playedAt)))}::timestamptz[],
        ${heard.map(([, one]) => one.seconds * 1000)}::bigint[]
      ) as t (hash, first_seen, last_seen, played_at, claimed_ms)
    ), known as (
      update broadcast_viewers v set
        last_seen = greatest(v.last_seen, h.last_seen),
        credited_at = greatest(v.credited_at, h.played_at),
        watched_ms = v.watched_ms + least(h.claimed_ms, greatest(0,
          (extract(epoch from coalesce(h.played_at, v.credited_at) - v.credited_at) * 1000)::bigint))
      from heard h where v.broadcast_id = ${broadcastId} and v.viewer_hash = h.hash
      returning v.viewer_hash
    ), added as (
      insert into broadcast_viewers (broadcast_id, org_id, viewer_hash, first_seen, last_seen, credited_at, watched_ms)
      select ${broadcastId}, ${orgId}, h.hash, h.first_seen, h.last_seen, coalesce(h.played_at, h.first_seen),
        least(h.claimed_ms, (extract(epoch from coalesce(h.played_at, h.first_seen) - h.first_seen) * 1000)::bigint)
      from heard h where not exists (select from known k where k.viewer_hash = h.hash)
      returning viewer_hash
    )
    select count(*)::int as added from added`.execute(tx)
  return rows[0]?.added ?? 0
}

/** Broadcasts that are over for good, and long enough for the last words, and still have viewers' rows. */
export async function toReduce(tx: Tx, now: Date): Promise<string[]> {
  const before = new Date(now.getTime() - LAST_WORDS_SECONDS * 1000)
  const rows = await tx
    .selectFrom('broadcast_audiences as a')
    .innerJoin('broadcasts as b', 'b.id', 'a.broadcast_id')
    .select('a.broadcast_id')
    .where('a.reduced_at', 'is', null)
    .where('b.state', 'in', ['ended', 'archived', 'cancelled', 'rejected'])
    .where((where) => where.or([where('b.moved_at', 'is', null), where('b.moved_at', '<', before)]))
    .execute()
  return rows.map((row) => row.broadcast_id)
}

/** Counts are all that stays: the histogram is written and the viewers' rows go, in one transaction. */
export async function reduceToCounts(tx: Tx, broadcastId: string, now: Date): Promise<void> {
  const open = await tx
    .selectFrom('broadcast_audiences')
    .select('broadcast_id')
    .where('broadcast_id', '=', broadcastId)
    .where('reduced_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!open) return
  const histogram = await countByWatchTime(tx, broadcastId)
  await tx
    .updateTable('broadcast_audiences')
    .set({ histogram: sql`${JSON.stringify(histogram)}::jsonb`, reduced_at: now })
    .where('broadcast_id', '=', broadcastId)
    .execute()
  await tx.deleteFrom('broadcast_viewers').where('broadcast_id', '=', broadcastId).execute()
}

/** Viewers in each bucket of watched time, one more count than there are limits. */
export async function countByWatchTime(tx: Tx, broadcastId: string): Promise<number[]> {
  const limits = WATCH_BUCKET_SECONDS.map((seconds) => seconds * 1000)
  const { rows } = await sql<{ bucket: number; count: number }>`
    select width_bucket(watched_ms, ${limits}::bigint[]) as bucket, count(*) as count
    from broadcast_viewers where broadcast_id = ${broadcastId} group by 1`.execute(tx)
  const counts = new Map(rows.map((row) => [row.bucket, row.count]))
  return [0, ...WATCH_BUCKET_SECONDS].map((_, bucket) => counts.get(bucket) ?? 0)
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}
