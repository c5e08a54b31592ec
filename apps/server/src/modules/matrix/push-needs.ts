import type { ChannelNeed } from '@yimi/contract/channel-task.ts'
import type { ChannelRow } from '#modules/channels/channels.ts'
import type { Tx } from '#platform/database/database.ts'
import { channelNeed } from './channel-need.ts'
import { keyExpiriesOf } from './matrix-queries.ts'

/** Why nothing can be pushed to these channels now, for one broadcast that is not over; those that are ready are absent. */
export async function pushNeeds(
  tx: Tx,
  about: { broadcastId: string; channels: readonly ChannelRow[]; now: Date },
): Promise<Map<string, ChannelNeed>> {
  const keys = await keyExpiriesOf(tx, [about.broadcastId])
  const needs = new Map<string, ChannelNeed>()
  for (const channel of about.channels) {
    const need = channelNeed({
      kind: channel.kind,
      disabled: channel.disabled,
      hasKey: channel.has_key === true,
      takesSessionKey: channel.session_key,
      sessionKeyExpiresAt: keys.find((key) => key.channel_id === channel.id)?.expires_at,
      isOver: false,
      isDone: false,
      now: about.now,
    })
    if (channel.kind === 'push' && need) needs.set(channel.id, need)
  }
  return needs
}
