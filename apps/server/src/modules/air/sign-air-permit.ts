import { OWN_PAGE, signPermit } from '@yimi/live/permit/permit.ts'
import { findChannelsById } from '#modules/channels/channels.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { keepPermit, lockAirSession } from './air-queries.ts'

/** A broadcast may run over; after this the engine stops it by itself. */
const OVERRUN_HOURS = 4
/** Clocks of two machines differ a little. */
const CLOCK_SLACK_MS = 5_000

/**
 * Signs a permit over the own page and those of the channels that are pushed to, and keeps it; the live role finds it after
 * the commit. `changed`: the set is another than the application's.
 */
export async function signAirPermit(
  context: Pick<RequestContext, 'tx' | 'keyring' | 'now'>,
  broadcast: {
    id: string
    orgId: string
    endsAt: Date | null
    rulesVersion: number
    channelIds: readonly string[]
    changed: boolean
  },
): Promise<void> {
  const session = await lockAirSession(context.tx, broadcast.id)
  const channels = await findChannelsById(context.tx, broadcast.channelIds)
  const pushed = channels.filter((channel) => channel.kind === 'push').map((channel) => channel.id)
  const now = context.now.getTime()
  const token = signPermit(
    {
      v: 1,
      broadcast: broadcast.id,
      platforms: [OWN_PAGE, ...broadcast.channelIds.filter((id) => pushed.includes(id))],
      notBefore: new Date(now - CLOCK_SLACK_MS).toISOString(),
      notAfter: new Date(Math.max(broadcast.endsAt?.getTime() ?? now, now) + OVERRUN_HOURS * 3_600_000).toISOString(),
      rulesVersion: String(broadcast.rulesVersion),
      lease: session?.lease ?? 0,
    },
    context.keyring.permitPrivateKeyPem,
  )
  await keepPermit(context.tx, {
    broadcastId: broadcast.id,
    orgId: broadcast.orgId,
    token,
    at: context.now,
    platforms: broadcast.changed ? [...broadcast.channelIds] : null,
  })
}
