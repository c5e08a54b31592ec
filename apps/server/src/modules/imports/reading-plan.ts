import { z } from 'zod'
import { dayOf } from '#platform/clock.ts'
import type { DataKey } from '#platform/crypto/data-keys.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { ImportKind } from './import-kind.ts'
import type { ImportRow } from './import-queries.ts'
import type { ReadingPlan } from './read-staged-row.ts'
import { importKey, openLayout } from './staged-rows.ts'

const Mapping = z.record(z.string(), z.number())

export function mappingOf(row: ImportRow): Record<string, number> {
  return Mapping.parse(row.mapping)
}

/** How the staged rows of an import are read now. */
export async function readingPlan(
  context: Pick<FlowContext, 'tx' | 'keyring' | 'now'>,
  row: ImportRow,
  kind: ImportKind,
): Promise<{ key: DataKey; plan: ReadingPlan }> {
  const key = await importKey(context, row.id)
  const layout = openLayout(key, row.id, row.layout_enc)
  const plan = { kind, layout, mapping: mappingOf(row), withHidden: row.with_hidden, today: dayOf(context.now) }
  return { key, plan }
}

/** @throws Refusal `import-column-missing`, naming what has no column */
export function requireColumns(row: ImportRow, kind: ImportKind): void {
  const mapping = mappingOf(row)
  const missing = kind.fields.filter((field) => field.required && mapping[field.field] === undefined)
  if (missing.length === 0) return
  throw new Refusal('import-column-missing', {
    detail: `还没有指出“${missing.map((field) => field.label).join('”“')}”在哪一列，请先对好列。`,
  })
}
