import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, parsePlainDate } from './plain-date.ts'
import { type DateRange, dateRange, daysIn, monthWindow, overlapOf, rangeContains } from './windows.ts'

const FIRST = parsePlainDate('2026-01-01')

const range = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
  .map(([start, more]): DateRange => dateRange(addDays(FIRST, start), addDays(FIRST, start + more)))

describe('windows', () => {
  it.each([
    ['2024-02-10', '2024-02-01', '2024-02-29', 29],
    ['2026-02-28', '2026-02-01', '2026-02-28', 28],
    ['2026-12-31', '2026-12-01', '2026-12-31', 31],
  ])('the month of %s runs from %s to %s', (day, from, to, days) => {
    const window = monthWindow(parsePlainDate(day))
    expect(window).toEqual({ from, to })
    expect(daysIn(window)).toBe(days)
  })

  it('refuses a range that ends before it begins and takes a single day', () => {
    expect(() => dateRange(addDays(FIRST, 1), FIRST)).toThrow(expect.objectContaining({ code: 'range-reversed' }))
    expect(daysIn(dateRange(FIRST, FIRST))).toBe(1)
  })

  it('overlap on exactly the days that both hold', () => {
    fc.assert(
      fc.property(range, range, (a, b) => {
        const overlap = overlapOf(a, b)
        expect(overlapOf(b, a)).toEqual(overlap)
        for (let day = addDays(FIRST, -1); day < addDays(FIRST, 82); day = addDays(day, 1)) {
          const inBoth = rangeContains(a, day) && rangeContains(b, day)
          expect(overlap !== undefined && rangeContains(overlap, day)).toBe(inBoth)
        }
      }),
    )
  })
})
