import { AlmanacError } from './almanac-error.ts'
import { dayKind } from './holidays.ts'
import { addDays, daysBetween, type PlainDate, parsePlainDate, SHANGHAI, todayIn } from './plain-date.ts'

/** The spans in which an office works on a workday, Beijing time, 'HH:MM' with '24:00' as the last possible end: in order, without overlap. */
export type WorkdayHours = readonly { readonly from: string; readonly to: string }[]

/**
 * The instant at which `hours` of working time have passed since `start`; a deadline that fills a span falls on the span's end.
 * Time outside the spans and on rest days does not count; 0 gives `start` back. 'unknown' when a day on the way is (`dayKind`).
 * Throws `count-not-valid` unless finite and not negative, and `workday-hours-malformed`.
 */
export function addWorkingHours(start: Date, hours: number, workdayHours: WorkdayHours): Date | 'unknown' {
  if (!(hours >= 0 && Number.isFinite(hours))) throw new AlmanacError('count-not-valid', hours)
  const spans = readSpans(workdayHours)
  let leftMs = Math.round(hours * HOUR_MS)
  if (leftMs === 0) return new Date(start)
  for (let day = todayIn(SHANGHAI, start); ; day = addDays(day, 1)) {
    const kind = dayKind(day)
    if (kind === 'unknown') return 'unknown'
    if (kind === 'rest-day') continue
    for (const span of spans) {
      const midnight = midnightMs(day)
      const fromMs = Math.max(midnight + span.fromMs, start.getTime())
      const workedMs = Math.max(0, midnight + span.toMs - fromMs)
      if (workedMs >= leftMs) return new Date(fromMs + leftMs)
      leftMs -= workedMs
    }
  }
}

type Span = { readonly fromMs: number; readonly toMs: number }

function readSpans(workdayHours: WorkdayHours): Span[] {
  const spans = workdayHours.map(({ from, to }) => ({ fromMs: timeMs(from), toMs: timeMs(to) }))
  const inOrder = spans.every((span, index) => {
    const previousEnd = spans[index - 1]?.toMs ?? 0
    return span.fromMs >= previousEnd && span.toMs > span.fromMs && span.toMs <= DAY_MS
  })
  if (spans.length === 0 || !inOrder) throw new AlmanacError('workday-hours-malformed', workdayHours)
  return spans
}

/** NaN, which no comparison accepts, for anything that is not a time of day. */
function timeMs(text: string): number {
  const match = /^(\d{2}):([0-5]\d)$/.exec(text)
  return match ? Number(match[1]) * HOUR_MS + Number(match[2]) * MINUTE_MS : Number.NaN
}

// Beijing time has been UTC+8 without summer time since September 1991; the notices held begin in 2024.
function midnightMs(day: PlainDate): number {
  return daysBetween(EPOCH, day) * DAY_MS - 8 * HOUR_MS
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const EPOCH = parsePlainDate('1970-01-01')
