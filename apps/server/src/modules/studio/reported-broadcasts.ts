import type { BroadcastState } from '@yimi/contract/broadcast.ts'
import type { Tx } from '#platform/database/database.ts'
import { broadcastsByIds } from './studio-figure-queries.ts'

/** Of these broadcasts what the transaction may see, the newest first; in a transaction of yimi_public too. */
export async function reportedBroadcasts(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; orgId: string; title: string; state: BroadcastState; startsAt: Date | null }[]> {
  if (ids.length === 0) return []
  return (await broadcastsByIds(tx, ids)).map((row) => ({
    id: row.id,
    orgId: row.org_id,
    title: row.title,
    state: row.state as BroadcastState,
    startsAt: row.starts_at,
  }))
}
