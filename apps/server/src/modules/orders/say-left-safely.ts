import type { sayLeftSafely } from '@yimi/contract/order-place.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { findPlace, setLeft } from './place-queries.ts'
import { stepPlace } from './step-place.ts'

/** Who went alone is out again. Said once; said again it changes nothing. */
export async function sayLeft(
  context: RequestContext,
  { params }: OperationInput<typeof sayLeftSafely>,
): Promise<RouteAnswer<typeof sayLeftSafely>> {
  const { tx, now, actor } = context
  const place = await findPlace(tx, params.id)
  if (!place || !actor.personId || place.holder_id !== actor.personId) throw new Refusal('not-found')
  if (place.left_at) return { id: place.id }
  await withMoreOrgs(
    tx,
    [place.org_id],
    () => stepPlace(context, place, { move: 'leave', before: () => setLeft(tx, place.id, now) }),
    { people: true },
  )
  return { id: place.id }
}
