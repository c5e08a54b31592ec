import { expect, test } from 'vitest'
import { daysFrom, mondayOf, weeksLater } from './week-days.ts'

test('a week begins on Monday, over months and years', () => {
  expect(['2026-11-23', '2026-11-25', '2026-11-29'].map(mondayOf)).toEqual(['2026-11-23', '2026-11-23', '2026-11-23'])
  expect(mondayOf('2027-01-01')).toBe('2026-12-28')
  expect(daysFrom('2026-12-28').at(-1)).toBe('2027-01-03')
  expect(weeksLater('2026-12-28', 1)).toBe('2027-01-04')
  expect(weeksLater('2026-12-28', -1)).toBe('2026-12-21')
})
