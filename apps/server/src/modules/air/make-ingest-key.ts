import { createHash, randomBytes } from 'node:crypto'
import { broadcastOwner } from '#modules/studio/studio.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { keepIngestKey } from './air-queries.ts'

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
    keyEnc: context.keyring.seal(key, `ingest ${id}`),
    keySha256: createHash('sha256').update(key).digest(),
  })
  await recordAct(context, { kind: 'ingest-key', recordId: id, orgId: broadcast.orgId, act: 'make' })
  context.afterCommit(() =>
    services.bus.publish({ topic: 'broadcast.ingest-key', orgId: broadcast.orgId, recordId: id }),
  )
  return { server: services.ingestServer, key }
}
