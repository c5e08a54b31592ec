import type { NeedCounts } from '@yimi/contract/need-statistics.ts'
import { NEED_CLASSES } from '@yimi/contract/service.ts'
import { NEED_CLASS_LABELS } from '@yimi/contract/service-labels.ts'
import { defineFigure, type FigureDefinition, type FigureScope } from '#modules/figures/figures.ts'
import type { Tx } from '#platform/database/database.ts'
import { countNeeds } from './need-queries.ts'
import { sumUp } from './need-statistics.ts'

/** Needs, not people. Exact, so only for those who may open what was counted; others read releases. */
export const needFigures: readonly FigureDefinition[] = [
  byClass('heard', '', {
    name: 'needs-heard',
    label: '听到的需求',
    definition: '这段时间走访、问卷、来电、来访听到的需求，按听到的日子计；一位居民说了几件，计几件。',
  }),
  byClass('met', 'met', {
    name: 'needs-met',
    label: '已办成的需求',
    definition: '这段时间听到的需求里，对应的点单已经服务完成并办结的。',
  }),
  byClass('unmet', 'unmet', {
    name: 'needs-unmet',
    label: '目前办不到的需求',
    definition: '这段时间听到的需求里，目前没有办法满足、写明了原因的。',
  }),
]

function byClass(
  what: keyof NeedCounts,
  show: string,
  told: Pick<FigureDefinition, 'name' | 'label' | 'definition'>,
): FigureDefinition {
  const counts = async (tx: Tx, scope: FigureScope) => {
    const counted = await countNeeds(tx, scope)
    return NEED_CLASSES.map((needClass) => ({
      needClass,
      amount: sumUp(counted.filter((row) => row.need_class === needClass))[what],
    })).filter((row) => row.amount > 0)
  }
  return defineFigure({
    ...told,
    unit: '件',
    dated: true,
    sums: true,
    guarded: true,
    value: async (tx, scope) => (await counts(tx, scope)).reduce((sum, row) => sum + row.amount, 0),
    async records(tx, scope) {
      const rows = await counts(tx, scope)
      return {
        items: rows.slice(scope.offset, scope.offset + scope.limit).map(({ needClass, amount }) => ({
          // A class has no id of its own: it stands under the organisation that was asked.
          id: `${scope.orgs[0] ?? ''}${needClass}`,
          label: NEED_CLASS_LABELS[needClass].zh,
          on: null,
          link: `/needs?${new URLSearchParams({
            needClass,
            ...(show ? { show } : {}),
            ...(scope.from ? { from: scope.from } : {}),
            ...(scope.until ? { until: scope.until } : {}),
          }).toString()}`,
          amount,
        })),
        total: rows.length,
      }
    },
  })
}
