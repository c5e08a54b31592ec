import { defineFigure, type FigureDefinition, type FigureScope } from '#modules/figures/figures.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import type { Tx } from '#platform/database/database.ts'
import { residentCounts } from './resident-queries.ts'

/** Sums by organisation: a level above sees figures, and opens them to stations, not to people. */
export const peopleFigures: readonly FigureDefinition[] = [
  countFigure('residents', {
    label: '在册居民',
    unit: '人',
    definition: '登记在本单位及下级单位、在世且没有迁出的居民；合并的重复记录只算一人。',
    link: '/people',
  }),
  countFigure('households', {
    label: '在册户数',
    unit: '户',
    definition: '登记在本单位及下级单位、现在有人居住的家庭。',
    link: '/people',
  }),
]

function countFigure(
  name: 'residents' | 'households',
  words: { label: string; unit: string; definition: string; link: string },
): FigureDefinition {
  const { link, ...told } = words
  const counts = async (tx: Tx, scope: FigureScope) =>
    (await residentCounts(tx, scope.orgs))
      .map((row) => ({ orgId: row.org_id, amount: row[name] }))
      .filter((row) => row.amount > 0)
  return defineFigure({
    name,
    ...told,
    dated: false,
    sums: true,
    value: async (tx, scope) => (await counts(tx, scope)).reduce((sum, row) => sum + row.amount, 0),
    async records(tx, scope) {
      const rows = (await counts(tx, scope)).sort((a, b) => b.amount - a.amount)
      const names = await orgNames(
        tx,
        rows.map((row) => row.orgId),
      )
      return {
        items: rows
          .slice(scope.offset, scope.offset + scope.limit)
          .map((row) => ({ id: row.orgId, label: names.get(row.orgId) ?? '', on: null, link, amount: row.amount })),
        total: rows.length,
      }
    },
  })
}
