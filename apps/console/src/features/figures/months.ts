/** A calendar month of Shanghai with its first and last day. */
export type Month = { from: string; until: string }

/** The month of this day and those before it, the latest first. */
export function monthsUntil(day: string, count: number): Month[] {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  return Array.from({ length: count }, (_, back) => ({
    from: dayText(Date.UTC(year, month - 1 - back, 1)),
    until: dayText(Date.UTC(year, month - back, 0)),
  }))
}

function dayText(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
