import { readFileSync } from 'node:fs'

/** Asia/Shanghai has had no daylight saving since 1991, so its offset is a constant. */
export const TIME_ZONE = 'Asia/Shanghai'

export type Clock = {
  now(): Date
  /** Today's calendar day in Asia/Shanghai. */
  today(): string
}

const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE, dateStyle: 'short' })

/** The calendar day of an instant in Asia/Shanghai, `2026-11-23`. */
export function dayOf(instant: Date): string {
  return dayFormat.format(instant)
}

export function clockAt(now: () => Date): Clock {
  return { now, today: () => dayOf(now()) }
}

/**
 * The machine's clock. In a demo folder the file may shift it: `{"offsetMs": 86400000}`; elsewhere the file is not read.
 */
export function createClock(options: { offsetFile?: string } = {}): Clock {
  const offsetMs = options.offsetFile ? readOffset(options.offsetFile) : 0
  return clockAt(() => new Date(Date.now() + offsetMs))
}

function readOffset(file: string): number {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const offset = typeof content === 'object' && content && 'offsetMs' in content ? Number(content.offsetMs) : 0
    return Number.isFinite(offset) ? offset : 0
  } catch {
    return 0
  }
}
