import { DoorsHandedOver, type VisitPlanState, visitPlanFlow } from '@yimi/contract/visit.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowRules } from '#platform/flow/flow-rules.ts'
import { assignDoors, countWithoutWorker, forgetReasons } from './visit-door-queries.ts'
import { lockPlans, type PlanRow } from './visit-queries.ts'

export const visitPlanRules: FlowRules<PlanRow, VisitPlanState, keyof typeof visitPlanFlow.moves> = {
  plan: visitPlanFlow,
  lock: lockPlans,
  guards: {
    start: async ({ context, row }) => {
      if ((await countWithoutWorker(context.tx, row.id)) > 0) throw new Refusal('visit-doors-unassigned')
    },
  },
  effects: {
    end: ({ context, row }) => forgetReasons(context.tx, row.id),
    assign: ({ context, row, needs }) => assignDoors(context.tx, row.id, DoorsHandedOver.parse(needs)),
  },
}
