import { ChannelKind } from '@yimi/contract/channel.ts'
import type { ChannelTask, listChannelTasks } from '@yimi/contract/channel-task.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { accountNames, accountsThatMay } from '#modules/accounts/accounts.ts'
import { type ChannelRow, findChannelsById } from '#modules/channels/channels.ts'
import { readFiles } from '#modules/files/files.ts'
import { readBroadcast } from '#modules/studio/studio.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { channelNeed } from './channel-need.ts'
import { type SessionKeyRow, sessionKeysOf, type TaskRow, tasksOf } from './matrix-queries.ts'

type Names = { accounts: ReadonlyMap<string, string>; files: ReadonlyMap<string, { name: string }> }

/** Every channel that the application names, and those that somebody prepared besides, in the order of the application. */
export async function listTasks(
  context: RequestContext,
  broadcastId: string,
): Promise<RouteAnswer<typeof listChannelTasks>> {
  const { application, state, orgId } = await readBroadcast(context, broadcastId)
  const { tx, now } = context
  const tasks = await tasksOf(tx, broadcastId)
  const keys = await sessionKeysOf(tx, broadcastId)
  const prepared = [...tasks, ...keys].map((row) => row.channel_id)
  const ids = [...new Set([...application.channelIds, ...prepared])]
  const channels = new Map((await findChannelsById(tx, ids)).map((channel) => [channel.id, channel]))
  const names: Names = {
    accounts: await accountNames(tx, [
      ...tasks.flatMap((row) => [row.done_by ?? [], row.account_id ?? []].flat()),
      ...keys.map((row) => row.set_by),
    ]),
    files: await readFiles(
      tx,
      tasks.flatMap((row) => row.proof_file_id ?? []),
    ),
  }
  const isOver = state === 'ended' || state === 'archived'
  const items = ids.flatMap((id) => {
    const channel = channels.get(id)
    const task = tasks.find((row) => row.channel_id === id)
    const key = keys.find((row) => row.channel_id === id)
    return channel ? itemOf({ channel, task, key, names, isOver, now }) : []
  })
  return { items, people: await accountsThatMay(tx, { capability: 'channel.prepare', orgId, today: context.today }) }
}

function itemOf(about: {
  channel: ChannelRow
  task: TaskRow | undefined
  key: SessionKeyRow | undefined
  names: Names
  isOver: boolean
  now: Date
}): ChannelTask {
  const { channel, task, key, names, isOver, now } = about
  const isDone = task?.done_at != null
  return {
    channelId: channel.id,
    name: channel.name,
    kind: ChannelKind.parse(channel.kind),
    preset: channel.preset,
    need: channelNeed({
      kind: channel.kind,
      disabled: channel.disabled,
      hasKey: channel.has_key === true,
      takesSessionKey: channel.session_key,
      sessionKeyExpiresAt: key?.expires_at,
      isOver,
      isDone,
      now,
    }),
    what: task?.what ?? '',
    who: (task?.account_id && names.accounts.get(task.account_id)) || (task?.who ?? ''),
    whoId: task?.account_id ?? null,
    dueAt: task?.due_at?.toISOString() ?? null,
    overdue: !isDone && task?.due_at != null && task.due_at < now,
    checklist: channel.checklist,
    checked: task?.checked ?? [],
    doneAt: task?.done_at?.toISOString() ?? null,
    doneBy: (task?.done_by && names.accounts.get(task.done_by)) || null,
    proof: proofOf(task, names),
    takesSessionKey: channel.session_key,
    sessionKey: key
      ? {
          keyEnd: key.key_end,
          expiresAt: key.expires_at.toISOString(),
          setAt: key.set_at.toISOString(),
          setBy: names.accounts.get(key.set_by) ?? '',
        }
      : null,
  }
}

function proofOf(task: TaskRow | undefined, names: Names): ChannelTask['proof'] {
  if (!task || (task.proof_file_id === null && task.proof_address === null)) return null
  return {
    fileId: task.proof_file_id,
    fileName: (task.proof_file_id && names.files.get(task.proof_file_id)?.name) || null,
    address: task.proof_address,
  }
}
