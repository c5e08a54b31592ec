import { AlmanacError } from './almanac-error.ts'
import { HOLIDAYS_2024 } from './holiday-years/2024.ts'
import { HOLIDAYS_2025 } from './holiday-years/2025.ts'
import { HOLIDAYS_2026 } from './holiday-years/2026.ts'
import type { HolidayYearSource } from './holiday-years/holiday-year.ts'
import { addDays, dayOfWeek, type PlainDate, parsePlainDate, partsOf, SATURDAY } from './plain-date.ts'
import { type DateRange, dateRange, rangeContains } from './windows.ts'

/** `days` are off, weekends among them included; `makeUpWorkdays` are the weekend days worked in exchange. */
export type Holiday = {
  readonly name: string
  readonly days: DateRange
  readonly makeUpWorkdays: readonly PlainDate[]
}

/** `notice` is the title of the State Council's notice, `issued` its date. */
export type HolidayYear = {
  readonly year: number
  readonly notice: string
  readonly issued: PlainDate
  readonly holidays: readonly Holiday[]
}

export type DayKind = 'workday' | 'rest-day' | 'unknown'

/** Undefined for a year whose notice is not held here. */
export function holidayDataFor(year: number): HolidayYear | undefined {
  return YEARS.get(year)
}

/** Whether offices work on a day. 'unknown' where no notice is held that settles it: nobody guesses a make-up workday. */
export function dayKind(date: PlainDate): DayKind {
  const { year } = partsOf(date)
  const notices = [YEARS.get(year), isSettledByNextNotice(date) ? YEARS.get(year + 1) : undefined]
  const holidays = notices.flatMap((notice) => notice?.holidays ?? [])
  if (holidays.some((holiday) => rangeContains(holiday.days, date))) return 'rest-day'
  if (holidays.some((holiday) => holiday.makeUpWorkdays.includes(date))) return 'workday'
  if (!YEARS.has(year) || (isSettledByNextNotice(date) && !YEARS.has(year + 1))) return 'unknown'
  return dayOfWeek(date) < SATURDAY ? 'workday' : 'rest-day'
}

/**
 * The `count`-th workday after the day, which itself is not counted; before it when `count` is negative; the day itself for 0.
 * 'unknown' as soon as a day on the way is. Throws `count-not-valid` unless whole.
 */
export function addWorkdays(date: PlainDate, count: number): PlainDate | 'unknown' {
  if (!Number.isSafeInteger(count)) throw new AlmanacError('count-not-valid', count)
  const step = count < 0 ? -1 : 1
  let day = date
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, step)
    const kind = dayKind(day)
    if (kind === 'unknown') return 'unknown'
    if (kind === 'workday') left -= 1
  }
  return day
}

// New Year's Day may take days from the old year, which the new year's notice then names. The notices of 2008 and 2019 reached
// back to 29 December; none since 2003 reached further.
function isSettledByNextNotice(date: PlainDate): boolean {
  const { month, day } = partsOf(date)
  return month === 12 && day >= 29
}

function readYear(source: HolidayYearSource): [number, HolidayYear] {
  const holidays = source.holidays.map(({ name, from, to, makeUpWorkdays }) => ({
    name,
    days: dateRange(parsePlainDate(from), parsePlainDate(to)),
    makeUpWorkdays: makeUpWorkdays.map(parsePlainDate),
  }))
  return [source.year, { year: source.year, notice: source.notice, issued: parsePlainDate(source.issued), holidays }]
}

const YEARS: ReadonlyMap<number, HolidayYear> = new Map([HOLIDAYS_2024, HOLIDAYS_2025, HOLIDAYS_2026].map(readYear))
