import { z } from 'zod'
import { HourCertificate } from './hour-certificate.ts'
import { Day, Id, IdParams, Instant, PageQuery, pageOf, words } from './ids.ts'
import { defineRoute } from './route.ts'

export const HOUR_SOURCES = ['order', 'round', 'duty', 'activity', 'lecture', 'broadcast', 'late'] as const
export const HourSource = z.enum(HOUR_SOURCES)
export type HourSource = z.output<typeof HourSource>

/** Why an entry waits (`overlap`, `long-day`, `very-long-day`), or is only marked (`burst`; `self`: recorded by the volunteer). */
export const HOLD_REASONS = ['overlap', 'long-day', 'very-long-day'] as const
export const HoldReason = z.enum(HOLD_REASONS)
export type HoldReason = z.output<typeof HoldReason>
export const HourFlag = z.enum(['burst', 'self'])
export type HourFlag = z.output<typeof HourFlag>

export const HourEntry = z.object({
  id: Id,
  source: HourSource,
  day: Day,
  from: Instant,
  until: Instant,
  minutesAttended: z.int(),
  minutesCounted: z.int(),
  content: z.string(),
  place: z.string(),
  orgName: z.string(),
  recordedBy: z.string(),
  recordedAt: Instant,
  responsible: z.string(),
  flags: z.array(HourFlag),
  /** Takes an earlier entry back. */
  reversal: z.boolean(),
  /** Was taken back by another. */
  reversed: z.boolean(),
  reason: z.string(),
  /** The caller may take it back. */
  mayReverse: z.boolean(),
})
export type HourEntry = z.output<typeof HourEntry>

/** What waits and does not count yet: with whoever looks at it, or on public notice. */
export const WaitingHours = z.object({
  id: Id,
  kind: z.enum(['held', 'late']),
  day: Day,
  minutes: z.int(),
  content: z.string(),
  orgName: z.string(),
  reasons: z.array(HoldReason),
  noticeUntil: Instant.nullable(),
})
export type WaitingHours = z.output<typeof WaitingHours>

export const getMyHours = defineRoute({
  method: 'GET',
  path: '/my/hours',
  summary: 'My own hours, what still waits, and my star, which nobody else is shown',
  capability: 'signed-in',
  owner: 'self',
  query: PageQuery,
  answer: pageOf(HourEntry).extend({
    volunteer: z.boolean(),
    minutes: z.int(),
    star: z.int().min(0),
    /** Hours from which the next star counts; null: there is none. */
    nextStarAt: z.int().nullable(),
    waiting: z.array(WaitingHours),
  }),
})

export const getVolunteerHours = defineRoute({
  method: 'GET',
  path: '/volunteers/:id/hours',
  summary: 'Entries of one volunteer, newest first, with what waits and what was certified',
  capability: 'hours.read',
  owner: 'record',
  params: IdParams,
  query: PageQuery,
  answer: pageOf(HourEntry).extend({
    volunteerNumber: z.string(),
    name: z.string(),
    minutes: z.int(),
    waiting: z.array(WaitingHours),
    certificates: z.array(HourCertificate),
  }),
})

export const reverseEntry = defineRoute({
  method: 'POST',
  path: '/hour-entries/:id/reversal',
  summary: 'Take an entry back, with a reason that the volunteer reads',
  capability: 'hours.approve',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ reason: words(200).pipe(z.string().min(1)) }),
  answer: HourEntry,
})
