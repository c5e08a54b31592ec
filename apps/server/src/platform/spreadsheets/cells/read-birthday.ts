import { AlmanacError } from '@yimi/almanac/almanac-error.ts'
import { anniversaryIn, solarFromLunar } from '@yimi/almanac/lunar-date.ts'
import { addDays, isPlainDate, parsePlainDate, partsOf } from '@yimi/almanac/plain-date.ts'
import { isBlank, textOf } from '../sheet-row.ts'
import {
  type CellNoteCode,
  type CellReader,
  type CellReading,
  type CellSurroundings,
  errorOf,
  faultOf,
  halfWidth,
} from './cell-reading.ts'
import { type DateWords, dateWordsOf } from './date-words.ts'

/** A birthday as it was written, in its own calendar; month and day are undefined where they are not known. */
export type BirthdayRead = {
  readonly calendar: 'solar' | 'lunar'
  readonly year: number | undefined
  readonly month: number | undefined
  readonly day: number | undefined
  readonly isLeap: boolean
}

/** Excel's day 60 is 29 February 1900, which was none: before it days are one less, and nobody listed was born then. */
const SERIAL_DAY_ZERO = parsePlainDate('1899-12-30')

/** A birthday in any of the ways offices write it. */
export const readBirthday: CellReader<BirthdayRead> = (cell, given) => {
  if (isBlank(cell) || cell === null) return { notes: [] }
  if (typeof cell === 'object') {
    if ('error' in cell) return errorOf(cell)
    return check({ ...partsOf(parsePlainDate(cell.date)), calendar: 'solar', isLeap: false }, [], given)
  }
  if (typeof cell === 'number') return readNumber(cell, given)
  const { text, changed } = halfWidth(textOf(cell))
  const notes: CellNoteCode[] = changed ? ['width-changed'] : []
  if (/^\d+(?:\.\d)?$/.test(text)) {
    const read = readNumber(Number(text), given)
    return { ...read, notes: [...notes, ...read.notes] }
  }
  const words = dateWordsOf(text)
  if (!words) return faultOf('date-unreadable', notes)
  return fromWords(words, notes, given)
}

/** A whole day of the solar calendar: for dates that are no birthdays. */
export const readDay: CellReader<string> = (cell) => {
  const { value, fault, notes } = readBirthday(cell, { today: '9999-12-31' })
  if (fault) return faultOf(fault, notes)
  if (!value) return { notes }
  const { calendar, year, month, day, isLeap } = value
  if (year === undefined || month === undefined || day === undefined) return faultOf('day-unreadable', notes)
  if (calendar === 'lunar') return { value: solarFromLunar({ year, month, day, isLeap }), notes }
  return { value: dateOf(year, month, day), notes }
}

/** 19530305, 195303, 1953, 1953.3, or the serial of a day that lost its format. */
function readNumber(number: number, given: CellSurroundings): CellReading<BirthdayRead> {
  const solar = { calendar: 'solar', isLeap: false } as const
  if (Number.isInteger(number)) {
    const text = String(number)
    if (text.length === 8)
      return check({ ...solar, year: +text.slice(0, 4), month: +text.slice(4, 6), day: +text.slice(6) }, [], given)
    if (text.length === 6 && /^(?:19|20)/.test(text))
      return check({ ...solar, year: +text.slice(0, 4), month: +text.slice(4), day: undefined }, [], given)
    if (number >= 1900 && number <= 2100)
      return check({ ...solar, year: number, month: undefined, day: undefined }, [], given)
    if (number > 2100 && number < 73_051)
      return check({ ...solar, ...partsOf(addDays(SERIAL_DAY_ZERO, number)) }, ['date-from-serial'], given)
    return faultOf('date-unreadable')
  }
  const [year = 0, month = 0] = String(number).split('.').map(Number)
  if (year < 1900 || year > 2100) return faultOf('date-unreadable')
  return month === 1 ? faultOf('date-decimal') : check({ ...solar, year, month, day: undefined }, [], given)
}

function fromWords(words: DateWords, notes: CellNoteCode[], given: CellSurroundings): CellReading<BirthdayRead> {
  const { isLunar, isLeap, month, day } = words
  let year = words.year
  if (year !== undefined && words.yearDigits === 2) {
    if (year <= Number(given.today.slice(2, 4))) return faultOf('date-century', notes)
    year += 1900
    notes.push('date-two-digit-year')
  }
  if (isLunar) notes.push('date-lunar')
  return check({ calendar: isLunar ? 'lunar' : 'solar', year, month, day, isLeap }, notes, given)
}

function check(
  read: BirthdayRead,
  notes: readonly CellNoteCode[],
  { today }: CellSurroundings,
): CellReading<BirthdayRead> {
  const { calendar, year, month, day } = read
  if (year !== undefined && year < 1900) return faultOf('date-too-old', notes)
  if (month !== undefined && (month < 1 || month > 12)) return faultOf('date-not-real', notes)
  if (calendar === 'lunar') {
    const fault = lunarFault(read)
    if (fault) return faultOf(fault, notes)
  } else if (day !== undefined && !isPlainDate(dateOf(year ?? 2000, month ?? 0, day))) {
    return faultOf('date-not-real', notes)
  }
  const earliest = year === undefined ? '' : dateOf(year, month ?? 1, calendar === 'lunar' ? 1 : (day ?? 1))
  if (earliest > today) return faultOf('date-future', notes)
  const missing: CellNoteCode[] =
    month === undefined ? ['date-year-only'] : day === undefined ? ['date-month-only'] : []
  return { value: read, notes: [...notes, ...missing] }
}

/** Of a known year every day must have been there; without one, in some year. */
function lunarFault({ year, month, day, isLeap }: BirthdayRead): 'date-lunar-not-real' | undefined {
  if (month === undefined) return undefined
  try {
    if (year === undefined) anniversaryIn(2000, { month, isLeap: false, day: day ?? 1 })
    else solarFromLunar({ year, month, day: day ?? 1, isLeap })
    return undefined
  } catch (error) {
    if (error instanceof AlmanacError) return 'date-lunar-not-real'
    throw error
  }
}

function dateOf(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
