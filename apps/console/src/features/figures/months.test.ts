import { describe, expect, it } from 'vitest'
import { monthsUntil } from './months.ts'

describe('monthsUntil', () => {
  it('goes back over the year, to the last day of each month', () => {
    expect(monthsUntil('2028-03-15', 3)).toEqual([
      { from: '2028-03-01', until: '2028-03-31' },
      { from: '2028-02-01', until: '2028-02-29' },
      { from: '2028-01-01', until: '2028-01-31' },
    ])
    expect(monthsUntil('2026-01-31', 2)[1]).toEqual({ from: '2025-12-01', until: '2025-12-31' })
  })
})
