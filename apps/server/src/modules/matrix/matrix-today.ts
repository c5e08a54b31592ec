import { CHANNEL_NEED_LABELS } from '@yimi/contract/labels.ts'
import type { TodayRow } from '@yimi/contract/today.ts'
import { type ChannelRow, findChannelsById } from '#modules/channels/channels.ts'
import { type BroadcastRow, broadcastsInArea } from '#modules/studio/studio.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { channelNeed } from './channel-need.ts'
import { keyExpiriesOf, type TaskRow, tasksOfAll } from './matrix-queries.ts'

const DAY_MS = 86_400_000
/** Platforms give a key for one broadcast shortly before it. */
const KEYS_BEFORE_MS = DAY_MS
/** What nobody confirmed for so long after the end is told in the matrix alone. */
const REMINDED_DAYS = 30
const PUSHED_NEEDS = ['disabled', 'key-missing', 'session-key-missing', 'session-key-expired'] as const
/** Names of channels that stand in one line. */
const NAMED_MAX = 4

type Waiting = { broadcast: BroadcastRow; channel: ChannelRow; need: string; label: string; task: TaskRow | undefined }

/**
 * Tasks of the channel matrix that wait for the caller: those given to the caller's account, and those given to nobody for
 * who applied. What hinders a push the day before waits for whoever may go on air as well.
 */
export async function matrixToday(context: RequestContext): Promise<TodayRow[]> {
  const scope = scopeOf(context.actor, 'channel.prepare')
  const states = ['in-review', 'returned', 'cleared', 'on-air', 'ended', 'archived'] as const
  const all = await broadcastsInArea(context, scope, states)
  const broadcasts = all.filter((row) => !isLongOver(row, context.now))
  const airs = scopeOf(context.actor, 'broadcast.air').orgs
  const waiting = (await waitingOn(context, broadcasts)).filter((one) => {
    const soon = isSoon(one.broadcast, context.now)
    if (one.task?.account_id) return one.task.account_id === context.actor.accountId
    if (isPushed(one.need) && soon && airs.has(one.broadcast.org_id)) return true
    return one.broadcast.applicant_id === context.actor.accountId && isRipe(one, soon)
  })
  return grouped(waiting)
}

async function waitingOn(context: RequestContext, broadcasts: readonly BroadcastRow[]): Promise<Waiting[]> {
  const { tx, now } = context
  const ids = broadcasts.map((row) => row.id)
  const tasks = await tasksOfAll(tx, ids)
  const keys = await keyExpiriesOf(tx, ids)
  const channelIds = [...broadcasts.flatMap((row) => row.channel_ids), ...tasks.map((task) => task.channel_id)]
  const channels = await findChannelsById(tx, [...new Set(channelIds)])
  return broadcasts.flatMap((broadcast) => {
    const own = tasks.filter((task) => task.broadcast_id === broadcast.id)
    const named = new Set([...broadcast.channel_ids, ...own.map((task) => task.channel_id)])
    return channels.flatMap((channel) => {
      if (!named.has(channel.id)) return []
      const task = own.find((one) => one.channel_id === channel.id)
      const need = channelNeed({
        kind: channel.kind,
        disabled: channel.disabled,
        hasKey: channel.has_key === true,
        takesSessionKey: channel.session_key,
        sessionKeyExpiresAt: keys.find((key) => key.broadcast_id === broadcast.id && key.channel_id === channel.id)
          ?.expires_at,
        isOver: isOver(broadcast),
        isDone: task?.done_at != null,
        now,
      })
      return need ? [{ broadcast, channel, need, label: CHANNEL_NEED_LABELS[need].zh, task }] : []
    })
  })
}

/** One line for the channels of a broadcast that need the same until the same time. */
function grouped(waiting: readonly Waiting[]): TodayRow[] {
  const groups = Map.groupBy(waiting, ({ broadcast, need, task }) =>
    [broadcast.id, need, task?.due_at?.toISOString() ?? ''].join(' '),
  )
  return [...groups].flatMap(([key, group]) => {
    const [first] = group
    if (!first) return []
    const names = group.map((one) => one.channel.name)
    const shown = names.slice(0, NAMED_MAX).join('、') + (names.length > NAMED_MAX ? `等 ${names.length} 个渠道` : '')
    const { broadcast, task } = first
    const dueAt = task?.due_at ?? (isOver(broadcast) ? null : broadcast.starts_at)
    return {
      id: `channel-${key}`,
      kind: 'channel' as const,
      recordId: broadcast.id,
      title: `${shown}：${first.label}`,
      detail: [broadcast.title, task?.what].filter(Boolean).join(' · '),
      dueAt: dueAt?.toISOString() ?? null,
      link: `/broadcasts/${broadcast.id}/channels`,
    }
  })
}

/** Whether it is time for what nobody was asked to do in particular. */
function isRipe({ broadcast, need, task, channel }: Waiting, soon: boolean): boolean {
  if (task?.due_at || isOver(broadcast)) return true
  if (broadcast.state !== 'cleared' && broadcast.state !== 'on-air') return false
  if (need === 'session-key-missing' || need === 'session-key-expired') return soon
  // A finished film can be handed over only when there is one.
  return channel.kind !== 'file'
}

function isPushed(need: string): boolean {
  return PUSHED_NEEDS.some((one) => one === need)
}

function isSoon(broadcast: BroadcastRow, now: Date): boolean {
  if (isOver(broadcast)) return false
  if (broadcast.state === 'on-air') return true
  return broadcast.starts_at !== null && broadcast.starts_at.getTime() < now.getTime() + KEYS_BEFORE_MS
}

function isOver(broadcast: BroadcastRow): boolean {
  return broadcast.state === 'ended' || broadcast.state === 'archived'
}

function isLongOver(broadcast: BroadcastRow, now: Date): boolean {
  const over = broadcast.aired_until ?? broadcast.starts_at
  return isOver(broadcast) && over !== null && over.getTime() < now.getTime() - REMINDED_DAYS * DAY_MS
}
