import type { moveRound, Round } from '@yimi/contract/round.ts'
import { systemActor } from '#platform/access/actor.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { move } from '#platform/flow/move.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { answerRound } from './read-rounds.ts'
import { findRounds, holdRound, lockRounds, type RoundRow } from './round-queries.ts'
import { roundRules } from './round-rules.ts'

export async function moveOne(
  context: RequestContext,
  { params, body }: OperationInput<typeof moveRound>,
): Promise<Round> {
  const round = (await findRounds(context.tx, [params.id])).get(params.id)
  if (!round) throw new Refusal('not-found')
  context.mayOn({ orgId: round.org_id })
  await move(context, roundRules, {
    recordId: round.id,
    orgId: round.org_id,
    move: body.move,
    needs: body.needs,
    refs: body.move === 'prepare' ? { size: body.needs.size ?? null } : {},
  })
  return answerRound(context, round.id)
}

/**
 * The round as it is walked, held until the transaction ends: from the first sheet that is begun or marked it is walking.
 * @throws Refusal `sheet-over` when it is closed or cancelled, or not split any more
 */
export async function walkRound(context: FlowContext, id: string): Promise<RoundRow> {
  const before = (await findRounds(context.tx, [id])).get(id)
  if (before?.state === 'ready') await begin(context, id)
  const round = await holdRound(context.tx, id)
  if (round?.state !== 'walking') throw new Refusal('sheet-over')
  return round
}

/** Of two first ones at once the second finds it begun. */
async function begin(context: FlowContext, id: string): Promise<void> {
  const [round] = await lockRounds(context.tx, [id])
  if (round?.state !== 'ready') return
  const asSystem = { ...context, actor: systemActor([round.org_id]) }
  await move(asSystem, roundRules, { recordId: id, orgId: round.org_id, move: 'start' })
}
