import { isBlank, textOf } from '../sheet-row.ts'
import { type CellReader, errorOf, faultOf, halfWidth } from './cell-reading.ts'

const MALE = new Set(['男', '男性', 'm', 'male', '1'])
const FEMALE = new Set(['女', '女性', 'f', 'female', '2'])

/** Codes 1 and 2 are those of GB/T 2261.1. */
export const readSex: CellReader<'male' | 'female'> = (cell) => {
  if (isBlank(cell) || cell === null) return { notes: [] }
  if (typeof cell === 'object' && 'error' in cell) return errorOf(cell)
  const plain = halfWidth(textOf(cell)).text.replace(/\s/g, '').toLowerCase()
  if (MALE.has(plain)) return { value: 'male', notes: [] }
  return FEMALE.has(plain) ? { value: 'female', notes: [] } : faultOf('sex-unknown')
}
