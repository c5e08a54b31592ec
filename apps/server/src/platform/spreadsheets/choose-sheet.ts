import { type FieldHeadings, type FoundTable, findTable, ROWS_TO_LOOK_AT } from './find-table.ts'
import type { SheetRow, Spreadsheet } from './sheet-row.ts'

export type LookedAtSheet = {
  readonly sheet: number
  readonly name: string
  readonly hidden: boolean
  readonly head: readonly SheetRow[]
  readonly table: FoundTable | undefined
}

/** A little below the last row that may hold headings, so that rows of data are seen too. */
const HEAD_ROWS = ROWS_TO_LOOK_AT + 10

/** The first rows of every sheet, and the table found in them. */
export async function lookAtSheets(book: Spreadsheet, fields: readonly FieldHeadings[]): Promise<LookedAtSheet[]> {
  const looked: LookedAtSheet[] = []
  for (const [sheet, { name, hidden }] of book.sheets.entries()) {
    const head: SheetRow[] = []
    for await (const row of book.rows(sheet, HEAD_ROWS)) head.push(row)
    looked.push({ sheet, name, hidden, head, table: findTable(head, fields) })
  }
  return looked
}

/**
 * The sheet that is meant: the one in which most fields are recognised, the earlier and longer where that is equal; a hidden one only
 * when no other has a table. Undefined when none has.
 */
export function chooseSheet(looked: readonly LookedAtSheet[]): LookedAtSheet | undefined {
  const weight = ({ hidden, head, table }: LookedAtSheet) =>
    (hidden ? 0 : 100_000) + (table?.fields ?? 0) * 1_000 + head.length
  return looked
    .filter((each) => each.table)
    .reduce<LookedAtSheet | undefined>((best, each) => (best && weight(best) >= weight(each) ? best : each), undefined)
}
