import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { OWN_PAGE, signPermit } from '@yimi/live/permit/permit.ts'
import { broadcastOwner, broadcastRules, readBroadcast } from '#modules/studio/studio.ts'
import { move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { findAirSession, keepPermit, setAired } from './air-queries.ts'

/** A broadcast may run over; after this the engine stops it by itself. */
const OVERRUN_HOURS = 4
/** Clocks of two machines differ a little. */
const CLOCK_SLACK_MS = 5_000

/**
 * Moves a cleared broadcast on air and signs its permit over exactly its channels and the own page. The live role finds
 * both after the commit.
 */
export async function startOnAir(context: RequestContext, id: string): Promise<Broadcast> {
  const owner = await broadcastOwner(context.tx, id)
  context.mayOn(owner)
  await move(context, broadcastRules, { recordId: id, orgId: owner.orgId, move: 'go-on-air' })
  const broadcast = await readBroadcast(context, id)
  const session = await findAirSession(context.tx, id)
  const planned = broadcast.endsAt ? Date.parse(broadcast.endsAt) : context.now.getTime()
  const token = signPermit(
    {
      v: 1,
      broadcast: id,
      platforms: [OWN_PAGE, ...broadcast.application.channelIds],
      notBefore: new Date(context.now.getTime() - CLOCK_SLACK_MS).toISOString(),
      notAfter: new Date(Math.max(planned, context.now.getTime()) + OVERRUN_HOURS * 3_600_000).toISOString(),
      rulesVersion: String(broadcast.rulesVersion),
      lease: session?.lease ?? 0,
    },
    context.keyring.permitPrivateKeyPem,
  )
  await keepPermit(context.tx, { broadcastId: id, orgId: owner.orgId, token, at: context.now })
  if (broadcast.airedFrom === null) await setAired(context.tx, id, { from: context.now })
  return readBroadcast(context, id)
}
