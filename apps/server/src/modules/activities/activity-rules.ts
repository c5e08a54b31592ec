import { type ActivityState, activityFlow } from '@yimi/contract/activity.ts'
import { systemActor } from '#platform/access/actor.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext, FlowRules } from '#platform/flow/flow-rules.ts'
import { moveMany } from '#platform/flow/move.ts'
import { type ActivityRow, lockActivities } from './activity-queries.ts'
import { placesOf } from './place-queries.ts'
import { activityPlaceRules } from './place-rules.ts'
import { postAttendance } from './post-attendance.ts'

export const activityRules: FlowRules<ActivityRow, ActivityState, keyof typeof activityFlow.moves> = {
  plan: activityFlow,
  lock: lockActivities,
  guards: {
    hold: ({ context, row }) => {
      if (row.until > context.now) throw new Refusal('activity-not-over')
    },
    cancel: async ({ context, row }) => {
      if ((await placesOf(context.tx, row.id, ['attended'])).length > 0) throw new Refusal('activity-attended')
    },
  },
  effects: {
    // Whoever is on the list has his hours; the other places are over and name nobody.
    hold: async ({ context, row }) => {
      await postAttendance(context, row, await placesOf(context.tx, row.id, ['attended']))
      await endPlaces(context, row, 'finish')
    },
    cancel: ({ context, row }) => endPlaces(context, row, 'cancel'),
  },
}

async function endPlaces(context: FlowContext, row: ActivityRow, name: 'finish' | 'cancel'): Promise<void> {
  const places = await placesOf(context.tx, row.id, ['waiting', 'taken'])
  await moveMany(
    { ...context, actor: systemActor([row.org_id]) },
    activityPlaceRules,
    places.map((place) => ({ recordId: place.id, orgId: place.org_id, move: name })),
  )
}
