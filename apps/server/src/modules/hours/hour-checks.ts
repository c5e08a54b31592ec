import type { HourRules } from '@yimi/contract/hour-rules.ts'
import type { HoldReason } from '@yimi/contract/hours.ts'

const DAY_MINUTES = 1_440

/** What counts of so many minutes: whole hours, and of the broken one what the steps give. */
export function countedMinutes(minutes: number, rounding: HourRules['rounding']): number {
  if (rounding.length === 0) return minutes
  const broken = minutes % 60
  const step = broken === 0 ? 0 : (rounding.find((one) => broken <= one.upTo)?.counted ?? 0)
  return minutes - broken + step
}

export type Span = { readonly from: Date; readonly until: Date }
/** What the volunteer has besides: on the same day, or at the same time. */
export type Beside = Span & { readonly day: string; readonly minutes: number }

/** Why these hours wait for somebody to look at them; none: they count at once. */
export function holdReasons(
  given: Span & { day: string; minutes: number },
  beside: readonly Beside[],
  rules: Pick<HourRules, 'dayMinutes' | 'longDayMinutes'>,
): HoldReason[] {
  const reasons: HoldReason[] = []
  if (beside.some((one) => one.from < given.until && given.from < one.until)) reasons.push('overlap')
  const total = beside.filter((one) => one.day === given.day).reduce((sum, one) => sum + one.minutes, given.minutes)
  if (total > rules.longDayMinutes) reasons.push('very-long-day')
  else if (total > rules.dayMinutes) reasons.push('long-day')
  return reasons
}

/** Hours that have not been served yet, or that no day has. */
export function isImpossible({ from, until }: Span, now: Date): boolean {
  return until > now || until <= from || minutesOf({ from, until }) > DAY_MINUTES
}

export function minutesOf({ from, until }: Span): number {
  return Math.floor((until.getTime() - from.getTime()) / 60_000)
}
