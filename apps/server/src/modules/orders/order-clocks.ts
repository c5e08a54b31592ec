import { addWorkingHours, type WorkdayHours } from '@yimi/almanac/working-hours.ts'
import type { OrderMove, OrderState } from '@yimi/contract/order.ts'
import type { OrderRow } from './order-queries.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const OFFICE: WorkdayHours = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
]
const OFFICE_DAY = 7

/** Working hours; days are calendar days. Counted from the request, or from when the state was reached. */
const TAKE_HOURS = 4
const REVIEW_HOURS = OFFICE_DAY
const REFER_HOURS = 5 * OFFICE_DAY
const DISPUTE_HOURS = 2 * OFFICE_DAY
export const ANSWER_DAYS = 7
export const CONFIRM_DAYS = 7
const CLOSE_DAYS = 7
const MONEY_CLOSE_DAYS = 3
export const OBJECT_DAYS = 15
export const REOPEN_DAYS = 30
/** After the close a volunteer sees nothing more of it. */
export const SIGHT_HOURS = 72

export type OrderClock = { move: OrderMove; dueAt: Date }

/**
 * The one clock that runs in a state. A move that stays in it does not set the clock back; one that ran out starts anew for
 * the next named person.
 */
export function orderClock(row: OrderRow, state: OrderState, now: Date): OrderClock | undefined {
  const move = moveOf(row, state)
  if (!move) return undefined
  if (state === row.state && row.due_at && row.due_at > now) return { move, dueAt: row.due_at }
  return { move, dueAt: dueAt(row, state, now) }
}

function moveOf(row: OrderRow, state: OrderState): OrderMove | undefined {
  if (state === 'refused' || state === 'merged' || state === 'closed' || state === 'cancelled') return undefined
  if (row.in_round && (state === 'ready' || state === 'accepted' || state === 'in-service')) return undefined
  if (state === 'needs-information') return 'close-unanswered'
  if (state === 'delivered') return row.conduct.autoConfirm && !row.money ? 'confirm-automatically' : 'escalate'
  return state === 'confirmed' || state === 'rated' ? 'close' : 'escalate'
}

function dueAt(row: OrderRow, state: OrderState, now: Date): Date {
  switch (state) {
    case 'submitted':
      return firstDueAt(now, row.look_minutes)
    case 'in-review':
      // After an answer the clock goes on where it stopped.
      if (row.handle_minutes !== null)
        return minutesOn(now, (row.state === 'needs-information' ? row.minutes_left : null) ?? row.handle_minutes)
      return row.state === 'needs-information' && row.minutes_left !== null
        ? workingHours(now, row.minutes_left / 60)
        : workingHours(now, REVIEW_HOURS)
    case 'referred':
      return workingHours(now, REFER_HOURS)
    case 'in-dispute':
      return workingHours(now, DISPUTE_HOURS)
    case 'ready':
      return row.handle_minutes === null
        ? halfOfWindow(row.until_day, now)
        : earlier(halfOfWindow(row.until_day, now), minutesOn(now, row.handle_minutes))
    case 'accepted':
      return halfOfWindow(row.until_day, now)
    case 'in-service':
      return new Date(now.getTime() + DAY_MS)
    case 'confirmed':
    case 'rated':
      return new Date(now.getTime() + (row.money ? MONEY_CLOSE_DAYS : CLOSE_DAYS) * DAY_MS)
    case 'suspended':
      return later(row.review_on ? new Date(`${row.review_on}T01:00:00Z`) : now, now)
    case 'needs-information':
      return new Date(now.getTime() + ANSWER_DAYS * DAY_MS)
    default:
      return new Date(now.getTime() + CONFIRM_DAYS * DAY_MS)
  }
}

/** Half of what is left until the end of the last day; in the last hours every two hours. */
export function halfOfWindow(untilDay: string | null, now: Date): Date {
  const end = untilDay ? Date.parse(`${untilDay}T16:00:00Z`) : now.getTime() + DAY_MS
  return new Date(now.getTime() + Math.max(2 * HOUR_MS, (end - now.getTime()) / 2))
}

/** A review day that has passed is looked at again a week later. */
function later(day: Date, now: Date): Date {
  return day > now ? day : new Date(now.getTime() + 7 * DAY_MS)
}

/** Urgent: minutes of the clock, also at night and on holidays. */
export function firstDueAt(submittedAt: Date, lookMinutes: number | null): Date {
  return lookMinutes === null ? workingHours(submittedAt, TAKE_HOURS) : minutesOn(submittedAt, lookMinutes)
}

/** What is left when the clock stops: of an urgent order minutes of the clock, else working minutes. */
export function minutesLeft(row: Pick<OrderRow, 'due_at' | 'handle_minutes'>, now: Date): number {
  if (row.handle_minutes === null) return workingMinutesUntil(now, row.due_at)
  return row.due_at ? Math.max(0, Math.round((row.due_at.getTime() - now.getTime()) / MINUTE_MS)) : 0
}

function minutesOn(from: Date, minutes: number): Date {
  return new Date(from.getTime() + minutes * MINUTE_MS)
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other
}

/** Past the notices of holidays that are held, a working day counts as a day and two fifths. */
export function workingHours(start: Date, hours: number): Date {
  const end = addWorkingHours(start, hours, OFFICE)
  return end === 'unknown' ? new Date(start.getTime() + (hours / OFFICE_DAY) * 1.4 * DAY_MS) : end
}

/** Working minutes from now until then: what is left when a clock stops. */
export function workingMinutesUntil(now: Date, due: Date | null): number {
  if (!due || due <= now) return 0
  let [low, high] = [0, Math.ceil((due.getTime() - now.getTime()) / MINUTE_MS)]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (workingHours(now, middle / 60) <= due) low = middle
    else high = middle - 1
  }
  return low
}
