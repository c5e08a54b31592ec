import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { findPlace, setLeft } from './place-queries.ts'
import { stepPlace } from './step-place.ts'

/** Who went alone is out again. Said once; said again it changes nothing. */
export async function sayLeft(context: RequestContext, id: string): Promise<{ id: string }> {
  const { tx, now, actor } = context
  const place = await findPlace(tx, id)
  if (!place || place.holder_id !== actor.personId) throw new Refusal('not-found')
  if (!place.left_at) await stepPlace(context, place, { move: 'leave', before: () => setLeft(tx, id, now) })
  return { id }
}
