import type { FlowContext } from '#platform/flow/flow-rules.ts'

/** Free words that some module keeps sealed. They are read where they are kept, in the scope of whoever codes. */
export type CodableTexts = {
  readonly source: string
  readonly label: string
  /** Ids of one unit's texts of the period, both days included, in a lasting order. */
  readonly list: (
    context: Pick<FlowContext, 'tx'>,
    which: { orgId: string; from: string; until: string },
  ) => Promise<string[]>
  /** What was erased or taken back is absent. */
  readonly words: (context: Pick<FlowContext, 'tx' | 'keyring'>, ids: readonly string[]) => Promise<Map<string, string>>
}

const sources = new Map<string, CodableTexts>()

/** Called once by each module that has such words; the same name again replaces. */
export function defineCodableTexts(texts: CodableTexts): void {
  sources.set(texts.source, texts)
}

export function codableTexts(): CodableTexts[] {
  return [...sources.values()]
}

export function textsCalled(source: string): CodableTexts | undefined {
  return sources.get(source)
}
