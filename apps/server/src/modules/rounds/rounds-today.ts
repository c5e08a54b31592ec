import type { TodayRow } from '@yimi/contract/today.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { waitingRounds } from './round-queries.ts'

/** As many as Today shows of one kind. */
const SHOWN_MAX = 50

/** Sheets that are out and not back, one row a round, and whether some must be printed anew; and rounds nobody closed in time. */
export async function roundsToday(context: RequestContext): Promise<TodayRow[]> {
  const orgs = [...scopeOf(context.actor, 'round.tick').orgs]
  if (orgs.length === 0) return []
  return (await waitingRounds(context.tx, orgs, context.today, SHOWN_MAX)).map((row) => ({
    id: `round-${row.id}`,
    kind: 'round',
    recordId: row.id,
    title: `走单 ${row.name}`,
    detail: detailOf(row),
    dueAt: `${row.until_day}T15:59:59.000Z`,
    link: `/rounds/${row.id}`,
  }))
}

function detailOf({ out, reprint }: { out: number; reprint: number }): string {
  if (out === 0) return '日期已过，还没有办结'
  return `${out} 张还没有交回${reprint > 0 ? `，其中 ${reprint} 张要重新打印` : ''}`
}
