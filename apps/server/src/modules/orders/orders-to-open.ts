import { scopeOf } from '#platform/access/authorise.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { idsOfNumbers } from './order-queries.ts'

/** Of these numbers the orders that the caller may open, by number. */
export async function ordersToOpen(
  { tx, actor }: RequestContext,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const orgs = [...scopeOf(actor, 'order.read').orgs]
  if (orgs.length === 0 || numbers.length === 0) return new Map()
  return withMoreOrgs(tx, orgs, () => idsOfNumbers(tx, orgs, numbers), { people: true })
}
