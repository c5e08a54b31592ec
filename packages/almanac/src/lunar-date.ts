import { AlmanacError } from './almanac-error.ts'
import { FIRST_TABLE_YEAR, LAST_TABLE_YEAR, LUNAR_YEARS } from './calendar-tables.ts'
import { addDays, daysBetween, type PlainDate, partsOf, plainDateOf } from './plain-date.ts'

/** A day of the Chinese lunar calendar. `year` is the solar year in which the lunar one begins; `month` 6 with `isLeap` is 闰六月. */
export type LunarDate = {
  readonly year: number
  readonly month: number
  readonly isLeap: boolean
  readonly day: number
}

/** What comes round every lunar year: a birthday, a festival. */
export type LunarAnniversary = Omit<LunarDate, 'year'>

export const FIRST_LUNAR_YEAR = FIRST_TABLE_YEAR
export const LAST_LUNAR_YEAR = LAST_TABLE_YEAR

/** From 1901-02-19 to 2100-02-08; other days throw `lunar-out-of-range`. */
export function lunarFromSolar(date: PlainDate): LunarDate {
  const solarYear = partsOf(date).year
  const year = solarYear <= LAST_LUNAR_YEAR && date >= lunarNewYear(solarYear) ? solarYear : solarYear - 1
  let day = daysBetween(lunarNewYear(year), date) + 1
  for (const { month, isLeap, length } of monthsOf(year)) {
    if (day <= length) return { year, month, isLeap, day }
    day -= length
  }
  throw new AlmanacError('lunar-out-of-range', date)
}

/** Throws `lunar-out-of-range`, and `lunar-not-real` for a leap month or a day 30 that the year has not. */
export function solarFromLunar(lunar: LunarDate): PlainDate {
  const { year, month, isLeap, day } = lunar
  const length = lunarMonthLength(year, month, isLeap)
  if (length === undefined || !Number.isInteger(day) || day < 1 || day > length) {
    throw new AlmanacError('lunar-not-real', lunar)
  }
  return addDays(firstDayOf(year, month, isLeap), day - 1)
}

/**
 * The one solar day on which an anniversary is kept in a lunar year. A leap month that the year has not gives way to the
 * plain month of the same number; one of a plain month is never kept in the leap month; day 30 of a short month
 * is kept on its last day. Throws `lunar-not-real` for a month outside 1 to 12 or a day outside 1 to 30.
 */
export function anniversaryIn(lunarYear: number, { month, isLeap, day }: LunarAnniversary): PlainDate {
  const leapHere = isLeap && leapMonthOf(lunarYear) === month
  const length = lunarMonthLength(lunarYear, month, leapHere)
  if (length === undefined || day > 30) throw new AlmanacError('lunar-not-real', { month, isLeap, day })
  return solarFromLunar({ year: lunarYear, month, isLeap: leapHere, day: Math.min(day, length) })
}

/**
 * The days of a solar year on which an anniversary falls, in order: usually one; none or two for months 11 and 12, as each
 * belongs to its own lunar year. Whoever is greeted once a lunar year therefore is greeted on every one of them.
 * Solar years 1902 to 2099, else `lunar-out-of-range`.
 */
export function anniversariesInSolarYear(solarYear: number, anniversary: LunarAnniversary): PlainDate[] {
  const candidates = [anniversaryIn(solarYear - 1, anniversary), anniversaryIn(solarYear, anniversary)]
  return candidates.filter((date) => partsOf(date).year === solarYear)
}

/** The first day of the first lunar month, in January or February of the solar year of the same number. */
export function lunarNewYear(lunarYear: number): PlainDate {
  return addDays(plainDateOf({ year: lunarYear, month: 1, day: 1 }), packedYear(lunarYear) >> 17)
}

/** The month that is doubled in this lunar year; undefined when none is. */
export function leapMonthOf(lunarYear: number): number | undefined {
  const leap = (packedYear(lunarYear) >> 13) & 0xf
  return leap === 0 ? undefined : leap
}

/** 29 or 30; undefined when the lunar year has no such month. */
export function lunarMonthLength(lunarYear: number, month: number, isLeap: boolean): number | undefined {
  return monthsOf(lunarYear).find((each) => each.month === month && each.isLeap === isLeap)?.length
}

/** '八月十五', '闰六月初一', as people read it. */
export function formatLunar({ month, isLeap, day }: LunarAnniversary): string {
  const [monthWord, dayWord] = [MONTH_WORDS[month - 1], DAY_WORDS[day - 1]]
  if (monthWord === undefined || dayWord === undefined) throw new AlmanacError('lunar-not-real', { month, isLeap, day })
  return `${isLeap ? '闰' : ''}${monthWord}月${dayWord}`
}

type LunarMonth = { readonly month: number; readonly isLeap: boolean; readonly length: number }

function monthsOf(lunarYear: number): LunarMonth[] {
  const packed = packedYear(lunarYear)
  const leap = leapMonthOf(lunarYear) ?? 12
  const count = leapMonthOf(lunarYear) === undefined ? 12 : 13
  return Array.from({ length: count }, (_, index) => ({
    month: index < leap ? index + 1 : index,
    isLeap: index === leap,
    length: (packed >> index) & 1 ? 30 : 29,
  }))
}

function firstDayOf(lunarYear: number, month: number, isLeap: boolean): PlainDate {
  const months = monthsOf(lunarYear)
  const position = months.findIndex((each) => each.month === month && each.isLeap === isLeap)
  const before = months.slice(0, position).reduce((days, each) => days + each.length, 0)
  return addDays(lunarNewYear(lunarYear), before)
}

function packedYear(lunarYear: number): number {
  const packed = LUNAR_YEARS[lunarYear - FIRST_LUNAR_YEAR]
  if (packed === undefined) throw new AlmanacError('lunar-out-of-range', lunarYear)
  return packed
}

const MONTH_WORDS = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊']
const DIGITS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
const DAY_WORDS = [
  ...DIGITS.map((digit) => `初${digit}`),
  ...DIGITS.map((digit) => (digit === '十' ? '二十' : `十${digit}`)),
  ...DIGITS.map((digit) => (digit === '十' ? '三十' : `廿${digit}`)),
]
