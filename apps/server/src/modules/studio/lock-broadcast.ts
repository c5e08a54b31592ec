import type { Tx } from '#platform/database/database.ts'
import { Refusal } from '#platform/fault.ts'
import { lockHeads } from '#platform/flow/append.ts'
import { type BroadcastRow, getBroadcastRow, lockBroadcasts } from './broadcast-queries.ts'

/**
 * The broadcast as it stands, and nobody changes it before this transaction ends. Head before row, as flow locks them.
 * @throws Refusal `not-found`
 */
export async function lockBroadcast(tx: Tx, id: string): Promise<BroadcastRow> {
  const seen = await getBroadcastRow(tx, id)
  await lockHeads(tx, 'broadcast', [{ recordId: id, orgId: seen.org_id }])
  const [row] = await lockBroadcasts(tx, [id])
  if (!row) throw new Refusal('not-found')
  return row
}
