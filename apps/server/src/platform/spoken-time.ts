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

const paperDay = new Intl.DateTimeFormat('zh-CN', { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' })

/** `2026年11月23日`, of a day as the database has it. */
export function writtenDay(plainDay: string): string {
  return paperDay.format(new Date(`${plainDay}T00:00:00Z`))
}

/** `36 小时 30 分钟` */
export function writtenHours(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? `${hours} 小时` : '', rest > 0 || hours === 0 ? `${rest} 分钟` : ''].filter(Boolean).join(' ')
}
