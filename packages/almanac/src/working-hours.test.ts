import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayKind } from './holidays.ts'
import { parsePlainDate } from './plain-date.ts'
import { addWorkingHours, type WorkdayHours } from './working-hours.ts'

const OFFICE: WorkdayHours = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
]

describe('addWorkingHours', () => {
  it.each([
    ['within a span', '2026-03-05T09:30', 2, '2026-03-05T11:30'],
    ['over noon', '2026-03-05T11:00', 2, '2026-03-05T14:30'],
    ['to the very end of a span', '2026-03-05T09:00', 3, '2026-03-05T12:00'],
    ['overnight', '2026-03-05T16:30', 4, '2026-03-06T12:00'],
    ['over a weekend', '2026-03-06T17:00', 1, '2026-03-09T09:30'],
    ['from the noon break', '2026-03-05T12:30', 1, '2026-03-05T14:30'],
    ['from before opening', '2026-03-05T01:00', 0.5, '2026-03-05T09:30'],
    ['from the evening', '2026-03-05T22:00', 4, '2026-03-06T14:30'],
    ['from a Saturday worked in exchange over the Spring Festival', '2026-02-14T16:30', 2, '2026-02-24T10:00'],
    ['from a holiday', '2026-02-17T10:00', 7, '2026-02-24T17:30'],
    ['nothing, on a rest day', '2026-02-17T10:00', 0, '2026-02-17T10:00'],
  ])('counts %s', (_, start, hours, end) => {
    expect(addWorkingHours(beijing(start), hours, OFFICE)).toEqual(beijing(end))
  })

  it('counts a day that is worked round the clock', () => {
    expect(addWorkingHours(beijing('2026-03-05T23:00'), 2, [{ from: '00:00', to: '24:00' }])).toEqual(
      beijing('2026-03-06T01:00'),
    )
  })

  it('does not guess past the notices held', () => {
    expect(addWorkingHours(beijing('2026-12-28T16:30'), 1, OFFICE)).toEqual(beijing('2026-12-28T17:30'))
    expect(addWorkingHours(beijing('2026-12-28T16:30'), 2, OFFICE)).toBe('unknown')
    expect(addWorkingHours(beijing('2019-05-06T09:00'), 1, OFFICE)).toBe('unknown')
  })

  it('agrees with counting minute by minute', () => {
    const start = fc
      .integer({ min: 0, max: 900 * 1440 })
      .map((minutes) => new Date(beijing('2024-01-01T00:00').getTime() + minutes * 60_000))
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 900 }), (from, minutes) => {
        expect(addWorkingHours(from, minutes / 60, OFFICE)).toEqual(minuteByMinute(from, minutes))
      }),
      { numRuns: 40 },
    )
  })

  it.each<[string, WorkdayHours]>([
    ['no span', []],
    ['a span that runs backwards', [{ from: '12:00', to: '09:00' }]],
    ['an empty span', [{ from: '09:00', to: '09:00' }]],
    ['spans out of order', [...OFFICE].reverse()],
    [
      'spans that overlap',
      [
        { from: '09:00', to: '12:00' },
        { from: '11:00', to: '17:00' },
      ],
    ],
    ['a time without its zero', [{ from: '9:00', to: '12:00' }]],
    ['an hour past midnight', [{ from: '09:00', to: '24:30' }]],
    ['a minute 60', [{ from: '09:60', to: '12:00' }]],
  ])('refuses %s', (_, hours) => {
    expect(() => addWorkingHours(beijing('2026-03-05T09:00'), 1, hours)).toThrow(
      expect.objectContaining({ code: 'workday-hours-malformed' }),
    )
  })

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d hours', (hours) => {
    expect(() => addWorkingHours(beijing('2026-03-05T09:00'), hours, OFFICE)).toThrow(
      expect.objectContaining({ code: 'count-not-valid' }),
    )
  })
})

function beijing(localTime: string): Date {
  return new Date(`${localTime}:00+08:00`)
}

function minuteByMinute(start: Date, minutes: number): Date {
  let now = start
  for (let left = minutes; left > 0; now = new Date(now.getTime() + 60_000)) {
    const inBeijing = new Date(now.getTime() + 8 * 3_600_000).toISOString()
    const [day, time] = [inBeijing.slice(0, 10), inBeijing.slice(11, 16)]
    const isOpen = OFFICE.some((span) => span.from <= time && time < span.to)
    if (isOpen && dayKind(parsePlainDate(day)) === 'workday') left -= 1
  }
  return now
}
