import type { Language } from '../words/use-messages.ts'

/** Days of the district's calendar, `2026-11-28`; the device's own time zone does not count. */
export type DayRange = { from: string; until: string }
const DAY_MS = 86_400_000

export function todayHere(now = new Date()): string {
  // China has kept one offset since 1991.
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** From the day to the Sunday of its week. */
export function restOfWeek(day: string): DayRange {
  return { from: day, until: addDays(day, 7 - weekday(day)) }
}

/** Monday to Sunday of the week after. */
export function weekAfter(day: string): DayRange {
  const from = addDays(day, 8 - weekday(day))
  return { from, until: addDays(from, 6) }
}

/** So many days from the first on. */
export function daysFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index))
}

/** «11月28日周六» */
export function sayDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone: 'UTC',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  }).format(new Date(`${day}T00:00:00Z`))
}

/** An instant of the day, as the district's clock shows it: `14:30` → with +08:00. */
export function instantHere(day: string, clock: string): string {
  return new Date(`${day}T${clock}:00+08:00`).toISOString()
}

/** Monday is 1, Sunday 7. */
function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}
