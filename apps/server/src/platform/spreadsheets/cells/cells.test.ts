import { describe, expect, test } from 'vitest'
import type { CellValue } from '../sheet-row.ts'
import type { CellReader } from './cell-reading.ts'
import { type BirthdayRead, readBirthday, readDay } from './read-birthday.ts'
import { checkSignOf, idNumberFrom15, readIdNumber } from './read-id-number.ts'
import { readName } from './read-name.ts'
import { readPhone } from './read-phone.ts'
import { readSex } from './read-sex.ts'
import { textReader } from './read-text.ts'

const given = { today: '2026-11-23' }
function read<Value>(reader: CellReader<Value>, cell: CellValue) {
  const { value, fault, notes } = reader(cell, given)
  return fault ?? [value, ...notes]
}

describe('a name', () => {
  test.each<[string, unknown]>([
    ['安和平', ['安和平']],
    ['安 和 平', ['安和平', 'blanks-removed']],
    ['安　平', ['安平', 'blanks-removed']],
    ['安\u200b平', ['安平', 'blanks-removed']],
    ['欧阳 安和', ['欧阳安和', 'blanks-removed']],
    ['买买提·艾山', ['买买提·艾山']],
    ['买买提•艾山', ['买买提·艾山']],
    ['𠮷永', ['𠮷永']],
    ['Anna  Smith', ['Anna Smith', 'blanks-removed']],
    ['安平、林静', 'name-two-people'],
    ['安平/林静', 'name-two-people'],
    ['安平\n林静', 'name-two-people'],
    ['安平 林静', 'name-two-people'],
    ['安平和林静', 'name-two-people'],
    ['安平(已迁出)', 'name-has-remark'],
    ['安平2', 'name-has-digits'],
    ['安', 'name-not-a-name'],
    ['#安平', 'name-not-a-name'],
  ])('%j', (cell, result) => expect(read(readName, cell)).toEqual(result))
})

describe('an identity number', () => {
  const valid = '990101195303050014'
  const male = `99010119530305001${checkSignOf('99010119530305001')}`
  const female = `99010119530305002${checkSignOf('99010119530305002')}`
  const value = { number: male, birthDate: '1953-03-05', sex: 'male' }
  test('of 18 signs says birth date and sex', () => {
    expect(male).toHaveLength(18)
    expect(valid.slice(0, 16)).toBe(male.slice(0, 16))
    expect(read(readIdNumber, male)).toEqual([value])
    expect(read(readIdNumber, female)).toEqual([{ number: female, birthDate: '1953-03-05', sex: 'female' }])
  })
  test('in full-width digits, with blanks, with an apostrophe, ending in a small x', () => {
    const wide = [...male].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('')
    expect(read(readIdNumber, wide)).toEqual([value, 'width-changed'])
    expect(read(readIdNumber, `${male.slice(0, 6)} ${male.slice(6)}`)).toEqual([value, 'blanks-removed'])
    expect(read(readIdNumber, `'${male}`)).toEqual([value])
    const digits = Array.from({ length: 999 }, (_, index) => `99010119530305${String(index).padStart(3, '0')}`)
    const endsInX = digits.find((each) => checkSignOf(each) === 'X') ?? ''
    expect(read(readIdNumber, `${endsInX}x`)).toMatchObject([{ number: `${endsInX}X` }])
  })
  test('of 15 digits becomes one of 18', () => {
    expect(read(readIdNumber, '990101530305001')).toEqual([value, 'id-from-15'])
    expect(read(readIdNumber, 990101530305001)).toEqual([value, 'id-from-15'])
    expect(idNumberFrom15('990101530305001')).toBe(male)
  })
  test.each<[CellValue, string]>([
    [990101195303050000, 'id-ruined'],
    [4.1e17, 'id-ruined'],
    ['4.1E+17', 'id-ruined'],
    ['9.90101195303E+17', 'id-ruined'],
    [`${male.slice(0, 17)}${male[17] === '0' ? '1' : '0'}`, 'id-check'],
    [`${male.slice(0, 10)}${male[11]}${male[10]}${male.slice(12)}`, 'id-check'],
    [male.slice(0, 17), 'id-length'],
    ['护照E12345678', 'id-sign'],
    [`99010119531305001${checkSignOf('99010119531305001')}`, 'id-birth'],
    [`99010120991305001${checkSignOf('99010120991305001')}`, 'id-birth'],
    [{ error: '#REF!' }, 'formula-error'],
    [{ error: '' }, 'formula-empty'],
  ])('%j is refused with %s', (cell, fault) => expect(read(readIdNumber, cell)).toBe(fault))
})

describe('a telephone number', () => {
  test.each<[CellValue, unknown]>([
    ['13800005678', ['13800005678']],
    [13800005678, ['13800005678']],
    ['138-0000-5678', ['13800005678', 'phone-marks-removed']],
    ['+86 138 0000 5678', ['13800005678', 'phone-marks-removed']],
    ['１３８００００５６７８', ['13800005678', 'width-changed']],
    ['010-12345678', ['010-12345678', 'phone-marks-removed']],
    ['(0999)1234567', ['0999-1234567', 'phone-marks-removed']],
    ['66012345', ['66012345']],
    ['1.38E+10', 'phone-ruined'],
    ['13800005678/13900001111', 'phone-several'],
    ['13800005678 13900001111', 'phone-several'],
    [9991234567, 'phone-lost-zero'],
    ['1380000567', 'phone-length'],
    ['138000056789', 'phone-length'],
    ['无', 'phone-sign'],
  ])('%j', (cell, result) => expect(read(readPhone, cell)).toEqual(result))
})

describe('a birthday', () => {
  function solar(year?: number, month?: number, day?: number): BirthdayRead {
    return { calendar: 'solar', year, month, day, isLeap: false }
  }
  function lunar(year: number | undefined, month: number, day?: number, isLeap = false): BirthdayRead {
    return { calendar: 'lunar', year, month, day, isLeap }
  }
  test.each<[CellValue, unknown]>([
    ['1953-03-05', [solar(1953, 3, 5)]],
    ['1953/3/5', [solar(1953, 3, 5)]],
    ['1953.3.5', [solar(1953, 3, 5)]],
    ['1953-03-05 00:00:00', [solar(1953, 3, 5)]],
    ['1953年3月5日', [solar(1953, 3, 5)]],
    ['1953 年 3 月 5 号', [solar(1953, 3, 5)]],
    ['１９５３年３月５日', [solar(1953, 3, 5), 'width-changed']],
    ['一九五三年三月五日', [solar(1953, 3, 5)]],
    ['一九五〇年十二月三十一日', [solar(1950, 12, 31)]],
    ['53.3.5', [solar(1953, 3, 5), 'date-two-digit-year']],
    ['53年3月5日', [solar(1953, 3, 5), 'date-two-digit-year']],
    ['19530305', [solar(1953, 3, 5)]],
    [19530305, [solar(1953, 3, 5)]],
    [19423, [solar(1953, 3, 5), 'date-from-serial']],
    [{ date: '1953-03-05' }, [solar(1953, 3, 5)]],
    ['1953年3月', [solar(1953, 3), 'date-month-only']],
    ['1953.03', [solar(1953, 3), 'date-month-only']],
    [1953.3, [solar(1953, 3), 'date-month-only']],
    [195303, [solar(1953, 3), 'date-month-only']],
    ['1953', [solar(1953), 'date-year-only']],
    ['1953年', [solar(1953), 'date-year-only']],
    ['3月5日', [solar(undefined, 3, 5)]],
    ['一九五三年三月初五', [lunar(1953, 3, 5), 'date-lunar']],
    ['农历1953年3月5日', [lunar(1953, 3, 5), 'date-lunar']],
    ['1953.3.5（农历）', [lunar(1953, 3, 5), 'date-lunar']],
    ['阴历三月廿九', [lunar(undefined, 3, 29), 'date-lunar']],
    ['腊月二十三', [lunar(undefined, 12, 23), 'date-lunar']],
    ['正月十五', [lunar(undefined, 1, 15), 'date-lunar']],
    ['1952年闰五月初六', [lunar(1952, 5, 6, true), 'date-lunar']],
    ['闰四月初六', [lunar(undefined, 4, 6, true), 'date-lunar']],
    ['冬月三十', [lunar(undefined, 11, 30), 'date-lunar']],
    ['农历一九五三年三月', [lunar(1953, 3), 'date-lunar', 'date-month-only']],
    ['1953年闰五月初六', 'date-lunar-not-real'],
    ['1953年2月30日', 'date-not-real'],
    ['1953-13-05', 'date-not-real'],
    ['23.3.5', 'date-century'],
    [1953.1, 'date-decimal'],
    ['2027-01-01', 'date-future'],
    ['1853年3月5日', 'date-too-old'],
    ['属蛇', 'date-unreadable'],
    ['三月份生', [solar(undefined, 3), 'date-month-only']],
    ['不详', 'date-unreadable'],
  ])('%j', (cell, result) => expect(read(readBirthday, cell)).toEqual(result))

  test.each<[CellValue, unknown]>([
    ['2026年3月5日', ['2026-03-05']],
    ['2030-01-01', ['2030-01-01']],
    ['2026年3月', 'day-unreadable'],
    ['农历2026年八月十五', ['2026-09-25', 'date-lunar']],
  ])('as a day: %j', (cell, result) => expect(read(readDay, cell)).toEqual(result))
})

test.each<[CellValue, unknown]>([
  ['男', ['male']],
  [' 女 ', ['female']],
  [1, ['male']],
  ['２', ['female']],
  ['男/女', 'sex-unknown'],
  [null, [undefined]],
])('sex %j', (cell, result) => expect(read(readSex, cell)).toEqual(result))

test.each<[CellValue, unknown]>([
  ['  三号楼\t二单元 ', ['三号楼 二单元']],
  [12, ['12']],
  ['x'.repeat(11), 'too-long'],
  ['   ', [undefined]],
  [{ error: '#N/A' }, 'formula-error'],
])('words %j', (cell, result) => expect(read(textReader(10), cell)).toEqual(result))
