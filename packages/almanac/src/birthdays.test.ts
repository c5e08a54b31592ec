import { Lunar, LunarMonth, LunarYear } from 'lunar-typescript'
import { LunarDay, LunarMonth as TymeMonth, LunarYear as TymeYear } from 'tyme4ts'
import { describe, expect, it } from 'vitest'
import {
  ageOn,
  type Birthday,
  birthdayIn,
  birthdaysInMonth,
  birthdaysInSolarYear,
  dayOfAge,
  nominalAge,
  nominalAgeOn,
} from './birthdays.ts'
import { leapMonthOf } from './lunar-date.ts'
import { addDays, parsePlainDate } from './plain-date.ts'

const FIRST_YEAR = 1930
const LAST_YEAR = 2060

function lunar(month: number, day: number | undefined, isLeap = false): Birthday {
  return { calendar: 'lunar', month, day, isLeap }
}
function solar(month: number, day: number | undefined): Birthday {
  return { calendar: 'solar', month, day }
}
function dateIn(year: number, birthday: Birthday): string | undefined {
  return birthdayIn(year, birthday).date
}

/** What a library is asked; both number a leap month negatively. */
type Library = {
  leapMonth(year: number): number
  length(year: number, month: number): number
  solar(year: number, month: number, day: number): string
}
const LIBRARIES: Record<string, Library> = {
  'lunar-typescript': {
    leapMonth: (year) => LunarYear.fromYear(year).getLeapMonth(),
    length: (year, month) => LunarMonth.fromYm(year, month)?.getDayCount() ?? 0,
    solar: (year, month, day) => Lunar.fromYmd(year, month, day).getSolar().toYmd(),
  },
  tyme4ts: {
    leapMonth: (year) => TymeYear.fromYear(year).getLeapMonth(),
    length: (year, month) => TymeMonth.fromYm(year, month).getDayCount(),
    solar: (year, month, day) => {
      const date = LunarDay.fromYmd(year, month, day).getSolarDay()
      return [date.getYear(), date.getMonth(), date.getDay()].map((part) => String(part).padStart(2, '0')).join('-')
    },
  },
}

/** The rules of keeping, once more, on another library's calendar, of which each month's first day and length are asked. */
function keepingBy(library: Library) {
  const months = new Map<string, { first: string; length: number }>()
  return (year: number, month: number, isLeap: boolean, day: number): string => {
    const signed = isLeap && library.leapMonth(year) === month ? -month : month
    const known = months.get(`${year} ${signed}`)
    const asked = known ?? { first: library.solar(year, signed, 1), length: library.length(year, signed) }
    if (!known) months.set(`${year} ${signed}`, asked)
    return addDays(parsePlainDate(asked.first), Math.min(day, asked.length) - 1)
  }
}

describe.each(Object.entries(LIBRARIES))('the table 1930 to 2060 beside %s', (_, library) => {
  it('keeps every lunar birthday of every year on the same day', () => {
    const keptBy = keepingBy(library)
    const differences: string[] = []
    let compared = 0
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        for (const isLeap of [false, true]) {
          for (let day = 1; day <= 30; day += 1) {
            const ours = dateIn(year, lunar(month, day, isLeap))
            const theirs = keptBy(year, month, isLeap, day)
            compared += 1
            if (ours !== theirs) differences.push(`${year} ${isLeap ? 'leap ' : ''}${month}-${day}: ${ours}, ${theirs}`)
          }
        }
      }
    }
    expect(compared).toBe(131 * 12 * 2 * 30)
    expect(differences).toEqual([])
  }, 60_000)

  it('has the same leap month in every year', () => {
    const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_each, index) => FIRST_YEAR + index)
    expect(years.map((year) => leapMonthOf(year) ?? 0)).toEqual(years.map((year) => library.leapMonth(year)))
  })
})

describe('lunar day 30', () => {
  it('of month 12 is kept on day 29 in 11 of the lunar years 2020 to 2040', () => {
    const years = Array.from({ length: 21 }, (_, index) => 2020 + index)
    const short = years.filter((year) => dateIn(year, lunar(12, 30)) === dateIn(year, lunar(12, 29)))
    expect(short).toHaveLength(11)
  })
  it.each([
    [2021, '2022-01-31'],
    [2022, '2023-01-21'],
    [2023, '2024-02-09'],
    [2024, '2025-01-28'],
  ])('%i: New Year’s Eve, %s', (year, date) => {
    expect(dateIn(year, lunar(12, 30))).toBe(date)
  })
})

describe('somebody born in a leap month', () => {
  it.each([
    [2020, 4, '2020-05-23'],
    [2023, 2, '2023-03-22'],
    [2025, 6, '2025-07-25'],
    [2028, 5, '2028-06-23'],
    [2031, 3, '2031-04-22'],
    [2033, 11, '2033-12-22'],
    [2036, 6, '2036-07-23'],
    [2039, 5, '2039-06-22'],
  ])('%i is kept in leap month %i, from %s', (year, month, date) => {
    expect(dateIn(year, lunar(month, 1, true))).toBe(date)
  })
  it('keeps the plain month when the year has no leap month, or another one', () => {
    expect(dateIn(2026, lunar(6, 15, true))).toBe(dateIn(2026, lunar(6, 15)))
    expect(dateIn(2023, lunar(6, 15, true))).toBe(dateIn(2023, lunar(6, 15)))
  })
  it('is never greeted twice, and neither is somebody of the plain month in a year with both', () => {
    for (const birthday of [lunar(6, 15), lunar(6, 15, true)]) {
      const kept = birthdaysInSolarYear(2025, birthday)
      expect(kept.map((each) => each.entitlement)).toEqual(['lunar-2025'])
    }
    expect(dateIn(2025, lunar(6, 15))).not.toBe(dateIn(2025, lunar(6, 15, true)))
  })
})

describe('months 11 and 12', () => {
  it.each([2020, 2023])('11-25 does not come in %i', (year) => {
    expect(birthdaysInSolarYear(year, lunar(11, 25))).toEqual([])
  })
  it('11-25 comes twice in 2021, each time for a lunar year of its own', () => {
    const kept = birthdaysInSolarYear(2021, lunar(11, 25))
    expect(kept.map(({ date, entitlement }) => [date, entitlement])).toEqual([
      ['2021-01-08', 'lunar-2020'],
      ['2021-12-28', 'lunar-2021'],
    ])
  })
  it('gives every lunar birthday one entitlement each lunar year from 1930 to 2060, on one list of a month', () => {
    for (let month = 1; month <= 12; month += 1) {
      for (const day of [1, 15, 25, 30, undefined]) {
        const birthday = lunar(month, day)
        const given: string[] = []
        for (let year = FIRST_YEAR; year <= LAST_YEAR + 1; year += 1)
          for (let each = 1; each <= 12; each += 1)
            given.push(...birthdaysInMonth(year, each, birthday).map((kept) => kept.entitlement))
        expect(new Set(given).size, `${month}-${day}`).toBe(given.length)
        for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) expect(given).toContain(`lunar-${year}`)
      }
    }
  })
})

describe('the window', () => {
  it('is the solar month that holds the date', () => {
    expect(birthdayIn(2026, lunar(8, 15)).window).toEqual({ from: '2026-09-01', to: '2026-09-30' })
    expect(birthdayIn(2026, solar(3, 5)).window).toEqual({ from: '2026-03-01', to: '2026-03-31' })
  })
  it('is the whole month when the day is unknown', () => {
    expect(birthdayIn(2026, solar(2, undefined))).toEqual({
      entitlement: 'solar-2026',
      date: undefined,
      window: { from: '2026-02-01', to: '2026-02-28' },
    })
    const kept = birthdayIn(2025, lunar(6, undefined, true))
    expect(kept).toMatchObject({ date: undefined, window: { from: '2025-07-25', to: '2025-08-22' } })
  })
  it('of 29 February is February in every year', () => {
    expect(dateIn(2027, solar(2, 29))).toBe('2027-02-28')
    expect(dateIn(2028, solar(2, 29))).toBe('2028-02-29')
  })
})

describe('age', () => {
  const born = parsePlainDate('1956-11-23')
  it('of eligibility turns on the day of the ID card', () => {
    expect(ageOn(born, parsePlainDate('2026-11-22'))).toBe(69)
    expect(ageOn(born, parsePlainDate('2026-11-23'))).toBe(70)
    expect(dayOfAge(born, 70)).toBe('2026-11-23')
    expect(dayOfAge(parsePlainDate('1956-02-29'), 70)).toBe('2026-03-01')
    expect(ageOn(parsePlainDate('1956-02-29'), parsePlainDate('2026-02-28'))).toBe(69)
  })
  it('by 虚岁 turns at the lunar new year, and can be two more', () => {
    const lateInTheYear = parsePlainDate('1957-01-29')
    expect(nominalAgeOn(lateInTheYear, lateInTheYear)).toBe(1)
    expect(nominalAgeOn(lateInTheYear, parsePlainDate('1957-01-31'))).toBe(2)
    expect(nominalAgeOn(lateInTheYear, parsePlainDate('2026-02-16'))).toBe(70)
    expect(nominalAgeOn(lateInTheYear, parsePlainDate('2026-02-17'))).toBe(71)
    expect(nominalAge(1956, parsePlainDate('2026-02-17'))).toBe(71)
  })
})

it.each([
  [lunar(13, 1), 'lunar-not-real'],
  [lunar(1, 31), 'lunar-not-real'],
  [lunar(0, undefined), 'lunar-not-real'],
  [solar(2, 30), 'date-not-real'],
  [solar(13, undefined), 'date-not-real'],
])('%j is refused with %s', (birthday, code) => {
  expect(() => birthdayIn(2026, birthday)).toThrow(expect.objectContaining({ code }))
})
