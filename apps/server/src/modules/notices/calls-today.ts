import type { TodayRow } from '@yimi/contract/today.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { callsWaiting } from './notice-queries.ts'

/** People who are to be told by telephone: one row for all of them. */
export async function callsToday(context: RequestContext): Promise<TodayRow[]> {
  const orgIds = [...scopeOf(context.actor, 'notice.handle').orgs]
  const waiting = orgIds.length > 0 && (await callsWaiting(context.tx, orgIds))
  if (!waiting) return []
  return [
    {
      id: 'calls',
      kind: 'call',
      recordId: waiting.oldestId,
      title: `有 ${waiting.count} 个电话要打`,
      detail: '对方收不到短信，请打电话告诉',
      dueAt: waiting.since.toISOString(),
      link: '/notices',
    },
  ]
}
