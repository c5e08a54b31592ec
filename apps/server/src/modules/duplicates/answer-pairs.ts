import { DuplicatePair } from '@yimi/contract/duplicate.ts'
import { readLines } from '#modules/people/people.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { PairRow } from './pairs-queries.ts'

/** Pairs as a page shows them, masked. One of a merged pair is no longer in view; a pair of which both are gone is left out. */
export async function answerPairs(context: FlowContext, pairs: readonly PairRow[]): Promise<DuplicatePair[]> {
  const lines = await readLines(context, [...new Set(pairs.flatMap((pair) => [pair.one_id, pair.other_id]))])
  const byId = new Map(lines.map((line) => [line.id, line]))
  return pairs.flatMap((pair) => {
    const [one, other] = [byId.get(pair.one_id), byId.get(pair.other_id)]
    const first = one ?? other
    if (!first || (pair.judged === null && !(one && other))) return []
    return [
      DuplicatePair.parse({
        id: pair.id,
        orgId: pair.org_id,
        one: first,
        other: one ? (other ?? null) : null,
        likeness: pair.likeness,
        judged: pair.judged,
        judgedAt: pair.judged_at?.toISOString() ?? null,
        intoId: pair.into_id,
      }),
    ]
  })
}

export async function answerPair(context: FlowContext, pair: PairRow): Promise<DuplicatePair> {
  const [answer] = await answerPairs(context, [pair])
  if (!answer) throw new Refusal('not-found')
  return answer
}
