import type { searchDuplicates } from '@yimi/contract/duplicate.ts'
import { findMeetingPairs, readComparedFacts } from '#modules/people/people.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { comparePeople, JUDGED_FROM } from './duplicate-rules.ts'
import { forgetOpenPairs, keepPairs } from './pairs-queries.ts'

const PAIRS_AT_ONCE = 2_000

/** Compares every two residents of a station that share a key, and keeps those alike for a person to judge. */
export async function search(
  context: RequestContext,
  { body }: OperationInput<typeof searchDuplicates>,
): Promise<{ compared: number; found: number }> {
  context.mayOn({ orgId: body.orgId })
  await forgetOpenPairs(context.tx, body.orgId)
  let compared = 0
  let found = 0
  let after: { one: string; other: string } | undefined
  for (;;) {
    const pairs = await findMeetingPairs(context.tx, body.orgId, { after, limit: PAIRS_AT_ONCE })
    after = pairs.at(-1)
    if (!after) break
    const facts = await readComparedFacts(context, [...new Set(pairs.flatMap(({ one, other }) => [one, other]))])
    const alike = pairs.flatMap(({ one, other }) => {
      const [a, b] = [facts.get(one), facts.get(other)]
      if (!a || !b) return []
      const { score, fields } = comparePeople(a, b)
      return score >= JUDGED_FROM ? [{ id: newId(), one, other, likeness: fields, score: Math.round(score * 100) }] : []
    })
    await keepPairs(context.tx, body.orgId, alike, context.now)
    compared += pairs.length
    found += alike.length
  }
  const refs = { compared, found }
  await recordAct(context, { kind: 'person-pair', recordId: body.orgId, orgId: body.orgId, act: 'search', refs })
  return refs
}
