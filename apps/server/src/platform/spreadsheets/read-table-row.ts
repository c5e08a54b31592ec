import type { CellFaultCode, CellNoteCode, CellReader, CellSurroundings } from './cells/cell-reading.ts'
import type { FieldHeadings } from './find-table.ts'
import type { SheetRow } from './sheet-row.ts'

/** A field that a kind of table has: how it is headed, and how its cells are read. */
export type TableField = FieldHeadings & {
  readonly label: string
  readonly required?: boolean
  readonly read: CellReader<unknown>
}

export type CellFault = { readonly field: string; readonly column: number; readonly code: CellFaultCode }
export type CellNote = { readonly field: string; readonly column: number; readonly code: CellNoteCode }

export type RowReading = {
  /** As people see it in the sheet. */
  readonly number: number
  readonly values: Readonly<Record<string, unknown>>
  readonly faults: readonly CellFault[]
  readonly notes: readonly CellNote[]
}

/** Which column holds each field; a field without one stays empty. */
export type TableMapping = Readonly<Record<string, number>>

/** Reads a row's cells, each by its field. A required field without a column is a fault at column -1. */
export function readTableRow(
  row: SheetRow,
  mapping: TableMapping,
  fields: readonly TableField[],
  given: CellSurroundings,
): RowReading {
  const values: Record<string, unknown> = {}
  const faults: CellFault[] = []
  const notes: CellNote[] = []
  for (const { field, required, read } of fields) {
    const column = mapping[field] ?? -1
    const reading = read(row.cells[column] ?? null, given)
    const { value, fault } = reading
    if (value !== undefined) values[field] = value
    if (fault) faults.push({ field, column, code: fault })
    else if (value === undefined && required) faults.push({ field, column, code: 'required' })
    for (const code of reading.notes) notes.push({ field, column, code })
    if (value === undefined) continue
    if (row.formulas?.includes(column)) notes.push({ field, column, code: 'from-formula' })
    if (row.filled?.includes(column)) notes.push({ field, column, code: 'from-merged' })
  }
  return { number: row.number, values, faults, notes }
}
