// Writes src/calendar-tables.ts from lunar-typescript's astronomy: `node packages/almanac/generate-tables.ts`, then format the file.
// The tables are committed because the library is 108 kB gzipped and pages may not carry it.
import { writeFileSync } from 'node:fs'
import { LunarYear, Solar } from 'lunar-typescript'

const FIRST_YEAR = 1901
const LAST_YEAR = 2099

export type CalendarTables = { lunarYears: number[]; qingmingDays: string; dongzhiDays: string }

/** Recomputes what src/calendar-tables.ts holds; a test compares the two. */
export function computeTables(): CalendarTables {
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index)
  return {
    lunarYears: years.map(packedLunarYear),
    qingmingDays: years.map((year) => termDay(year, 4, '清明', 4)).join(''),
    dongzhiDays: years.map((year) => termDay(year, 12, '冬至', 21) - 20).join(''),
  }
}

function packedLunarYear(year: number): number {
  const months = LunarYear.fromYear(year).getMonthsInYear()
  const first = months[0]
  if (first?.getMonth() !== 1) throw new TypeError(`lunar year ${year} does not begin with its first month`)
  const newYear = Solar.fromJulianDay(first.getFirstJulianDay())
  const offset = newYear.subtract(Solar.fromYmd(year, 1, 1))
  const leap = Math.abs(months.find((month) => month.isLeap())?.getMonth() ?? 0)
  const longMonths = months.reduce((bits, month, index) => bits | (month.getDayCount() === 30 ? 1 << index : 0), 0)
  return (offset << 17) | (leap << 13) | longMonths
}

function termDay(year: number, month: number, term: string, earliest: number): number {
  for (let day = earliest; day < earliest + 3; day += 1) {
    if (Solar.fromYmd(year, month, day).getLunar().getJieQi() === term) return day
  }
  throw new RangeError(`${term} of ${year} is not where it is looked for`)
}

function tableSource({ lunarYears, qingmingDays, dongzhiDays }: CalendarTables): string {
  const packed = lunarYears.map((year) => `0x${year.toString(16).padStart(6, '0')}`).join(', ')
  return `// Written by generate-tables.ts; not edited by hand.

/** The tables' first year; each holds one entry a year up to 2099. */
export const FIRST_TABLE_YEAR = ${FIRST_YEAR}
export const LAST_TABLE_YEAR = ${LAST_YEAR}

/**
 * One number a lunar year. Bits 0 to 12: the year's months in order, the leap month in its place, 1 where the month has
 * 30 days. Bits 13 to 16: the number of the leap month, 0 for none. Bits 17 up: days from 1 January to the lunar new year.
 */
export const LUNAR_YEARS: readonly number[] = [${packed}]

/** One digit a year: the day of April. */
export const QINGMING_DAYS = '${qingmingDays}'

/** One digit a year: the day of December, less 20. */
export const DONGZHI_DAYS = '${dongzhiDays}'
`
}

if (import.meta.main) {
  writeFileSync(new URL('./src/calendar-tables.ts', import.meta.url), tableSource(computeTables()))
}
