import type { Tx } from '#platform/database/database.ts'

export type ChannelRow = {
  id: string
  org_id: string
  name: string
  server: string
  key_end: string | null
  disabled: boolean
  last_used_at: Date | null
}
const CHANNEL_COLUMNS = ['id', 'org_id', 'name', 'server', 'key_end', 'disabled', 'last_used_at'] as const

/** All that the transaction may see: those of its area and of the units above. The key is no column that it may read. */
export function findChannels(tx: Tx, ids?: readonly string[]): Promise<ChannelRow[]> {
  return tx
    .selectFrom('channels')
    .select(CHANNEL_COLUMNS)
    .$if(ids !== undefined, (query) => query.where('id', 'in', [...(ids ?? [])]))
    .orderBy('org_id')
    .orderBy('name')
    .orderBy('id')
    .execute()
}

export async function insertChannel(
  tx: Tx,
  channel: Omit<ChannelRow, 'last_used_at'> & { stream_key_enc: Buffer | null },
): Promise<void> {
  await tx.insertInto('channels').values(channel).execute()
}

export async function updateChannel(
  tx: Tx,
  id: string,
  change: { name: string; server: string; disabled: boolean; stream_key_enc?: Buffer; key_end?: string | null },
): Promise<void> {
  await tx.updateTable('channels').set(change).where('id', '=', id).execute()
}
