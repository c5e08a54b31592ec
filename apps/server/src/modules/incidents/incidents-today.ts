import { INCIDENT_KIND_LABELS } from '@yimi/contract/labels.ts'
import type { TodayRow } from '@yimi/contract/today.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { openIncidentsOf } from './incident-queries.ts'

/** What the caller is answerable for, and what nobody is yet. */
export async function incidentsToday(context: RequestContext): Promise<TodayRow[]> {
  const { actor, tx } = context
  const orgIds = [...scopeOf(actor, 'incident.handle').orgs]
  if (orgIds.length === 0 || !actor.accountId) return []
  return (await openIncidentsOf(tx, orgIds, actor.accountId)).map((row) => ({
    id: `incident-${row.id}`,
    kind: 'incident',
    recordId: row.id,
    title: `安全事件 ${row.number}`,
    detail: `${INCIDENT_KIND_LABELS[row.kind].zh}，${row.state === 'reported' ? '请接手' : '正在处理'}`,
    dueAt: row.due_at?.toISOString() ?? null,
    link: '/incidents',
  }))
}
