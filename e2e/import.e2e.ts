import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listPeople } from '@yimi/contract/person.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BuiltCell, buildXlsx } from '../apps/server/src/platform/spreadsheets/ugly-sheets/build-xlsx.ts'
import { idNumber } from '../apps/server/src/platform/spreadsheets/ugly-sheets/make-ugly-sheets.ts'
import { type ApiCaller, signInAs } from './api-caller.ts'
import { atDesk, axeFindings, openBrowser, shot, shotOfAll } from './people-at-screens.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'

const RESIDENTS = 2_400
const HEADINGS = ['序号', '姓 名', '性别', '身份证号码', '联系电话（手机）', '楼号', '单元', '门号', '备注']

let yimi: RunningYimi
let browser: Browser
let clerk: ApiCaller
let file: string
let folder: string

beforeAll(async () => {
  yimi = await startYimi()
  browser = await openBrowser()
  clerk = await signInAs(yimi, 'station-head')
  folder = mkdtempSync(join(tmpdir(), 'yimi-sheet-'))
  file = join(folder, '东河社区居民名册（最终版2）.xlsx')
  writeFileSync(file, uglySheet())
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** As it comes: an explanation first, a title over everything, headings on every page, a totals row, seven bad cells. */
function uglySheet(): Buffer {
  const people = Array.from({ length: RESIDENTS }, (_, index) => resident(index))
  const spoil = (at: number, column: number, cell: BuiltCell) => {
    const row = people[at]
    if (row) row[column] = cell
  }
  spoil(10, 1, '安平、林静')
  spoil(20, 3, 990101195303050000)
  spoil(30, 4, '13800005601/13800005602')
  spoil(40, 2, '女')
  spoil(50, 3, '99010119530305')
  spoil(60, 1, { formula: 'VLOOKUP(A9,名册!A:B,2,0)', result: '#N/A', isError: true })
  spoil(70, 1, '安　平')
  const pages = Array.from({ length: RESIDENTS / 600 }, (_, page) => [
    HEADINGS,
    ...people.slice(page * 600, page * 600 + 600),
  ]).flat()
  return buildXlsx([
    { name: '填表说明', rows: [['一、姓名必填。'], ['二、身份证号设为文本。']] },
    {
      name: '居民',
      rows: [
        ['东河社区居民名册'],
        ['制表日期：2026年11月'],
        ...pages,
        ['合计', RESIDENTS, null, null, null, `${RESIDENTS}人`],
        ['填表人：安平'],
      ],
      merges: ['A1:I1', 'A2:I2'],
    },
  ])
}

function resident(index: number): BuiltCell[] {
  const birth = `${1940 + (index % 60)}${String((index % 12) + 1).padStart(2, '0')}${String((index % 28) + 1).padStart(2, '0')}`
  return [
    index + 1,
    `${[...'赵钱孙李周吴郑王'][index % 8]}${[...'安平静云山'][index % 5]}${[...'和宁康'][index % 3]}`,
    '男',
    idNumber(birth, Math.floor(index / 60) * 2 + 1),
    `139${String(index).padStart(8, '0')}`,
    String((index % 20) + 1),
    String((index % 4) + 1),
    String(101 + Math.floor(index / 60)),
    null,
  ]
}

async function residents(): Promise<number> {
  return (await clerk.call(listPeople, { query: { limit: 1 } })).total
}

async function mend(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text)
  const row = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: label.split('的')[0] ?? '', exact: true }) })
  await row.getByRole('button', { name: '保存这一行' }).click()
  await row.getByText('已改好').waitFor()
}

test('a clerk imports an ugly sheet of 2,400 residents, mends what is marked, undoes, imports again', async () => {
  try {
    const before = await residents()
    const page = await atDesk(browser, yimi, 'duty-officer')
    await page.goto(`${yimi.url}/console/#/imports`)
    await page.getByRole('heading', { name: '选择表格' }).waitFor()
    await shot(page, 'desk-imports', true)
    expect(await axeFindings(page)).toEqual([])
    await page.locator('input[type=file]').setInputFiles(file)

    await page.getByRole('heading', { name: '每一列是什么' }).waitFor({ timeout: 60_000 })
    await page.getByText('还有 1 个工作表没有读取').waitFor()
    expect(await page.getByLabel(/姓 名/).inputValue()).toBe('name')
    await shot(page, 'desk-import-staged', true)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: '开始检查' }).click()
    await page.getByRole('heading', { name: '标出的行' }).waitFor({ timeout: 120_000 })
    await page.getByRole('button', { name: '先导入没有问题的 2394 行，留下 6 行' }).waitFor()
    await page.getByLabel('第 14 行的姓 名').waitFor()
    await shot(page, 'desk-import-marked', true)
    expect(await axeFindings(page)).toEqual([])
    expect(await residents()).toBe(before)

    await mend(page, '第 14 行的姓 名', '安平')
    await mend(page, '第 24 行的身份证号码', idNumber('19600907', 91))
    await mend(page, '第 34 行的联系电话（手机）', '13800005601')
    await mend(page, '第 44 行的性别', '男')
    await mend(page, '第 54 行的身份证号码', idNumber('19500907', 93))
    await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: '第 64 行', exact: true }) })
      .getByRole('button', { name: '这一行不导入' })
      .click()
    await page.getByText('您选择不导入').waitFor()
    await shot(page, 'desk-import-mended', true)
    await page.getByRole('button', { name: '重新检查' }).click()
    await page.getByRole('button', { name: '导入 2399 行' }).click({ timeout: 120_000 })
    await page.getByText('正在导入').waitFor()
    await shot(page, 'desk-import-running')
    await page.getByText('已导入 2399 人').waitFor({ timeout: 170_000 })
    await shot(page, 'desk-import-done')
    expect(await axeFindings(page)).toEqual([])
    expect(await residents()).toBe(before + 2399)

    await page.getByRole('button', { name: '撤回这次导入' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '撤回这次导入' }).click()
    await page.getByText('已撤回 2399 人').waitFor({ timeout: 120_000 })
    expect(await residents()).toBe(before)

    await page.getByRole('button', { name: /(?:开始|重新)检查/ }).click()
    await page.getByRole('button', { name: '导入 2399 行' }).click({ timeout: 120_000 })
    await page.getByText('已导入 2399 人').waitFor({ timeout: 170_000 })
    expect(await residents()).toBe(before + 2399)
    await page.goto(`${yimi.url}/console/#/imports`)
    await page.getByRole('link', { name: '东河社区居民名册（最终版2）.xlsx' }).waitFor()
    await shot(page, 'desk-imports-list', true)
    await page.context().close()
  } catch (fault) {
    await shotOfAll(browser, 'import-failed')
    throw fault
  }
}, 600_000)
