import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

/** Broadcasts of the area that hold a time: not drafts, not rejected or cancelled ones. */
export function findBroadcastsBetween(tx: Tx, orgs: readonly string[], from: Date, until: Date) {
  return tx
    .selectFrom('broadcasts')
    .select(['id', 'title', 'starts_at', 'ends_at', 'venue_id', 'state'])
    .where('org_id', 'in', [...orgs])
    .where('state', 'not in', ['draft', 'rejected', 'cancelled'])
    .where(sql<boolean>`starts_at < ${until} and ends_at > ${from}`)
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
}
