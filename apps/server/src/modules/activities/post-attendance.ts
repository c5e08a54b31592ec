import { postHours } from '#modules/hours/hours.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { ActivityRow } from './activity-queries.ts'
import type { PlaceRow } from './place-queries.ts'

/** A turn of the rota and an activity are two kinds of hours. */
export function sourceOf(activity: ActivityRow): { kind: 'duty' | 'activity'; id: string } {
  return { kind: activity.duty_id ? 'duty' : 'activity', id: activity.id }
}

/**
 * Hours of volunteers who were there and whose time is over, in the same transaction; who is still there gets them when he
 * leaves, or when it was held. Said twice they count once. Residents who come earn none.
 */
export async function postAttendance(
  context: FlowContext,
  activity: ActivityRow,
  places: readonly PlaceRow[],
): Promise<void> {
  await postHours(
    context,
    places.flatMap((place) => {
      const from = place.came_at ?? activity.from
      const until = place.left_at ?? activity.until
      if (!place.volunteer_id || !place.person_id || !place.person_org_id || until > context.now || until <= from)
        return []
      return [
        {
          volunteer: { id: place.volunteer_id, personId: place.person_id, orgId: place.person_org_id },
          orgId: activity.org_id,
          source: sourceOf(activity),
          from,
          until,
          content: activity.title,
          place: activity.place,
          responsibleId: activity.leader_id,
        },
      ]
    }),
  )
}
