import type { FlowContext } from '#platform/flow/flow-rules.ts'

/** What one module holds of a person. Each module that does names its part, so that nothing is forgotten. */
export type PersonPart = {
  readonly name: string
  /** As the person reads it in the export. */
  readonly label: string
  /** In the clear, for the person; undefined: nothing is held. */
  readonly export: (context: FlowContext, personId: string) => Promise<unknown>
  /** Takes the words away; called before the person's key is destroyed, in the same transaction. */
  readonly erase: (context: FlowContext, personId: string) => Promise<void>
  /**
   * Two records turn out to be one person: `from` counts for `into` from now on (`aliasesOf`). Only for what must move
   * besides. What is returned (JSON, ids alone) is given back to `unmerge`.
   */
  readonly merge?: (context: FlowContext, pair: MergedPair) => Promise<unknown>
  readonly unmerge?: (context: FlowContext, pair: MergedPair, undo: unknown) => Promise<void>
}
export type MergedPair = { readonly from: string; readonly into: string }

const parts = new Map<string, PersonPart>()

/** Called once by each module that holds something of people; the same name again replaces. */
export function definePersonPart(part: PersonPart): void {
  parts.set(part.name, part)
}

export function personParts(): PersonPart[] {
  return [...parts.values()]
}
