import { AlmanacError } from './almanac-error.ts'

declare const plainDateBrand: unique symbol

/**
 * A day of the calendar written 'YYYY-MM-DD', years 0001 to 9999. It is not an instant: it has no hour and no zone.
 * The brand stops a string that nobody checked from passing as a day. Sorting the strings sorts the days.
 */
export type PlainDate = string & { readonly [plainDateBrand]: true }

export type DateParts = { readonly year: number; readonly month: number; readonly day: number }

/** Days are counted as in the ISO week. */
export type DayOfWeek = 1 | 2 | 3 | 4 | 5 | 6 | 7

const DAY_MS = 86_400_000

export const SHANGHAI = 'Asia/Shanghai'
export const SATURDAY: DayOfWeek = 6
export const SUNDAY: DayOfWeek = 7

/** Throws `date-malformed` or `date-not-real`. */
export function parsePlainDate(text: string): PlainDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) throw new AlmanacError('date-malformed', text)
  return plainDateOf({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) })
}

export function isPlainDate(text: string): text is PlainDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match !== null && isReal({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) })
}

/** Throws `date-not-real`. */
export function plainDateOf(parts: DateParts): PlainDate {
  if (!isReal(parts)) throw new AlmanacError('date-not-real', parts)
  return write(parts)
}

export function partsOf(date: PlainDate): DateParts {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** '2026年3月5日', as people read it. */
export function formatPlainDate(date: PlainDate): string {
  const { year, month, day } = partsOf(date)
  return `${year}年${month}月${day}日`
}

/** Negative when `a` is earlier, positive when later, 0 on the same day: made for `sort`. */
export function comparePlainDates(a: PlainDate, b: PlainDate): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** `count` may be negative. Throws `count-not-valid` unless whole, `date-out-of-range` past the years 0001 and 9999. */
export function addDays(date: PlainDate, count: number): PlainDate {
  if (!Number.isSafeInteger(count)) throw new AlmanacError('count-not-valid', count)
  const sum = civilDate(dayNumber(partsOf(date)) + count)
  if (!(sum.year >= 1 && sum.year <= 9999)) throw new AlmanacError('date-out-of-range', { date, count })
  return write(sum)
}

/** Days from one to the other: 1 from today to tomorrow, negative backwards. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(partsOf(to)) - dayNumber(partsOf(from))
}

/** 1 is Monday, 7 is Sunday. */
export function dayOfWeek(date: PlainDate): DayOfWeek {
  // Day 0 of the count is 1970-01-01, a Thursday.
  const sinceMonday = (((dayNumber(partsOf(date)) + 3) % 7) + 7) % 7
  return (sinceMonday + 1) as DayOfWeek
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The day it is at `now` for people in `timeZone`. Both are asked for, so that no machine's own zone slips in. Throws `time-zone-unknown`. */
export function todayIn(timeZone: string, now: Date): PlainDate {
  if (Number.isNaN(now.getTime())) throw new AlmanacError('date-not-real', String(now))
  const parts = new Map(
    dayFormatIn(timeZone)
      .formatToParts(now)
      .map((part) => [part.type, Number(part.value)]),
  )
  return plainDateOf({ year: parts.get('year') ?? 0, month: parts.get('month') ?? 0, day: parts.get('day') ?? 0 })
}

function dayFormatIn(timeZone: string): Intl.DateTimeFormat {
  try {
    const options = { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' } as const
    return new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', options)
  } catch {
    throw new AlmanacError('time-zone-unknown', timeZone)
  }
}

function isReal({ year, month, day }: DateParts): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return false
  if (year < 1 || year > 9999 || month < 1 || month > 12) return false
  return day >= 1 && day <= daysInMonth(year, month)
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function write({ year, month, day }: DateParts): PlainDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as PlainDate
}

// `Date.UTC` reads the years 0 to 99 as 1900 to 1999, hence setUTCFullYear.
function dayNumber({ year, month, day }: DateParts): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY_MS
}

function civilDate(days: number): DateParts {
  const date = new Date(days * DAY_MS)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}
