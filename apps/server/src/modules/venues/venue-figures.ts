import { defineFigure, type FigureDefinition } from '#modules/figures/figures.ts'
import { countOpenVenuesOf, findOpenVenuesOf } from './venues-queries.ts'

export const venueFigures: readonly FigureDefinition[] = [
  defineFigure({
    name: 'venues',
    label: '可用阵地',
    unit: '处',
    definition: '本单位及下级单位登记的、没有停用的场地。',
    dated: false,
    value: (tx, { orgs }) => countOpenVenuesOf(tx, orgs),
    async records(tx, scope) {
      const rows = await findOpenVenuesOf(tx, scope.orgs, scope)
      return {
        items: rows.map((row) => ({
          id: row.id,
          label: `${row.name}（${row.place}）`,
          on: null,
          link: '/venues',
        })),
        total: await countOpenVenuesOf(tx, scope.orgs),
      }
    },
  }),
]
