import type { CodingRound, codeItem } from '@yimi/contract/coding.ts'
import type { RouteBody, RouteParams } from '@yimi/contract/route.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { findFrames, itemsOf, setCode, setSecondCoder } from './coding-queries.ts'
import { isIn, partsOf, roundById, roundOf } from './read-rounds.ts'

/** One code for one text. Until the second is through each may change his own; then what differs is settled, and stays. */
export async function giveCode(
  context: RequestContext,
  { params, body }: { params: RouteParams<typeof codeItem>; body: RouteBody<typeof codeItem> },
): Promise<CodingRound> {
  const { tx, now, actor } = context
  const round = await roundById(context, params.id, { lock: true })
  context.mayOn({ orgId: round.org_id })
  const { accountId } = actor
  if (!accountId) throw new ProgramFault('whoever codes has an account')
  const items = await itemsOf(tx, [round.id])
  if (!partsOf(round, items, accountId).includes(body.part)) throw new Refusal('another-must-decide')
  const item = items.find((one) => one.id === params.itemId)
  if (!item || !isIn(item, body.part)) throw new Refusal('not-found')
  const frame = (await findFrames(tx, [round.frame_version_id])).get(round.frame_version_id)
  if (!frame?.codes.some((one) => one.code === body.code))
    throw new Refusal('bad-request', { faults: [{ path: ['code'], message: '请从编码表中选择' }] })
  if (body.part === 'second' && round.second_coder === null) await setSecondCoder(tx, round.id, accountId)
  await setCode(tx, item.id, body.part, body.code, { accountId, now })
  return roundOf(context, await roundById(context, round.id))
}
