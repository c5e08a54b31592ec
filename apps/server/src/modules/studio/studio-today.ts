import { GATE_LABELS } from '@yimi/contract/labels.ts'
import type { TodayRow } from '@yimi/contract/today.ts'
import { GATES } from '@yimi/contract/work-rules.ts'
import { type Scope, scopeOf } from '#platform/access/authorise.ts'
import { TIME_ZONE } from '#platform/clock.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { type BroadcastRow, listBroadcastRows } from './broadcast-queries.ts'
import { judgementsOf } from './gate-queries.ts'
import { concernedIn, whyNotJudge } from './judge-check.ts'

/** As many broadcasts of one kind as one person can have before him. */
const LOOKED_AT_MAX = 100
const DAY_MS = 86_400_000

/** What waits for the caller in the studio: gates, own drafts and returned ones, broadcasts of the next day. */
export async function studioToday(context: RequestContext): Promise<TodayRow[]> {
  return [...(await gateRows(context)), ...(await ownRows(context)), ...(await airRows(context))]
}

async function gateRows(context: RequestContext): Promise<TodayRow[]> {
  const rows = await broadcastsInArea(context, scopeOf(context.actor, 'gate.judge'), ['in-review'])
  const judgements = await judgementsOf(
    context.tx,
    rows.map((row) => row.id),
  )
  const waiting: TodayRow[] = []
  for (const row of rows) {
    const concerned = await concernedIn(context.tx, row)
    const own = judgements.filter((one) => one.broadcast_id === row.id)
    const gates = GATES.filter((gate) => whyNotJudge(row, gate, context.actor, concerned, own) === undefined)
    if (gates.length === 0) continue
    waiting.push({
      id: `gate-${row.id}`,
      kind: 'gate',
      recordId: row.id,
      title: row.title,
      detail: `待审：${gates.map((gate) => GATE_LABELS[gate].zh).join('、')}`,
      dueAt: row.starts_at?.toISOString() ?? null,
      link: `/broadcasts/${row.id}/gates`,
    })
  }
  return waiting
}

async function ownRows(context: RequestContext): Promise<TodayRow[]> {
  const scope = scopeOf(context.actor, 'broadcast.amend')
  const rows = await broadcastsInArea(context, { ...scope, orgs: scope.ownOrgs }, ['draft', 'returned'])
  return rows
    .filter((row) => row.applicant_id === context.actor.accountId)
    .map((row) => ({
      id: `own-${row.id}`,
      kind: row.state === 'returned' ? 'returned' : 'draft',
      recordId: row.id,
      title: row.title || '还没有标题的申请',
      detail: row.state === 'returned' ? '已退回，请修改后重新提交' : '草稿，还没有提交',
      dueAt: row.starts_at?.toISOString() ?? null,
      link: `/broadcasts/${row.id}`,
    }))
}

async function airRows(context: RequestContext): Promise<TodayRow[]> {
  const soon = context.now.getTime() + DAY_MS
  const rows = await broadcastsInArea(context, scopeOf(context.actor, 'broadcast.air'), ['cleared', 'on-air'])
  return rows
    .filter((row) => row.state === 'on-air' || (row.starts_at !== null && row.starts_at.getTime() < soon))
    .map((row) => ({
      id: `air-${row.id}`,
      kind: 'broadcast',
      recordId: row.id,
      title: row.title,
      detail: row.state === 'on-air' ? '正在直播' : `可以播出，${clockTime(row.starts_at)}开始`,
      dueAt: row.starts_at?.toISOString() ?? null,
      link: `/broadcasts/${row.id}/control-room`,
    }))
}

/** Broadcasts in these states where the scope reaches; the latest first, and no more than one person can have before him. */
export async function broadcastsInArea(
  context: Pick<RequestContext, 'tx'>,
  scope: Scope,
  states: Parameters<typeof listBroadcastRows>[1]['states'],
): Promise<BroadcastRow[]> {
  if (scope.orgs.size === 0) return []
  const filter = { orgs: [...scope.orgs], states, search: '', offset: 0, limit: LOOKED_AT_MAX }
  return (await listBroadcastRows(context.tx, filter)).rows
}

function clockTime(instant: Date | null): string {
  return instant ? instant.toLocaleTimeString('zh-CN', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' }) : ''
}
