import { expect, it } from 'vitest'
import { daysFrom, instantHere, restOfWeek, sayDay, todayHere, weekAfter } from './ask-days.ts'

it('begins the day at midnight of the district, not of the device', () => {
  expect(todayHere(new Date('2026-11-27T15:59:00Z'))).toBe('2026-11-27')
  expect(todayHere(new Date('2026-11-27T16:00:00Z'))).toBe('2026-11-28')
})

it.each([
  ['2026-11-23', '2026-11-29', '2026-11-30', '2026-12-06'],
  ['2026-11-28', '2026-11-29', '2026-11-30', '2026-12-06'],
  ['2026-11-29', '2026-11-29', '2026-11-30', '2026-12-06'],
  ['2026-12-31', '2027-01-03', '2027-01-04', '2027-01-10'],
])('of %s this week ends on %s, the next goes from %s to %s', (day, ends, from, until) => {
  expect(restOfWeek(day)).toEqual({ from: day, until: ends })
  expect(weekAfter(day)).toEqual({ from, until })
})

it('goes over the end of a month', () => {
  expect(daysFrom('2028-02-28', 3)).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
})

it('says a day, and makes an instant of a day and a clock', () => {
  expect(sayDay('2026-11-28', 'zh')).toBe('11月28日周六')
  expect(instantHere('2026-11-28', '00:30')).toBe('2026-11-27T16:30:00.000Z')
})
