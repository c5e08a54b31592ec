import type { ImportedRow, listImportRows } from '@yimi/contract/import.ts'
import { Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { CELL_FAULTS, CELL_NOTES } from '#platform/spreadsheets/cells/cell-reading.ts'
import { textOf } from '#platform/spreadsheets/sheet-row.ts'
import { PAGE_ROWS } from '#platform/spreadsheets/stage-spreadsheet.ts'
import { getImportRow } from './get-import.ts'
import { countPages, findMarkedRows, findPages, type PageRow } from './page-queries.ts'
import type { ReadingPlan } from './read-staged-row.ts'
import { readingPlan } from './reading-plan.ts'
import { type RowMarks, SKIP_REASONS } from './row-marks.ts'
import { openRows, type StagedRow } from './staged-rows.ts'

/** Staged rows as they stand, with what is wrong in words. */
export async function showRows(
  context: RequestContext,
  { params, query }: OperationInput<typeof listImportRows>,
): Promise<{ items: ImportedRow[]; total: number }> {
  const { row, kind } = await getImportRow(context, params.id)
  if (row.forgotten_at) throw new Refusal('import-over')
  const { key, plan } = await readingPlan(context, row, kind)
  const rowsOf = (page: PageRow) =>
    openRows(key, row.id, page).map((staged) => ({ staged, marks: page.marks[String(staged.number)] ?? {} }))
  if (query.show === 'all') {
    // Pages are full but for the last one: the page and the place in it follow from the offset.
    const from = Math.floor(query.offset / PAGE_ROWS)
    const pages = await findPages(context.tx, row.id, from, Math.ceil(query.limit / PAGE_ROWS) + 1)
    const shown = pages
      .flatMap(rowsOf)
      .slice(query.offset % PAGE_ROWS)
      .slice(0, query.limit)
    const total = await countRows(context.tx, row.id, PAGE_ROWS, (page) => rowsOf(page).length)
    return { total, items: shown.map(({ staged, marks }) => shownRow(staged, marks, plan)) }
  }
  const { total, rows } = await findMarkedRows(context.tx, row.id, query.show, query)
  const items: ImportedRow[] = []
  for (const page of new Set(rows.map((each) => each.page))) {
    const [found] = await findPages(context.tx, row.id, page, 1)
    if (!found) continue
    const wanted = new Set(rows.filter((each) => each.page === page).map((each) => each.number))
    for (const { staged, marks } of rowsOf(found))
      if (wanted.has(staged.number)) items.push(shownRow(staged, marks, plan))
  }
  return { total, items }
}

/** One row, cell by cell. What has no fault and names somebody's number is masked: whoever mends the row needs it not. */
export function shownRow(row: StagedRow, marks: RowMarks, { kind, mapping, layout }: ReadingPlan): ImportedRow {
  const fieldOf = new Map(Object.entries(mapping).map(([field, column]) => [column, field]))
  const faults = new Map((marks.f ?? []).map(([field, code]) => [field, CELL_FAULTS[code]]))
  const columns = new Set([...layout.columns.map((each) => each.column), ...fieldOf.keys()])
  return {
    number: row.number,
    leftOut: row.leftOut === true,
    skipped: marks.s ? SKIP_REASONS[marks.s] : null,
    cells: [...columns].map((column) => {
      const field = fieldOf.get(column) ?? ''
      const fault = faults.get(field) ?? null
      const text = textOf(row.cells[column])
      const mask = kind.masked[field]
      return {
        column,
        text: fault === null && mask ? mask(text) : text,
        fault,
        notes: (marks.n ?? []).flatMap(([at, code]) => (at === field ? [CELL_NOTES[code]] : [])),
      }
    }),
  }
}

async function countRows(
  tx: RequestContext['tx'],
  importId: string,
  pageRows: number,
  lengthOf: (page: PageRow) => number,
): Promise<number> {
  const pages = await countPages(tx, importId)
  const [last] = await findPages(tx, importId, pages - 1, 1)
  return last ? (pages - 1) * pageRows + lengthOf(last) : 0
}
