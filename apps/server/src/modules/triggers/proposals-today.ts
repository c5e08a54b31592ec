import type { TodayRow } from '@yimi/contract/today.ts'
import { serviceOf } from '#modules/catalogue/catalogue.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { proposalsOf } from './proposal-queries.ts'

/** As many as Today shows of one kind. */
const SHOWN_MAX = 50

/** Families to be asked whether they would like a service; by service, without names. An offer: nothing becomes overdue. */
export async function proposalsToday(context: RequestContext): Promise<TodayRow[]> {
  const orgs = [...scopeOf(context.actor, 'trigger.make').orgs]
  if (orgs.length === 0) return []
  const rows = (await proposalsOf(context.tx, orgs)).slice(0, SHOWN_MAX)
  return Promise.all(
    rows.map(async (row) => ({
      id: `order-proposal-${row.id}`,
      kind: 'order' as const,
      recordId: row.id,
      title: (await serviceOf(context.tx, row.serviceId, row.orgId, context.today))?.content.name ?? '主动服务',
      detail: '请问一声这家愿不愿意，还差什么在“主动服务”里',
      dueAt: null,
      link: '/triggers',
    })),
  )
}
