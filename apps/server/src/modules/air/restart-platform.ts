import { broadcastOwner } from '#modules/studio/studio.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { EngineClient } from './engine-client.ts'

/** Connects one platform anew; the others are not touched. */
export async function restart(
  context: RequestContext,
  engine: EngineClient,
  at: { id: string; channelId: string },
): Promise<{ restarted: boolean }> {
  const owner = await broadcastOwner(context.tx, at.id)
  context.mayOn(owner)
  await recordAct(context, {
    kind: 'platform',
    recordId: at.id,
    orgId: owner.orgId,
    act: 'restart',
    refs: { channelId: at.channelId },
  })
  return { restarted: await engine.restartPlatform(at.id, at.channelId) }
}
