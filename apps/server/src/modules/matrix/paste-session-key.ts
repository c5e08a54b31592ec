import type { setSessionKey } from '@yimi/contract/channel-task.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { findChannelsById, readPushAddress } from '#modules/channels/channels.ts'
import { lockBroadcast } from '#modules/studio/studio.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { listTasks } from './list-channel-tasks.ts'
import { keepSessionKey } from './matrix-queries.ts'
import { sessionKeyContext } from './open-session-keys.ts'

/** A key that is good for longer than this is a lasting one. */
const LONGEST_DAYS = 31
const BEFORE_THE_END = ['draft', 'in-review', 'returned', 'cleared', 'on-air']

/**
 * Keeps the key that a platform gave for this broadcast. Also for a channel that the application does not name yet: it
 * may be added on air.
 */
export async function pasteSessionKey(
  context: RequestContext,
  allowPrivate: readonly string[],
  { params, body }: OperationInput<typeof setSessionKey>,
): Promise<RouteAnswer<typeof setSessionKey>> {
  const broadcast = await lockBroadcast(context.tx, params.id)
  context.mayOn({ orgId: broadcast.org_id, ownerId: broadcast.applicant_id })
  if (!BEFORE_THE_END.includes(broadcast.state)) throw new Refusal('move-not-allowed')
  const [channel] = await findChannelsById(context.tx, [params.channelId])
  if (!channel) throw new Refusal('not-found')
  if (channel.kind !== 'push' || !channel.session_key) throw new Refusal('not-pushed')
  const expiresAt = new Date(body.expiresAt)
  refuseOddExpiry(expiresAt, context.now)
  const address = readPushAddress(
    { server: body.server || channel.server, key: body.key, keepsKey: false },
    allowPrivate,
  )
  if (address.key === undefined) throw new Refusal('channel-key-missing')
  const at = { broadcastId: params.id, channelId: channel.id, orgId: broadcast.org_id }
  await keepSessionKey(context.tx, at, {
    server: address.server,
    key_enc: context.keyring.seal(address.key, sessionKeyContext(at.broadcastId, at.channelId)),
    key_end: address.keyEnd,
    expires_at: expiresAt,
    set_by: context.actor.accountId ?? '',
    set_at: context.now,
  })
  await recordAct(context, {
    kind: 'session-key',
    recordId: params.id,
    orgId: broadcast.org_id,
    act: 'set',
    refs: { channelId: channel.id, expiresAt: expiresAt.toISOString() },
  })
  return listTasks(context, params.id)
}

function refuseOddExpiry(expiresAt: Date, now: Date): void {
  const message =
    expiresAt <= now
      ? '这个密钥已过期，请到平台重新获取'
      : expiresAt.getTime() > now.getTime() + LONGEST_DAYS * 86_400_000
        ? '有效期太长；长期有效的密钥请填在渠道里'
        : undefined
  if (message) throw new Refusal('bad-request', { faults: [{ path: ['expiresAt'], message }] })
}
