import type { AskedBase } from '@yimi/contract/need-statistics.ts'
import type { FigureScope } from '#modules/figures/figures.ts'
import type { Tx } from '#platform/database/database.ts'

/** Who asks residents (questionnaires, visits) says how many were asked and how many answered in the period. */
export type AskedSource = {
  readonly source: string
  readonly label: string
  readonly count: (tx: Tx, scope: FigureScope) => Promise<{ asked: number; answered: number }>
}

const sources = new Map<string, AskedSource>()

/** Called once by each module that asks; the same name again replaces. */
export function defineAskedSource(source: AskedSource): void {
  sources.set(source.source, source)
}

/** Kept apart: who was asked twice by two ways is in both, so that they are never added together. */
export async function askedBases(tx: Tx, scope: FigureScope): Promise<AskedBase[]> {
  const bases: AskedBase[] = []
  for (const { source, label, count } of sources.values()) {
    const { asked, answered } = await count(tx, scope)
    bases.push({ source, label, asked, answered, unanswered: asked - answered })
  }
  return bases
}
