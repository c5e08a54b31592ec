import type { NoticeWay } from '@yimi/contract/notice.ts'

/** Asia/Shanghai is eight hours ahead of UTC all year. */
const OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000
/** From nine in the evening to eight in the morning nobody's telephone rings for something that can wait. */
export const QUIET_FROM_HOUR = 21
export const QUIET_UNTIL_HOUR = 8

const RINGS: ReadonlySet<NoticeWay> = new Set(['sms', 'phone-call'])

/** When a message may go out at the earliest. What lies in a list or a mailbox disturbs nobody and goes at once. */
export function dueAt(way: NoticeWay, at: Date, urgent: boolean): Date {
  if (urgent || !RINGS.has(way)) return at
  const local = at.getTime() + OFFSET_MS
  const midnight = Math.floor(local / DAY_MS) * DAY_MS
  const hour = (local - midnight) / 3_600_000
  if (hour >= QUIET_UNTIL_HOUR && hour < QUIET_FROM_HOUR) return at
  const morning = midnight + QUIET_UNTIL_HOUR * 3_600_000 + (hour < QUIET_UNTIL_HOUR ? 0 : DAY_MS)
  return new Date(morning - OFFSET_MS)
}
