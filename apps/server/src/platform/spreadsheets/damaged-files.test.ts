import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readSpreadsheet } from './read-spreadsheet.ts'
import type { SheetRow } from './sheet-row.ts'
import { SPREADSHEET_LIMITS } from './spreadsheet-fault.ts'
import { buildXlsx, buildZip } from './ugly-sheets/build-xlsx.ts'

async function rowsOf(bytes: Buffer): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const row of (await readSpreadsheet(bytes)).rows(0)) rows.push(row)
  return rows
}
const good = buildXlsx([
  {
    name: '居民',
    rows: [
      ['姓名', '性别'],
      ['安平', '男'],
    ],
  },
])

test.each<[string, () => Buffer, string]>([
  ['nothing', () => Buffer.alloc(0), 'no-rows'],
  ['a picture', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe, 0]), 'not-a-spreadsheet'],
  ['an old .xls', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'old-format'],
  ['half an .xlsx', () => good.subarray(0, good.length / 2), 'damaged'],
  ['an archive of something else', () => buildZip([['a.txt', Buffer.from('a')]]), 'damaged'],
  ['a large file', () => Buffer.alloc(SPREADSHEET_LIMITS.fileBytes + 1, 'a'), 'file-too-large'],
  ['too many columns', () => Buffer.from(`a${','.repeat(300)}b`), 'too-many-columns'],
])('%s is refused', async (_, bytes, code) => {
  await expect(rowsOf(bytes())).rejects.toMatchObject({ name: 'SpreadsheetFault', code })
})

test('a bomb is refused by what it states, and by what it does when it states less', async () => {
  const zeros = Buffer.alloc(200 * 1024 * 1024, ' ')
  const bomb = buildZip([['xl/worksheets/sheet1.xml', zeros]])
  expect(bomb.length).toBeLessThan(400_000)
  await expect(readSpreadsheet(bomb)).rejects.toMatchObject({ code: 'unpacks-too-large' })

  const liar = Buffer.from(good)
  const sheetAt = liar.lastIndexOf('xl/worksheets/sheet1.xml') - 46
  liar.writeUInt32LE(40, sheetAt + 24)
  await expect(rowsOf(liar)).rejects.toMatchObject({ code: 'unpacks-too-large' })
  expect(deflateRawSync(Buffer.alloc(0))).toHaveLength(2)
})

test('every cut and many changed bytes end in a fault of ours or in rows, never in anything else', async () => {
  let faults = 0
  for (let at = 0; at < good.length; at += 7) {
    const changed = Buffer.from(good)
    changed[at] = (changed[at] ?? 0) ^ 0x55
    for (const bytes of [changed, good.subarray(0, at)]) {
      try {
        await rowsOf(bytes)
      } catch (error) {
        expect((error as Error).name).toBe('SpreadsheetFault')
        faults += 1
      }
    }
  }
  expect(faults).toBeGreaterThan(good.length / 14)
})

test.each<[string, Buffer, string[][]]>([
  [
    'a quoted field with line end',
    Buffer.from('姓名,说明\n安平,"一\n二"\n'),
    [
      ['姓名', '说明'],
      ['安平', '一\n二'],
    ],
  ],
  [
    'UTF-8 with mark',
    Buffer.from('\ufeff姓名\t性别\r\n安平\t男'),
    [
      ['姓名', '性别'],
      ['安平', '男'],
    ],
  ],
  [
    'UTF-16 with mark',
    Buffer.from('\ufeff姓名\t性别\r\n安平\t男', 'utf16le'),
    [
      ['姓名', '性别'],
      ['安平', '男'],
    ],
  ],
  [
    'digits kept as text',
    Buffer.from('编号,号码\n="0123",\'0456\n'),
    [
      ['编号', '号码'],
      ['0123', '0456'],
    ],
  ],
  ['a quote never closed', Buffer.from('姓名,性别\n"安平,男\n'), [['姓名', '性别'], ['安平,男\n']]],
  [
    'semicolons and an empty line',
    Buffer.from('姓名;性别\n\n安平;男\n'),
    [
      ['姓名', '性别'],
      ['安平', '男'],
    ],
  ],
])('csv: %s', async (_, bytes, rows) => {
  expect((await rowsOf(bytes)).map((row) => row.cells)).toEqual(rows)
})
