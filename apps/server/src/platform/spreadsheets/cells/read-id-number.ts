import { isPlainDate } from '@yimi/almanac/plain-date.ts'
import { isBlank, textOf } from '../sheet-row.ts'
import { BLANKS, type CellNoteCode, type CellReader, errorOf, faultOf, halfWidth } from './cell-reading.ts'

/** A citizen identity number of 18 signs, with what it says. */
export type IdNumber = { readonly number: string; readonly birthDate: string; readonly sex: 'male' | 'female' }

/** GB 11643-1999, 4: weights of the first 17 digits, and the check sign for each remainder of 11. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_SIGNS = '10X98765432'

/** An identity number kept as text. A spreadsheet keeps 15 digits of a number, so one of 18 typed as a number is lost and refused. */
export const readIdNumber: CellReader<IdNumber> = (cell, { today }) => {
  if (isBlank(cell) || cell === null) return { notes: [] }
  if (typeof cell === 'object') return 'error' in cell ? errorOf(cell) : faultOf('id-sign')
  if (typeof cell === 'number' && !(Number.isInteger(cell) && cell < 1e15)) return faultOf('id-ruined')
  const { text, changed } = halfWidth(textOf(cell))
  if (/^\d(?:\.\d+)?e\+?\d+$/i.test(text.trim())) return faultOf('id-ruined')
  const plain = text
    .replace(BLANKS, '')
    .replace(/['’‘`-]/g, '')
    .toUpperCase()
  const notes: CellNoteCode[] = []
  if (changed) notes.push('width-changed')
  if (/\s/.test(text.trim())) notes.push('blanks-removed')
  if (!/^\d*X?$/.test(plain)) return faultOf('id-sign', notes)
  if (plain.length === 15 && !plain.endsWith('X')) return readOld(plain, today, [...notes, 'id-from-15'])
  if (plain.length !== 18) return faultOf('id-length', notes)
  if (plain[17] !== checkSignOf(plain)) return faultOf('id-check', notes)
  return readBirth(plain, today, notes)
}

/** The check sign that belongs to the first 17 digits. */
export function checkSignOf(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return CHECK_SIGNS[sum % 11] ?? ''
}

/** Numbers of 15 digits were given until 1999, to people born in the 1900s. */
export function idNumberFrom15(digits: string): string {
  const long = `${digits.slice(0, 6)}19${digits.slice(6)}`
  return long + checkSignOf(long)
}

function readOld(digits: string, today: string, notes: readonly CellNoteCode[]) {
  return readBirth(idNumberFrom15(digits), today, notes)
}

function readBirth(number: string, today: string, notes: readonly CellNoteCode[]) {
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isPlainDate(birthDate) || birthDate > today || birthDate < '1900') return faultOf('id-birth', notes)
  const sex: IdNumber['sex'] = Number(number[16]) % 2 === 1 ? 'male' : 'female'
  return { value: { number, birthDate, sex }, notes }
}
