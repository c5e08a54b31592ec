import { isBlank, textOf } from '../sheet-row.ts'
import { BLANKS, type CellNoteCode, type CellReader, errorOf, faultOf, halfWidth } from './cell-reading.ts'

/** One telephone number: a mobile number, a landline with area code, or 7 to 8 digits of a local one. Digits alone, `-` after the area code. */
export const readPhone: CellReader<string> = (cell) => {
  if (isBlank(cell) || cell === null) return { notes: [] }
  if (typeof cell === 'object') return 'error' in cell ? errorOf(cell) : faultOf('phone-sign')
  const { text, changed } = halfWidth(textOf(cell))
  const trimmed = text.trim()
  if (/^\d(?:\.\d+)?e\+?\d+$/i.test(trimmed)) return faultOf('phone-ruined')
  const notes: CellNoteCode[] = changed ? ['width-changed'] : []
  const several = trimmed.split(/[、，,;；/|\n或和]/).filter((part) => /\d{5}/.test(part.replace(/\D/g, '')))
  if (several.length > 1 || /\d{7,}\s+\d{7,}/.test(trimmed)) return faultOf('phone-several', notes)
  const plain = trimmed.replace(BLANKS, '').replace(/[()（）－–—‐'’]/g, '-')
  if (!/^[+\d-]+$/.test(plain)) return faultOf('phone-sign', notes)
  const digits = plain.replace(/\D/g, '').replace(/^(?:0086|86)(?=1\d{10}$)/, '')
  if (digits !== trimmed) notes.push('phone-marks-removed')
  if (/^1[3-9]\d{9}$/.test(digits)) return { value: digits, notes }
  // 010 and 02x are followed by 8 digits; other area codes have four digits before 7 or 8.
  const landline = /^(010|02\d)(\d{8})$|^(0[3-9]\d{2})(\d{7,8})$/.exec(digits)
  if (landline) return { value: `${landline[1] ?? landline[3]}-${landline[2] ?? landline[4]}`, notes }
  if (/^[2-8]\d{6,7}$/.test(digits)) return { value: digits, notes }
  if (/^(?:10|2\d)\d{8}$|^[3-9]\d{2}\d{7,8}$/.test(digits)) return faultOf('phone-lost-zero', notes)
  return faultOf('phone-length', notes)
}
