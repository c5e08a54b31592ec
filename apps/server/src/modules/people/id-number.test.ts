import { expect, test } from 'vitest'
import { comparableIdNumber, maskIdNumber, readCitizenNumber } from './id-number.ts'

test.each([
  ['11010519491231002X', '1949-12-31', 'female'],
  ['１１０１０５１９４９１２３１００２ｘ', '1949-12-31', 'female'],
  ['110105 19491231 002x', '1949-12-31', 'female'],
  ['110105491231002', '1949-12-31', 'female'],
  ['440524188001010014', '1880-01-01', 'male'],
])('%s says %s, %s', (text, birthDate, sex) => {
  expect(readCitizenNumber(text)).toMatchObject({ birthDate, sex })
})

test.each(['110105194912310021', '11010519491331002X', '11010519490229002X', '1101051949123100', '', 'AB123'])(
  '%s is no citizen number',
  (text) => {
    expect(readCitizenNumber(text)).toBeUndefined()
  },
)

test('fifteen digits and eighteen of one person compare equal; lists show the last four', () => {
  expect(comparableIdNumber('110105491231002')).toBe(comparableIdNumber('11010519491231002x'))
  expect(maskIdNumber('11010519491231002X')).toBe('**************002X')
  expect(maskIdNumber('E1234')).toBe('*****')
  expect(maskIdNumber('')).toBe('')
})
