import { Readable } from 'node:stream'
import { writeXlsxStream } from 'hucre/xlsx'
import { csvField } from './formula-safe.ts'

/** What is written: every cell is text, so that nothing runs and no digit is lost. */
export type WrittenTable = {
  readonly title: string
  readonly columns: readonly { readonly heading: string; readonly width?: number }[]
  readonly rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>
  /** Who takes it away, when, and how it is to be kept; stands above the headings. */
  readonly watermark: string
}

export const WRITTEN_FORMATS = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const
export type WrittenFormat = keyof typeof WRITTEN_FORMATS

/** The table as a file, row by row as the reader takes it. */
export function writeTable(format: WrittenFormat, table: WrittenTable): Readable {
  return format === 'xlsx' ? writeXlsx(table) : Readable.from(csvLines(table), { objectMode: false })
}

/** «导出人 单位 时间», as every file says at its top. */
export function watermarkOf(who: { name: string; organisation: string; at: Date }): string {
  const at = who.at.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
  return `${who.organisation} ${who.name} ${at} 导出。含个人信息，请勿转发，用后删除。`
}

function writeXlsx({ title, columns, rows, watermark }: WrittenTable): Readable {
  async function* all() {
    yield [watermark]
    yield columns.map((column) => column.heading)
    for await (const row of rows) yield row.map(printable)
  }
  const stream = writeXlsxStream(all(), {
    name: sheetName(title),
    columns: columns.map(({ width = 16 }) => ({ width, style: { numFmt: '@' } })),
    freezePane: { rows: 2 },
  })
  return Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0])
}

/** Begins with a byte order mark, by which Excel knows that it is UTF-8. */
async function* csvLines({ columns, rows, watermark }: WrittenTable): AsyncGenerator<Buffer> {
  yield Buffer.from(`\ufeff${csvField(watermark)}\r\n${csvLine(columns.map((column) => column.heading))}`)
  for await (const row of rows) yield Buffer.from(csvLine(row))
}

function csvLine(fields: readonly string[]): string {
  return `${fields.map(printable).map(csvField).join(',')}\r\n`
}

/** XML 1.0 has no control signs but these three. */
function printable(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
}

/** Excel: at most 31 characters, without []:*?/\. */
function sheetName(title: string): string {
  return title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31) || '表'
}
