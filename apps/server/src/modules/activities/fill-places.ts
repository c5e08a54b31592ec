import type { ActivityPart } from '@yimi/contract/activity.ts'
import { systemActor } from '#platform/access/actor.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { begin, move, moveMany } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import { type ActivityRow, lockActivities } from './activity-queries.ts'
import { insertPlace, type NewPlace, type PlaceRow, placesOf } from './place-queries.ts'
import { activityPlaceRules } from './place-rules.ts'

/** Everything that touches places holds the activity first: places are given and counted by one at a time. */
export async function holdActivity(context: FlowContext, id: string): Promise<ActivityRow> {
  const [activity] = await lockActivities(context.tx, [id])
  if (!activity) throw new Refusal('not-found')
  return activity
}

/**
 * Puts somebody at the end of the line and gives him a place if there is one. The transaction has the activity's unit in its
 * scope and holds the activity.
 * @returns the id of the place; the same as before for whoever is in the line already
 */
export async function enterLine(
  context: FlowContext,
  activity: ActivityRow,
  person: NewPlace['person'],
): Promise<string> {
  if (activity.state !== 'open' || activity.until <= context.now) throw new Refusal('sign-up-closed')
  const part: ActivityPart = person.volunteerId ? 'volunteer' : 'resident'
  if (placesFor(activity, part) === 0) throw new Refusal('sign-up-closed')
  const known = (await placesOf(context.tx, activity.id, ['waiting', 'taken', 'attended'])).find(
    (row) => row.person_id === person.personId,
  )
  if (known) return known.id
  const id = newId()
  await insertPlace(context.tx, { id, activity, person })
  await begin(context, activityPlaceRules, { recordId: id, orgId: activity.org_id })
  await fill(context, activity, id)
  return id
}

/** Gives the place back; the next in the line has it at once, and is told. */
export async function leaveLine(context: FlowContext, activity: ActivityRow, place: PlaceRow): Promise<void> {
  await move(context, activityPlaceRules, { recordId: place.id, orgId: place.org_id, move: 'withdraw' })
  if (activity.state === 'open' || activity.state === 'closed') await fill(context, activity)
}

/** Places that are free go to those who wait the longest. Whoever did not just ask for it is told. */
async function fill(context: FlowContext, activity: ActivityRow, justAsked?: string): Promise<void> {
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
    next.map((row) => ({
      recordId: row.id,
      orgId: row.org_id,
      move: row.id === justAsked ? ('take' as const) : ('move-up' as const),
    })),
  )
}

function placesFor(activity: ActivityRow, part: ActivityPart): number {
  return part === 'volunteer' ? activity.volunteer_places : activity.resident_places
}
