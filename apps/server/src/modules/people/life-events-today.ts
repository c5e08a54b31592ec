import type { TodayRow } from '@yimi/contract/today.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { lifeEventsPage } from './life-event-queries.ts'

/** What was reported is looked into within three days. */
const CONFIRM_DAYS = 3
const DAY_MS = 86_400_000
/** As many as Today shows of one kind. */
const SHOWN_MAX = 50

/** What others reported and somebody is to look into; neither who nor what stands on Today. */
export async function lifeEventsToday(context: RequestContext): Promise<TodayRow[]> {
  const orgIds = [...scopeOf(context.actor, 'life-event.confirm').orgs]
  if (orgIds.length === 0) return []
  const { rows } = await lifeEventsPage(context.tx, { orgIds, state: 'reported', offset: 0, limit: SHOWN_MAX })
  return rows
    .filter((row) => row.reported_by !== context.actor.accountId)
    .map((row) => ({
      id: `life-event-${row.id}`,
      kind: 'life-event',
      recordId: row.id,
      title: '有一件大事待核实',
      detail: '请核实后确认，或注明不属实',
      dueAt: new Date(row.reported_at.getTime() + CONFIRM_DAYS * DAY_MS).toISOString(),
      link: '/life-events',
    }))
}
