import fc from 'fast-check'
import { HolidayUtil } from 'lunar-typescript'
import { describe, expect, it } from 'vitest'
import { addWorkdays, dayKind, holidayDataFor } from './holidays.ts'
import { addDays, dayOfWeek, type PlainDate, parsePlainDate } from './plain-date.ts'
import { rangeContains } from './windows.ts'

const HELD_YEARS = [2024, 2025, 2026]

const settledDay = fc.integer({ min: 0, max: 1000 }).map((days) => addDays(parsePlainDate('2024-01-01'), days))

describe('holidayDataFor', () => {
  it('names the notice and its date', () => {
    expect(holidayDataFor(2025)).toMatchObject({ year: 2025, issued: '2024-11-12' })
    expect(holidayDataFor(2025)?.notice).toContain('2025年部分节假日安排')
  })

  it.each([2023, 2027])('holds nothing for %i', (year) => {
    expect(holidayDataFor(year)).toBeUndefined()
  })

  it.each(HELD_YEARS)('works only on weekend days in exchange, none of them off, in %i', (year) => {
    const holidays = holidayDataFor(year)?.holidays ?? []
    expect(holidays.length).toBeGreaterThanOrEqual(6)
    for (const { makeUpWorkdays } of holidays) {
      for (const day of makeUpWorkdays) {
        expect(dayOfWeek(day), day).toBeGreaterThanOrEqual(6)
        expect(holidays.some((holiday) => rangeContains(holiday.days, day))).toBe(false)
      }
    }
  })
})

describe('dayKind', () => {
  it.each([
    ['2026-02-13', 'workday'],
    ['2026-02-14', 'workday'],
    ['2026-02-15', 'rest-day'],
    ['2026-02-23', 'rest-day'],
    ['2026-02-24', 'workday'],
    ['2026-02-28', 'workday'],
    ['2026-03-01', 'rest-day'],
    ['2024-02-09', 'workday'],
    ['2025-10-08', 'rest-day'],
    ['2024-12-31', 'workday'],
    ['2026-12-28', 'workday'],
    ['2026-12-29', 'unknown'],
    ['2026-12-31', 'unknown'],
    ['2027-01-01', 'unknown'],
    ['2023-12-31', 'unknown'],
    ['1999-10-01', 'unknown'],
  ])('%s is %s', (day, kind) => {
    expect(dayKind(parsePlainDate(day))).toBe(kind)
  })

  it.each(HELD_YEARS)('agrees with the holiday table of lunar-typescript on every settled day of %i', (year) => {
    let compared = 0
    for (let day = parsePlainDate(`${year}-01-01`); day.startsWith(String(year)); day = addDays(day, 1)) {
      const kind = dayKind(day)
      if (kind === 'unknown') continue
      expect(kind, day).toBe(kindByLibrary(day))
      compared += 1
    }
    expect(compared).toBeGreaterThan(361)
  })
})

describe('addWorkdays', () => {
  it.each([
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-02-24', -1, '2026-02-14'],
    ['2026-02-18', -1, '2026-02-14'],
    ['2026-03-06', 1, '2026-03-09'],
    ['2026-03-07', 0, '2026-03-07'],
    ['2024-12-30', 3, '2025-01-03'],
    ['2026-12-28', 1, 'unknown'],
    ['2026-12-25', 1, '2026-12-28'],
    ['2024-01-02', -1, 'unknown'],
    ['2030-01-01', 1, 'unknown'],
  ])('%s and %i workdays make %s', (day, count, expected) => {
    expect(addWorkdays(parsePlainDate(day), count)).toBe(expected)
  })

  it('refuses a count that is not whole', () => {
    expect(() => addWorkdays(parsePlainDate('2026-03-02'), 1.5)).toThrow(
      expect.objectContaining({ code: 'count-not-valid' }),
    )
  })

  it('lands on a workday with as many workdays behind it as were added', () => {
    fc.assert(
      fc.property(settledDay, fc.integer({ min: 1, max: 40 }), (day, count) => {
        const end = addWorkdays(day, count)
        if (end === 'unknown') return
        expect(dayKind(end)).toBe('workday')
        let counted = 0
        for (let passed = addDays(day, 1); passed <= end; passed = addDays(passed, 1)) {
          if (dayKind(passed) === 'workday') counted += 1
        }
        expect(counted).toBe(count)
        if (dayKind(day) === 'workday') expect(addWorkdays(end, -count)).toBe(day)
      }),
    )
  })
})

function kindByLibrary(day: PlainDate): 'workday' | 'rest-day' {
  // `getHoliday` gives null for an ordinary day, whatever its type says.
  const holiday: { isWork(): boolean } | null = HolidayUtil.getHoliday(day)
  const works = holiday === null ? dayOfWeek(day) < 6 : holiday.isWork()
  return works ? 'workday' : 'rest-day'
}
