import type { getNeedStatistics, NeedCounts, NeedDivision } from '@yimi/contract/need-statistics.ts'
import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import { NEED_CLASSES } from '@yimi/contract/service.ts'
import { NEED_CLASS_LABELS } from '@yimi/contract/service-labels.ts'
import { listServicesFor } from '#modules/catalogue/catalogue.ts'
import { idsInScope } from '#modules/figures/figures.ts'
import { gridNames } from '#modules/ground/ground.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { peopleFigures } from '#modules/people/people.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { askedBases } from './asked-bases.ts'
import { type CountedNeeds, countNeeds } from './need-queries.ts'
import { lastDayOf, monthsOf } from './periods.ts'

type Query = RouteQuery<typeof getNeedStatistics>
type Row = RouteAnswer<typeof getNeedStatistics>['rows'][number]
type Group = Pick<Row, 'key' | 'label' | 'opens'>

/** Exact counts for those who may open the records; everybody else reads releases. */
export async function countForDesk(
  context: RequestContext,
  query: Query,
): Promise<RouteAnswer<typeof getNeedStatistics>> {
  const scope = await idsInScope(context, query)
  const counted = await countNeeds(context.tx, scope)
  const groups = await groupsOf(context, query, counted)
  const held = (name: string) => peopleFigures.find((one) => one.name === name)?.value(context.tx, scope) ?? 0
  return {
    base: {
      residents: await held('residents'),
      households: await held('households'),
      asked: await askedBases(context.tx, scope),
    },
    rows: groups.map((group) => ({
      ...group,
      ...sumUp(counted.filter((row) => keyOf(query.by, row) === group.key)),
      opens: { ...narrowing(query), ...group.opens },
    })),
    total: sumUp(counted),
  }
}

export function sumUp(rows: readonly CountedNeeds[]): NeedCounts {
  const of = (...states: CountedNeeds['state'][]) =>
    rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.needs, 0)
  return {
    heard: rows.reduce((sum, row) => sum + row.needs, 0),
    open: of('heard', 'proposed'),
    takenUp: of('taken-up'),
    met: of('met'),
    referred: of('referred'),
    unmet: of('unmet'),
    over: of('declined', 'lapsed'),
  }
}

function narrowing({ orgId, from, until }: Query): Record<string, string> {
  return { ...(orgId ? { orgId } : {}), ...(from ? { from } : {}), ...(until ? { until } : {}) }
}

function keyOf(by: NeedDivision, row: CountedNeeds): string {
  const [year = '', month = ''] = row.month.split('-')
  const keys: Record<NeedDivision, string> = {
    class: row.need_class,
    service: row.service_id ?? '',
    unit: row.org_id,
    grid: row.grid_id ?? '',
    month: row.month,
    quarter: `${year}-Q${Math.ceil(Number(month) / 3)}`,
    year,
  }
  return keys[by]
}

/** Only groups in which something was heard; a class without is shown as 0. */
async function groupsOf(context: RequestContext, query: Query, counted: readonly CountedNeeds[]): Promise<Group[]> {
  const { by } = query
  const keys = [...new Set(counted.map((row) => keyOf(by, row)))].sort()
  if (by === 'class')
    return NEED_CLASSES.map((key) => ({ key, label: NEED_CLASS_LABELS[key].zh, opens: { needClass: key } }))
  if (by === 'unit') {
    const names = await orgNames(context.tx, keys)
    return keys.map((key) => ({ key, label: names.get(key) ?? '', opens: { orgId: key, orgOnly: 'true' } }))
  }
  if (by === 'grid') {
    const names = await gridNames(
      context.tx,
      keys.filter((key) => key !== ''),
    )
    return keys.map((key) =>
      key === ''
        ? { key, label: '网格未登记', opens: { noGrid: 'true' } }
        : { key, label: names.get(key) ?? '', opens: { gridId: key } },
    )
  }
  if (by === 'service') {
    const names = await servicesByName(context, counted)
    return keys.map((key) =>
      key === ''
        ? { key, label: '还没有对应服务', opens: { noService: 'true' } }
        : { key, label: names.get(key) ?? '', opens: { serviceId: key } },
    )
  }
  return keys.map((key) => {
    const months = monthsOf(key)
    const [from, until] = [`${months[0]}-01`, lastDayOf(months.at(-1) ?? '')]
    const within = {
      from: query.from && query.from > from ? query.from : from,
      until: query.until && query.until < until ? query.until : until,
    }
    return { key, label: spoken(key), opens: within }
  })
}

async function servicesByName(context: RequestContext, counted: readonly CountedNeeds[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const orgId of new Set(counted.filter((row) => row.service_id).map((row) => row.org_id)))
    for (const { id, content } of await listServicesFor(context.tx, orgId, context.today)) names.set(id, content.name)
  return names
}

function spoken(key: string): string {
  const [year, part] = key.split('-')
  if (!part) return `${year}年`
  return part.startsWith('Q') ? `${year}年第${part.slice(1)}季度` : `${year}年${Number(part)}月`
}
