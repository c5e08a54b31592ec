import { AlmanacError } from './almanac-error.ts'
import {
  anniversaryIn,
  FIRST_LUNAR_YEAR,
  LAST_LUNAR_YEAR,
  leapMonthOf,
  lunarFromSolar,
  lunarMonthLength,
} from './lunar-date.ts'
import { addDays, daysInMonth, type PlainDate, partsOf, plainDateOf } from './plain-date.ts'
import { type DateRange, monthWindow, rangeContains } from './windows.ts'

/** The birthday as the person keeps it, which need not be the one of the ID card. `day` is undefined where old files hold the month alone. */
export type Birthday =
  | { readonly calendar: 'solar'; readonly month: number; readonly day: number | undefined }
  | { readonly calendar: 'lunar'; readonly month: number; readonly isLeap: boolean; readonly day: number | undefined }

/**
 * One keeping of a birthday. `entitlement` ('solar-2026', 'lunar-2025') is what is given once: a lunar birthday counts by
 * lunar year, as days of months 11 and 12 come twice or not at all in a solar one. `date` is undefined when the day is
 * unknown; `window` is when it may be celebrated: the solar month of the date, or the whole month where only that is known.
 */
export type BirthdayKeeping = {
  readonly entitlement: string
  readonly date: PlainDate | undefined
  readonly window: DateRange
}

/**
 * The one keeping that belongs to a year, counted in the birthday's own calendar. 29 February is kept on the 28th of other
 * years, lunar day 30 on the last day of a short month, a leap month the year lacks in the plain month.
 * @throws AlmanacError `date-not-real` or `lunar-not-real` for a month or day that no year has, `lunar-out-of-range`
 */
export function birthdayIn(year: number, birthday: Birthday): BirthdayKeeping {
  return birthday.calendar === 'solar' ? solarBirthdayIn(year, birthday) : lunarBirthdayIn(year, birthday)
}

/**
 * What stands on the list of a solar month: usually one or none. A keeping is on the list of the month in which its window
 * begins, so that nobody is on two lists for one entitlement.
 */
export function birthdaysInMonth(year: number, month: number, birthday: Birthday): BirthdayKeeping[] {
  const window = monthWindow(plainDateOf({ year, month, day: 1 }))
  return birthdaysInSolarYear(year, birthday).filter((keeping) => rangeContains(window, keeping.window.from))
}

/** The keepings whose window begins in a solar year: none or two for some lunar birthdays in months 11 and 12. */
export function birthdaysInSolarYear(year: number, birthday: Birthday): BirthdayKeeping[] {
  const candidates = birthday.calendar === 'solar' ? [year] : [year - 1, year].filter(isHeldLunarYear)
  return candidates
    .map((each) => birthdayIn(each, birthday))
    .filter((keeping) => partsOf(keeping.window.from).year === year)
}

/**
 * Full years by the birth date of the ID card: what eligibility asks. Somebody born on 29 February is a year older on 1 March of
 * a common year. Negative before birth.
 */
export function ageOn(idBirthDate: PlainDate, day: PlainDate): number {
  const [born, on] = [partsOf(idBirthDate), partsOf(day)]
  const before = on.month < born.month || (on.month === born.month && on.day < born.day)
  return on.year - born.year - (before ? 1 : 0)
}

/** The first day on which `ageOn` is `age`. */
export function dayOfAge(idBirthDate: PlainDate, age: number): PlainDate {
  const { year, month, day } = partsOf(idBirthDate)
  const there = Math.min(day, daysInMonth(year + age, month))
  const date = plainDateOf({ year: year + age, month, day: there })
  return there === day ? date : addDays(date, 1)
}

/** 虚岁: one at birth, one more at each lunar new year. */
export function nominalAgeOn(birthDate: PlainDate, day: PlainDate): number {
  return nominalAge(lunarFromSolar(birthDate).year, day)
}

/** 虚岁 of somebody of whose birth the lunar year is known. */
export function nominalAge(lunarBirthYear: number, day: PlainDate): number {
  return lunarFromSolar(day).year - lunarBirthYear + 1
}

function solarBirthdayIn(year: number, { month, day }: { month: number; day: number | undefined }): BirthdayKeeping {
  // A leap year has every day that some year has.
  plainDateOf({ year: 2000, month, day: day ?? 1 })
  const entitlement = `solar-${year}`
  const first = plainDateOf({ year, month, day: 1 })
  if (day === undefined) return { entitlement, date: undefined, window: monthWindow(first) }
  const date = plainDateOf({ year, month, day: Math.min(day, daysInMonth(year, month)) })
  return { entitlement, date, window: monthWindow(date) }
}

function lunarBirthdayIn(
  year: number,
  { month, isLeap, day }: { month: number; isLeap: boolean; day: number | undefined },
): BirthdayKeeping {
  const entitlement = `lunar-${year}`
  if (day !== undefined) {
    const date = anniversaryIn(year, { month, isLeap, day })
    return { entitlement, date, window: monthWindow(date) }
  }
  const length = lunarMonthLength(year, month, isLeap && leapMonthOf(year) === month)
  if (length === undefined) throw new AlmanacError('lunar-not-real', { month, isLeap })
  const from = anniversaryIn(year, { month, isLeap, day: 1 })
  return { entitlement, date: undefined, window: { from, to: addDays(from, length - 1) } }
}

function isHeldLunarYear(year: number): boolean {
  return year >= FIRST_LUNAR_YEAR && year <= LAST_LUNAR_YEAR
}
