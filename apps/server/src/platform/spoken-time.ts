import { TIME_ZONE } from './clock.ts'

const moment = new Intl.DateTimeFormat('zh-CN', {
  timeZone: TIME_ZONE,
  month: 'long',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const day = new Intl.DateTimeFormat('zh-CN', { timeZone: TIME_ZONE, month: 'long', day: 'numeric' })

/** `11月23日周一 14:30`, as a message says it. */
export function spokenMoment(instant: Date | null): string {
  return instant ? moment.format(instant) : '时间待定'
}

/** `11月23日` */
export function spokenDay(instant: Date): string {
  return day.format(instant)
}
