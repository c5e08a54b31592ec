import { AlmanacError } from './almanac-error.ts'
import { anniversariesInSolarYear, LAST_LUNAR_YEAR, lunarNewYear } from './lunar-date.ts'
import { OCCASION_RULES, type OccasionRule } from './occasion-rules.ts'
import { addDays, comparePlainDates, dayOfWeek, type PlainDate, partsOf, plainDateOf } from './plain-date.ts'
import { solarTermIn } from './solar-terms.ts'
import { dateRange, rangeContains } from './windows.ts'

/** `weekday` is a day like the third Sunday of May. */
export type OccasionKind = 'fixed' | 'weekday' | 'lunar' | 'solar-term'

/** `id` names the occasion and comes round; `id` and `date` together name one keeping of it. */
export type Occasion = {
  readonly id: string
  readonly name: string
  readonly date: PlainDate
  readonly kind: OccasionKind
}

// The public holidays and days of remembrance that the rules take for granted were laid down in December 1949.
export const FIRST_OCCASION_YEAR = 1950
export const LAST_OCCASION_YEAR = LAST_LUNAR_YEAR

/**
 * A solar year's occasions by day. Those of the last lunar month can come twice or not at all: 腊八 is kept on 2022-01-10 and
 * 2022-12-30, and not in 2023. Throws `occasion-year-out-of-range`.
 */
export function occasionsOf(year: number): Occasion[] {
  if (!Number.isInteger(year) || year < FIRST_OCCASION_YEAR || year > LAST_OCCASION_YEAR) {
    throw new AlmanacError('occasion-year-out-of-range', year)
  }
  return OCCASION_RULES.flatMap((rule) => keepingsOf(rule, year)).sort((a, b) => comparePlainDates(a.date, b.date))
}

/** By day, `from` and `to` included. Throws `range-reversed` and `occasion-year-out-of-range`. */
export function occasionsBetween(from: PlainDate, to: PlainDate): Occasion[] {
  const range = dateRange(from, to)
  const [firstYear, lastYear] = [partsOf(from).year, partsOf(to).year]
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index)
  return years.flatMap(occasionsOf).filter((occasion) => rangeContains(range, occasion.date))
}

function keepingsOf(rule: OccasionRule, year: number): Occasion[] {
  if (rule.since !== undefined && year < rule.since) return []
  const kind = rule.kind === 'lunar-year-end' ? 'lunar' : rule.kind
  return datesOf(rule, year).map((date) => ({ id: rule.id, name: rule.name, date, kind }))
}

function datesOf(rule: OccasionRule, year: number): PlainDate[] {
  switch (rule.kind) {
    case 'fixed':
      return [plainDateOf({ year, month: rule.month, day: rule.day })]
    case 'weekday': {
      const first = plainDateOf({ year, month: rule.month, day: 1 })
      const toWeekday = (rule.weekday - dayOfWeek(first) + 7) % 7
      return [addDays(first, toWeekday + 7 * (rule.nth - 1))]
    }
    case 'lunar':
      return anniversariesInSolarYear(year, { month: rule.month, isLeap: false, day: rule.day })
    case 'lunar-year-end':
      return [addDays(lunarNewYear(year), -1)]
    case 'solar-term':
      return [solarTermIn(year, rule.term)]
  }
}
