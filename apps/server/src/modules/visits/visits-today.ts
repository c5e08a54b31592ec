import type { TodayRow } from '@yimi/contract/today.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { endOfDay } from './read-plans.ts'
import { waitingVisits } from './visit-door-queries.ts'

/** Doors that the caller goes to, one row a plan; what was agreed for today first. */
export async function visitsToday(context: RequestContext): Promise<TodayRow[]> {
  const { actor, tx, today } = context
  if (!actor.personId || scopeOf(actor, 'visit.record').orgs.size === 0) return []
  return (await waitingVisits(tx, actor.personId, endOfDay(today))).map((row) => ({
    id: `visit-${row.id}`,
    kind: 'visit',
    recordId: row.id,
    title: `走访 ${row.name}`,
    detail: `还有 ${row.to_go} 户${row.call_backs > 0 ? `，其中 ${row.call_backs} 户约好今天再去` : ''}`,
    dueAt: endOfDay(row.call_backs > 0 ? today : row.until_day).toISOString(),
    link: `/visits/${row.id}`,
  }))
}
