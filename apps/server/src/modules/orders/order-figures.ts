import { contentOf } from '#modules/catalogue/catalogue.ts'
import { defineFigure, type FigureDefinition, type FigureScope } from '#modules/figures/figures.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import type { Tx } from '#platform/database/database.ts'
import { partsOf } from './divided-figures.ts'
import { countsByItem, personsByOrg } from './order-figure-queries.ts'

/** Requests, deliveries, persons and person-times are four units, and never added to one another. */
export const orderFigures: readonly FigureDefinition[] = [
  byItem('submitted', {
    name: 'orders-submitted',
    label: '点单',
    unit: '件',
    definition: '这段时间收到的点单，不论渠道，按收到的日子计；重复点单合并前各计一件。',
  }),
  byItem('delivered', {
    name: 'orders-delivered',
    label: '已服务的点单',
    unit: '件',
    definition: '这段时间服务完成的点单，按完成的日子计；有异议还在核实的不计。',
  }),
  byItem('visits', {
    name: 'order-visits',
    label: '志愿者上门',
    unit: '人次',
    definition: '这段时间志愿者完成的上门，一单两人上门计两人次，按完成的日子计。',
  }),
  defineFigure({
    name: 'order-persons-served',
    label: '受益居民',
    unit: '人',
    definition: '这段时间至少有一件点单服务完成的居民，每人计一次；按网格、队伍分时，一人在几处受益的，几处各计一次。',
    dated: true,
    sums: true,
    parts: partsOf('persons'),
    value: async (tx, scope) => sum((await personsByOrg(tx, scope)).map((row) => row.persons)),
    async records(tx, scope) {
      const rows = await personsByOrg(tx, scope)
      const names = await orgNames(
        tx,
        rows.map((row) => row.org_id),
      )
      const items = rows.map((row) => ({
        id: row.org_id,
        label: names.get(row.org_id) ?? '',
        on: null,
        link: '/orders?done=true',
        amount: row.persons,
      }))
      return { items: items.slice(scope.offset, scope.offset + scope.limit), total: rows.length }
    },
  }),
]

function byItem(
  what: 'submitted' | 'delivered' | 'visits',
  told: Pick<FigureDefinition, 'name' | 'label' | 'unit' | 'definition'>,
): FigureDefinition {
  const counts = async (tx: Tx, scope: FigureScope) =>
    (await countsByItem(tx, scope)).filter((row) => row[what] > 0).sort((a, b) => b[what] - a[what])
  return defineFigure({
    ...told,
    dated: true,
    sums: true,
    parts: partsOf(what),
    value: async (tx, scope) => sum((await counts(tx, scope)).map((row) => row[what])),
    async records(tx, scope) {
      const rows = await counts(tx, scope)
      const shown = rows.slice(scope.offset, scope.offset + scope.limit)
      return {
        items: await Promise.all(
          shown.map(async (row) => ({
            // Requests in own words belong to no item: they stand under the organisation that was asked.
            id: row.service_id ?? scope.orgs[0] ?? '',
            label: row.version_id ? (await contentOf(tx, row.version_id)).name : '原话点单',
            on: null,
            link: linkOf(what, row.service_id, scope),
            amount: row[what],
          })),
        ),
        total: rows.length,
      }
    },
  })
}

/** The list of what was counted; visits are more than their orders, and lead to these. */
function linkOf(what: 'submitted' | 'delivered' | 'visits', serviceId: string | null, scope: FigureScope): string {
  const days = what === 'submitted' ? (['cameFrom', 'cameUntil'] as const) : (['doneFrom', 'doneUntil'] as const)
  const search = new URLSearchParams(serviceId ? { serviceId } : { ownWords: 'true' })
  if (what !== 'submitted') search.set('done', 'true')
  if (scope.from) search.set(days[0], scope.from)
  if (scope.until) search.set(days[1], scope.until)
  return `/orders?${search}`
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
