/** Times as people in Shanghai read them; an instant is UTC text, a day is `2026-11-23`. */
const ZONE = 'Asia/Shanghai'

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const weekdays = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, weekday: 'short' })

/** `2026-11-23T18:05:09`, the wall clock of Shanghai. */
export function wallOf(instant: string): string {
  const named = new Map(parts.formatToParts(new Date(instant)).map((part) => [part.type, part.value]))
  const at = (name: Intl.DateTimeFormatPartTypes) => named.get(name) ?? ''
  return `${at('year')}-${at('month')}-${at('day')}T${at('hour')}:${at('minute')}:${at('second')}`
}

/** The instant of a wall clock `2026-11-23T18:05` of Shanghai, which has had no summer time since 1991. */
export function instantOf(wall: string): string {
  return new Date(`${wall.length === 16 ? `${wall}:00` : wall}+08:00`).toISOString()
}

export function dayOf(instant: string): string {
  return wallOf(instant).slice(0, 10)
}

export function clock(instant: string): string {
  return wallOf(instant).slice(11, 16)
}

/** `2026-11-23 18:05` */
export function dayTime(instant: string): string {
  return `${dayOf(instant)} ${clock(instant)}`
}

/** `11月23日 周一 18:05` */
export function spokenTime(instant: string): string {
  return `${spokenDay(dayOf(instant))} ${clock(instant)}`
}

/** `11月23日 周一` */
export function spokenDay(day: string): string {
  const weekday = weekdays.format(new Date(`${day}T12:00:00+08:00`))
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日 ${weekday}`
}

export function today(now: Date = new Date()): string {
  return dayOf(now.toISOString())
}

/** Whole seconds as `1:02:03` or `2:03`. */
export function span(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
