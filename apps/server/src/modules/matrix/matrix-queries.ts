import type { Tx } from '#platform/database/database.ts'

export type TaskRow = {
  channel_id: string
  what: string
  who: string
  account_id: string | null
  due_at: Date | null
  checked: string[]
  done_at: Date | null
  done_by: string | null
  proof_file_id: string | null
  proof_address: string | null
}
export type SessionKeyRow = {
  channel_id: string
  server: string
  key_end: string | null
  expires_at: Date
  set_by: string
  set_at: Date
}
type At = { broadcastId: string; channelId: string; orgId: string }

const TASK_COLUMNS = [
  'channel_id',
  'what',
  'who',
  'account_id',
  'due_at',
  'checked',
  'done_at',
  'done_by',
  'proof_file_id',
  'proof_address',
] as const

export function tasksOf(tx: Tx, broadcastId: string): Promise<TaskRow[]> {
  return tx.selectFrom('channel_tasks').select(TASK_COLUMNS).where('broadcast_id', '=', broadcastId).execute()
}

export function tasksOfAll(tx: Tx, broadcastIds: readonly string[]): Promise<(TaskRow & { broadcast_id: string })[]> {
  if (broadcastIds.length === 0) return Promise.resolve([])
  return tx
    .selectFrom('channel_tasks')
    .select([...TASK_COLUMNS, 'broadcast_id'])
    .where('broadcast_id', 'in', [...broadcastIds])
    .execute()
}

/** When the pasted keys of these broadcasts expire. */
export function keyExpiriesOf(
  tx: Tx,
  broadcastIds: readonly string[],
): Promise<{ broadcast_id: string; channel_id: string; expires_at: Date }[]> {
  if (broadcastIds.length === 0) return Promise.resolve([])
  return tx
    .selectFrom('channel_session_keys')
    .select(['broadcast_id', 'channel_id', 'expires_at'])
    .where('broadcast_id', 'in', [...broadcastIds])
    .execute()
}

export async function keepTask(
  tx: Tx,
  { broadcastId, channelId, orgId }: At,
  change: Partial<Omit<TaskRow, 'channel_id'>>,
): Promise<void> {
  await tx
    .insertInto('channel_tasks')
    .values({ broadcast_id: broadcastId, channel_id: channelId, org_id: orgId, ...change })
    .onConflict((conflict) => conflict.columns(['broadcast_id', 'channel_id']).doUpdateSet(change))
    .execute()
}

/** Without the keys: no role that serves pages may read them. */
export function sessionKeysOf(tx: Tx, broadcastId: string): Promise<SessionKeyRow[]> {
  return tx
    .selectFrom('channel_session_keys')
    .select(['channel_id', 'server', 'key_end', 'expires_at', 'set_by', 'set_at'])
    .where('broadcast_id', '=', broadcastId)
    .execute()
}

export async function keepSessionKey(
  tx: Tx,
  { broadcastId, channelId, orgId }: At,
  key: Omit<SessionKeyRow, 'channel_id'> & { key_enc: Buffer },
): Promise<void> {
  await tx
    .insertInto('channel_session_keys')
    .values({ broadcast_id: broadcastId, channel_id: channelId, org_id: orgId, ...key })
    .onConflict((conflict) => conflict.columns(['broadcast_id', 'channel_id']).doUpdateSet(key))
    .execute()
}

/** For the live role, which may read the column. */
export function sealedSessionKeys(tx: Tx, broadcastIds: readonly string[]) {
  if (broadcastIds.length === 0) return Promise.resolve([])
  return tx
    .selectFrom('channel_session_keys')
    .select(['broadcast_id', 'channel_id', 'server', 'key_enc', 'expires_at'])
    .where('broadcast_id', 'in', [...broadcastIds])
    .execute()
}
