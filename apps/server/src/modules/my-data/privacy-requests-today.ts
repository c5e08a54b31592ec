import type { TodayRow } from '@yimi/contract/today.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { requestsPage } from './privacy-request-queries.ts'

const TITLES = { correct: '更正信息', erase: '删除信息' } as const
/** As many as Today shows of one kind. */
const SHOWN_MAX = 50

export async function privacyRequestsToday(context: RequestContext): Promise<TodayRow[]> {
  const orgIds = [...scopeOf(context.actor, 'privacy-request.answer').orgs]
  if (orgIds.length === 0) return []
  const { rows } = await requestsPage(context.tx, { orgIds, state: 'asked', offset: 0, limit: SHOWN_MAX })
  return rows.map((row) => ({
    id: `privacy-request-${row.id}`,
    kind: 'privacy-request',
    recordId: row.id,
    title: `${TITLES[row.kind]} ${row.number}`,
    detail: '本人提出，请在期限内办理并答复',
    dueAt: row.due_at.toISOString(),
    link: '/privacy-requests',
  }))
}
