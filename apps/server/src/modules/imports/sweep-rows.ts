import type { ImportCounts } from '@yimi/contract/import.ts'
import type { DataKey } from '#platform/crypto/data-keys.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { ReadyRow } from './import-kind.ts'
import { findPages, type PageRow, setMarks } from './page-queries.ts'
import { type ReadingPlan, readStagedRow } from './read-staged-row.ts'
import { isMarked, type RowMarks } from './row-marks.ts'
import { openRows } from './staged-rows.ts'

/** 1,000 rows: looked up in the database together, and computed on for some tens of milliseconds. */
const PAGES_AT_ONCE = 5

export type Sweep = {
  readonly context: FlowContext
  readonly importId: string
  readonly orgId: string
  readonly key: DataKey
  readonly plan: ReadingPlan
  /** Told after every batch; throws when the run is to stop. */
  readonly onPages: (done: number) => Promise<void>
  /** Rows that have no fault; absent in a dry run. */
  readonly apply?: (rows: readonly ReadyRow[]) => Promise<void>
}

/** Reads every staged row once, in order, marks it, and hands on those that have no fault. */
export async function sweepRows(sweep: Sweep): Promise<ImportCounts> {
  const { context, importId, onPages, apply } = sweep
  const counts = { rows: 0, ready: 0, faulty: 0, noted: 0, skipped: {} as Record<string, number> }
  const seen = new Set<string>()
  for (let next = 0; ; next += PAGES_AT_ONCE) {
    const pages = await findPages(context.tx, importId, next, PAGES_AT_ONCE)
    if (pages.length === 0) break
    const { marks, ready } = await readPages(sweep, pages, seen)
    await setMarks(
      context.tx,
      importId,
      pages.map((page) => pageMarks(page, marks)),
    )
    count(counts, [...marks.values()])
    await apply?.(ready)
    await onPages(next + pages.length)
  }
  return counts
}

type MarkedRow = { readonly page: number; readonly number: number; readonly marks: RowMarks }

async function readPages(
  { context, importId, orgId, key, plan }: Sweep,
  pages: readonly PageRow[],
  seen: Set<string>,
): Promise<{ marks: Map<number, MarkedRow>; ready: ReadyRow[] }> {
  const marks = new Map<number, MarkedRow>()
  const ready: ReadyRow[] = []
  for (const page of pages)
    for (const row of openRows(key, importId, page)) {
      const read = readStagedRow(row, plan)
      if (!read) continue
      marks.set(row.number, { page: page.page, number: row.number, marks: read.marks })
      if (read.ready && !isRepeated(read.ready, plan, seen)) ready.push(read.ready)
      else if (read.ready) mark(marks, row.number, { f: [[plan.kind.identity?.field ?? '', 'repeated-in-file']] })
    }
  const found = await plan.kind.findKnown?.(context, orgId, ready)
  const { known, maybe, faults } = {
    known: found?.known ?? new Set<number>(),
    maybe: found?.maybe ?? new Map<number, never>(),
    faults: found?.faults ?? new Map<number, never>(),
  }
  for (const [number, { field, code }] of faults) mark(marks, number, { f: [[field, code]] })
  for (const number of known) mark(marks, number, { s: 'already-there' })
  for (const [number, { field, code }] of maybe)
    mark(marks, number, { n: [...(marks.get(number)?.marks.n ?? []), [field, code]] })
  return { marks, ready: ready.filter((row) => !known.has(row.number) && !faults.has(row.number)) }
}

function isRepeated(row: ReadyRow, { kind }: ReadingPlan, seen: Set<string>): boolean {
  const identity = kind.identity?.of(row)
  if (identity === undefined) return false
  if (seen.has(identity)) return true
  seen.add(identity)
  return false
}

function mark(rows: Map<number, MarkedRow>, number: number, more: RowMarks): void {
  const row = rows.get(number)
  if (row) rows.set(number, { ...row, marks: { ...row.marks, ...more } })
}

function pageMarks(page: PageRow, rows: ReadonlyMap<number, MarkedRow>) {
  const own = [...rows.values()].filter((row) => row.page === page.page)
  const marked = own.filter((row) => isMarked(row.marks))
  return {
    page: page.page,
    marks: Object.fromEntries(marked.map((row) => [String(row.number), row.marks])),
    faulty: own.filter(({ marks }) => marks.f && !marks.s).length,
  }
}

function count(
  counts: { rows: number; ready: number; faulty: number; noted: number; skipped: Record<string, number> },
  rows: readonly MarkedRow[],
): void {
  for (const { marks } of rows) {
    if (marks.s) counts.skipped[marks.s] = (counts.skipped[marks.s] ?? 0) + 1
    if (marks.s && marks.s !== 'already-there') continue
    counts.rows += 1
    if (marks.s) continue
    if (marks.f) counts.faulty += 1
    else counts.ready += 1
    if (marks.n) counts.noted += 1
  }
}
