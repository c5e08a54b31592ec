import type { changeChannelTask } from '@yimi/contract/channel-task.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { type ChannelRow, findChannelsById, keepUse } from '#modules/channels/channels.ts'
import { readFiles } from '#modules/files/files.ts'
import { broadcastOwner } from '#modules/studio/studio.ts'
import type { Database } from '#platform/database/database.ts'
import { inScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { listTasks } from './list-channel-tasks.ts'
import { keepTask, type TaskRow } from './matrix-queries.ts'

type Body = OperationInput<typeof changeChannelTask>['body']

/** Assigns what is to be done on one channel, marks it done with its proof, or takes that back. */
export async function changeTask(
  context: RequestContext,
  database: Database,
  { params, body }: OperationInput<typeof changeChannelTask>,
): Promise<RouteAnswer<typeof changeChannelTask>> {
  const owner = await broadcastOwner(context.tx, params.id)
  context.mayOn(owner)
  const before = await listTasks(context, params.id)
  const [channel] = await findChannelsById(context.tx, [params.channelId])
  if (!channel || !before.items.some((item) => item.channelId === channel.id)) throw new Refusal('not-found')
  const change = await changeOf(context, { channel, people: before.people }, body)
  await keepTask(context.tx, { broadcastId: params.id, channelId: channel.id, orgId: owner.orgId }, change)
  await recordAct(context, {
    kind: 'channel-task',
    recordId: params.id,
    orgId: owner.orgId,
    act: body.act,
    refs: { channelId: channel.id, ...(change.proof_file_id ? { fileId: change.proof_file_id } : {}) },
    detail: { ...body },
  })
  // A channel of a higher unit is not the caller's to write; that it was used is.
  if (body.act === 'done')
    context.afterCommit(() => inScope(database, { role: 'yimi_jobs' }, (tx) => keepUse(tx, [channel.id], context.now)))
  return listTasks(context, params.id)
}

async function changeOf(
  context: RequestContext,
  { channel, people }: { channel: ChannelRow; people: readonly { id: string }[] },
  body: Body,
): Promise<Partial<Omit<TaskRow, 'channel_id'>>> {
  if (body.act === 'assign') {
    if (body.whoId !== null && !people.some((person) => person.id === body.whoId))
      throw new Refusal('bad-request', { faults: [{ path: ['whoId'], message: '这位同事不能办理渠道任务，请换一位' }] })
    return {
      what: body.what,
      who: body.whoId === null ? body.who : '',
      account_id: body.whoId,
      due_at: body.dueAt === null ? null : new Date(body.dueAt),
    }
  }
  if (body.act === 'reopen')
    return { checked: [], done_at: null, done_by: null, proof_file_id: null, proof_address: null }
  const unchecked = channel.checklist.filter((item) => !body.checked.includes(item))
  if (unchecked.length > 0)
    throw new Refusal('checklist-incomplete', { faults: [{ path: ['checked'], message: unchecked.join('；') }] })
  // In the platform's own app the list is the proof; what was published can be shown.
  const needsProof = channel.kind !== 'own-encoder'
  if (needsProof && body.proofFileId === null && body.proofAddress === null)
    throw new Refusal('evidence-missing', {
      faults: [{ path: ['proofAddress'], message: '请填写发布后的网址，或上传截图' }],
    })
  if (body.proofFileId !== null && !(await readFiles(context.tx, [body.proofFileId])).has(body.proofFileId))
    throw new Refusal('bad-request', { faults: [{ path: ['proofFileId'], message: '没有找到这个文件，请重新上传' }] })
  return {
    checked: channel.checklist.filter((item) => body.checked.includes(item)),
    done_at: context.now,
    done_by: context.actor.accountId ?? null,
    proof_file_id: body.proofFileId,
    proof_address: body.proofAddress,
  }
}
