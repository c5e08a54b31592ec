import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CELL_FAULTS, CELL_NOTES } from '#platform/spreadsheets/cells/cell-reading.ts'
import { chooseSheet, lookAtSheets } from '#platform/spreadsheets/choose-sheet.ts'
import { type FoundTable, kindOfRow } from '#platform/spreadsheets/find-table.ts'
import { readSpreadsheet } from '#platform/spreadsheets/read-spreadsheet.ts'
import { readTableRow } from '#platform/spreadsheets/read-table-row.ts'
import { columnLetters } from '#platform/spreadsheets/sheet-row.ts'
import { UGLY_SHEETS } from '#platform/spreadsheets/ugly-sheets/make-ugly-sheets.ts'
import { checkResident, RESIDENT_FIELDS } from './resident-fields.ts'

const folder = join(import.meta.dirname, '../../platform/spreadsheets/ugly-sheets')

/** What is understood of a file: people by row, and «cell: code» of every fault and note. */
async function understood(file: string) {
  const book = await readSpreadsheet(readFileSync(join(folder, file)))
  const looked = await lookAtSheets(book, RESIDENT_FIELDS)
  const chosen = chooseSheet(looked)
  if (!chosen?.table) throw new Error(`no table in ${file}`)
  const table: FoundTable = chosen.table
  const mapping = Object.fromEntries(table.columns.flatMap((each) => (each.field ? [[each.field, each.column]] : [])))
  const people: Record<string, unknown>[] = []
  const marks = { faults: [] as string[], notes: [] as string[] }
  const rows = { hidden: [] as number[], skipped: [] as string[] }
  for await (const row of book.rows(chosen.sheet)) {
    if (row.number <= (table.headingRows.at(-1) ?? 0)) continue
    const kind = kindOfRow(row, table)
    if (kind !== 'data') {
      rows.skipped.push(`${row.number} ${kind}`)
      continue
    }
    if (row.hidden) rows.hidden.push(row.number)
    const reading = readTableRow(row, mapping, RESIDENT_FIELDS, { today: '2026-11-23' })
    const more = checkResident(reading)
    people.push({ row: row.number, ...reading.values })
    const at = (field: string) => `${columnLetters(mapping[field] ?? -1)}${row.number}`
    marks.faults.push(...[...reading.faults, ...more.faults].map((each) => `${at(each.field)} ${each.code}`))
    marks.notes.push(...[...reading.notes, ...more.notes].map((each) => `${at(each.field)} ${each.code}`))
  }
  return { book, chosen, table, people, ...marks, ...rows }
}

test('the twelve files stand in their folder, each as the script makes it', () => {
  const names = Object.keys(UGLY_SHEETS)
  expect(names).toHaveLength(12)
  expect(readdirSync(folder).filter((name) => !name.endsWith('.ts'))).toEqual(names)
  for (const name of names)
    expect(readFileSync(join(folder, name)).equals(UGLY_SHEETS[name]?.() ?? Buffer.alloc(0)), name).toBe(true)
})

test('every fault and note has words, and faults say what to do', () => {
  for (const words of [...Object.values(CELL_FAULTS), ...Object.values(CELL_NOTES)]) expect(words).toMatch(/。$/)
})

describe('ugly sheets', () => {
  test('1: titles merged over the columns, headings over two rows, an address merged down a household', async () => {
    const { table, people, faults, notes } = await understood('01-merged-titles.xlsx')
    expect(table.headingRows).toEqual([3, 4])
    expect(table.columns.map(({ heading, field }) => [heading, field])).toEqual([
      ['序号', undefined],
      ['基本情况·姓名*', 'name'],
      ['基本情况·性别', 'sex'],
      ['基本情况·身份证号码（18位）', 'idNumber'],
      ['联系方式·手机', 'phone'],
      ['联系方式·备注', 'remark'],
      ['家庭住址', 'address'],
    ])
    expect(people.map(({ row, name, address }) => [row, name, address])).toEqual([
      [5, '安平', '东河里1号楼1单元101'],
      [6, '林静', '东河里1号楼1单元101'],
      [7, '白云山', '东河里1号楼2单元201'],
    ])
    expect(faults).toEqual([])
    expect(notes).toEqual(['G6 from-merged'])
  })

  test('2: full-width digits', async () => {
    const { people, faults, notes } = await understood('02-full-width.xlsx')
    expect(people[0]).toMatchObject({ idNumber: { birthDate: '1953-03-05', sex: 'male' }, phone: '13800005601' })
    expect(faults).toEqual(['D3 id-length', 'E3 phone-length'])
    expect(notes).toEqual(['D2 width-changed', 'E2 width-changed', 'D3 width-changed', 'E3 width-changed'])
  })

  test('3: numbers ruined by scientific notation are refused with the words what to do', async () => {
    const { people, faults, notes } = await understood('03-ruined-numbers.xlsx')
    expect(faults).toEqual(['D2 id-ruined', 'D3 id-ruined', 'E3 phone-ruined'])
    expect(CELL_FAULTS['id-ruined']).toContain('4.1E+17')
    expect(CELL_FAULTS['id-ruined']).toContain('文本')
    expect(people[0]).not.toHaveProperty('idNumber')
    expect(people[2]).toMatchObject({ idNumber: { birthDate: '1948-11-30' }, phone: '13800005603' })
    expect(notes).toEqual(['D4 id-from-15'])
  })

  test('4: Chinese dates, solar and lunar', async () => {
    const { people, faults, notes } = await understood('04-chinese-dates.xlsx')
    const solar = { calendar: 'solar', year: 1953, month: 3, day: 5 }
    for (const index of [1, 2, 3, 4]) expect(people[index], `row ${index + 2}`).toMatchObject({ birthday: solar })
    expect(people[0]).toMatchObject({ birthday: { ...solar, calendar: 'lunar' } })
    expect(people[5]).toMatchObject({ birthday: { calendar: 'lunar', year: undefined, month: 12, day: 23 } })
    expect(people[6]).toMatchObject({ birthday: { year: 1952, month: 5, day: 6, isLeap: true } })
    expect(faults).toEqual([
      'C9 date-lunar-not-real',
      'C10 date-decimal',
      'C11 date-century',
      'C12 date-not-real',
      'C14 date-unreadable',
    ])
    expect(notes.filter((note) => !note.endsWith('date-lunar'))).toEqual([
      'C4 date-two-digit-year',
      'C6 date-from-serial',
      'C13 date-month-only',
    ])
  })

  test('5: two people in a cell', async () => {
    const { people, faults } = await understood('05-two-people.xlsx')
    expect(faults.filter((fault) => fault.startsWith('A'))).toEqual([
      'A2 name-two-people',
      'A3 name-two-people',
      'A4 name-two-people',
      'A5 name-two-people',
      'A6 name-has-remark',
    ])
    expect(faults.filter((fault) => !fault.startsWith('A'))).toEqual(
      [2, 3, 4, 5, 6, 7].map((row) => `B${row} phone-several`),
    )
    expect(people[5]).toMatchObject({ name: '白云山' })
  })

  test('6: hidden rows are named', async () => {
    const { hidden, people, book } = await understood('06-hidden-rows.xlsx')
    expect(hidden).toEqual([3, 4])
    expect(people).toHaveLength(4)
    expect(book.sheets[0]).toMatchObject({ hiddenRows: 2 })
  })

  test('7: formulas count as their results, with a note; without a result they are faults', async () => {
    const { people, faults, notes } = await understood('07-formulas.xlsx')
    expect(people[0]).toMatchObject({ name: '安平', sex: 'male', birthday: { year: 1953 } })
    expect(notes).toEqual(['A2 from-formula', 'C2 from-formula', 'D2 from-formula'])
    expect(faults).toEqual(['A3 formula-error', 'C3 formula-empty', 'D3 formula-error'])
  })

  test('8: the wrong sheet first, and a hidden one with more rows', async () => {
    const { chosen, people } = await understood('08-wrong-sheet-first.xlsx')
    expect(chosen).toMatchObject({ sheet: 2, name: '居民名册', hidden: false })
    expect(people).toHaveLength(4)
  })

  test('9: a csv in GBK with a tab before each field', async () => {
    const { book, people, faults } = await understood('09-gbk.csv')
    expect(book.encoding).toBe('gb18030')
    expect(people.map((person) => person.name)).toEqual(['安平', '林静', '白云山', '欧阳安和'])
    expect(faults).toEqual([])
  })

  test('10: blanks inside names and headings', async () => {
    const { people, faults, notes } = await understood('10-blanks-in-names.xlsx')
    expect(people.map((person) => person.name)).toEqual([
      '安平',
      '林静',
      '白云山',
      '欧阳安和',
      '安平',
      '买买提·艾山',
      undefined,
    ])
    expect(faults).toEqual(['A8 name-has-digits'])
    expect(notes).toEqual(['A2', 'A3', 'A5', 'A6', 'A7'].map((at) => `${at} blanks-removed`))
  })

  test('11: headings and titles repeated on every printed page', async () => {
    const { people, skipped, faults } = await understood('11-repeated-headings.xlsx')
    expect(people.map((person) => person.row)).toEqual([3, 4, 7, 8])
    expect(skipped).toEqual(['5 remark', '6 heading'])
    expect(faults).toEqual([])
  })

  test('12: totals and signatures', async () => {
    const { people, skipped, faults } = await understood('12-totals.xlsx')
    expect(people.map((person) => person.row)).toEqual([2, 3, 5, 6])
    expect(skipped).toEqual(['4 total', '7 total', '8 remark'])
    expect(faults).toEqual([])
  })
})
