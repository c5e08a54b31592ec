import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Day, Id, IdParams, Instant, line, words } from './ids.ts'
import { PrintedFile } from './printed-file.ts'
import { defineRoute } from './route.ts'

const LEADERS = ['team-leader', 'duty-officer', 'station-head', 'institute-officer'] as const

/** A shift, or something that happens once: signed up for, held, and then only those count who were there. */
export const activityFlow = defineFlow({
  kind: 'activity',
  states: ['planned', 'open', 'closed', 'held', 'cancelled'],
  initial: 'planned',
  moves: {
    open: { from: ['planned'], to: 'open', who: LEADERS, needs: NoNeeds },
    /** Time, place or number of places change: those signed up are told, and may leave without a trace. */
    amend: { from: ['planned', 'open', 'closed'], who: LEADERS, needs: NoNeeds },
    close: { from: ['open'], to: 'closed', who: LEADERS, needs: NoNeeds },
    reopen: { from: ['closed'], to: 'open', who: LEADERS, needs: NoNeeds },
    hold: { from: ['open', 'closed'], to: 'held', who: LEADERS, needs: NoNeeds },
    cancel: {
      from: ['planned', 'open', 'closed'],
      to: 'cancelled',
      who: LEADERS,
      needs: z.object({ reason: words(200).pipe(z.string().min(1)) }),
    },
  },
})
export const ActivityState = z.enum(activityFlow.states)
export type ActivityState = z.output<typeof ActivityState>

/**
 * A person's place. Everybody begins in the line and is given a place while there is one. There is no state for whoever did
 * not come: the place is over, and names nobody any more.
 */
export const activityPlaceFlow = defineFlow({
  kind: 'activity-place',
  states: ['waiting', 'taken', 'attended', 'withdrawn', 'over', 'cancelled'],
  initial: 'waiting',
  moves: {
    take: { from: ['waiting'], to: 'taken', who: ['system'], needs: NoNeeds },
    'move-up': { from: ['waiting'], to: 'taken', who: ['system'], needs: NoNeeds },
    attend: { from: ['waiting', 'taken'], to: 'attended', who: LEADERS, needs: NoNeeds },
    /** When this one was really there. */
    'set-times': { from: ['attended'], who: LEADERS, needs: NoNeeds },
    untick: { from: ['attended'], to: 'taken', who: LEADERS, needs: NoNeeds },
    withdraw: { from: ['waiting', 'taken'], to: 'withdrawn', who: ['applicant', 'system', ...LEADERS], needs: NoNeeds },
    finish: { from: ['waiting', 'taken'], to: 'over', who: ['system'], needs: NoNeeds },
    cancel: { from: ['waiting', 'taken'], to: 'cancelled', who: ['system'], needs: NoNeeds },
  },
})
export const ActivityPlaceState = z.enum(activityPlaceFlow.states)
export type ActivityPlaceState = z.output<typeof ActivityPlaceState>
export const ActivityPart = z.enum(['volunteer', 'resident'])
export type ActivityPart = z.output<typeof ActivityPart>
export const AttendanceHow = z.enum(['list', 'card', 'paper'])
export type AttendanceHow = z.output<typeof AttendanceHow>

/** Paper comes in within three days; later it is hours entered late, with evidence. */
export const ATTENDANCE_HOURS = 72

/** Kinds are data; these are the reference's. */
export const ActivityKind = z.object({ code: z.string(), label: z.string() })

export const Activity = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  kind: z.string(),
  kindLabel: z.string(),
  /** A shift of the rota. */
  shift: z.boolean(),
  title: line(40),
  words: words(500),
  place: line(60),
  day: Day,
  from: Instant,
  until: Instant,
  leader: z.string(),
  volunteerPlaces: z.int().min(0).max(500),
  residentPlaces: z.int().min(0).max(5000),
  volunteersIn: z.int(),
  residentsIn: z.int(),
  waiting: z.int(),
  attended: z.int(),
  state: ActivityState,
  /** The caller leads it. */
  mine: z.boolean(),
  availableMoves: z.array(z.string()),
})
export type Activity = z.output<typeof Activity>

export const listActivities = defineRoute({
  method: 'GET',
  path: '/activities',
  summary: 'Shifts and activities of my area on these days, without the people',
  capability: 'activity.read',
  owner: 'none',
  query: z.object({ from: Day, until: Day }),
  answer: z.object({ items: z.array(Activity), kinds: z.array(ActivityKind) }),
})

export const createActivity = defineRoute({
  method: 'POST',
  path: '/activities',
  summary: 'Plan an activity; people sign up once it is opened',
  capability: 'activity.plan',
  owner: 'record',
  idempotent: true,
  body: Activity.pick({
    kind: true,
    title: true,
    words: true,
    place: true,
    volunteerPlaces: true,
    residentPlaces: true,
  })
    .extend({ orgId: Id, from: Instant, until: Instant, leaderVolunteerId: Id.nullable() })
    .refine((one) => one.until > one.from, { path: ['until'], message: '结束时间要晚于开始时间' })
    .refine((one) => one.volunteerPlaces + one.residentPlaces > 0, {
      path: ['volunteerPlaces'],
      message: '请至少留一个名额',
    }),
  answer: Activity,
})

export const moveActivity = defineRoute({
  method: 'POST',
  path: '/activities/:id/moves',
  summary: 'Open or close sign-up, say that it was held, or cancel it: those signed up are told',
  capability: 'activity.attend',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(['open', 'close', 'reopen', 'hold', 'cancel']), reason: words(200).default('') }),
  answer: Activity,
})

export const amendActivity = defineRoute({
  method: 'PUT',
  path: '/activities/:id',
  summary: 'Change what was planned, also after it was published: those signed up are told',
  capability: 'activity.attend',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: Activity.pick({ title: true, words: true, place: true, volunteerPlaces: true, residentPlaces: true })
    .extend({ from: Instant, until: Instant })
    .refine((one) => one.until > one.from, { path: ['until'], message: '结束时间要晚于开始时间' })
    .refine((one) => one.volunteerPlaces + one.residentPlaces > 0, {
      path: ['volunteerPlaces'],
      message: '请至少留一个名额',
    }),
  answer: Activity,
})

/** One line of a sheet. Once it was held only those are on it who came. */
export const SheetLine = z.object({
  placeId: Id,
  part: ActivityPart,
  number: z.string(),
  name: z.string(),
  state: ActivityPlaceState,
  from: Instant.nullable(),
  until: Instant.nullable(),
  how: AttendanceHow.nullable(),
})
export type SheetLine = z.output<typeof SheetLine>
export const AttendanceSheet = z.object({ activity: Activity, lines: z.array(SheetLine) })
export type AttendanceSheet = z.output<typeof AttendanceSheet>

/** Somebody by what a leader has at hand: the number on the list of volunteers; by id where residents are looked up. */
const Somebody = z.union([z.object({ volunteerNumber: line(12) }), z.object({ personId: Id })])

export const getSheet = defineRoute({
  method: 'GET',
  path: '/activities/:id/sheet',
  summary: 'Who signed up, or after it was held who came',
  capability: 'activity.attend',
  owner: 'record',
  params: IdParams,
  answer: AttendanceSheet,
})

export const printSheet = defineRoute({
  method: 'POST',
  path: '/activities/:id/sheet/print',
  summary: 'The sheet to be signed on arrival, with numbers and names and no telephone',
  capability: 'activity.attend',
  owner: 'record',
  params: IdParams,
  answer: PrintedFile,
})

export const signUpOther = defineRoute({
  method: 'POST',
  path: '/activities/:id/places',
  summary: 'Sign somebody up who asked for it by telephone or at the desk',
  capability: 'activity.attend',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: Somebody,
  answer: AttendanceSheet,
})

const Came = z.intersection(
  z.union([z.object({ placeId: Id }), Somebody]),
  z.object({ from: Instant.nullable().default(null), until: Instant.nullable().default(null) }),
)

export const recordAttendance = defineRoute({
  method: 'POST',
  path: '/activities/:id/attendance',
  summary: 'Who was there, by the leader’s list or from paper; hours follow in the same step',
  capability: 'activity.attend',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ how: z.enum(['list', 'paper']), came: z.array(Came).min(1).max(200) }),
  answer: AttendanceSheet,
})

export const showCard = defineRoute({
  method: 'POST',
  path: '/activities/:id/cards',
  summary: 'A volunteer shows the card: the first time he comes, the second time he goes; no place is kept',
  capability: 'activity.attend',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ word: line(40) }),
  answer: AttendanceSheet,
})

export const movePlace = defineRoute({
  method: 'POST',
  path: '/activity-places/:id/moves',
  summary:
    'Take back a sign-up for somebody who called, or a tick that was a mistake; say when somebody was really there',
  capability: 'activity.attend',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({
    move: z.enum(['withdraw', 'untick', 'set-times']),
    reason: words(200).default(''),
    /** With `set-times`. */
    from: Instant.nullable().default(null),
    until: Instant.nullable().default(null),
  }),
  answer: AttendanceSheet,
})

export const Duty = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  kind: z.string(),
  kindLabel: z.string(),
  title: line(40),
  place: line(60),
  weekday: z.int().min(1).max(7),
  starts: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  ends: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  leader: z.string(),
  volunteerPlaces: z.int().min(1).max(500),
  from: Day,
  until: Day.nullable(),
})
export type Duty = z.output<typeof Duty>

export const listDuties = defineRoute({
  method: 'GET',
  path: '/duties',
  summary: 'Duties of my area that come back every week',
  capability: 'activity.read',
  owner: 'none',
  answer: z.object({ items: z.array(Duty) }),
})

export const createDuty = defineRoute({
  method: 'POST',
  path: '/duties',
  summary: 'Lay down a duty of the week',
  capability: 'activity.plan',
  owner: 'record',
  idempotent: true,
  body: Duty.pick({
    orgId: true,
    kind: true,
    title: true,
    place: true,
    weekday: true,
    starts: true,
    ends: true,
    volunteerPlaces: true,
    from: true,
  })
    .extend({ leaderVolunteerId: Id.nullable() })
    .refine((one) => one.ends > one.starts, { path: ['ends'], message: '结束时间要晚于开始时间' }),
  answer: Duty,
})

export const endDuty = defineRoute({
  method: 'POST',
  path: '/duties/:id/end',
  summary: 'The duty comes back no more after this day; shifts that were made stay',
  capability: 'activity.plan',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ lastDay: Day }),
  answer: Duty,
})

export const makeShifts = defineRoute({
  method: 'POST',
  path: '/organisations/:id/shifts',
  summary: 'Make the shifts of a week from the duties, open for sign-up; those made before stay as they are',
  capability: 'activity.plan',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ monday: Day }),
  answer: z.object({ made: z.int() }),
})
