import type { TodayRow } from '@yimi/contract/today.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { roundsWithSheetsOut } from './round-queries.ts'

/** As many as Today shows of one kind. */
const SHOWN_MAX = 50

/** Sheets that are out and not back, one row a round; and whether some must be printed anew. */
export async function roundsToday(context: RequestContext): Promise<TodayRow[]> {
  const orgs = [...scopeOf(context.actor, 'round.tick').orgs]
  if (orgs.length === 0) return []
  return (await roundsWithSheetsOut(context.tx, orgs, SHOWN_MAX)).map((row) => ({
    id: `round-${row.id}`,
    kind: 'round',
    recordId: row.id,
    title: `走单 ${row.name}`,
    detail: `${row.out} 张还没有交回${row.reprint > 0 ? `，其中 ${row.reprint} 张要重新打印` : ''}`,
    dueAt: `${row.until_day}T15:59:59.000Z`,
    link: `/rounds/${row.id}`,
  }))
}
