import { exportList } from '@yimi/contract/list.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSpreadsheet } from '#platform/spreadsheets/read-spreadsheet.ts'
import type { CellValue } from '#platform/spreadsheets/sheet-row.ts'
import { idNumber } from '#platform/spreadsheets/ugly-sheets/make-ugly-sheets.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { buildResident } from '../duplicates/duplicates-fixtures.ts'

const ID_NUMBER = idNumber('19530305', 1)
let installation: TestInstallation
let clerk: TestCaller
beforeAll(async () => {
  installation = await createTestInstallation()
  clerk = await installation.as('duty-officer', 'station')
  await buildResident(clerk, installation.orgs.station, {
    name: '=赵建国',
    idNumber: ID_NUMBER,
    contact: '13800001111',
  })
})
afterAll(() => installation.close())

test.each(['xlsx', 'csv'] as const)(
  'residents as %s: who took it on top, nothing that runs, numbers masked',
  async (format) => {
    const body = { orgId: installation.orgs.station, format, reason: '打印楼门名单' }
    const taken = await clerk.get(exportList, { params: { name: 'residents' }, body })
    expect(taken).toMatchObject({ rows: 1, fileName: expect.stringContaining(`.${format}`) })
    const rows: (readonly CellValue[])[] = []
    for await (const row of (await readSpreadsheet(Buffer.from(taken.content, 'base64'))).rows(0)) rows.push(row.cells)
    expect(rows[0]?.[0]).toMatch(/station .+ 导出/)
    expect(rows[1]).toEqual(['姓名', '性别', '出生日期', '身份证号', '联系电话', '住址'])
    expect(rows[2]?.[0]).toBe('=赵建国')
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`13800001111|${ID_NUMBER}`))
  },
)

test('the taking is in the chain, its reason sealed; a list that is not there is not found', async () => {
  const { rows } = await installation.admin.pool.query(
    `select move, refs, detail::text as detail from events where kind = 'list' order by seq`,
  )
  expect(rows.map((row) => [row.move, row.refs.list, row.refs.rows])).toEqual([
    ['export', 'residents', 1],
    ['export', 'residents', 1],
  ])
  expect(JSON.stringify(rows)).not.toContain(Buffer.from('楼门').toString('hex'))
  const body = { orgId: installation.orgs.station, format: 'csv' as const, reason: '看看' }
  expect((await clerk.call(exportList, { params: { name: 'nothing' }, body })).statusCode).toBe(404)
})
