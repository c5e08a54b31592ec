import type { FigurePart } from '@yimi/contract/figure.ts'
import type { OrderQuery } from '@yimi/contract/order-desk.ts'
import { contentOf } from '#modules/catalogue/catalogue.ts'
import type { FigureDefinition, FigureScope } from '#modules/figures/figures.ts'
import type { Tx } from '#platform/database/database.ts'
import { countsByGrid, countsByItem, countsByTeam, type DividedRow } from './order-figure-queries.ts'

type Counted = 'submitted' | 'delivered' | 'visits' | 'persons'
/** The parts of a figure, the largest first, each with the list of the orders behind it. */
export function partsOf(what: Counted): NonNullable<FigureDefinition['parts']> {
  const byGrid = async (tx: Tx, scope: FigureScope) => {
    const rows = await countsByGrid(tx, scope)
    return rows.map((row) =>
      part(
        row,
        row.label ?? '还没排人，或不在网格里',
        row.part_id ? { gridId: row.part_id } : { noGrid: 'true' as const },
      ),
    )
  }
  const byTeam = async (tx: Tx, scope: FigureScope) => {
    const rows = await countsByTeam(tx, scope)
    return rows.map((row) => part(row, row.label ?? '', { teamId: row.part_id ?? '' }))
  }
  const part = (row: DividedRow, label: string, narrowed: Pick<OrderQuery, 'gridId' | 'noGrid' | 'teamId'>) => ({
    id: row.part_id,
    label,
    value: row[what],
    narrowed,
  })
  const parts: NonNullable<FigureDefinition['parts']> = {
    grid: async (tx, scope) => linked(await byGrid(tx, scope), what, scope),
  }
  if (what !== 'submitted') parts.team = async (tx, scope) => linked(await byTeam(tx, scope), what, scope)
  if (what !== 'persons') parts.item = async (tx, scope) => linked(await byItem(tx, scope, what), what, scope)
  return parts
}

async function byItem(tx: Tx, scope: FigureScope, what: Exclude<Counted, 'persons'>) {
  const rows = await countsByItem(tx, scope)
  const items = []
  for (const row of rows)
    items.push({
      id: row.service_id,
      label: row.version_id ? (await contentOf(tx, row.version_id)).name : '原话点单',
      value: row[what],
      narrowed: row.service_id ? { serviceId: row.service_id } : { ownWords: 'true' as const },
    })
  return items
}

function linked(
  rows: readonly { id: string | null; label: string; value: number; narrowed: OrderQuery }[],
  what: Counted,
  { from, until }: FigureScope,
): FigurePart[] {
  return rows
    .filter((row) => row.value > 0)
    .sort((a, b) => b.value - a.value || a.label.localeCompare(b.label, 'zh-CN'))
    .map(({ id, label, value, narrowed }) => ({
      id,
      label,
      value,
      link: ordersHref({ ...narrowed, ...LISTED[what]({ from, until }) }),
    }))
}

type Days = Pick<FigureScope, 'from' | 'until'>
const delivered = ({ from, until }: Days): OrderQuery => ({ done: 'true', doneFrom: from, doneUntil: until })
/** Which orders stand behind the number; of persons, those that were served. */
const LISTED: Record<Counted, (days: Days) => OrderQuery> = {
  submitted: ({ from, until }) => ({ cameFrom: from, cameUntil: until }),
  delivered,
  visits: ({ from, until }) => ({ visited: 'true', visitedFrom: from, visitedUntil: until }),
  persons: delivered,
}

function ordersHref(query: OrderQuery): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value)
  return `/orders?${search.toString()}`
}
