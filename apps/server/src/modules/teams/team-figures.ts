import { defineFigure, type FigureDefinition } from '#modules/figures/figures.ts'
import {
  countCorps,
  countPeopleInTeams,
  countPlaces,
  findCorps,
  findPeopleInTeams,
  findPlaces,
} from './team-figure-queries.ts'
import { countTeamsOf, findTeamsOf } from './team-queries.ts'

/** Records open by number, not by name: names are the pages' own, where reading them is a right of its own. */
export const teamFigures: readonly FigureDefinition[] = [
  defineFigure({
    name: 'teams',
    label: '志愿服务队',
    unit: '支',
    definition: '本单位及下级单位没有撤销的队伍。',
    dated: false,
    value: (tx, { orgs }) => countTeamsOf(tx, orgs),
    async records(tx, scope) {
      const rows = await findTeamsOf(tx, scope)
      return {
        items: rows.map((row) => ({ id: row.id, label: `${row.kind_label} · ${row.name}`, on: null, link: '/teams' })),
        total: await countTeamsOf(tx, scope.orgs),
      }
    },
  }),
  defineFigure({
    name: 'team-places',
    label: '在队人次',
    unit: '人次',
    definition: '本单位及下级单位的队伍里现在的队员，一人在两支队伍计两人次。',
    dated: false,
    value: (tx, { orgs }) => countPlaces(tx, orgs),
    async records(tx, scope) {
      const rows = await findPlaces(tx, scope)
      return {
        items: rows.map((row) => ({
          id: row.id,
          label: `${row.number} · ${row.name}`,
          on: null,
          link: `/teams/${row.team_id}`,
        })),
        total: await countPlaces(tx, scope.orgs),
      }
    },
  }),
  people('team-volunteers', '在队志愿者', '本单位及下级单位的队伍里现在的人，一人在几支队伍都计一人。', {
    count: countPeopleInTeams,
    find: findPeopleInTeams,
  }),
  people('corps', '在册志愿者', '本单位及下级单位登记在册、没有暂停或退出的志愿者，每人计一次，加入队伍与否都算。', {
    count: countCorps,
    find: findCorps,
  }),
]

function people(
  name: string,
  label: string,
  definition: string,
  queries: { count: typeof countCorps; find: typeof findCorps },
): FigureDefinition {
  return defineFigure({
    name,
    label,
    unit: '人',
    definition,
    dated: false,
    value: (tx, { orgs }) => queries.count(tx, orgs),
    async records(tx, scope) {
      const rows = await queries.find(tx, scope)
      return {
        items: rows.map((row) => ({ id: row.id, label: row.number, on: null, link: `/volunteers/${row.id}` })),
        total: await queries.count(tx, scope.orgs),
      }
    },
  })
}
