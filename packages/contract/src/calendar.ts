import { z } from 'zod'
import { BroadcastState } from './broadcast.ts'
import { Day, Id, Instant } from './ids.ts'
import { defineRoute } from './route.ts'

export const CalendarEntry = z.object({
  id: Id,
  kind: z.enum(['broadcast', 'booking']),
  title: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  venueName: z.string().nullable(),
  state: BroadcastState.nullable(),
})

export const getCalendar = defineRoute({
  method: 'GET',
  path: '/calendar',
  summary: 'Broadcasts and bookings between two days (inclusive), with the occasions of the almanac',
  capability: 'calendar.read',
  owner: 'none',
  query: z.object({ from: Day, until: Day }),
  answer: z.object({
    entries: z.array(CalendarEntry),
    occasions: z.array(z.object({ id: z.string(), name: z.string(), date: Day })),
  }),
})
