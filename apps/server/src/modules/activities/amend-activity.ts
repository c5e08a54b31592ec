import type { Activity, amendActivity } from '@yimi/contract/activity.ts'
import type { RouteBody } from '@yimi/contract/route.ts'
import { dayOf } from '#platform/clock.ts'
import { Refusal } from '#platform/fault.ts'
import { move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { setPlan } from './activity-queries.ts'
import { activityRules } from './activity-rules.ts'
import { fill, holdActivity } from './fill-places.ts'
import { placesOf, setDuring } from './place-queries.ts'
import { answerOne, openActivity } from './plan-activities.ts'

/** Whoever signed up is told what is new; whoever cannot come then leaves as always, without a trace. */
export async function amend(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof amendActivity>,
): Promise<Activity> {
  await openActivity(context, id)
  const activity = await holdActivity(context, id)
  const [from, until] = [new Date(body.from), new Date(body.until)]
  const moved = from.getTime() !== activity.from.getTime() || until.getTime() !== activity.until.getTime()
  const rows = await placesOf(context.tx, id, ['taken', 'attended'])
  refuseOverfull(rows, body)
  if (moved && (from <= context.now || rows.some((row) => row.state === 'attended')))
    throw fault('from', from <= context.now ? '新的开始时间已经过去' : '已经登记有人到场，时间不能再改')
  await setPlan(context.tx, id, {
    title: body.title,
    words: body.words,
    place: body.place,
    day: dayOf(from),
    from,
    until,
    volunteer_places: body.volunteerPlaces,
    resident_places: body.residentPlaces,
  })
  if (moved) await setDuring(context.tx, id, { from, until })
  const news = {
    time: moved,
    place: body.place !== activity.place,
    told: moved || body.place !== activity.place || body.title !== activity.title,
  }
  await move(context, activityRules, { recordId: id, orgId: activity.org_id, move: 'amend', refs: news })
  if (activity.state !== 'planned') await fill(context, await holdActivity(context, id))
  return answerOne(context, id)
}

/** Nobody loses a place that he has. */
function refuseOverfull(
  rows: readonly { part: 'volunteer' | 'resident' }[],
  body: RouteBody<typeof amendActivity>,
): void {
  for (const [part, field] of [
    ['volunteer', 'volunteerPlaces'],
    ['resident', 'residentPlaces'],
  ] as const) {
    const taken = rows.filter((row) => row.part === part).length
    if (body[field] < taken) throw fault(field, `已有 ${taken} 人有名额，不能再少`)
  }
}

function fault(field: string, message: string): Refusal {
  return new Refusal('bad-request', { faults: [{ path: [field], message }] })
}
