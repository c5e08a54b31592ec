/** Months `2026-11` of a key: a month, a quarter `2026-Q4` or a year `2026`. */
export function monthsOf(key: string): string[] {
  const [year = '', part] = key.split('-')
  const of = (first: number, count: number) =>
    Array.from({ length: count }, (_, index) => `${year}-${String(first + index).padStart(2, '0')}`)
  if (!part) return of(1, 12)
  return part.startsWith('Q') ? of((Number(part.slice(1)) - 1) * 3 + 1, 3) : [key]
}

export function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, number ?? 0, 0)).toISOString().slice(0, 10)
}
