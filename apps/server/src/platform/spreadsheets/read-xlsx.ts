import { streamXlsxRows } from 'hucre/xlsx'
import { COLUMN_SPAN, type Merge, readSheetMarks, type SheetMarks } from './sheet-marks.ts'
import type { CellValue, SheetOutline, SheetRow, Spreadsheet } from './sheet-row.ts'
import { SPREADSHEET_LIMITS, SpreadsheetFault } from './spreadsheet-fault.ts'
import { readZipDirectory, unpackEntry } from './zip-directory.ts'

type Directory = ReturnType<typeof readZipDirectory>
type SheetEntry = { name: string; hidden: boolean; path: string }

/**
 * Opens an .xlsx. Values come from hucre; what its row stream leaves out (hidden rows and sheets, which value is a formula's,
 * merged cells) from a scan of our own. A cell merged over several rows counts in each of them, as in a household's address.
 * @throws SpreadsheetFault
 */
export async function readXlsx(bytes: Buffer): Promise<Spreadsheet> {
  const directory = readZipDirectory(bytes)
  const sheets = await findSheets(bytes, directory)
  if (sheets.length > SPREADSHEET_LIMITS.sheets) throw new SpreadsheetFault('too-many-sheets')
  const marks: SheetMarks[] = []
  const outlines: SheetOutline[] = []
  for (const sheet of sheets) {
    const entry = directory.get(sheet.path)
    if (!entry) throw new SpreadsheetFault('damaged')
    const mark = await readSheetMarks(unpackEntry(bytes, entry))
    marks.push(mark)
    const { name, hidden } = sheet
    outlines.push({ name, hidden, hiddenRows: mark.hiddenRows.size, formulas: mark.formulaCells.size })
  }
  return {
    kind: 'xlsx',
    encoding: 'utf-8',
    sheets: outlines,
    rows(sheet) {
      const [mark, found] = [marks[sheet], sheets[sheet]]
      if (!mark || !found) throw new SpreadsheetFault('no-rows')
      return readRows(bytes, found.name, mark)
    },
  }
}

async function* readRows(bytes: Buffer, sheet: string, marks: SheetMarks): AsyncGenerator<SheetRow> {
  const filler = mergeFiller(marks.merges)
  let count = 0
  try {
    for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
      const cells = values.map((value, column) => cellOf(value, marks.formulaCells.has(index * COLUMN_SPAN + column)))
      trimEnd(cells)
      const filled = filler(index, cells)
      if (cells.length === filled.length && cells.every((_, column) => filled.includes(column))) continue
      if (cells.length > SPREADSHEET_LIMITS.columns) throw new SpreadsheetFault('too-many-columns')
      count += 1
      if (count > SPREADSHEET_LIMITS.rows) throw new SpreadsheetFault('too-many-rows')
      const formulas = cells.flatMap((_, column) =>
        marks.formulaCells.has(index * COLUMN_SPAN + column) ? [column] : [],
      )
      yield {
        number: index + 1,
        cells,
        ...(marks.hiddenRows.has(index) ? { hidden: true } : {}),
        ...(formulas.length > 0 ? { formulas } : {}),
        ...(filled.length > 0 ? { filled } : {}),
      }
    }
  } catch (error) {
    throw error instanceof SpreadsheetFault ? error : new SpreadsheetFault('damaged', error)
  }
}

/** Puts the value of a cell that is merged downwards into the rows below its first one; answers the columns it filled. */
function mergeFiller(merges: readonly Merge[]): (row: number, cells: CellValue[]) => number[] {
  const waiting = merges.filter((merge) => merge.endRow > merge.row).sort((a, b) => a.row - b.row)
  let open: { merge: Merge; value: CellValue }[] = []
  return (row, cells) => {
    open = open.filter(({ merge }) => merge.endRow >= row)
    const filled: number[] = []
    for (const { merge, value } of open) {
      const there = cells[merge.column]
      if (value === null || (there !== undefined && there !== null)) continue
      while (cells.length <= merge.column) cells.push(null)
      cells[merge.column] = value
      filled.push(merge.column)
    }
    for (let next = waiting[0]; next && next.row <= row; next = waiting[0]) {
      waiting.shift()
      if (next.row === row) open.push({ merge: next, value: cells[next.column] ?? null })
    }
    return filled
  }
}

function cellOf(value: string | number | boolean | Date | null, isFormula: boolean): CellValue {
  if (value === null || value === '') return isFormula ? { error: '' } : null
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'number') return value
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? { error: '' } : { date: value.toISOString().slice(0, 10) }
  if (/^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/.test(value)) return { error: value }
  const words = value.slice(0, SPREADSHEET_LIMITS.cellCharacters + 1)
  return words.trim() === '' ? null : words
}

function trimEnd(cells: CellValue[]): void {
  while (cells.length > 0 && cells.at(-1) === null) cells.pop()
}

async function findSheets(bytes: Buffer, directory: Directory): Promise<SheetEntry[]> {
  const workbook = await textOfEntry(bytes, directory, 'xl/workbook.xml')
  const relations = await textOfEntry(bytes, directory, 'xl/_rels/workbook.xml.rels')
  const targets = new Map<string, string>()
  for (const [tag] of relations.matchAll(/<(?:\w+:)?Relationship\b[^<>]*>/g)) {
    const target = attributeOf(tag, 'Target').replace(/^\/?(?:xl\/)?/, 'xl/')
    if (/\/worksheet$/.test(attributeOf(tag, 'Type'))) targets.set(attributeOf(tag, 'Id'), target)
  }
  return [...workbook.matchAll(/<(?:\w+:)?sheet\s[^<>]*>/g)].flatMap(([tag]) => {
    const path = targets.get(attributeOf(tag, '\\w+:id'))
    const hidden = /^(?:hidden|veryHidden)$/.test(attributeOf(tag, 'state'))
    return path ? [{ name: attributeOf(tag, 'name'), hidden, path }] : []
  })
}

async function textOfEntry(bytes: Buffer, directory: Directory, path: string): Promise<string> {
  const entry = directory.get(path)
  if (!entry || entry.unpacked > 4 * 1024 * 1024) throw new SpreadsheetFault('damaged')
  const pieces: Buffer[] = []
  for await (const piece of unpackEntry(bytes, entry)) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function attributeOf(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return value.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, entity) => {
    if (entity) return ENTITIES[entity] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
