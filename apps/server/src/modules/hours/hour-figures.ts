import { defineFigure, type FigureDefinition } from '#modules/figures/figures.ts'
import { listedVolunteers } from '#modules/teams/teams.ts'
import { countMinutes, countPeople, findMinutes, findPeople } from './hour-figure-queries.ts'

/** Minutes and people are two units, and are never added. Records open by number, without names. */
export const hourFigures: readonly FigureDefinition[] = [
  defineFigure({
    name: 'service-minutes',
    label: '志愿服务时长',
    unit: '分钟',
    definition:
      '按分钟计、按小时显示：在本单位及下级单位服务、由到场记录计入的时长；更正冲减的已扣除，待核实和公示中的不算。',
    dated: true,
    sums: true,
    value: countMinutes,
    async records(tx, scope) {
      const page = await findMinutes(tx, scope)
      return {
        items: page.rows.map((row) => ({
          id: row.id,
          label: row.content,
          on: row.at.toISOString(),
          link: `/hours/${row.volunteer_id}`,
          amount: row.minutes,
        })),
        total: page.total,
      }
    },
  }),
  defineFigure({
    name: 'volunteers-with-hours',
    label: '有服务时长的志愿者',
    unit: '人',
    definition: '在本单位及下级单位有计入时长的志愿者，一人服务多次也计一人。',
    dated: true,
    value: countPeople,
    async records(tx, scope) {
      const ids = await findPeople(tx, scope)
      const numbers = new Map((await listedVolunteers(tx, { ids })).map((one) => [one.id, one.number]))
      return {
        items: ids.map((id) => ({ id, label: numbers.get(id) ?? '', on: null, link: `/hours/${id}` })),
        total: await countPeople(tx, scope),
      }
    },
  }),
]
