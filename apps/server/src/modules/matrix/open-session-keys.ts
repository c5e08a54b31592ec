import type { Keyring } from '#platform/crypto/keyring.ts'
import { type SealedPlace, sealedColumn } from '#platform/crypto/sealed-place-queries.ts'
import type { Tx } from '#platform/database/database.ts'
import { sealedSessionKeys } from './matrix-queries.ts'

export type OpenSessionKey = { broadcastId: string; channelId: string; url: string; key: string; expiresAt: Date }

/** For the live role alone. Expired ones are among them: who uses one looks at the clock. */
export async function openSessionKeys(
  tx: Tx,
  keyring: Keyring,
  broadcastIds: readonly string[],
): Promise<OpenSessionKey[]> {
  const rows = await sealedSessionKeys(tx, broadcastIds)
  return rows.map((row) => ({
    broadcastId: row.broadcast_id,
    channelId: row.channel_id,
    url: row.server,
    key: keyring.open(row.key_enc, sessionKeyContext(row.broadcast_id, row.channel_id)).toString('utf8'),
    expiresAt: row.expires_at,
  }))
}

/** Binds a sealed key to its broadcast and channel. */
/** What of the matrix the master key covers. */
export const MATRIX_SEALED_PLACES: readonly SealedPlace[] = [
  sealedColumn({
    table: 'channel_session_keys',
    column: 'key_enc',
    ids: ['broadcast_id', 'channel_id'],
    context: sessionKeyContext,
  }),
]

export function sessionKeyContext(broadcastId: string, channelId: string): string {
  return `session key ${broadcastId} ${channelId}`
}
