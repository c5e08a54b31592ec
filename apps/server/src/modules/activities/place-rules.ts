import { type ActivityPlaceState, activityPlaceFlow } from '@yimi/contract/activity.ts'
import type { FlowRules } from '#platform/flow/flow-rules.ts'
import { forgetPeople, lockPlaces, type PlaceRow } from './place-queries.ts'

/** Who takes a wish back, and who was not there, is no longer named by the row: there is no list of them to be had. */
export const activityPlaceRules: FlowRules<PlaceRow, ActivityPlaceState, keyof typeof activityPlaceFlow.moves> = {
  plan: activityPlaceFlow,
  lock: lockPlaces,
  isApplicant: (row, actor) => row.person_id !== null && row.person_id === actor.personId,
  effects: {
    withdraw: ({ context, row }) => forgetPeople(context.tx, [row.id]),
    finish: ({ context, row }) => forgetPeople(context.tx, [row.id]),
  },
}
