import type { TodayRow } from '@yimi/contract/today.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { heldPage } from './held-queries.ts'
import { latePage } from './late-queries.ts'

/** As many as Today shows of one kind. */
const SHOWN_MAX = 50
/** Whoever served should not wait longer than a working week for an answer. */
const ANSWER_DAYS = 5
const DAY_MS = 86_400_000

/** Hours that wait for a second person: held ones, and late ones to be approved. By number, without names. */
export async function hoursToday(context: RequestContext): Promise<TodayRow[]> {
  const orgIds = [...scopeOf(context.actor, 'hours.approve').orgs]
  if (orgIds.length === 0) return []
  const held = await heldPage(context.tx, { orgIds, offset: 0, limit: SHOWN_MAX })
  const late = await latePage(context.tx, { orgIds, state: 'entered', offset: 0, limit: SHOWN_MAX })
  return [
    ...held.rows.map((row) => ({
      id: `held-hours-${row.id}`,
      kind: 'hours' as const,
      recordId: row.id,
      title: `时长待核实 ${row.day}`,
      detail: row.content,
      dueAt: new Date(row.recorded_at.getTime() + ANSWER_DAYS * DAY_MS).toISOString(),
      link: '/hours',
    })),
    ...late.rows
      .filter((row) => row.entered_by !== context.actor.accountId)
      .map((row) => ({
        id: `late-hours-${row.id}`,
        kind: 'hours' as const,
        recordId: row.id,
        title: `补记时长待审核 ${row.number}`,
        detail: row.content,
        dueAt: new Date(row.entered_at.getTime() + ANSWER_DAYS * DAY_MS).toISOString(),
        link: '/hours',
      })),
  ]
}
