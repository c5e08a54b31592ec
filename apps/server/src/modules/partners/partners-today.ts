import type { TodayRow } from '@yimi/contract/today.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { waitingCheckIns } from './check-in-queries.ts'

const DAY_MS = 86_400_000
/** Who checks in is answered within a week. */
const ANSWER_DAYS = 7
/** As many as Today shows of one kind. */
const SHOWN_MAX = 50

export async function partnersToday(context: RequestContext): Promise<TodayRow[]> {
  const orgs = [...scopeOf(context.actor, 'check-in.confirm').orgs]
  if (orgs.length === 0) return []
  return (await waitingCheckIns(context.tx, orgs, SHOWN_MAX)).map((row) => ({
    id: `${row.what}-${row.id}`,
    kind: 'check-in',
    recordId: row.id,
    title: `${row.what === 'check-in' ? '单位报到' : '报到名单'} ${row.name}`,
    detail: row.what === 'check-in' ? '请核对后确认' : '有人员名单待确认',
    dueAt: new Date(new Date(row.since).getTime() + ANSWER_DAYS * DAY_MS).toISOString(),
    link: `/partners/${row.id}`,
  }))
}
