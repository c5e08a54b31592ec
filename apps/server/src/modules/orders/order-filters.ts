import {
  type listOrderFilters,
  OrderQuery,
  type removeOrderFilter,
  type saveOrderFilter,
} from '@yimi/contract/order-desk.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { deleteFilter, filtersOf, putFilter } from './setting-queries.ts'

export async function listFilters(context: RequestContext): Promise<RouteAnswer<typeof listOrderFilters>> {
  const rows = await filtersOf(context.tx, accountOf(context))
  return {
    items: rows.map(({ id, name, query }) => ({ id, name, query: OrderQuery.parse(query) })),
  }
}

export async function saveFilter(
  context: RequestContext,
  { body }: OperationInput<typeof saveOrderFilter>,
): Promise<RouteAnswer<typeof listOrderFilters>> {
  const { actor } = context
  const orgId = actor.roles.find((held) => actor.orgs.includes(held.orgId))?.orgId
  if (!orgId) throw new Refusal('no-right')
  await putFilter(context.tx, {
    id: newId(),
    org_id: orgId,
    account_id: accountOf(context),
    name: body.name,
    query: JSON.stringify(body.query),
  })
  return listFilters(context)
}

export async function removeFilter(
  context: RequestContext,
  { params }: OperationInput<typeof removeOrderFilter>,
): Promise<RouteAnswer<typeof listOrderFilters>> {
  await deleteFilter(context.tx, accountOf(context), params.id)
  return listFilters(context)
}

function accountOf({ actor }: RequestContext): string {
  if (!actor.accountId) throw new Refusal('not-signed-in')
  return actor.accountId
}
