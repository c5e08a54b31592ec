import { SPREADSHEET_LIMITS, SpreadsheetFault } from './spreadsheet-fault.ts'

/** A merged area that spans rows: its first row and column, how many rows it has. All counted from 0. */
export type Merge = {
  readonly row: number
  readonly column: number
  readonly endRow: number
  readonly endColumn: number
}

/** What is said of a sheet's rows and cells besides their values. Rows and columns count from 0. */
export type SheetMarks = {
  readonly hiddenRows: ReadonlySet<number>
  readonly merges: readonly Merge[]
  /** `row * COLUMN_SPAN + column` of every cell with a formula. */
  readonly formulaCells: ReadonlySet<number>
}

export const COLUMN_SPAN = 16_384
/** Beyond it formulas are not marked cell by cell any more; nobody reads that many notes. */
const FORMULAS_MAX = 200_000
const TAG = /<(?:\w+:)?(row|c|f|mergeCell)\b([^<>]*)>/g

/** Reads the worksheet's XML once for hidden rows, formulas and merged cells. */
export async function readSheetMarks(pieces: AsyncIterable<Buffer>): Promise<SheetMarks> {
  const hiddenRows = new Set<number>()
  const merges: Merge[] = []
  const formulaCells = new Set<number>()
  let row = -1
  let column = -1
  const take = (tag: string, attributes: string) => {
    if (tag === 'row') {
      row = rowNumberOf(attributes, row)
      column = -1
      if (/\shidden="(?:1|true)"/.test(attributes)) hiddenRows.add(row)
    } else if (tag === 'c') {
      column = columnOf(attributes, column)
    } else if (tag === 'f') {
      if (formulaCells.size < FORMULAS_MAX) formulaCells.add(row * COLUMN_SPAN + column)
    } else {
      const merge = mergeOf(attributes)
      if (merge) merges.push(merge)
      if (merges.length > SPREADSHEET_LIMITS.merges) throw new SpreadsheetFault('unpacks-too-large')
    }
  }
  const decoder = new TextDecoder()
  let rest = ''
  for await (const piece of pieces) {
    const text = rest + decoder.decode(piece, { stream: true })
    const cut = text.lastIndexOf('<')
    for (const [, tag = '', attributes = ''] of text.slice(0, cut).matchAll(TAG)) take(tag, attributes)
    // A tag or a text that never ends: what is carried on stays bounded.
    rest = text.slice(Math.max(cut, text.length - 100_000))
  }
  for (const [, tag = '', attributes = ''] of rest.matchAll(TAG)) take(tag, attributes)
  return { hiddenRows, merges, formulaCells }
}

/** Counted from 0; a row that does not say its number follows the one before. */
export function rowNumberOf(attributes: string, before: number): number {
  const number = /\sr="(\d+)"/.exec(attributes)?.[1]
  return number === undefined ? before + 1 : Number(number) - 1
}

function columnOf(attributes: string, before: number): number {
  const letters = /\sr="([A-Z]{1,3})\d+"/.exec(attributes)?.[1]
  return letters === undefined ? before + 1 : columnNumber(letters)
}

function mergeOf(attributes: string): Merge | undefined {
  const ends = /\sref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"/.exec(attributes)
  if (!ends) return undefined
  const [, left = '', top = '', right = '', bottom = ''] = ends
  return {
    row: Number(top) - 1,
    column: columnNumber(left),
    endRow: Number(bottom) - 1,
    endColumn: columnNumber(right),
  }
}

/** A is 0, AA is 26. */
export function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
