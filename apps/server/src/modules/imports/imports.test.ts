import {
  cancelImport,
  checkImport,
  forgetImport,
  getImport,
  listImportRows,
  mapImport,
  mendImportRow,
  runImport,
} from '@yimi/contract/import.ts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { inScope } from '#platform/database/scope.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { buildXlsx } from '#platform/spreadsheets/ugly-sheets/build-xlsx.ts'
import { UGLY_SHEETS } from '#platform/spreadsheets/ugly-sheets/make-ugly-sheets.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { forgetOld } from './forget-imports.ts'
import {
  checked,
  HEADINGS,
  imported,
  residentRows,
  residentSheet,
  settled,
  stage,
  undone,
  upload,
} from './imports-fixtures.ts'

// As long as `settled` waits: the thread loads the code, which a busy machine takes a while for.
vi.setConfig({ testTimeout: 60_000 })

let installation: TestInstallation
let clerk: TestCaller
beforeAll(async () => {
  installation = await createTestInstallation()
  clerk = await installation.as('duty-officer', 'station')
})
afterAll(() => installation.close())

async function residents(): Promise<number> {
  const { rows } = await installation.admin.pool.query(
    'select count(*)::int as count from people where resident and erased_at is null',
  )
  return rows[0].count
}

describe('a list without a fault', () => {
  test('is staged, checked, imported whole, undone, and imported again', async () => {
    const before = await residents()
    const staged = await stage(installation, clerk, residentSheet(residentRows(30)))
    expect(staged).toMatchObject({ status: 'staged', fileName: '名单.xlsx', headingRows: [1], remembered: false })
    expect(staged.columns.map((column) => column.field)).toEqual([
      'name',
      'sex',
      'idNumber',
      'phone',
      'building',
      'unit',
      'door',
    ])
    expect(await residents()).toBe(before)
    const { id } = staged
    expect(await checked(clerk, id)).toMatchObject({ status: 'checked', counts: { rows: 30, ready: 30, faulty: 0 } })
    expect(await residents()).toBe(before)
    expect(await imported(clerk, id)).toMatchObject({ status: 'imported', created: 30 })
    expect(await residents()).toBe(before + 30)
    expect(await undone(clerk, id)).toMatchObject({ status: 'undone', created: 30, withdrawn: 30 })
    expect(await residents()).toBe(before)
    await checked(clerk, id)
    expect(await imported(clerk, id)).toMatchObject({ status: 'imported', created: 30 })
    expect(await residents()).toBe(before + 30)
    await undone(clerk, id)
    const faults = await inScope(installation.services.database, { role: 'yimi_jobs' }, (tx) => verifyChains(tx))
    expect(faults.faults).toEqual([])
  })

  test('who was registered before is not registered twice; namesakes are noted', async () => {
    const [first, second] = residentRows(2, 500)
    const { id } = await stage(installation, clerk, residentSheet([first ?? []]))
    await checked(clerk, id)
    await imported(clerk, id)
    const sameNameAndPhone = [...(second ?? [])]
    sameNameAndPhone[0] = first?.[0] ?? null
    sameNameAndPhone[3] = first?.[3] ?? null
    const again = await stage(installation, clerk, residentSheet([first ?? [], sameNameAndPhone]))
    expect((await checked(clerk, again.id)).counts).toEqual({
      rows: 2,
      ready: 1,
      faulty: 0,
      noted: 1,
      skipped: { 'already-there': 1 },
    })
    const noted = await clerk.get(listImportRows, { params: { id: again.id }, query: { show: 'noted' } })
    expect(noted.items[0]?.cells[0]?.notes[0]).toContain('可能已登记')
    expect(await imported(clerk, again.id)).toMatchObject({ created: 1 })
    for (const each of [again.id, id]) await undone(clerk, each)
  })
})

describe('a list with faults', () => {
  const [good, other] = residentRows(2, 600)
  const rows = [
    good ?? [],
    ['安平、林静', ...(other ?? []).slice(1)],
    [...(good ?? [])],
    ['白云山', '女', ...(other ?? []).slice(2)],
  ]

  test('is refused as it is, mended cell by cell, and imported', async () => {
    const { id } = await stage(installation, clerk, residentSheet(rows))
    expect((await clerk.call(runImport, { params: { id }, body: { withoutFaulty: false } })).json().code).toBe(
      'import-not-checked',
    )
    expect((await checked(clerk, id)).counts).toMatchObject({ rows: 4, ready: 1, faulty: 3 })
    expect((await clerk.call(runImport, { params: { id }, body: { withoutFaulty: false } })).json().code).toBe(
      'import-has-faults',
    )
    const faulty = await clerk.get(listImportRows, { params: { id } })
    expect(
      faulty.items.map((row) => [row.number, row.cells.flatMap((cell) => cell.fault ?? [])[0]?.slice(0, 12)]),
    ).toEqual([
      [3, '这一格里像是有两个人。请'],
      [4, '与本表前面的一行重复，请'],
      [5, '性别与身份证号不一致，请'],
    ])
    const mend = (number: number, cells: { column: number; text: string }[], leftOut = false) =>
      clerk.get(mendImportRow, {
        params: { id, number: String(number) as unknown as number },
        body: { cells, leftOut },
      })
    expect((await mend(3, [{ column: 0, text: '安平' }])).cells.every((cell) => cell.fault === null)).toBe(true)
    expect(await mend(4, [], true)).toMatchObject({ leftOut: true, skipped: '您选择不导入' })
    expect((await clerk.call(runImport, { params: { id }, body: { withoutFaulty: true } })).json().code).toBe(
      'import-not-checked',
    )
    // Mended, row 3 holds the number of row 5: the whole list is read again before anything is imported.
    await mend(5, [{ column: 1, text: '男' }])
    expect((await checked(clerk, id)).counts).toMatchObject({
      rows: 3,
      ready: 2,
      faulty: 1,
      skipped: { 'left-out': 1 },
    })
    expect(await imported(clerk, id, true)).toMatchObject({ status: 'imported', created: 2 })
    expect(
      (
        await clerk.call(mendImportRow, { params: { id, number: 3 as never }, body: { cells: [], leftOut: true } })
      ).json().code,
    ).toBe('import-over')
    await undone(clerk, id)
  })

  test('cells without a fault show no whole number; those with one show what was typed', async () => {
    const { id } = await stage(
      installation,
      clerk,
      residentSheet([good ?? [], ['安平', '男', '4.1E+17', '13800009999', '1', '1', '101']]),
    )
    await checked(clerk, id)
    const all = await clerk.get(listImportRows, { params: { id }, query: { show: 'all' } })
    expect(all.total).toBe(3)
    expect(JSON.stringify(all)).not.toContain(String(good?.[2]))
    expect(JSON.stringify(all)).not.toContain('13800009999')
    expect(all.items[2]?.cells[2]).toMatchObject({ text: '4.1E+17', fault: expect.stringContaining('文本') })
  })
})

test('what was changed since the import stays when it is undone, and how many is said', async () => {
  const { id } = await stage(installation, clerk, residentSheet(residentRows(3, 700)))
  await checked(clerk, id)
  await imported(clerk, id)
  await installation.admin.pool.query(
    `update people set revision = 1 where id = (select record_id from import_records where import_id = $1 limit 1)`,
    [id],
  )
  expect(await undone(clerk, id)).toMatchObject({ created: 3, withdrawn: 2 })
})

test('columns that were not guessed are mapped by hand, and remembered for the same headings', async () => {
  const [row] = residentRows(1, 800)
  const odd = buildXlsx([{ name: '表', rows: [['户内人', '男女', '号码', '手机'], row?.slice(0, 4) ?? []] }])
  const staged = await stage(installation, clerk, odd)
  expect(staged.columns.map((column) => column.field)).toEqual([null, 'sex', null, 'phone'])
  expect((await clerk.call(checkImport, { params: { id: staged.id } })).json()).toMatchObject({
    code: 'import-column-missing',
    detail: expect.stringContaining('姓名'),
  })
  const mapping = { name: 0, sex: 1, idNumber: 2, phone: 3 }
  const twice = await clerk.call(mapImport, {
    params: { id: staged.id },
    body: { mapping: { ...mapping, sex: 0 }, withHidden: false },
  })
  expect(twice.statusCode).toBe(400)
  await clerk.get(mapImport, { params: { id: staged.id }, body: { mapping, withHidden: false } })
  expect((await checked(clerk, staged.id)).counts).toMatchObject({ rows: 1, ready: 1 })
  const again = await stage(installation, clerk, odd)
  expect(again).toMatchObject({ remembered: true })
  expect(again.columns.map((column) => column.field)).toEqual(['name', 'sex', 'idNumber', 'phone'])
  const elsewhere = await installation.as('duty-officer', 'sibling')
  expect(await stage(installation, elsewhere, odd, { orgId: installation.orgs.sibling })).toMatchObject({
    remembered: false,
  })
})

test('hidden rows are said, and imported only when that is wanted', async () => {
  const staged = await stage(installation, clerk, UGLY_SHEETS['06-hidden-rows.xlsx']?.() ?? Buffer.alloc(0))
  expect(staged.sheets).toMatchObject([{ hiddenRows: 2, chosen: true }])
  expect((await checked(clerk, staged.id)).counts).toMatchObject({ rows: 2, skipped: { hidden: 2 } })
  const mapping = Object.fromEntries(staged.columns.flatMap(({ field, column }) => (field ? [[field, column]] : [])))
  await clerk.get(mapImport, { params: { id: staged.id }, body: { mapping, withHidden: true } })
  expect((await checked(clerk, staged.id)).counts).toMatchObject({ rows: 4, skipped: {} })
})

test('another sheet is read when it is asked for', async () => {
  const bytes = UGLY_SHEETS['08-wrong-sheet-first.xlsx']?.() ?? Buffer.alloc(0)
  expect((await stage(installation, clerk, bytes)).sheets.map((sheet) => sheet.chosen)).toEqual([false, false, true])
  const hidden = await stage(installation, clerk, bytes, { sheet: 1 })
  expect((await checked(clerk, hidden.id)).counts).toMatchObject({ rows: 8, faulty: 4 })
})

describe('nothing is half imported', () => {
  test('when it is cancelled', async () => {
    const before = await residents()
    const { id } = await stage(installation, clerk, residentSheet(residentRows(1500, 1000)))
    await checked(clerk, id)
    await clerk.get(runImport, { params: { id }, body: { withoutFaulty: false } })
    await clerk.get(cancelImport, { params: { id } })
    const after = await settled(clerk, id)
    expect(after).toMatchObject({ status: 'checked', stopped: 'cancelled', created: 0 })
    expect(await residents()).toBe(before)
  })

  test('when a row fails in the middle', async () => {
    const before = await residents()
    const { id } = await stage(installation, clerk, residentSheet(residentRows(600, 3000)))
    await checked(clerk, id)
    await installation.admin.pool.query(
      `alter table people add constraint trial check (contact_masked <> '138****3450') not valid`,
    )
    await clerk.get(runImport, { params: { id }, body: { withoutFaulty: false } })
    expect(await settled(clerk, id)).toMatchObject({ status: 'checked', stopped: 'failed', created: 0 })
    await installation.admin.pool.query('alter table people drop constraint trial')
    expect(await residents()).toBe(before)
    expect(await imported(clerk, id)).toMatchObject({ created: 600 })
  })

  test('while it runs no second run begins', async () => {
    const { id } = await stage(installation, clerk, residentSheet(residentRows(400, 5000)))
    await clerk.get(checkImport, { params: { id } })
    const answers = await Promise.all([1, 2].map(() => clerk.call(checkImport, { params: { id } })))
    expect(answers.some((answer) => answer.statusCode === 409 && answer.json().code === 'import-running')).toBe(true)
    await settled(clerk, id)
  })
})

test.each([
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe, 0]), '不是表格'],
  ['an old .xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), '另存为'],
])('%s is refused with what to do', async (_, bytes, words) => {
  const answer = await upload(installation, clerk, { orgId: installation.orgs.station, bytes })
  expect(answer.statusCode).toBe(422)
  expect(answer.json()).toMatchObject({ code: 'spreadsheet-refused', detail: expect.stringContaining(words) })
})

test('a list without recognisable headings is staged and can be mapped', async () => {
  const bytes = buildXlsx([{ name: '表', rows: [['安平', '13800001234']] }])
  expect(await stage(installation, clerk, bytes)).toMatchObject({ columns: [], headingRows: [] })
})

describe('staged rows', () => {
  test('stand sealed in the database, name and number', async () => {
    const rows = residentRows(2, 900)
    const { id } = await stage(installation, clerk, residentSheet(rows))
    await checked(clerk, id)
    const { rows: dump } = await installation.admin.pool.query(
      `select (select string_agg(p::text, '') from import_pages p where import_id = $1) as pages, (select i::text from imports i where id = $1) as import,
        (select string_agg(e::text, '') from events e where record_id = $1) as events`,
      [id],
    )
    const text = JSON.stringify(dump)
    for (const word of [rows[0]?.[0], rows[0]?.[2], rows[0]?.[3], '名单.xlsx', HEADINGS[2]]) {
      expect(text).not.toContain(String(word))
      expect(text).not.toContain(Buffer.from(String(word)).toString('hex'))
    }
  })

  test('are thrown away on demand and after fourteen days, with their key', async () => {
    const first = await stage(installation, clerk, residentSheet(residentRows(1, 910)))
    expect(await clerk.get(forgetImport, { params: { id: first.id } })).toMatchObject({
      status: 'forgotten',
      fileName: '',
    })
    const second = await stage(installation, clerk, residentSheet(residentRows(1, 911)))
    expect(await forgetOld(installation.services)).toBe(0)
    installation.setNow(new Date(Date.now() + 15 * 86_400_000))
    expect(await forgetOld(installation.services)).toBeGreaterThan(0)
    installation.setNow(undefined)
    expect((await clerk.call(listImportRows, { params: { id: second.id } })).json().code).toBe('import-over')
    const { rows } = await installation.admin.pool.query(
      `select (select count(*)::int from import_pages where import_id = any ($1)) as pages,
        (select count(*)::int from data_keys where subject_id = any ($1) and wrapped is not null) as keys`,
      [[first.id, second.id]],
    )
    expect(rows).toEqual([{ pages: 0, keys: 0 }])
    expect(await clerk.get(getImport, { params: { id: second.id } })).toMatchObject({ status: 'forgotten' })
  })
})
