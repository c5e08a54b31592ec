import type { CellFaultCode, CellNoteCode } from '#platform/spreadsheets/cells/cell-reading.ts'

/** Why a row is not imported. */
export const SKIP_REASONS = {
  heading: '表头',
  total: '合计行',
  remark: '说明文字',
  hidden: '隐藏的行',
  'left-out': '您选择不导入',
  'already-there': '已登记过',
} as const
export type SkipReason = keyof typeof SKIP_REASONS

/** Kept with a page in clear: codes and names of fields, no word of the sheet. Short names, as there is one for every row. */
export type RowMarks = {
  readonly f?: readonly (readonly [string, CellFaultCode])[]
  readonly n?: readonly (readonly [string, CellNoteCode])[]
  readonly s?: SkipReason
}

export function isMarked(marks: RowMarks): boolean {
  return marks.f !== undefined || marks.n !== undefined || marks.s !== undefined
}
