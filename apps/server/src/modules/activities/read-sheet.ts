import type { AttendanceSheet, SheetLine } from '@yimi/contract/activity.ts'
import { listedVolunteers, namesOf, withOrgs } from '#modules/teams/teams.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { type PlaceRow, placesOf } from './place-queries.ts'
import { answerOne } from './plan-activities.ts'

/** Who signed up; once it was held, who came. The others are not in it. */
export async function sheetOf(context: RequestContext, id: string): Promise<AttendanceSheet> {
  const activity = await answerOne(context, id)
  const rows = await placesOf(
    context.tx,
    id,
    activity.state === 'held' ? ['attended'] : ['waiting', 'taken', 'attended'],
  )
  return { activity, lines: await linesOf(context, rows) }
}

async function linesOf(context: RequestContext, rows: readonly PlaceRow[]): Promise<SheetLine[]> {
  const named = rows.flatMap((row) =>
    row.person_id && row.person_org_id ? [{ personId: row.person_id, orgId: row.person_org_id }] : [],
  )
  const people = await namesOf(context, named)
  const listed = await withOrgs(
    context,
    named.map((one) => one.orgId),
    () => listedVolunteers(context.tx, { ids: rows.flatMap((row) => row.volunteer_id ?? []) }),
  )
  const numbers = new Map(listed.map((one) => [one.id, one.number]))
  return rows.map((row) => ({
    placeId: row.id,
    part: row.part,
    number: numbers.get(row.volunteer_id ?? '') ?? '',
    name: people.get(row.person_id ?? '')?.name ?? '',
    state: row.state,
    from: row.came_at?.toISOString() ?? null,
    until: row.left_at?.toISOString() ?? null,
    how: row.recorded_how,
  }))
}
