import type { getCalendar } from '@yimi/contract/calendar.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { clock, dayOf } from '../../components/shanghai-time.ts'
import type { Entry } from './entry-dialog.tsx'
import { daysTouched } from './month-days.ts'

export type Calendar = RouteAnswer<typeof getCalendar>
export type Day = { occasions: string[]; entries: Entry[] }

/** What is on each day; a stay over several days is on each of them. */
export function daysOfCalendar(calendar: Calendar): Map<string, Day> {
  const days = new Map<string, Day>()
  function on(day: string): Day {
    const found = days.get(day) ?? { occasions: [], entries: [] }
    days.set(day, found)
    return found
  }
  for (const occasion of calendar.occasions) on(occasion.date).occasions.push(occasion.name)
  const entries = [...calendar.entries].sort((one, other) => one.startsAt.localeCompare(other.startsAt))
  for (const entry of entries) {
    const touched = daysTouched(dayOf(entry.startsAt), dayOf(entry.endsAt), clock(entry.endsAt) === '00:00')
    for (const day of touched) on(day).entries.push(entry)
  }
  return days
}
