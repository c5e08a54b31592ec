import type { Tx } from '#platform/database/database.ts'

/** The events of one record, oldest first. */
export function eventsOf(tx: Tx, kind: string, recordId: string) {
  return tx
    .selectFrom('events')
    .select(['seq', 'at', 'actor_id', 'actor_role', 'move', 'to_state', 'refs', 'detail', 'key_id'])
    .where('kind', '=', kind)
    .where('record_id', '=', recordId)
    .orderBy('seq')
    .execute()
}
