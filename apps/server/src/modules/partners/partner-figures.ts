import { defineFigure, type FigureDefinition } from '#modules/figures/figures.ts'
import { countCheckedMembers, countPartners, findCheckedMembers, findPartners } from './partner-figure-queries.ts'

export const partnerFigures: readonly FigureDefinition[] = [
  defineFigure({
    name: 'partners',
    label: '报到单位',
    unit: '家',
    definition: '在本单位及下级单位报到并经确认的单位，在几个站报到都计一家。',
    dated: false,
    value: (tx, { orgs }) => countPartners(tx, orgs),
    async records(tx, scope) {
      const rows = await findPartners(tx, scope)
      return {
        items: rows.map((row) => ({ id: row.id, label: row.name, on: null, link: `/partners/${row.check_in_id}` })),
        total: await countPartners(tx, scope.orgs),
      }
    },
  }),
  defineFigure({
    name: 'checked-members',
    label: '报到人员',
    unit: '人',
    definition: '报到单位名单上、经实践站确认的人，加入志愿者队伍与否都算；一人由两家单位报到计两人。',
    dated: false,
    value: (tx, { orgs }) => countCheckedMembers(tx, orgs),
    async records(tx, scope) {
      // By place on the list, not by name: who joined the corps and who did not is nobody's list.
      const rows = await findCheckedMembers(tx, scope)
      return {
        items: rows.map((row) => ({
          id: row.id,
          label: `${row.name} · 名单第 ${row.position} 位`,
          on: null,
          link: `/partners/${row.check_in_id}`,
        })),
        total: await countCheckedMembers(tx, scope.orgs),
      }
    },
  }),
]
