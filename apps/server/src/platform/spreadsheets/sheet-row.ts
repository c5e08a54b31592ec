/**
 * What a cell holds, ready to be kept as JSON: nothing, words, a number, a day (a number that the sheet shows as a date), or what
 * the spreadsheet program put in place of a result (`#REF!`; `` for a formula that was never computed).
 */
export type CellValue = null | string | number | { readonly date: string } | { readonly error: string }

/** One row of a sheet. `number` counts from 1 as people see it; columns count from 0. */
export type SheetRow = {
  readonly number: number
  readonly cells: readonly CellValue[]
  readonly hidden?: true
  /** Columns whose value is the result of a formula. */
  readonly formulas?: readonly number[]
  /** Columns filled from a merged cell that began in a row above. */
  readonly filled?: readonly number[]
}

/** What is known of a sheet before its rows are read. */
export type SheetOutline = {
  readonly name: string
  readonly hidden: boolean
  readonly hiddenRows: number
  readonly formulas: number
}

export type Spreadsheet = {
  readonly kind: 'xlsx' | 'csv'
  /** How the text of a csv was written; `utf-8` for xlsx. */
  readonly encoding: string
  readonly sheets: readonly SheetOutline[]
  /**
   * Rows from top to bottom, those without any content left out; at most as many as are asked for.
   * @throws SpreadsheetFault where a limit is passed
   */
  rows(sheet: number, rowsMax?: number): AsyncIterable<SheetRow>
}

/** A number as people typed it, words without blanks around them; '' for an empty cell. */
export function textOf(cell: CellValue | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell.trim()
  if (typeof cell === 'number') return String(cell)
  return 'date' in cell ? cell.date : cell.error
}

export function isBlank(cell: CellValue | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
}

/** 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}
