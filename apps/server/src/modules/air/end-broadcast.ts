import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { broadcastOwner, broadcastRules, readBroadcast } from '#modules/studio/studio.ts'
import { move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { setAired } from './air-queries.ts'
import type { EngineClient } from './engine-client.ts'

/** Ends a broadcast; what the engine knows of its platforms at that moment is kept with it. */
export async function end(context: RequestContext, engine: EngineClient, id: string): Promise<Broadcast> {
  const owner = await broadcastOwner(context.tx, id)
  context.mayOn(owner)
  await move(context, broadcastRules, { recordId: id, orgId: owner.orgId, move: 'end' })
  // An engine that is away must not keep a broadcast from ending: the report is then missing, and said to be.
  const status = await engine.findStatus(id).catch(() => undefined)
  const report = status && {
    programSeconds: status.programSeconds,
    platforms: status.platforms.map(({ id: platform, state, reconnects, jumps, droppedPackets, lastError }) => ({
      platform,
      state,
      reconnects,
      jumps,
      droppedPackets,
      lastError: lastError ?? null,
    })),
  }
  await setAired(context.tx, id, { until: context.now, report: report ?? null })
  return readBroadcast(context, id)
}
