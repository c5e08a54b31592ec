import { readDateStyles } from './date-styles.ts'
import { NO_SHARED_TEXTS, readSharedTexts } from './shared-texts.ts'
import { type CellContext, readSheetCells } from './sheet-cells.ts'
import { COLUMN_SPAN, type Merge, readSheetMarks, type SheetMarks } from './sheet-marks.ts'
import type { CellValue, SheetOutline, SheetRow, Spreadsheet } from './sheet-row.ts'
import { SPREADSHEET_LIMITS, SpreadsheetFault } from './spreadsheet-fault.ts'
import { attributeOf } from './xml-text.ts'
import { readZipDirectory, unpackEntry } from './zip-directory.ts'

type Directory = ReturnType<typeof readZipDirectory>
type SheetEntry = { name: string; hidden: boolean; path: string }

/** Days are counted from here; from 1904 on where old Macintosh files say so (ECMA-376 part 1, 18.17.4.1). */
const EPOCH_1900_MS = Date.UTC(1899, 11, 30)
const EPOCH_1904_MS = Date.UTC(1904, 0, 1)

/**
 * Opens an .xlsx. A cell merged over several rows counts in each of them, as in a household's address. Rows are read as they are
 * asked for, so that a sheet of any length takes the memory of its shared texts alone.
 * @throws SpreadsheetFault
 */
export async function readXlsx(bytes: Buffer): Promise<Spreadsheet> {
  const directory = readZipDirectory(bytes)
  const workbook = await textOfEntry(bytes, directory, 'xl/workbook.xml')
  const { sheets, relations } = await findSheets(bytes, directory, workbook)
  if (sheets.length > SPREADSHEET_LIMITS.sheets) throw new SpreadsheetFault('too-many-sheets')
  const marks: SheetMarks[] = []
  for (const { path } of sheets) marks.push(await readSheetMarks(unpackEntry(bytes, entryOf(directory, path))))
  const context = await readContext(bytes, directory, relations, /\sdate1904="(?:1|true)"/.test(workbook))
  return {
    kind: 'xlsx',
    encoding: 'utf-8',
    sheets: sheets.map(({ name, hidden }, index): SheetOutline => {
      const hiddenRows = marks[index]?.hiddenRows.size ?? 0
      return { name, hidden, hiddenRows, formulas: marks[index]?.formulaCells.size ?? 0 }
    }),
    rows(sheet, rowsMax) {
      const [mark, found] = [marks[sheet], sheets[sheet]]
      if (!mark || !found) throw new SpreadsheetFault('no-rows')
      return readRows(unpackEntry(bytes, entryOf(directory, found.path)), context, mark, rowsMax)
    },
  }
}

async function* readRows(
  pieces: AsyncIterable<Buffer>,
  context: CellContext,
  marks: SheetMarks,
  rowsMax: number | undefined,
): AsyncGenerator<SheetRow> {
  const fill = mergeFiller(marks.merges)
  let count = 0
  for await (const { row, cells } of readSheetCells(pieces, context)) {
    const own = cells.length
    const filled = fill(row, cells)
    if (own === 0) continue
    count += 1
    if (count > SPREADSHEET_LIMITS.rows) throw new SpreadsheetFault('too-many-rows')
    const formulas = cells.flatMap((_, column) => (marks.formulaCells.has(row * COLUMN_SPAN + column) ? [column] : []))
    yield {
      number: row + 1,
      cells,
      ...(marks.hiddenRows.has(row) ? { hidden: true } : {}),
      ...(formulas.length > 0 ? { formulas } : {}),
      ...(filled.length > 0 ? { filled } : {}),
    }
    if (count === rowsMax) return
  }
}

async function readContext(
  bytes: Buffer,
  directory: Directory,
  relations: ReadonlyMap<string, string>,
  from1904: boolean,
): Promise<CellContext> {
  const texts = directory.get(relations.get('sharedStrings') ?? '')
  const styles = relations.get('styles')
  return {
    texts: texts ? await readSharedTexts(unpackEntry(bytes, texts)) : NO_SHARED_TEXTS,
    dateStyles:
      styles && directory.has(styles) ? readDateStyles(await textOfEntry(bytes, directory, styles)) : new Set(),
    epochMs: from1904 ? EPOCH_1904_MS : EPOCH_1900_MS,
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

async function findSheets(
  bytes: Buffer,
  directory: Directory,
  workbook: string,
): Promise<{ sheets: SheetEntry[]; relations: Map<string, string> }> {
  const xml = await textOfEntry(bytes, directory, 'xl/_rels/workbook.xml.rels')
  const targets = new Map<string, string>()
  const relations = new Map<string, string>()
  for (const [tag] of xml.matchAll(/<(?:\w+:)?Relationship\b[^<>]*>/g)) {
    const target = attributeOf(tag, 'Target').replace(/^\/?(?:xl\/)?/, 'xl/')
    const kind = attributeOf(tag, 'Type').split('/').at(-1) ?? ''
    relations.set(kind, target)
    if (kind === 'worksheet') targets.set(attributeOf(tag, 'Id'), target)
  }
  const sheets = [...workbook.matchAll(/<(?:\w+:)?sheet\s[^<>]*>/g)].flatMap(([tag]) => {
    const path = targets.get(attributeOf(tag, '\\w+:id'))
    const hidden = /^(?:hidden|veryHidden)$/.test(attributeOf(tag, 'state'))
    return path ? [{ name: attributeOf(tag, 'name'), hidden, path }] : []
  })
  return { sheets, relations }
}

function entryOf(directory: Directory, path: string) {
  const entry = directory.get(path)
  if (!entry) throw new SpreadsheetFault('damaged')
  return entry
}

/** Small parts alone: the list of sheets, what refers to what, styles. */
async function textOfEntry(bytes: Buffer, directory: Directory, path: string): Promise<string> {
  const entry = entryOf(directory, path)
  if (entry.unpacked > 8 * 1024 * 1024) throw new SpreadsheetFault('unpacks-too-large')
  const pieces: Buffer[] = []
  for await (const piece of unpackEntry(bytes, entry)) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}
