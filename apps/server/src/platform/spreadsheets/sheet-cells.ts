import type { SharedTexts } from './shared-texts.ts'
import { columnNumber, rowNumberOf } from './sheet-marks.ts'
import type { CellValue } from './sheet-row.ts'
import { SPREADSHEET_LIMITS, SpreadsheetFault } from './spreadsheet-fault.ts'
import { decodeXml, textOfXml } from './xml-text.ts'

/** What the cells of a sheet refer to. */
export type CellContext = {
  readonly texts: SharedTexts
  readonly dateStyles: ReadonlySet<number>
  /** The day that is number 0. */
  readonly epochMs: number
}

/** One row of cells; row and columns count from 0. */
export type RowOfCells = { readonly row: number; readonly cells: CellValue[] }

const ROW = /<(?:\w+:)?row\b([^<>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?row>)/g
const CELL = /<(?:\w+:)?c\b([^<>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g
const VALUE = /<(?:\w+:)?v\b[^<>]*>([^<]*)</
/** A row of 256 cells with 2,000 signs each has less. */
const ROW_CHARACTERS_MAX = 4_000_000
const DAY_MS = 86_400_000
const ERROR = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/

/** The rows of a worksheet in order (ECMA-376 part 1, 18.3.1.73), read as far as they are asked for. */
export async function* readSheetCells(pieces: AsyncIterable<Buffer>, context: CellContext): AsyncGenerator<RowOfCells> {
  const decoder = new TextDecoder()
  let rest = ''
  let row = -1
  for await (const piece of pieces) {
    const text = rest + decoder.decode(piece, { stream: true })
    let read = 0
    for (const match of text.matchAll(ROW)) {
      read = match.index + match[0].length
      row = rowNumberOf(match[1] ?? '', row)
      if (match[2]) yield { row, cells: cellsOf(match[2], context) }
    }
    rest = text.slice(read)
    if (rest.length > ROW_CHARACTERS_MAX) throw new SpreadsheetFault('unpacks-too-large')
  }
}

function cellsOf(xml: string, context: CellContext): CellValue[] {
  const cells: CellValue[] = []
  let column = -1
  for (const match of xml.matchAll(CELL)) {
    const attributes = match[1] ?? ''
    const letters = /\sr="([A-Z]{1,3})\d+"/.exec(attributes)?.[1]
    column = letters === undefined ? column + 1 : columnNumber(letters)
    const value = match[2] === undefined ? null : cellValueOf(attributes, match[2], context)
    if (value === null) continue
    if (column >= SPREADSHEET_LIMITS.columns) throw new SpreadsheetFault('too-many-columns')
    while (cells.length < column) cells.push(null)
    cells[column] = value
  }
  return cells
}

function cellValueOf(attributes: string, xml: string, { texts, dateStyles, epochMs }: CellContext): CellValue {
  const type = /\st="(\w+)"/.exec(attributes)?.[1] ?? 'n'
  if (type === 'inlineStr') return wordsOf(textOfXml(xml))
  const raw = VALUE.exec(xml)?.[1] ?? ''
  const isFormula = /<(?:\w+:)?f\b/.test(xml)
  if (raw === '') return isFormula ? { error: '' } : null
  if (type === 's') return wordsOf(texts.at(Number(raw)) ?? '')
  if (type === 'e') return { error: ERROR.test(raw) ? raw : '#VALUE!' }
  if (type === 'b') return raw === '1' ? 'TRUE' : 'FALSE'
  if (type === 'str') return wordsOf(decodeXml(raw))
  if (type === 'd') return /^\d{4}-\d\d-\d\d/.test(raw) ? { date: raw.slice(0, 10) } : wordsOf(raw)
  const number = Number(raw)
  if (!Number.isFinite(number)) return wordsOf(decodeXml(raw))
  const style = Number(/\ss="(\d+)"/.exec(attributes)?.[1] ?? -1)
  return dateStyles.has(style) && number >= 1 && number < 73_051 ? dayOf(number, epochMs) : number
}

/** The time of day is dropped: what is imported are days. */
function dayOf(serial: number, epochMs: number): CellValue {
  return { date: new Date(epochMs + Math.floor(serial) * DAY_MS).toISOString().slice(0, 10) }
}

/** One sign more than may be, so that the reader of the cell sees that it is too long. */
function wordsOf(text: string): CellValue {
  const words = text.slice(0, SPREADSHEET_LIMITS.cellCharacters + 1)
  return words.trim() === '' ? null : words
}
