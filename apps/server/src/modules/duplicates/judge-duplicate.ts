import type { DuplicatePair, judgeDuplicate, undoDuplicate } from '@yimi/contract/duplicate.ts'
import { type MergeUndo, mergePeople, unmergePeople } from '#modules/people/people.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { answerPair } from './answer-pairs.ts'
import { lockPair, type PairRow, setJudgement } from './pairs-queries.ts'

/** A person says it: one, and then which record stays in view; or two, and the pair is not shown again. */
export async function judge(
  context: RequestContext,
  { params, body }: OperationInput<typeof judgeDuplicate>,
): Promise<DuplicatePair> {
  const pair = await getPair(context, params.id)
  if (pair.judged) throw new Refusal('changed-meanwhile')
  const { same, intoId = null, reason } = body
  const judgement = {
    judged: same ? ('same' as const) : ('different' as const),
    by: context.actor.accountId ?? null,
    at: context.now,
  }
  if (same && intoId !== pair.one_id && intoId !== pair.other_id)
    throw new Refusal('bad-request', { faults: [{ path: ['intoId'], message: '请选择保留哪一条记录' }] })
  // What is judged the same is shown once more before one of the two leaves the view.
  const before = await answerPair(context, pair)
  const moved = same && intoId ? await mergePeople(context, pairOf(pair, intoId), reason) : null
  await setJudgement(context.tx, pair.id, { ...judgement, intoId: same ? intoId : null, moved })
  await record(context, pair, same ? 'judge-same' : 'judge-different', reason)
  return { ...before, judged: judgement.judged, judgedAt: context.now.toISOString(), intoId: same ? intoId : null }
}

/** Takes the judgement back: the pair waits again, merged records stand beside each other as before. */
export async function undo(
  context: RequestContext,
  { params, body }: OperationInput<typeof undoDuplicate>,
): Promise<DuplicatePair> {
  const pair = await getPair(context, params.id)
  if (!pair.judged) throw new Refusal('changed-meanwhile')
  // Written by `judge` from what the people module answered.
  if (pair.judged === 'same' && pair.into_id)
    await unmergePeople(context, pairOf(pair, pair.into_id), (pair.moved ?? {}) as MergeUndo, body.reason)
  await setJudgement(context.tx, pair.id, null)
  await record(context, pair, 'undo', body.reason)
  return answerPair(context, { ...pair, judged: null, judged_at: null, into_id: null })
}

async function getPair(context: RequestContext, id: string): Promise<PairRow> {
  const pair = await lockPair(context.tx, id)
  if (!pair) throw new Refusal('not-found')
  context.mayOn({ orgId: pair.org_id })
  return pair
}

function pairOf(pair: PairRow, into: string) {
  return { from: into === pair.one_id ? pair.other_id : pair.one_id, into }
}

function record(context: RequestContext, pair: PairRow, act: string, reason: string): Promise<void> {
  const refs = { one: pair.one_id, other: pair.other_id }
  return recordAct(context, {
    kind: 'person-pair',
    recordId: pair.id,
    orgId: pair.org_id,
    act,
    refs,
    detail: { reason },
  })
}
