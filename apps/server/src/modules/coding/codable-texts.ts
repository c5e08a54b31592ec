import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { RequestContext } from '#platform/http/operation.ts'

/** Free words that some module keeps sealed. They are read where they are kept, in the scope of whoever codes. */
export type CodableTexts = {
  readonly source: string
  readonly label: string
  /** Where reading these words is a right of its own; without it whoever codes reads them. */
  readonly mayRead?: (context: Pick<FlowContext, 'actor'>, orgId: string) => boolean
  /** Ids of one unit's texts of the period, both days included, in a lasting order. */
  readonly list: (
    context: Pick<FlowContext, 'tx'>,
    which: { orgId: string; from: string; until: string },
  ) => Promise<string[]>
  /** What was erased or taken back is absent. */
  readonly words: (context: Pick<FlowContext, 'tx' | 'keyring'>, ids: readonly string[]) => Promise<Map<string, string>>
}

/** Sources that come and go with records: each question of each questionnaire. Their names begin with the name of the family. */
export type CodableTextFamily = {
  readonly name: string
  readonly all: (context: RequestContext, orgId: string) => Promise<CodableTexts[]>
  readonly called: (context: Pick<FlowContext, 'tx'>, source: string) => Promise<CodableTexts | undefined>
}

const sources = new Map<string, CodableTexts>()
const families = new Map<string, CodableTextFamily>()

/** Called once by each module that has such words; the same name again replaces. */
export function defineCodableTexts(texts: CodableTexts): void {
  sources.set(texts.source, texts)
}

export function defineCodableTextFamily(family: CodableTextFamily): void {
  families.set(family.name, family)
}

/** What the caller may code of a unit's words. */
export async function codableTextsFor(context: RequestContext, orgId: string): Promise<CodableTexts[]> {
  const all = [...sources.values()]
  for (const family of families.values()) all.push(...(await family.all(context, orgId)))
  return all.filter((texts) => texts.mayRead?.(context, orgId) ?? true)
}

export async function textsCalled(context: Pick<FlowContext, 'tx'>, source: string): Promise<CodableTexts | undefined> {
  const [name = ''] = source.split(':')
  return sources.get(source) ?? families.get(name)?.called(context, source)
}
