import type { activityFlow, activityPlaceFlow } from '@yimi/contract/activity.ts'
import type { heldHoursFlow, lateHoursFlow } from '@yimi/contract/late-hours.ts'
import { LIST, type Lines, NOBODY, type NoticeRow, PERSON } from './notice-row.ts'

/** Somebody of the unit who may look at hours that others recorded. */
const HOUR_JUDGES = { roles: ['station-head', 'institute-officer'], nearest: true } as const
const HOURS: Lines<'late-hours', typeof lateHoursFlow> & Lines<'held-hours', typeof heldHoursFlow> = {
  'late-hours.create': [{ to: HOUR_JUDGES, by: LIST, say: 'late-hours-came' }],
  'late-hours.approve': NOBODY,
  'late-hours.refuse': [{ to: 'person-itself', by: PERSON, orElse: 'phone-call', say: 'late-hours-refused' }],
  'late-hours.withdraw': NOBODY,
  'late-hours.count': [{ to: 'person-itself', by: LIST, say: 'late-hours-counted' }],
  'held-hours.create': [{ to: HOUR_JUDGES, by: LIST, say: 'held-hours-came' }],
  'held-hours.release': [{ to: 'person-itself', by: LIST, say: 'held-hours-counted' }],
  'held-hours.refuse': [{ to: 'person-itself', by: PERSON, orElse: 'phone-call', say: 'held-hours-refused' }],
  'held-hours.drop': NOBODY,
}

const ACTIVITIES: Lines<'activity', typeof activityFlow> & Lines<'activity-place', typeof activityPlaceFlow> = {
  'activity.create': NOBODY,
  'activity.open': NOBODY,
  'activity.close': NOBODY,
  'activity.reopen': NOBODY,
  'activity.hold': NOBODY,
  'activity.amend': [{ to: 'signed-up', by: PERSON, orElse: 'phone-call', say: 'activity-amended', askedFor: true }],
  // Those who signed up, and only they.
  'activity.cancel': [{ to: 'signed-up', by: PERSON, orElse: 'phone-call', say: 'activity-cancelled', askedFor: true }],
  'activity-place.create': NOBODY,
  'activity-place.take': NOBODY,
  'activity-place.move-up': [
    { to: 'person-itself', by: PERSON, orElse: 'phone-call', say: 'place-free', askedFor: true },
  ],
  'activity-place.attend': NOBODY,
  // The ledger tells of corrected hours.
  'activity-place.set-times': NOBODY,
  'activity-place.untick': NOBODY,
  // Who cannot come says so himself; of who serves no more the leader hears, without a name.
  'activity-place.withdraw': [
    { to: 'leader', by: LIST, say: 'activity-place-open', only: (event) => event.refs.stopped === true },
  ],
  'activity-place.finish': NOBODY,
  'activity-place.cancel': NOBODY,
}

const ACTS = {
  'hour-certificate.issue': NOBODY,
  'hour-certificate.print': NOBODY,
  'hour-certificate.revoke': [
    { to: 'person-itself', by: PERSON, orElse: 'phone-call', say: 'certificate-revoked', askedFor: true },
  ],
  'hour-entry.post': NOBODY,
  // The reason is read beside the entry; the certificate that counted it is told of.
  'hour-entry.reverse': NOBODY,
  'hour-rules.lay-down': NOBODY,
  'duty.create': NOBODY,
  'duty.end': NOBODY,
} as const satisfies Record<string, readonly NoticeRow[]>

/** The lines of shifts, activities and service hours. */
export const VOLUNTEERING: Readonly<Record<string, readonly NoticeRow[]>> = { ...HOURS, ...ACTIVITIES, ...ACTS }
