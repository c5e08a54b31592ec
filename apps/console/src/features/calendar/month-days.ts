/** Days of a month's sheet as `2026-11-23`, whole weeks from Monday, and the first and last of the month itself. */
export function monthSheet(month: string): { days: string[]; first: string; last: string } {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const first = Date.UTC(year, number - 1, 1)
  const last = Date.UTC(year, number, 0)
  const before = (new Date(first).getUTCDay() + 6) % 7
  const after = 6 - ((new Date(last).getUTCDay() + 6) % 7)
  const days: string[] = []
  for (let at = first - before * DAY_MS; at <= last + after * DAY_MS; at += DAY_MS) days.push(dayText(at))
  return { days, first: dayText(first), last: dayText(last) }
}

/** `2026-11` and one month more: `2026-12`. */
export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return dayText(Date.UTC(year, number - 1 + count, 1)).slice(0, 7)
}

/** Every day that a stay touches, half-open: one that ends at midnight does not touch the next day. */
export function daysTouched(startsOn: string, endsOn: string, endsAtMidnight: boolean): string[] {
  const days: string[] = []
  const end = Date.parse(endsOn) - (endsAtMidnight && endsOn !== startsOn ? DAY_MS : 0)
  for (let at = Date.parse(startsOn); at <= end; at += DAY_MS) days.push(dayText(at))
  return days
}

const DAY_MS = 86_400_000

function dayText(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
