import type { TodayRow } from '@yimi/contract/today.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { activitiesWaiting } from './activity-queries.ts'

/** A leader looks at the sheet half a day before. */
const AHEAD_HOURS = 12
const HOUR_MS = 3_600_000
const SHOWN_MAX = 50

/** Shifts and activities that begin soon, or are over and have no list yet: the leader's own, and those of the desk. */
export async function activitiesToday(context: RequestContext): Promise<TodayRow[]> {
  const scope = scopeOf(context.actor, 'activity.attend')
  const orgIds = [...new Set([...scope.orgs, ...scope.ownOrgs])]
  if (orgIds.length === 0) return []
  const by = new Date(context.now.getTime() + AHEAD_HOURS * HOUR_MS)
  const rows = await activitiesWaiting(context.tx, { orgIds, by, limit: SHOWN_MAX })
  return rows
    .filter((row) => scope.orgs.has(row.org_id) || row.leader_id === context.actor.personId)
    .map((row) => ({
      id: `activity-${row.id}`,
      kind: 'activity' as const,
      recordId: row.id,
      title: row.title,
      detail: row.until <= context.now ? '已结束，请登记到场的人' : row.place,
      dueAt: (row.until <= context.now ? row.until : row.from).toISOString(),
      link: `/activities/${row.id}`,
    }))
}
