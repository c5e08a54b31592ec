import type { ActivityPart, ActivityPlaceState } from '@yimi/contract/activity.ts'
import { systemActor } from '#platform/access/actor.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { begin, move, moveMany } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import { type ActivityRow, lockActivities } from './activity-queries.ts'
import { requireOfAge } from './minors.ts'
import { insertPlace, type NewPlace, type PlaceRow, placesOf } from './place-queries.ts'
import { activityPlaceRules } from './place-rules.ts'

/** Everything that touches places holds the activity first: places are given and counted by one at a time. */
export async function holdActivity(context: FlowContext, id: string): Promise<ActivityRow> {
  const [activity] = await lockActivities(context.tx, [id])
  if (!activity) throw new Refusal('not-found')
  return activity
}

export type InLine = { placeId: string; state: ActivityPlaceState; inLine: number | null }

/**
 * Puts somebody at the end of the line and gives him a place if there is one. The transaction has the activity's unit in its
 * scope and holds the activity.
 * @returns the same as before for whoever is in the line already
 */
export async function enterLine(
  context: FlowContext,
  activity: ActivityRow,
  person: NewPlace['person'],
): Promise<InLine> {
  if (activity.state !== 'open' || activity.until <= context.now) throw new Refusal('sign-up-closed')
  const part: ActivityPart = person.volunteerId ? 'volunteer' : 'resident'
  if (placesFor(activity, part) === 0) throw new Refusal('sign-up-closed')
  const rows = await placesOf(context.tx, activity.id, ['waiting', 'taken', 'attended'])
  const waiting = rows.filter((row) => row.part === part && row.state === 'waiting')
  const known = rows.find((row) => row.person_id === person.personId)
  if (known) return { placeId: known.id, state: known.state, inLine: lineOf(known, waiting) }
  await requireOfAge(context, activity, person)
  const placeId = newId()
  await insertPlace(context.tx, { id: placeId, activity, person })
  const record = { recordId: placeId, orgId: activity.org_id }
  await begin(context, activityPlaceRules, record)
  // Whoever waits is before him: while somebody does, there is no place free.
  const given = rows.filter((row) => row.part === part).length - waiting.length
  if (waiting.length > 0 || given >= placesFor(activity, part))
    return { placeId, state: 'waiting', inLine: waiting.length + 1 }
  await move({ ...context, actor: systemActor([activity.org_id]) }, activityPlaceRules, { ...record, move: 'take' })
  return { placeId, state: 'taken', inLine: null }
}

/** Counted from one; null for whoever does not wait. */
export function lineOf(place: PlaceRow, waiting: readonly PlaceRow[]): number | null {
  const at = waiting.findIndex((one) => one.id === place.id)
  return at < 0 ? null : at + 1
}

/** Gives the place back; the next in the line has it at once, and is told. */
export async function leaveLine(
  context: FlowContext,
  activity: ActivityRow,
  place: PlaceRow,
  refs: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await move(context, activityPlaceRules, { recordId: place.id, orgId: place.org_id, move: 'withdraw', refs })
  if (activity.state === 'open' || activity.state === 'closed') await fill(context, activity)
}

/** Places that became free go to those who wait the longest. */
export async function fill(context: FlowContext, activity: ActivityRow): Promise<void> {
  const rows = await placesOf(context.tx, activity.id, ['waiting', 'taken', 'attended'])
  const next = (['volunteer', 'resident'] as const).flatMap((part) => {
    const inPart = rows.filter((row) => row.part === part)
    const waiting = inPart.filter((row) => row.state === 'waiting')
    const free = placesFor(activity, part) - (inPart.length - waiting.length)
    return waiting.slice(0, Math.max(free, 0))
  })
  await moveMany(
    { ...context, actor: systemActor([activity.org_id]) },
    activityPlaceRules,
    next.map((row) => ({ recordId: row.id, orgId: row.org_id, move: 'move-up' })),
  )
}

function placesFor(activity: ActivityRow, part: ActivityPart): number {
  return part === 'volunteer' ? activity.volunteer_places : activity.resident_places
}
