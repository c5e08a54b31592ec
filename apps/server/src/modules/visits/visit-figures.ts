import { defineFigure, type FigureDefinition } from '#modules/figures/figures.ts'
import { countsByPlan } from './visit-queries.ts'

/** What is counted opens by plan, never by door. */
export const visitFigures: readonly FigureDefinition[] = [
  figure('visit-doors', '走访到户', '户次', '走访时到过的门牌，一次走访里一户计一次；到过几回也计一次。', 'visited'),
  figure('visit-meetings', '走访见面', '户次', '走访时见到人的门牌，一次走访里一户计一次。', 'met'),
]

function figure(
  name: string,
  label: string,
  unit: string,
  definition: string,
  of: 'visited' | 'met',
): FigureDefinition {
  return defineFigure({
    name,
    label,
    unit,
    definition,
    dated: true,
    sums: true,
    async value(tx, scope) {
      return (await countsByPlan(tx, scope.orgs, scope)).reduce((sum, plan) => sum + plan[of], 0)
    },
    async records(tx, scope) {
      const plans = (await countsByPlan(tx, scope.orgs, scope)).filter((plan) => plan[of] > 0)
      return {
        items: plans.slice(scope.offset, scope.offset + scope.limit).map((plan) => ({
          id: plan.plan_id,
          label: plan.name,
          on: plan.made_at.toISOString(),
          link: `/visits/${plan.plan_id}`,
          amount: plan[of],
        })),
        total: plans.length,
      }
    },
  })
}
