import { defineFigure, type FigureDefinition } from '#modules/figures/figures.ts'
import { countDeliveries, countHouseholds, roundsOfDeliveries } from './round-figure-queries.ts'

/** Households and deliveries are two units, and are never added. What is counted opens by round, never by door. */
export const roundFigures: readonly FigureDefinition[] = [
  figure('round-households', '走单到户', '户', '走单时送到的住户，一户送过几次也计一户。', {
    count: countHouseholds,
    amount: 'households',
    sums: false,
  }),
  figure('round-deliveries', '走单送达', '次', '走单时送到的次数，一户送过几次计几次；没人在家、不需要的不算。', {
    count: countDeliveries,
    amount: 'deliveries',
    sums: true,
  }),
]

function figure(
  name: string,
  label: string,
  unit: string,
  definition: string,
  how: { count: typeof countHouseholds; amount: 'households' | 'deliveries'; sums: boolean },
): FigureDefinition {
  return defineFigure({
    name,
    label,
    unit,
    definition,
    dated: true,
    ...(how.sums ? { sums: true } : {}),
    value: how.count,
    async records(tx, scope) {
      const page = await roundsOfDeliveries(tx, scope)
      return {
        items: page.rows.map((row) => ({
          id: row.id,
          label: row.name,
          on: row.at.toISOString(),
          link: `/rounds/${row.id}`,
          amount: row[how.amount],
        })),
        total: page.total,
      }
    },
  })
}
