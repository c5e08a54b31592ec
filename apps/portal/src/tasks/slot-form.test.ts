import { expect, it } from 'vitest'
import { daysOf } from './slot-form.tsx'

it('offers the days of the window that are still to come', () => {
  const window = { from: '2026-11-26', until: '2026-11-30' }
  expect(daysOf(window, '2026-11-20')).toEqual(['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'])
  expect(daysOf(window, '2026-11-29')).toEqual(['2026-11-29', '2026-11-30'])
})

it('offers none where the window has passed, and no endless list where it is long', () => {
  expect(daysOf({ from: '2026-11-01', until: '2026-11-05' }, '2026-11-29')).toEqual([])
  expect(daysOf({ from: '2026-01-01', until: '2026-12-31' }, '2026-01-01')).toHaveLength(62)
})
