import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { HoldReason, HourFlag, HourSource } from './hours.ts'
import { Day, Id, IdParams, Instant, line, PageQuery, pageOf, words } from './ids.ts'
import { defineRoute } from './route.ts'

const Reason = z.object({ reason: words(200).pipe(z.string().min(1)) })

/** Hours that nobody recorded on the day: entered with evidence, approved by somebody else, on public notice, then counted. */
export const lateHoursFlow = defineFlow({
  kind: 'late-hours',
  states: ['entered', 'on-notice', 'counted', 'refused', 'withdrawn'],
  initial: 'entered',
  moves: {
    approve: { from: ['entered'], to: 'on-notice', who: ['station-head', 'institute-officer'], needs: NoNeeds },
    refuse: {
      from: ['entered', 'on-notice'],
      to: 'refused',
      who: ['station-head', 'institute-officer'],
      needs: Reason,
    },
    withdraw: {
      from: ['entered', 'on-notice'],
      to: 'withdrawn',
      who: ['duty-officer', 'station-head', 'institute-officer', 'system'],
      needs: NoNeeds,
    },
    count: { from: ['on-notice'], to: 'counted', who: ['system'], needs: NoNeeds },
  },
})
export const LateHoursState = z.enum(lateHoursFlow.states)
export type LateHoursState = z.output<typeof LateHoursState>

/** Attendance that must be looked at before it counts. */
export const heldHoursFlow = defineFlow({
  kind: 'held-hours',
  states: ['held', 'counted', 'refused', 'dropped'],
  initial: 'held',
  moves: {
    release: { from: ['held'], to: 'counted', who: ['station-head', 'institute-officer'], needs: NoNeeds },
    refuse: { from: ['held'], to: 'refused', who: ['station-head', 'institute-officer'], needs: Reason },
    drop: { from: ['held', 'refused'], to: 'dropped', who: ['system'], needs: NoNeeds },
  },
})
export const HeldHoursState = z.enum(heldHoursFlow.states)
export type HeldHoursState = z.output<typeof HeldHoursState>

/** What staff see of late hours; the reason is sealed under the volunteer's key. */
export const LateHours = z.object({
  id: Id,
  number: z.string(),
  volunteerId: Id,
  volunteerNumber: z.string(),
  name: z.string(),
  orgName: z.string(),
  day: Day,
  from: Instant,
  until: Instant,
  content: z.string(),
  place: z.string(),
  why: z.string(),
  evidenceFileId: Id,
  enteredBy: z.string(),
  enteredAt: Instant,
  approvedBy: z.string(),
  noticeFrom: Instant.nullable(),
  noticeUntil: Instant.nullable(),
  state: LateHoursState,
  availableMoves: z.array(z.string()),
})
export type LateHours = z.output<typeof LateHours>

export const listLateHours = defineRoute({
  method: 'GET',
  path: '/late-hours',
  summary: 'Late hours of my area, those that wait first',
  capability: 'hours.read',
  owner: 'none',
  query: PageQuery.extend({ state: LateHoursState.optional() }),
  answer: pageOf(LateHours),
})

export const enterLateHours = defineRoute({
  method: 'POST',
  path: '/late-hours',
  summary: 'Enter hours that nobody recorded on the day, with evidence',
  capability: 'hours.enter',
  owner: 'record',
  idempotent: true,
  body: z.object({
    volunteerId: Id,
    orgId: Id,
    from: Instant,
    until: Instant,
    content: line(60),
    place: words(60).default(''),
    why: line(300),
    evidenceFileId: Id,
  }),
  answer: LateHours,
})

export const moveLateHours = defineRoute({
  method: 'POST',
  path: '/late-hours/:id/moves',
  summary: 'Approve late hours (somebody other than who entered them), refuse or withdraw them',
  capability: 'hours.approve',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(['approve', 'refuse', 'withdraw']), reason: words(200).default('') }),
  answer: LateHours,
})

export const HeldHours = z.object({
  id: Id,
  volunteerId: Id,
  volunteerNumber: z.string(),
  name: z.string(),
  orgName: z.string(),
  source: HourSource,
  day: Day,
  from: Instant,
  until: Instant,
  minutes: z.int(),
  content: z.string(),
  reasons: z.array(HoldReason),
  flags: z.array(HourFlag),
  review: z.enum(['unit', 'above']),
  recordedBy: z.string(),
  recordedAt: Instant,
  state: HeldHoursState,
  availableMoves: z.array(z.string()),
})
export type HeldHours = z.output<typeof HeldHours>

export const listHeldHours = defineRoute({
  method: 'GET',
  path: '/held-hours',
  summary: 'Attendance of my area that waits to be looked at, the longest waiting first',
  capability: 'hours.approve',
  owner: 'none',
  query: PageQuery,
  answer: pageOf(HeldHours),
})

export const moveHeldHours = defineRoute({
  method: 'POST',
  path: '/held-hours/:id/moves',
  summary: 'Let held attendance count, or refuse it with a reason',
  capability: 'hours.approve',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(['release', 'refuse']), reason: words(200).default('') }),
  answer: HeldHours,
})

export const listHourNotices = defineRoute({
  method: 'GET',
  path: '/public/hour-notices',
  summary: 'Late hours on public notice: number and content, the volunteer by number alone',
  capability: 'public',
  owner: 'none',
  answer: z.object({
    items: z.array(
      z.object({
        number: z.string(),
        orgName: z.string(),
        volunteerNumber: z.string(),
        day: Day,
        minutes: z.int(),
        content: z.string(),
        from: Day,
        until: Day,
      }),
    ),
  }),
})
