import type { TodayRow } from '@yimi/contract/today.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { type OrderRow, waitingFor } from './order-queries.ts'

/** As many as Today shows of one kind. */
const SHOWN_MAX = 50
const WHAT: Readonly<Partial<Record<OrderRow['state'], string>>> = {
  submitted: '请审单并回电',
  'in-review': '请办理审单',
  'needs-information': '等居民答复，请再联系',
  referred: '转办中，请跟进对方是否接收',
  ready: '还缺人手，请派单或开放抢单',
  accepted: '已接单，请看是否约好时间',
  'in-service': '上门中',
  delivered: '等居民确认',
  'in-dispute': '居民说没有办好，请核实',
  confirmed: '请办结',
  rated: '请办结',
  suspended: '已暂停，请按日期复核',
}

/** An urgent order in one of these still waits for help. */
const UNDONE: readonly OrderRow['state'][] = [
  'submitted',
  'in-review',
  'needs-information',
  'referred',
  'ready',
  'accepted',
]

/** What the caller answers for, and what ran over its clock in his area. By number, without names. */
export async function ordersToday(context: RequestContext): Promise<TodayRow[]> {
  const { actor, tx, now } = context
  const orgs = [...scopeOf(actor, 'order.handle').orgs]
  if (orgs.length === 0 || !actor.accountId) return []
  const rows = await waitingFor(tx, { orgs, accountId: actor.accountId, now, limit: SHOWN_MAX })
  return rows.map((row) => ({
    id: `order-${row.id}`,
    kind: 'order',
    recordId: row.id,
    title: `${row.urgent ? '急 ' : ''}点单 ${row.number}`,
    detail: WHAT[row.state] ?? '',
    dueAt: row.due_at?.toISOString() ?? null,
    link: `/orders/${row.id}`,
    ...(row.urgent && UNDONE.includes(row.state) ? { urgent: true } : {}),
  }))
}
