import type { CellReader } from '#platform/spreadsheets/cells/cell-reading.ts'
import type { TableField } from '#platform/spreadsheets/read-table-row.ts'

/** A column: its name, how offices head it besides (blanks between), and how its cells are read. */
export function tableField(
  name: string,
  label: string,
  headings: string,
  read: CellReader<unknown>,
  required = false,
): TableField {
  return { field: name, label, headings: [label, ...headings.split(' ')], read, required }
}
