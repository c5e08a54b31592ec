import { createHash, randomBytes } from 'node:crypto'
import { broadcastOwner } from '#modules/studio/studio.ts'
import { type SealedPlace, sealedColumn } from '#platform/crypto/sealed-place-queries.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { keepIngestKey } from './air-queries.ts'

/** What of the engine's side the master key covers. */
export const AIR_SEALED_PLACES: readonly SealedPlace[] = [
  sealedColumn({ table: 'air_sessions', column: 'ingest_key_enc', ids: ['broadcast_id'], context: ingestContext }),
]

function ingestContext(broadcastId: string): string {
  return `ingest ${broadcastId}`
}

/**
 * Makes the key by which an encoder reaches this broadcast; 144 random bits, shown once. The old one is refused from the
 * engine's next look at the database on.
 */
export async function giveIngestKey(
  context: RequestContext,
  services: Services,
  id: string,
): Promise<{ server: string; key: string }> {
  const broadcast = await broadcastOwner(context.tx, id)
  context.mayOn(broadcast)
  const key = randomBytes(18).toString('base64url')
  await keepIngestKey(context.tx, {
    broadcastId: id,
    orgId: broadcast.orgId,
    keyEnc: context.keyring.seal(key, ingestContext(id)),
    keySha256: createHash('sha256').update(key).digest(),
  })
  await recordAct(context, { kind: 'ingest-key', recordId: id, orgId: broadcast.orgId, act: 'make' })
  context.afterCommit(() =>
    services.bus.publish({ topic: 'broadcast.ingest-key', orgId: broadcast.orgId, recordId: id }),
  )
  return { server: services.ingestServer, key }
}
