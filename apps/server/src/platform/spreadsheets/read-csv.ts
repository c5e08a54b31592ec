import type { CellValue, SheetRow, Spreadsheet } from './sheet-row.ts'
import { SPREADSHEET_LIMITS, SpreadsheetFault } from './spreadsheet-fault.ts'

const DELIMITERS = [',', '\t', ';', '，'] as const
/** As much as is looked at to tell the delimiter. */
const SAMPLE_CHARACTERS = 20_000

/** Opens a .csv in UTF-8, UTF-16 with a mark, or GB18030 (of which GBK is a part). @throws SpreadsheetFault */
export function readCsv(bytes: Buffer): Spreadsheet {
  const { text, encoding } = decode(bytes)
  return {
    kind: 'csv',
    encoding,
    sheets: [{ name: '', hidden: false, hiddenRows: 0, formulas: 0 }],
    rows: (_sheet, rowsMax) => readRows(text, rowsMax),
  }
}

/** A text that is no valid UTF-8 and no valid GB18030 is refused rather than guessed at. */
function decode(bytes: Buffer): { text: string; encoding: string } {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (text.includes('\0')) break
      return { text, encoding }
    } catch {
      // Not this encoding: the next one is tried.
    }
  }
  throw new SpreadsheetFault('not-a-spreadsheet')
}

async function* readRows(text: string, rowsMax: number | undefined): AsyncGenerator<SheetRow> {
  let count = 0
  for (const { number, fields } of recordsOf(text, delimiterOf(text))) {
    const cells = fields.map(cellOf)
    while (cells.length > 0 && cells.at(-1) === null) cells.pop()
    if (cells.length === 0) continue
    if (cells.length > SPREADSHEET_LIMITS.columns) throw new SpreadsheetFault('too-many-columns')
    count += 1
    if (count > SPREADSHEET_LIMITS.rows) throw new SpreadsheetFault('too-many-rows')
    yield { number, cells }
    if (count === rowsMax) return
  }
}

/** RFC 4180, with what offices add: any line end, a quote inside an unquoted field, a quote that is never closed. */
function* recordsOf(text: string, delimiter: string): Generator<{ number: number; fields: string[] }> {
  let number = 1
  let fields: string[] = []
  let at = 0
  while (at < text.length) {
    const field = text[at] === '"' ? quotedField(text, at, delimiter) : plainField(text, at, delimiter)
    fields.push(field.words)
    at = field.end
    if (text[at] === delimiter) {
      at += 1
      if (at >= text.length) fields.push('')
      continue
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1
    at += 1
    yield { number, fields }
    number += 1
    fields = []
  }
  if (fields.length > 0) yield { number, fields }
}

function plainField(text: string, from: number, delimiter: string): { words: string; end: number } {
  let end = from
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { words: text.slice(from, end), end }
}

function quotedField(text: string, from: number, delimiter: string): { words: string; end: number } {
  let end = text.indexOf('"', from + 1)
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  if (end === -1) end = text.length
  const after = plainField(text, Math.min(end + 1, text.length), delimiter)
  return { words: text.slice(from + 1, end).replaceAll('""', '"') + after.words, end: after.end }
}

/** The sign that stands most often outside quotes in the first lines. A tab at the front of a field only keeps digits as text. */
function delimiterOf(text: string): string {
  const sample = text
    .slice(0, SAMPLE_CHARACTERS)
    .replace(/"[^"]*"/g, '')
    .replace(/(^|[,;，])\t/gm, '$1')
  const counts = DELIMITERS.map((sign) => ({ sign, count: sample.split(sign).length }))
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).sign
}

/** Spreadsheet programs write `="0123"` or `'0123` to keep digits as text. */
function cellOf(field: string): CellValue {
  const kept = /^="(.*)"$/s.exec(field.trim())?.[1] ?? field.replace(/^\s*'(?=\S)/, '')
  const words = kept.slice(0, SPREADSHEET_LIMITS.cellCharacters + 1)
  return words.trim() === '' ? null : words
}
