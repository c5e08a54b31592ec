import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  comparePlainDates,
  dayOfWeek,
  daysBetween,
  formatPlainDate,
  isPlainDate,
  type PlainDate,
  parsePlainDate,
  partsOf,
  plainDateOf,
  SHANGHAI,
  todayIn,
} from './plain-date.ts'

const anyDay = fc
  .integer({ min: Date.UTC(1000, 0, 1) / 86_400_000, max: Date.UTC(3000, 0, 1) / 86_400_000 })
  .map((days) => parsePlainDate(new Date(days * 86_400_000).toISOString().slice(0, 10)))

describe('parsePlainDate', () => {
  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '0099-12-31', '9999-12-31'])('takes %s', (text) => {
    expect(parsePlainDate(text)).toBe(text)
    expect(isPlainDate(text)).toBe(true)
    expect(plainDateOf(partsOf(parsePlainDate(text)))).toBe(text)
  })

  it.each([
    ['2023-02-29', 'date-not-real'],
    ['1900-02-29', 'date-not-real'],
    ['2026-04-31', 'date-not-real'],
    ['2026-13-01', 'date-not-real'],
    ['2026-00-10', 'date-not-real'],
    ['2026-01-00', 'date-not-real'],
    ['0000-01-01', 'date-not-real'],
    ['2026-1-1', 'date-malformed'],
    ['2026/01/01', 'date-malformed'],
    [' 2026-01-01', 'date-malformed'],
    ['2026-01-01\n', 'date-malformed'],
    ['2026-01-01T00:00:00Z', 'date-malformed'],
    ['２０２６-01-01', 'date-malformed'],
    ['', 'date-malformed'],
  ])('refuses %j with %s', (text, code) => {
    expect(() => parsePlainDate(text)).toThrow(expect.objectContaining({ code }))
    expect(isPlainDate(text)).toBe(false)
  })

  it('refuses parts that are no whole numbers', () => {
    expect(() => plainDateOf({ year: 2026, month: 1.5, day: 1 })).toThrow(
      expect.objectContaining({ code: 'date-not-real' }),
    )
  })
})

describe('counting days', () => {
  it('goes over month, year and leap day', () => {
    expect(addDays(parsePlainDate('2024-02-28'), 1)).toBe('2024-02-29')
    expect(addDays(parsePlainDate('2025-12-31'), 1)).toBe('2026-01-01')
    expect(addDays(parsePlainDate('0100-01-01'), -1)).toBe('0099-12-31')
    expect(daysBetween(parsePlainDate('2024-01-01'), parsePlainDate('2025-01-01'))).toBe(366)
  })

  it('stops at the first and the last year and at counts that are not whole', () => {
    const tooFar = expect.objectContaining({ code: 'date-out-of-range' })
    expect(() => addDays(parsePlainDate('9999-12-31'), 1)).toThrow(tooFar)
    expect(() => addDays(parsePlainDate('0001-01-01'), -1)).toThrow(tooFar)
    expect(() => addDays(parsePlainDate('2026-01-01'), 9e14)).toThrow(tooFar)
    expect(() => addDays(parsePlainDate('2026-01-01'), 0.5)).toThrow(
      expect.objectContaining({ code: 'count-not-valid' }),
    )
  })

  it('adds what it measures, orders as strings do, and moves the weekday on', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        const distance = daysBetween(a, b)
        expect(addDays(a, distance)).toBe(b)
        expect(Math.sign(comparePlainDates(b, a))).toBe(Math.sign(distance))
        expect(dayOfWeek(addDays(a, 1))).toBe((dayOfWeek(a) % 7) + 1)
      }),
    )
  })

  it.each([
    ['2026-03-05', 4],
    ['2024-02-29', 4],
    ['1949-10-01', 6],
    ['1970-01-01', 4],
    ['2000-01-02', 7],
    ['0001-01-01', 1],
  ])('%s is weekday %i', (text, weekday) => {
    expect(dayOfWeek(parsePlainDate(text))).toBe(weekday)
  })
})

describe('todayIn', () => {
  it.each<[string, string, string]>([
    [SHANGHAI, '2026-03-04T15:59:59.999Z', '2026-03-04'],
    [SHANGHAI, '2026-03-04T16:00:00.000Z', '2026-03-05'],
    [SHANGHAI, '2025-12-31T16:00:00.000Z', '2026-01-01'],
    // Summer time was kept from 1986 to 1991: midnight came an hour earlier.
    [SHANGHAI, '1988-07-01T15:00:00.000Z', '1988-07-02'],
    ['America/New_York', '2026-03-05T04:59:00.000Z', '2026-03-04'],
  ])('in %s at %s it is %s', (zone, instant, day) => {
    expect(todayIn(zone, new Date(instant))).toBe(day)
  })

  it('refuses zones it does not know and instants that are none', () => {
    expect(() => todayIn('Asia/Nowhere', new Date(0))).toThrow(expect.objectContaining({ code: 'time-zone-unknown' }))
    expect(() => todayIn(SHANGHAI, new Date('x'))).toThrow(expect.objectContaining({ code: 'date-not-real' }))
  })
})

describe('formatPlainDate', () => {
  it('writes the day as people read it', () => {
    expect(formatPlainDate(parsePlainDate('2026-03-05'))).toBe('2026年3月5日')
  })

  it('is refused for unchecked strings by the types', () => {
    // @ts-expect-error a bare string is no PlainDate
    const unchecked: PlainDate = '2026-03-05'
    expect(unchecked).toBe('2026-03-05')
  })
})
