import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { findChannelsById } from '#modules/channels/channels.ts'
import { pushNeeds } from '#modules/matrix/matrix.ts'
import { readBroadcast } from '#modules/studio/studio.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { type LockedOnAir, lockOnAir } from './lock-on-air.ts'
import { signAirPermit } from './sign-air-permit.ts'

type At = { id: string; channelId: string }

/**
 * Adds a platform to what is on air: one that the five gates have seen in the application, left out or taken off before. The
 * application stays as it was judged; who added what stands in the chain. Adding one that is there changes nothing.
 * @throws Refusal `move-not-allowed`, `not-found`, `not-pushed`, `channel-not-judged`, `channel-key-missing`
 */
export async function putOnAir(context: RequestContext, bus: Services['bus'], at: At): Promise<Broadcast> {
  const { broadcast, onAir } = await lockOnAir(context, at.id)
  await refuseUnusable(context, at, broadcast.channel_ids)
  if (onAir.includes(at.channelId)) return readBroadcast(context, at.id)
  return changeSet(context, bus, { broadcast, channelIds: [...onAir, at.channelId], at, act: 'add' })
}

/** Takes a platform off air; the broadcast goes on, if need be on the own page alone. */
export async function takeOffAir(context: RequestContext, bus: Services['bus'], at: At): Promise<Broadcast> {
  const { broadcast, onAir } = await lockOnAir(context, at.id)
  if (!onAir.includes(at.channelId)) throw new Refusal('not-found')
  const channelIds = onAir.filter((id) => id !== at.channelId)
  return changeSet(context, bus, { broadcast, channelIds, at, act: 'remove' })
}

async function refuseUnusable(context: RequestContext, at: At, judged: readonly string[]): Promise<void> {
  const [channel] = await findChannelsById(context.tx, [at.channelId])
  if (!channel || channel.disabled) throw new Refusal('not-found')
  if (channel.kind !== 'push') throw new Refusal('not-pushed')
  if (!judged.includes(channel.id)) throw new Refusal('channel-not-judged')
  const needs = await pushNeeds(context.tx, { broadcastId: at.id, channels: [channel], now: context.now })
  if (needs.has(channel.id)) throw new Refusal('channel-key-missing')
}

async function changeSet(
  context: RequestContext,
  bus: Services['bus'],
  change: { broadcast: LockedOnAir['broadcast']; channelIds: readonly string[]; at: At; act: 'add' | 'remove' },
): Promise<Broadcast> {
  const { broadcast, at } = change
  await signAirPermit(context, {
    id: at.id,
    orgId: broadcast.org_id,
    endsAt: broadcast.ends_at,
    rulesVersion: broadcast.rules_version,
    channelIds: change.channelIds,
    changed: true,
  })
  await recordAct(context, {
    kind: 'platform',
    recordId: at.id,
    orgId: broadcast.org_id,
    act: change.act,
    refs: { channelId: at.channelId },
  })
  context.afterCommit(() => bus.publish({ topic: 'broadcast.platforms', orgId: broadcast.org_id, recordId: at.id }))
  return readBroadcast(context, at.id)
}
