import type { RequestContext } from '#platform/http/operation.ts'
import { holdsVisitOn } from './place-queries.ts'

/** Whether this person is expected at somebody's door today; nothing about whose. The transaction must see the person's own places. */
export function hasVisitToday({ tx, today }: Pick<RequestContext, 'tx' | 'today'>, personId: string): Promise<boolean> {
  return holdsVisitOn(tx, personId, today)
}
