import {
  assignVisitDoors,
  countAsked,
  createVisitPlan,
  getVisitPlan,
  listPlannedDoors,
  listStaleDoors,
  listVisitPlans,
  moveVisitPlan,
  previewVisitDoors,
} from '@yimi/contract/visit.ts'
import { listMyVisits, recordVisits } from '@yimi/contract/visit-record.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import { countAskedOf } from './count-asked.ts'
import { listOwn } from './my-doors.ts'
import { assign, create, preview, step } from './plan-visits.ts'
import { doors, list, stale, view } from './read-plans.ts'
import { record } from './record-visits.ts'

export { visitFigures } from './visit-figures.ts'
export { visitsToday } from './visits-today.ts'

/** Doors that grid workers go to, one record a knock, and how fresh what is known behind them is. */
export function visitOperations(): Operation[] {
  return [
    implement(listVisitPlans, (context, { query }) => list(context, query)),
    implement(getVisitPlan, (context, { params }) => view(context, params.id)),
    implement(previewVisitDoors, (context, { body }) => preview(context, body)),
    implement(createVisitPlan, (context, { body }) => create(context, body)),
    implement(moveVisitPlan, step),
    implement(assignVisitDoors, assign),
    implement(listPlannedDoors, doors),
    implement(listStaleDoors, (context, { query }) => stale(context, query)),
    implement(listMyVisits, (context) => listOwn(context)),
    implement(recordVisits, record),
    implement(countAsked, countAskedOf),
  ]
}
