const DAY_MS = 86_400_000

/** The Monday of the week that has the day. */
export function mondayOf(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  return plainDay(at - ((new Date(at).getUTCDay() + 6) % 7) * DAY_MS)
}

export function daysFrom(monday: string): string[] {
  const at = Date.parse(`${monday}T00:00:00Z`)
  return Array.from({ length: 7 }, (_, place) => plainDay(at + place * DAY_MS))
}

/** The Monday so many weeks later. */
export function weeksLater(monday: string, weeks: number): string {
  return plainDay(Date.parse(`${monday}T00:00:00Z`) + weeks * 7 * DAY_MS)
}

function plainDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
