import {
  amendActivity,
  createActivity,
  createDuty,
  endDuty,
  getSheet,
  listActivities,
  listDuties,
  makeShifts,
  moveActivity,
  movePlace,
  printSheet as printSheetRoute,
  recordAttendance,
  showCard,
  signUpOther,
} from '@yimi/contract/activity.ts'
import { listMyActivities, signUpMyself, withdrawMyPlace } from '@yimi/contract/my-activity.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { registerActivitiesPart } from './activities-part.ts'
import { amend } from './amend-activity.ts'
import { listOwn, signUpOwn, withdrawOwn } from './own-places.ts'
import { create, list, moveOne, openActivity } from './plan-activities.ts'
import { printSheet } from './print-sheet.ts'
import { sheetOf } from './read-sheet.ts'
import { moveOne as movePlaceOne, showCard as readCard, record, signUp } from './record-attendance.ts'
import { create as createOne, end, list as listRota, makeWeek } from './rota.ts'

export { activitiesToday } from './activities-today.ts'
export { activityAddresses } from './activity-addresses.ts'
export { activityFigures } from './activity-figures.ts'
export { activityRules } from './activity-rules.ts'
export { activityPlaceRules } from './place-rules.ts'

/** The week's rota and what happens besides: planned, signed up for, attended. */
export function activityOperations({ printing }: Services): Operation[] {
  registerActivitiesPart()
  return [
    implement(listActivities, (context, { query }) => list(context, query)),
    implement(createActivity, (context, { body }) => create(context, body)),
    implement(amendActivity, (context, { params, body }) => amend(context, params.id, body)),
    implement(moveActivity, (context, { params, body }) => moveOne(context, params.id, body)),
    implement(getSheet, async (context, { params }) => sheetOf(context, (await openActivity(context, params.id)).id)),
    implement(printSheetRoute, (context, { params }) => printSheet(context, printing, params.id)),
    implement(signUpOther, (context, { params, body }) => signUp(context, params.id, body)),
    implement(recordAttendance, (context, { params, body }) => record(context, params.id, body)),
    implement(showCard, (context, { params, body }) => readCard(context, params.id, body.word)),
    implement(movePlace, (context, { params, body }) => movePlaceOne(context, params.id, body)),
    implement(listDuties, (context) => listRota(context)),
    implement(createDuty, (context, { body }) => createOne(context, body)),
    implement(endDuty, (context, { params, body }) => end(context, params.id, body)),
    implement(makeShifts, (context, { params, body }) => makeWeek(context, params.id, body)),
    implement(listMyActivities, (context) => listOwn(context)),
    implement(signUpMyself, (context, { params, body }) => signUpOwn(context, params.id, body.part)),
    implement(withdrawMyPlace, (context, { params }) => withdrawOwn(context, params.id)),
  ]
}
