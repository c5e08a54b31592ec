import { occasionsBetween } from '@yimi/almanac/occasions.ts'
import { addDays, comparePlainDates, daysBetween, parsePlainDate } from '@yimi/almanac/plain-date.ts'
import { BroadcastState } from '@yimi/contract/broadcast.ts'
import type { getCalendar } from '@yimi/contract/calendar.ts'
import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import { readBookings, venueNames } from '#modules/venues/venues.ts'
import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { findBroadcastsBetween } from './calendar-queries.ts'

type Calendar = RouteAnswer<typeof getCalendar>

/** A year and a month: the widest view of a page. */
const DAYS_MAX = 400
const FIRST_YEAR = '1950'
const LAST_YEAR = '2099'

/** Broadcasts of the area, bookings that it may see, and the occasions of the almanac; both days included. */
export async function readCalendar(context: RequestContext, query: RouteQuery<typeof getCalendar>): Promise<Calendar> {
  const from = parsePlainDate(query.from)
  const until = parsePlainDate(query.until)
  const outside = query.from.slice(0, 4) < FIRST_YEAR || query.until.slice(0, 4) > LAST_YEAR
  if (comparePlainDates(until, from) < 0 || daysBetween(from, until) > DAYS_MAX || outside)
    throw new Refusal('bad-request', { faults: [{ path: ['until'], message: '请选择 400 天以内的起止日期' }] })
  return {
    entries: await entriesBetween(context, midnight(from), midnight(addDays(until, 1))),
    occasions: occasionsBetween(from, until).map(({ id, name, date }) => ({ id, name, date })),
  }
}

async function entriesBetween(context: RequestContext, from: Date, until: Date): Promise<Calendar['entries']> {
  const broadcasts = await findBroadcastsBetween(context.tx, [...(context.scope?.orgs ?? [])], from, until)
  const venues = await venueNames(
    context.tx,
    broadcasts.flatMap((row) => row.venue_id ?? []),
  )
  const shown = new Set(broadcasts.map((row) => row.id))
  const bookings = await readBookings(context.tx, from, until)
  const entries: Calendar['entries'] = [
    ...broadcasts.flatMap((row) =>
      row.starts_at && row.ends_at
        ? {
            id: row.id,
            kind: 'broadcast' as const,
            title: row.title,
            startsAt: row.starts_at.toISOString(),
            endsAt: row.ends_at.toISOString(),
            venueName: (row.venue_id && venues.get(row.venue_id)) || null,
            state: BroadcastState.parse(row.state),
          }
        : [],
    ),
    ...bookings
      .filter((booking) => booking.broadcastId === null || !shown.has(booking.broadcastId))
      .map((booking) => ({
        id: booking.id,
        kind: 'booking' as const,
        title: booking.purpose,
        startsAt: booking.startsAt,
        endsAt: booking.endsAt,
        venueName: booking.venueName,
        state: null,
      })),
  ]
  return entries.sort((a, b) => a.startsAt.localeCompare(b.startsAt))
}

/** Asia/Shanghai is eight hours ahead the whole year. */
function midnight(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`)
}
