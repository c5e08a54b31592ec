import { type FoundTable, kindOfRow } from '#platform/spreadsheets/find-table.ts'
import { readTableRow, type TableMapping } from '#platform/spreadsheets/read-table-row.ts'
import type { ImportKind, ReadyRow } from './import-kind.ts'
import type { RowMarks, SkipReason } from './row-marks.ts'
import type { ImportLayout, StagedRow } from './staged-rows.ts'

export type ReadingPlan = {
  readonly kind: ImportKind
  readonly layout: ImportLayout
  readonly mapping: TableMapping
  readonly withHidden: boolean
  readonly today: string
}

/** What a staged row says by itself: its marks, and its values when it can be imported. Undefined above and in the headings. */
export function readStagedRow(row: StagedRow, plan: ReadingPlan): { marks: RowMarks; ready?: ReadyRow } | undefined {
  const { kind, layout, mapping, today } = plan
  if (row.number <= (layout.headingRows.at(-1) ?? 0)) return undefined
  const skip = skipReason(row, plan)
  if (skip) return { marks: { s: skip } }
  const reading = readTableRow(row, mapping, kind.fields, { today })
  const more = kind.checkRow?.(reading) ?? { faults: [], notes: [] }
  const faults = [...reading.faults, ...more.faults].map(({ field, code }) => [field, code] as const)
  const notes = [...reading.notes, ...more.notes].map(({ field, code }) => [field, code] as const)
  const marks = { ...(faults.length > 0 ? { f: faults } : {}), ...(notes.length > 0 ? { n: notes } : {}) }
  return faults.length > 0 ? { marks } : { marks, ready: { number: row.number, values: reading.values } }
}

function skipReason(row: StagedRow, { layout, mapping, withHidden }: ReadingPlan): SkipReason | undefined {
  if (row.leftOut) return 'left-out'
  const kind = kindOfRow(row, tableOf(layout, mapping))
  if (kind !== 'data') return kind
  return row.hidden && !withHidden ? 'hidden' : undefined
}

/** The table as it is mapped now, which need not be as it was guessed. */
function tableOf(layout: ImportLayout, mapping: TableMapping): FoundTable {
  const fields = new Map(Object.entries(mapping).map(([field, column]) => [column, field]))
  const columns = layout.columns.map((each) => ({ ...each, field: fields.get(each.column) }))
  for (const [column, field] of fields)
    if (!columns.some((each) => each.column === column)) columns.push({ column, heading: '', field })
  return { headingRows: layout.headingRows, columns, fields: fields.size }
}
