import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { broadcastOwner, broadcastRules, readBroadcast } from '#modules/studio/studio.ts'
import { move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { setAired } from './air-queries.ts'
import { signAirPermit } from './sign-air-permit.ts'

/**
 * Moves a cleared broadcast on air and signs its permit over exactly its channels and the own page. The live role finds
 * both after the commit.
 */
export async function startOnAir(context: RequestContext, id: string): Promise<Broadcast> {
  const owner = await broadcastOwner(context.tx, id)
  context.mayOn(owner)
  await move(context, broadcastRules, { recordId: id, orgId: owner.orgId, move: 'go-on-air' })
  const broadcast = await readBroadcast(context, id)
  await signAirPermit(context, {
    id,
    orgId: owner.orgId,
    endsAt: broadcast.endsAt === null ? null : new Date(broadcast.endsAt),
    rulesVersion: broadcast.rulesVersion,
    channelIds: broadcast.application.channelIds,
    changed: false,
  })
  if (broadcast.airedFrom === null) await setAired(context.tx, id, { from: context.now })
  return readBroadcast(context, id)
}
