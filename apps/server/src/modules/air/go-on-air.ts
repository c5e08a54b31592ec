import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { CHANNEL_NEED_LABELS } from '@yimi/contract/labels.ts'
import type { goOnAir } from '@yimi/contract/on-air.ts'
import { findChannelsById } from '#modules/channels/channels.ts'
import { pushNeeds } from '#modules/matrix/matrix.ts'
import { broadcastOwner, broadcastRules, readBroadcast } from '#modules/studio/studio.ts'
import { Refusal } from '#platform/fault.ts'
import { move } from '#platform/flow/move.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { keepRundownMarks, setAired } from './air-queries.ts'
import { signAirPermit } from './sign-air-permit.ts'

type Choice = OperationInput<typeof goOnAir>['body']

/**
 * Moves a cleared broadcast on air and signs its permit over its channels, but those left out, and the own page. The live
 * role finds both after the commit. Which platforms cannot go out is never passed over: each must be named.
 * @throws Refusal `not-cleared`, `move-not-allowed`, `platforms-lack`, `bad-request`
 */
export async function startOnAir(
  context: RequestContext,
  { params: { id }, body }: OperationInput<typeof goOnAir>,
): Promise<Broadcast> {
  const owner = await broadcastOwner(context.tx, id)
  context.mayOn(owner)
  await move(context, broadcastRules, { recordId: id, orgId: owner.orgId, move: 'go-on-air' })
  const broadcast = await readBroadcast(context, id)
  const { channelIds } = broadcast.application
  await refuseSilentLack(context, { id, channelIds }, body)
  await signAirPermit(context, {
    id,
    orgId: owner.orgId,
    endsAt: broadcast.endsAt === null ? null : new Date(broadcast.endsAt),
    rulesVersion: broadcast.rulesVersion,
    channelIds: channelIds.filter((channelId) => !body.leaveOut.includes(channelId)),
    changed: body.leaveOut.length > 0,
  })
  await keepRundownMarks(context.tx, id, [])
  await recordChoice(context, { id, orgId: owner.orgId }, body)
  if (broadcast.airedFrom === null) await setAired(context.tx, id, { from: context.now })
  return readBroadcast(context, id)
}

async function refuseSilentLack(
  context: RequestContext,
  broadcast: { id: string; channelIds: readonly string[] },
  choice: Choice,
): Promise<void> {
  const stranger = choice.leaveOut.findIndex((id) => !broadcast.channelIds.includes(id))
  if (stranger >= 0)
    throw new Refusal('bad-request', {
      faults: [{ path: ['leaveOut', stranger], message: '这个渠道不在申请里，请刷新后再看' }],
    })
  const channels = await findChannelsById(context.tx, broadcast.channelIds)
  const needs = await pushNeeds(context.tx, { broadcastId: broadcast.id, channels, now: context.now })
  const said = new Set([...choice.leaveOut, ...choice.despite])
  const faults = channels.flatMap(({ id, name }) => {
    const need = needs.get(id)
    return need && !said.has(id) ? [{ path: ['despite', id], message: `${name}：${CHANNEL_NEED_LABELS[need].zh}` }] : []
  })
  if (faults.length > 0) throw new Refusal('platforms-lack', { faults })
}

async function recordChoice(context: RequestContext, at: { id: string; orgId: string }, choice: Choice): Promise<void> {
  const acts = [
    { act: 'leave-out', channelIds: choice.leaveOut },
    { act: 'start-without', channelIds: choice.despite },
  ]
  for (const { act, channelIds } of acts) {
    if (channelIds.length === 0) continue
    await recordAct(context, { kind: 'platform', recordId: at.id, orgId: at.orgId, act, refs: { channelIds } })
  }
}
