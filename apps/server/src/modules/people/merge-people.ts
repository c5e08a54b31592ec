import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordActs } from '#platform/flow/record-act.ts'
import type { MergedPair } from './person-parts.ts'
import { personParts } from './person-parts.ts'
import { findResidents, setMerged } from './resident-queries.ts'

export type MergeUndo = { readonly [part: string]: unknown }

/**
 * Two records turn out to be one person: `from` is hidden and counts for `into` (`aliasesOf`); nothing of it is changed, so
 * that the merge can be undone with what is answered (JSON, ids alone).
 * @throws Refusal `not-found` unless both are residents in sight, of one station, neither merged
 */
export async function mergePeople(context: FlowContext, pair: MergedPair, reason: string): Promise<MergeUndo> {
  const rows = await findResidents(context.tx, [pair.from, pair.into])
  const from = rows.find((row) => row.id === pair.from)
  const into = rows.find((row) => row.id === pair.into)
  if (!from || !into || from.id === into.id || from.org_id !== into.org_id) throw new Refusal('not-found')
  await setMerged(context.tx, pair.from, pair.into)
  const undo: Record<string, unknown> = {}
  for (const part of personParts()) if (part.merge) undo[part.name] = await part.merge(context, pair)
  await recordPair(context, pair, from.org_id, 'merge', reason)
  return undo
}

/** Takes a merge back: both records stand beside each other as before. */
export async function unmergePeople(
  context: FlowContext,
  pair: MergedPair,
  undo: MergeUndo,
  reason: string,
): Promise<void> {
  const [into] = await findResidents(context.tx, [pair.into])
  if (!into) throw new Refusal('not-found')
  await setMerged(context.tx, pair.from, null)
  for (const part of personParts()) await part.unmerge?.(context, pair, undo[part.name])
  await recordPair(context, pair, into.org_id, 'unmerge', reason)
}

function recordPair(context: FlowContext, pair: MergedPair, orgId: string, act: string, reason: string): Promise<void> {
  return recordActs(
    context,
    [pair.from, pair.into].map((id) => ({
      kind: 'person',
      recordId: id,
      orgId,
      act,
      refs: { ...pair },
      detail: { reason },
      keySubject: { kind: 'person' as const, id },
    })),
  )
}
