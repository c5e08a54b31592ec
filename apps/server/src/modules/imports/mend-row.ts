import type { ImportedRow, mendImportRow } from '@yimi/contract/import.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import type { CellValue } from '#platform/spreadsheets/sheet-row.ts'
import { getStaged } from './get-import.ts'
import { clearCounts } from './import-queries.ts'
import { lockPageOf, setMarks, setRows } from './page-queries.ts'
import { readStagedRow } from './read-staged-row.ts'
import { readingPlan } from './reading-plan.ts'
import { isMarked } from './row-marks.ts'
import { shownRow } from './show-rows.ts'
import { openRows, type StagedRow, sealRows } from './staged-rows.ts'

/** Puts what somebody typed in place of a staged cell. The row is read again at once; the whole list before it is imported. */
export async function mendRow(
  context: RequestContext,
  { params, body }: OperationInput<typeof mendImportRow>,
): Promise<ImportedRow> {
  const { row, kind } = await getStaged(context, params.id)
  if (row.run) throw new Refusal('import-running')
  const page = await lockPageOf(context.tx, row.id, params.number)
  if (!page) throw new Refusal('not-found')
  const { key, plan } = await readingPlan(context, row, kind)
  const rows = openRows(key, row.id, page)
  const before = rows.find((each) => each.number === params.number)
  if (!before) throw new Refusal('not-found')
  const mended = mend(before, body)
  await setRows(
    context.tx,
    row.id,
    page.page,
    sealRows(key, row.id, page.page, JSON.stringify(rows.map((each) => (each === before ? mended : each)))),
  )
  const marks = readStagedRow(mended, plan)?.marks ?? {}
  const { [String(params.number)]: _old, ...others } = page.marks
  const all = isMarked(marks) ? { ...others, [String(params.number)]: marks } : others
  const faulty = Object.values(all).filter((each) => each.f && !each.s).length
  await setMarks(context.tx, row.id, [{ page: page.page, marks: all, faulty }])
  await clearCounts(context.tx, row.id)
  const refs = { row: params.number, columns: body.cells.map((cell) => cell.column), leftOut: body.leftOut }
  await recordAct(context, { kind: 'import', recordId: row.id, orgId: row.org_id, act: 'mend', refs })
  return shownRow(mended, marks, plan)
}

/** A mended cell is plain text: no formula, nothing of a merged cell any more. */
function mend(
  row: StagedRow,
  { cells, leftOut }: { cells: readonly { column: number; text: string }[]; leftOut: boolean },
): StagedRow {
  const values: CellValue[] = [...row.cells]
  for (const { column, text } of cells) {
    while (values.length <= column) values.push(null)
    values[column] = text === '' ? null : text
  }
  const changed = new Set(cells.map((cell) => cell.column))
  const { formulas, filled, leftOut: _before, ...rest } = row
  return {
    ...rest,
    cells: values,
    ...(formulas ? { formulas: formulas.filter((column) => !changed.has(column)) } : {}),
    ...(filled ? { filled: filled.filter((column) => !changed.has(column)) } : {}),
    ...(leftOut ? { leftOut: true as const } : {}),
  }
}
