import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readXlsx as readByHucre } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { readSpreadsheet } from './read-spreadsheet.ts'
import type { CellValue } from './sheet-row.ts'
import { buildXlsx, buildZip } from './ugly-sheets/build-xlsx.ts'
import { UGLY_SHEETS } from './ugly-sheets/make-ugly-sheets.ts'
import { readZipDirectory, unpackEntry } from './zip-directory.ts'

/** Ours, in the form of another reader's: errors as their text, days as instants, nothing filled from merged cells. */
function asOthersSay(cell: CellValue): unknown {
  if (cell === null || typeof cell !== 'object') return cell
  return 'date' in cell ? new Date(`${cell.date}T00:00:00Z`) : cell.error === '' ? null : cell.error
}

test.each(Object.keys(UGLY_SHEETS).filter((name) => name.endsWith('.xlsx')))(
  '%s is read as by another library',
  async (name) => {
    const bytes = readFileSync(join(import.meta.dirname, 'ugly-sheets', name))
    const book = await readSpreadsheet(bytes)
    const others = await readByHucre(bytes)
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(others.sheets.map((sheet) => sheet.name))
    for (const [index, sheet] of others.sheets.entries()) {
      let compared = 0
      for await (const row of book.rows(index)) {
        for (const [column, cell] of row.cells.entries()) {
          if (row.filled?.includes(column)) continue
          const theirs = sheet.rows[row.number - 1]?.[column] ?? null
          expect(asOthersSay(cell), `${name} ${row.number}:${column}`).toEqual(
            typeof theirs === 'string' && theirs.trim() === '' ? null : theirs,
          )
          compared += 1
        }
      }
      expect(compared).toBeGreaterThan(1)
    }
  },
)

/** The same workbook with parts of its XML replaced. */
async function rebuilt(bytes: Buffer, change: (path: string, xml: string) => string): Promise<Buffer> {
  const entries: [string, Buffer][] = []
  for (const [path, entry] of readZipDirectory(bytes)) {
    const pieces: Buffer[] = []
    for await (const piece of unpackEntry(bytes, entry)) pieces.push(piece)
    entries.push([path, Buffer.from(change(path, Buffer.concat(pieces).toString('utf8')))])
  }
  return buildZip(entries)
}
async function firstCells(bytes: Buffer): Promise<(readonly CellValue[])[]> {
  const rows: (readonly CellValue[])[] = []
  for await (const row of (await readSpreadsheet(bytes)).rows(0)) rows.push(row.cells)
  return rows
}
const simple = buildXlsx([
  {
    name: '居民',
    rows: [
      ['姓名', { serial: 19423 }],
      ['安平', 19423.75],
    ],
  },
])

test('rich text, readings above the line, entities and escapes', async () => {
  const xml = `<si><r><rPr/><t>安</t></r><r><t xml:space="preserve">平 </t></r><rPh sb="0" eb="1"><t>アン</t></rPh></si>`
  const bytes = await rebuilt(simple, (path, text) =>
    path.endsWith('sharedStrings.xml')
      ? text.replace(/<si>.*?<\/si>/, xml).replace(/<t xml:space="preserve">安平/, '<t>&lt;安&amp;平&#x4e00;_x000A_')
      : text,
  )
  expect(await firstCells(bytes)).toMatchObject([
    ['安平 ', { date: '1953-03-05' }],
    ['<安&平一\n', 19423.75],
  ])
})

test('days since 1904, a format of one’s own, inline text, rows and cells without numbers, prefixes', async () => {
  const macintosh = await rebuilt(simple, (path, text) =>
    path.endsWith('workbook.xml') ? text.replace('<sheets>', '<workbookPr date1904="1"/><sheets>') : text,
  )
  expect((await firstCells(macintosh))[0]?.[1]).toEqual({ date: '1957-03-06' })
  const own = await rebuilt(simple, (path, text) =>
    path.endsWith('styles.xml')
      ? text
          .replace(
            '<fonts',
            '<numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><fonts',
          )
          .replace('numFmtId="14"', 'numFmtId="176"')
      : text,
  )
  expect((await firstCells(own))[0]?.[1]).toEqual({ date: '1953-03-05' })
  const bare = await rebuilt(simple, (path, text) =>
    path.includes('sheet1')
      ? text.replace(
          /<sheetData>.*<\/sheetData>/,
          '<x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>安平</x:t></x:is></x:c><x:c/><x:c t="b"><x:v>1</x:v></x:c></x:row><x:row/><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData>',
        )
      : text,
  )
  expect(await firstCells(bare)).toEqual([['安平', null, 'TRUE'], [5]])
})
