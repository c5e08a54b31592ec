import { AlmanacError } from './almanac-error.ts'
import { DONGZHI_DAYS, FIRST_TABLE_YEAR, QINGMING_DAYS } from './calendar-tables.ts'
import { type PlainDate, plainDateOf } from './plain-date.ts'

/** 清明, when the sun stands at 15° of longitude; 冬至, when it stands at 270°. */
export type SolarTerm = 'qingming' | 'dongzhi'

/** The day in Beijing's time on which the sun reaches the term. Solar years 1901 to 2099, else `lunar-out-of-range`. */
export function solarTermIn(year: number, term: SolarTerm): PlainDate {
  const { days, month, added } = TERMS[term]
  const digit = days.charAt(year - FIRST_TABLE_YEAR)
  if (digit === '') throw new AlmanacError('lunar-out-of-range', year)
  return plainDateOf({ year, month, day: Number(digit) + added })
}

const TERMS = {
  qingming: { days: QINGMING_DAYS, month: 4, added: 0 },
  dongzhi: { days: DONGZHI_DAYS, month: 12, added: 20 },
} as const
