import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { computeTables } from '../generate-tables.ts'
import { DONGZHI_DAYS, LUNAR_YEARS, QINGMING_DAYS } from './calendar-tables.ts'
import { type LunarDate, lunarFromSolar } from './lunar-date.ts'
import { addDays, type PlainDate, parsePlainDate } from './plain-date.ts'
import { type SolarTerm, solarTermIn } from './solar-terms.ts'

/**
 * Lunar months in which ICU 78 differs from the tables between 1950 and 2050. ICU computes the moon with short series, so that a
 * new moon near midnight in Beijing falls on the wrong side of it, and in 1987 moves the leap month. ICU4X, which does not
 * compute but holds the calendar as data, agrees with the tables in every one of these months: the second test below.
 */
const KNOWN_ICU_DIFFERENCES = [
  { from: '1954-02-03', days: 30, reason: 'ICU begins month 1 a day late' },
  { from: '1955-02-22', days: 30, reason: 'ICU begins month 2 a day late' },
  { from: '1987-07-26', days: 59, reason: 'ICU puts the leap month after month 7 instead of 6' },
  { from: '1999-01-17', days: 30, reason: 'ICU begins month 12 a day late' },
  { from: '2012-08-17', days: 30, reason: 'ICU begins month 7 a day late' },
  { from: '2018-11-07', days: 30, reason: 'ICU begins month 10 a day early' },
  { from: '2027-02-06', days: 30, reason: 'ICU begins month 1 a day late' },
  { from: '2030-02-02', days: 30, reason: 'ICU begins month 1 a day early' },
]

/** The new moon of 2057-09-28 is so close to midnight in Beijing that the sources differ; the tables follow the later astronomy. */
const KNOWN_ICU4X_DIFFERENCES = [{ from: '2057-09-28', days: 30, reason: 'ICU4X begins month 9 a day early' }]

type ChineseDay = { year: number; monthCode: string; day: number }
type Temporal = { PlainDate: { from(text: string): { withCalendar(calendar: 'chinese'): ChineseDay } } }

const temporal = (globalThis as { Temporal?: Temporal }).Temporal

describe('calendar tables', () => {
  it('are what the astronomy of lunar-typescript gives', () => {
    expect(computeTables()).toEqual({
      lunarYears: LUNAR_YEARS,
      qingmingDays: QINGMING_DAYS,
      dongzhiDays: DONGZHI_DAYS,
    })
  }, 30_000)

  it('keep the library itself out of every file that pages may import', () => {
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    const shipped = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    expect(shipped.length).toBeGreaterThan(8)
    for (const file of shipped) {
      expect(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'), file).not.toMatch(/from '(lunar-typescript|node:)/)
    }
  })
})

describe('every day against another source', () => {
  it('agrees with the Chinese calendar of ICU from 1950 to 2050', () => {
    const format = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', dateStyle: 'short' })
    const icu = (day: PlainDate) => {
      const parts = new Map(format.formatToParts(new Date(day)).map((part) => [part.type as string, part.value]))
      return `${parts.get('relatedYear')}-${parts.get('month')}-${parts.get('day')}`
    }
    const ours = ({ year, month, isLeap, day }: LunarDate) => `${year}-${month}${isLeap ? 'bis' : ''}-${day}`
    const different = daysWhere('1950-01-01', '2050-12-31', (day) => icu(day) !== ours(lunarFromSolar(day)))
    expect(different).toEqual(daysOf(KNOWN_ICU_DIFFERENCES))
  }, 30_000)

  // The pinned Node has Temporal; without it this fails and says so.
  it('agrees with the Chinese calendar of ICU4X from 1901 to 2100', () => {
    const ours = ({ year, month, isLeap, day }: LunarDate) =>
      `${year}-M${String(month).padStart(2, '0')}${isLeap ? 'L' : ''}-${day}`
    const icu4x = (day: PlainDate) => {
      const chinese = temporal?.PlainDate.from(day).withCalendar('chinese')
      return `${chinese?.year}-${chinese?.monthCode}-${chinese?.day}`
    }
    const different = daysWhere('1901-02-19', '2100-02-08', (day) => icu4x(day) !== ours(lunarFromSolar(day)))
    expect(different).toEqual(daysOf(KNOWN_ICU4X_DIFFERENCES))
  }, 30_000)

  it.each<[SolarTerm, number]>([
    ['qingming', 15],
    ['dongzhi', 270],
  ])('sees the sun reach %s at %i° within the day in Beijing', (term, longitude) => {
    for (let year = 1901; year <= 2099; year += 1) {
      const day = solarTermIn(year, term)
      const midnight = Date.parse(`${day}T00:00:00+08:00`)
      expect(degreesPast(longitude, midnight), `${day} begins before`).toBeLessThan(SUN_ERROR_DEGREES)
      expect(degreesPast(longitude, midnight + 86_400_000), `${day} ends after`).toBeGreaterThan(-SUN_ERROR_DEGREES)
    }
  })
})

function daysWhere(from: string, to: string, holds: (day: PlainDate) => boolean): string[] {
  const found: string[] = []
  for (let day = parsePlainDate(from); day <= to; day = addDays(day, 1)) if (holds(day)) found.push(day)
  return found
}

function daysOf(spans: readonly { from: string; days: number }[]): string[] {
  return spans.flatMap(({ from, days }) =>
    Array.from({ length: days }, (_, index) => addDays(parsePlainDate(from), index)),
  )
}

// The low-precision sun of Meeus, Astronomical Algorithms, chapter 25, is right to 0.01°, a quarter of an hour.
const SUN_ERROR_DEGREES = 0.012

function degreesPast(longitude: number, instantMs: number): number {
  const centuries = (instantMs / 86_400_000 + 2_440_587.5 - 2_451_545) / 36_525
  const mean = 280.46646 + 36_000.76983 * centuries + 0.0003032 * centuries ** 2
  const anomaly = 357.52911 + 35_999.05029 * centuries - 0.0001537 * centuries ** 2
  const center =
    (1.914602 - 0.004817 * centuries) * sin(anomaly) +
    (0.019993 - 0.000101 * centuries) * sin(2 * anomaly) +
    0.000289 * sin(3 * anomaly)
  const apparent = mean + center - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * centuries)
  return ((((apparent - longitude + 180) % 360) + 360) % 360) - 180
}

function sin(degrees: number): number {
  return Math.sin((degrees * Math.PI) / 180)
}
