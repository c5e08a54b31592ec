import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { personParts } from './person-parts.ts'

/** Of some hundreds, those of whom a module besides `asking` holds something that would be left without its person. */
export async function heldPeople(
  context: FlowContext,
  ids: readonly string[],
  asking: string,
): Promise<ReadonlySet<string>> {
  const held = new Set<string>()
  for (const part of personParts())
    if (part.name !== asking) for (const id of (await part.holds?.(context, ids)) ?? []) held.add(id)
  return held
}
