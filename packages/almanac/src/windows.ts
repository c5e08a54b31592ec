import { AlmanacError } from './almanac-error.ts'
import { daysBetween, daysInMonth, type PlainDate, partsOf, plainDateOf } from './plain-date.ts'

/** Days from `from` to `to`, both included. */
export type DateRange = { readonly from: PlainDate; readonly to: PlainDate }

/** Throws `range-reversed`. */
export function dateRange(from: PlainDate, to: PlainDate): DateRange {
  if (to < from) throw new AlmanacError('range-reversed', { from, to })
  return { from, to }
}

/** The solar month that holds the day: the window of a birthday or of a month's plan. */
export function monthWindow(date: PlainDate): DateRange {
  const { year, month } = partsOf(date)
  return {
    from: plainDateOf({ year, month, day: 1 }),
    to: plainDateOf({ year, month, day: daysInMonth(year, month) }),
  }
}

export function rangeContains(range: DateRange, date: PlainDate): boolean {
  return range.from <= date && date <= range.to
}

/** The days that both hold; undefined when there are none. */
export function overlapOf(a: DateRange, b: DateRange): DateRange | undefined {
  const from = a.from > b.from ? a.from : b.from
  const to = a.to < b.to ? a.to : b.to
  return from <= to ? { from, to } : undefined
}

export function daysIn(range: DateRange): number {
  return daysBetween(range.from, range.to) + 1
}
