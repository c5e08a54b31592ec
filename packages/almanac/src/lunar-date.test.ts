import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anniversariesInSolarYear,
  anniversaryIn,
  FIRST_LUNAR_YEAR,
  formatLunar,
  LAST_LUNAR_YEAR,
  leapMonthOf,
  lunarFromSolar,
  lunarMonthLength,
  lunarNewYear,
  solarFromLunar,
} from './lunar-date.ts'
import { addDays, daysBetween, parsePlainDate, partsOf } from './plain-date.ts'

const lunarYear = fc.integer({ min: FIRST_LUNAR_YEAR, max: LAST_LUNAR_YEAR })
const anniversary = fc.record({
  month: fc.integer({ min: 1, max: 12 }),
  isLeap: fc.boolean(),
  day: fc.integer({ min: 1, max: 30 }),
})
const coveredDays = daysBetween(parsePlainDate('1901-02-19'), parsePlainDate('2100-02-08'))
const coveredDay = fc.integer({ min: 0, max: coveredDays }).map((days) => addDays(parsePlainDate('1901-02-19'), days))

describe('the lunar calendar', () => {
  it.each([
    [2020, 4],
    [2023, 2],
    [2025, 6],
    [2028, 5],
    [2031, 3],
    [2033, 11],
    [2036, 6],
    [2039, 5],
  ])('doubles in %i month %i', (year, month) => {
    expect(leapMonthOf(year)).toBe(month)
    expect(lunarMonthLength(year, month, true)).toBeGreaterThanOrEqual(29)
  })

  it('has no other leap month from 2020 to 2040', () => {
    const years = Array.from({ length: 21 }, (_, index) => 2020 + index)
    const leapYears = years.filter((year) => leapMonthOf(year) !== undefined)
    expect(leapYears).toEqual([2020, 2023, 2025, 2028, 2031, 2033, 2036, 2039])
  })

  it('lacks day 30 of month 12 in 11 of the lunar years 2020 to 2040', () => {
    const years = Array.from({ length: 21 }, (_, index) => 2020 + index)
    expect(years.filter((year) => lunarMonthLength(year, 12, false) === 29)).toHaveLength(11)
  })

  it.each([
    ['2020-05-23', { year: 2020, month: 4, isLeap: true, day: 1 }],
    ['2021-02-11', { year: 2020, month: 12, isLeap: false, day: 30 }],
    ['2021-02-12', { year: 2021, month: 1, isLeap: false, day: 1 }],
    ['2025-07-25', { year: 2025, month: 6, isLeap: true, day: 1 }],
    ['2033-12-22', { year: 2033, month: 11, isLeap: true, day: 1 }],
    ['1901-02-19', { year: 1901, month: 1, isLeap: false, day: 1 }],
    ['2100-02-08', { year: 2099, month: 12, isLeap: false, day: 30 }],
  ])('%s is %j, and back', (text, lunar) => {
    const day = parsePlainDate(text)
    expect(lunarFromSolar(day)).toEqual(lunar)
    expect(solarFromLunar(lunar)).toBe(day)
  })

  it('comes back to the same day from every day', () => {
    fc.assert(
      fc.property(coveredDay, (day) => {
        expect(solarFromLunar(lunarFromSolar(day))).toBe(day)
      }),
    )
  })

  it('ends each year where the next begins', () => {
    for (let year = FIRST_LUNAR_YEAR; year < LAST_LUNAR_YEAR; year += 1) {
      expect(lunarFromSolar(addDays(lunarNewYear(year + 1), -1))).toMatchObject({ year, month: 12 })
    }
  })

  it.each(['1901-02-18', '1850-06-01', '2100-02-09', '2500-01-01'])('refuses %s', (text) => {
    expect(() => lunarFromSolar(parsePlainDate(text))).toThrow(expect.objectContaining({ code: 'lunar-out-of-range' }))
  })

  it.each([
    [{ year: 2021, month: 12, isLeap: false, day: 30 }, 'lunar-not-real'],
    [{ year: 2024, month: 6, isLeap: true, day: 1 }, 'lunar-not-real'],
    [{ year: 2024, month: 13, isLeap: false, day: 1 }, 'lunar-not-real'],
    [{ year: 2024, month: 1, isLeap: false, day: 0 }, 'lunar-not-real'],
    [{ year: 2024, month: 1, isLeap: false, day: 1.5 }, 'lunar-not-real'],
    [{ year: 2100, month: 1, isLeap: false, day: 1 }, 'lunar-out-of-range'],
    [{ year: 1900, month: 1, isLeap: false, day: 1 }, 'lunar-out-of-range'],
  ])('refuses %j with %s', (lunar, code) => {
    expect(() => solarFromLunar(lunar)).toThrow(expect.objectContaining({ code }))
  })
})

describe('anniversaryIn', () => {
  it('keeps day 30 on the last day of a short month', () => {
    expect(anniversaryIn(2020, { month: 12, isLeap: false, day: 30 })).toBe('2021-02-11')
    expect(anniversaryIn(2021, { month: 12, isLeap: false, day: 30 })).toBe('2022-01-31')
    expect(lunarFromSolar(parsePlainDate('2022-01-31'))).toMatchObject({ month: 12, day: 29 })
  })

  it('keeps a leap month where the year has it, else the plain one', () => {
    const birthday = { month: 6, isLeap: true, day: 1 }
    expect(anniversaryIn(2025, birthday)).toBe('2025-07-25')
    expect(anniversaryIn(2026, birthday)).toBe(anniversaryIn(2026, { ...birthday, isLeap: false }))
    expect(anniversaryIn(2020, birthday)).toBe(anniversaryIn(2020, { ...birthday, isLeap: false }))
  })

  it('keeps a plain month in the plain month alone', () => {
    expect(anniversaryIn(2025, { month: 6, isLeap: false, day: 1 })).toBe('2025-06-25')
  })

  it('gives every birthday exactly one day in every lunar year, in the month asked for', () => {
    fc.assert(
      fc.property(lunarYear, anniversary, (year, birthday) => {
        const kept = lunarFromSolar(anniversaryIn(year, birthday))
        expect(kept.year).toBe(year)
        expect(kept.month).toBe(birthday.month)
        expect(kept.isLeap).toBe(birthday.isLeap && leapMonthOf(year) === birthday.month)
        expect(birthday.day - kept.day).toBeGreaterThanOrEqual(0)
        expect(kept.day === birthday.day || (birthday.day === 30 && kept.day === 29)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    { month: 0, isLeap: false, day: 1 },
    { month: 13, isLeap: true, day: 1 },
    { month: 1, isLeap: false, day: 31 },
    { month: 1, isLeap: false, day: 0 },
  ])('refuses %j', (birthday) => {
    expect(() => anniversaryIn(2025, birthday)).toThrow(expect.objectContaining({ code: 'lunar-not-real' }))
  })
})

describe('anniversariesInSolarYear', () => {
  it.each([
    [2020, []],
    [2021, ['2021-01-08', '2021-12-28']],
    [2022, ['2022-12-18']],
    [2023, []],
  ])('11-25 falls in %i on %j', (year, days) => {
    expect(anniversariesInSolarYear(year, { month: 11, isLeap: false, day: 25 })).toEqual(days)
  })

  it('spreads each lunar year over the solar years without loss or doubling', () => {
    fc.assert(
      fc.property(anniversary, (birthday) => {
        const found: string[] = []
        for (let year = 1902; year <= 2099; year += 1) found.push(...anniversariesInSolarYear(year, birthday))
        const expected = Array.from({ length: 199 }, (_, index) => anniversaryIn(1901 + index, birthday)).filter(
          (day) => {
            const { year } = partsOf(day)
            return year >= 1902 && year <= 2099
          },
        )
        expect(found).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })
})

describe('formatLunar', () => {
  it.each([
    [{ month: 1, isLeap: false, day: 1 }, '正月初一'],
    [{ month: 8, isLeap: false, day: 15 }, '八月十五'],
    [{ month: 6, isLeap: true, day: 20 }, '闰六月二十'],
    [{ month: 11, isLeap: false, day: 21 }, '冬月廿一'],
    [{ month: 12, isLeap: false, day: 30 }, '腊月三十'],
  ])('writes %j as %s', (lunar, text) => {
    expect(formatLunar(lunar)).toBe(text)
  })

  it('refuses a month or a day that does not exist', () => {
    const refused = expect.objectContaining({ code: 'lunar-not-real' })
    expect(() => formatLunar({ month: 13, isLeap: false, day: 1 })).toThrow(refused)
    expect(() => formatLunar({ month: 1, isLeap: false, day: 31 })).toThrow(refused)
  })
})
