import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { readSpreadsheet } from './read-spreadsheet.ts'
import type { CellValue } from './sheet-row.ts'
import { type WrittenFormat, watermarkOf, writeTable } from './write-table.ts'
import { readZipDirectory, unpackEntry } from './zip-directory.ts'

const PAYLOADS = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://example.org","x")',
  '+1+1',
  '-1+1',
  '@SUM(1,1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '＝1+1',
  '＋1+1',
  '－1+1',
  '＠SUM(1)',
]
const KEPT = ['990101195303050014', '99010119530305001X', '013800005678', '13800005678', '安“平”,"林"\n静', '', '𠮷永']

async function written(format: WrittenFormat, texts: readonly string[]): Promise<Buffer> {
  const table = { title: '居民/名单', watermark: '导出人', columns: [{ heading: '姓名' }, { heading: '说明' }] }
  return buffer(writeTable(format, { ...table, rows: texts.map((text) => ['安平', text, '止']) }))
}

async function secondColumn(bytes: Buffer): Promise<CellValue[]> {
  const cells: CellValue[] = []
  for await (const row of (await readSpreadsheet(bytes)).rows(0)) cells.push(row.cells[1] ?? null)
  return cells.slice(2)
}

describe.each(['xlsx', 'csv'] as const)('a written %s', (format) => {
  test('keeps every digit and sign for whoever reads it', async () => {
    const cells = await secondColumn(await written(format, KEPT))
    expect(cells).toEqual(KEPT.map((text) => (text === '' ? null : text)))
  })
  test('says on top who took it when', async () => {
    const watermark = watermarkOf({ name: '安平', organisation: '东河站', at: new Date('2026-11-23T02:05:00Z') })
    expect(watermark).toContain('东河站 安平 2026/11/23 10:05 导出')
    const bytes = await buffer(writeTable(format, { title: '表', watermark, columns: [{ heading: '姓名' }], rows: [] }))
    for await (const row of (await readSpreadsheet(bytes)).rows(0)) {
      expect(row.cells).toEqual([watermark])
      break
    }
  })
})

test('a csv begins with a byte order mark, and no field of it begins with a sign that runs', async () => {
  const bytes = await written('csv', PAYLOADS)
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const fields = [
    ...bytes
      .toString('utf8')
      .slice(1)
      .matchAll(/"((?:[^"]|"")*)"/g),
  ].map((match) => match[1] ?? '')
  expect(fields.length).toBe(1 + 2 + PAYLOADS.length * 3)
  for (const field of fields) expect(field).not.toMatch(/^[\s]*[=+\-@＝＋－＠]/)
  expect(fields.filter((field) => field.startsWith("'"))).toHaveLength(PAYLOADS.length)
})

test('an xlsx holds each payload as typed text and no formula', async () => {
  const bytes = await written('xlsx', PAYLOADS)
  const directory = readZipDirectory(bytes)
  const sheets = [...directory].filter(([name]) => name.includes('worksheets/'))
  expect(sheets).toHaveLength(1)
  for (const [, entry] of sheets) {
    const pieces: Buffer[] = []
    for await (const piece of unpackEntry(bytes, entry)) pieces.push(piece)
    const xml = Buffer.concat(pieces).toString('utf8')
    expect(xml).not.toMatch(/<f[ >]/)
    const cells = [...xml.matchAll(/<c\b([^>]*)>/g)].map((match) => match[1] ?? '')
    expect(cells.length).toBe(1 + 2 + PAYLOADS.length * 3)
    for (const attributes of cells) expect(attributes).toMatch(/t="(?:inlineStr|s|str)"/)
  }
})
