import type { Audience, enterOnSiteAudience, enterPlatformFigures } from '@yimi/contract/audience.ts'
import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { readFiles } from '#modules/files/files.ts'
import { readBroadcast } from '#modules/studio/studio.ts'
import type { Tx } from '#platform/database/database.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import type { AudienceCounter } from './audience-counter.ts'
import { insertOnSiteCount, insertPlatformFigures } from './audience-queries.ts'
import { readAudience } from './read-audience.ts'

/**
 * Writes what platforms say of themselves; each entry is a row and an act in the chain, none is ever overwritten.
 * @throws Refusal `not-found`, `move-not-allowed` before it was on air, `bad-request` for a platform or file of another
 */
export async function enterFigures(
  context: RequestContext,
  counter: AudienceCounter,
  { params, body }: OperationInput<typeof enterPlatformFigures>,
): Promise<Audience> {
  const broadcast = await airedBroadcast(context, params.id)
  const wrong = body.items.findIndex((item, place) => {
    const twice = body.items.findIndex((other) => other.channelId === item.channelId) !== place
    return twice || !broadcast.application.channelIds.includes(item.channelId)
  })
  if (wrong >= 0)
    throw new Refusal('bad-request', {
      faults: [{ path: ['items', wrong, 'channelId'], message: '请选择这场直播的播出渠道，每个渠道填一次' }],
    })
  await checkEvidence(context.tx, broadcast, body.evidenceId)
  const rows = body.items.map((item) => ({
    id: newId(),
    org_id: broadcast.orgId,
    broadcast_id: broadcast.id,
    channel_id: item.channelId,
    views: item.views,
    viewers: item.viewers,
    peak: item.peak,
    source: body.source,
    evidence_id: body.evidenceId,
    note: body.note,
    entered_by: accountOf(context),
    entered_at: context.now,
  }))
  await insertPlatformFigures(context.tx, rows)
  for (const { id, channel_id: channelId, views, viewers, peak } of rows)
    await recordAct(context, {
      kind: 'audience',
      recordId: broadcast.id,
      orgId: broadcast.orgId,
      act: 'enter-platform',
      refs: { figureId: id, channelId, evidenceId: body.evidenceId, views, viewers, peak },
    })
  return readAudience(context, counter, broadcast.id)
}

/** The same for the people in the room. */
export async function enterOnSite(
  context: RequestContext,
  counter: AudienceCounter,
  { params, body }: OperationInput<typeof enterOnSiteAudience>,
): Promise<Audience> {
  const broadcast = await airedBroadcast(context, params.id)
  if (body.evidenceId) await checkEvidence(context.tx, broadcast, body.evidenceId)
  const id = newId()
  await insertOnSiteCount(context.tx, {
    id,
    org_id: broadcast.orgId,
    broadcast_id: broadcast.id,
    people: body.people,
    evidence_id: body.evidenceId ?? null,
    note: body.note,
    entered_by: accountOf(context),
    entered_at: context.now,
  })
  await recordAct(context, {
    kind: 'audience',
    recordId: broadcast.id,
    orgId: broadcast.orgId,
    act: 'enter-on-site',
    refs: { figureId: id, evidenceId: body.evidenceId ?? null, people: body.people },
  })
  return readAudience(context, counter, broadcast.id)
}

export async function airedBroadcast(context: RequestContext, id: string): Promise<Broadcast> {
  const broadcast = await readBroadcast(context, id)
  if (broadcast.airedFrom === null) throw new Refusal('move-not-allowed')
  return broadcast
}

/** Who may open the broadcast must be able to open what proves its figures: a file of the same organisation. */
async function checkEvidence(tx: Tx, broadcast: Broadcast, fileId: string): Promise<void> {
  const file = (await readFiles(tx, [fileId])).get(fileId)
  if (file?.orgId !== broadcast.orgId)
    throw new Refusal('bad-request', { faults: [{ path: ['evidenceId'], message: '请重新上传凭证' }] })
}

function accountOf(context: RequestContext): string {
  if (!context.actor.accountId) throw new ProgramFault('figures were entered by nobody')
  return context.actor.accountId
}
