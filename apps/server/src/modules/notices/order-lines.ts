import type { orderFlow } from '@yimi/contract/order.ts'
import type { orderPlaceFlow } from '@yimi/contract/order-place.ts'
import type { NoticeEvent } from '#platform/delivery/address-book.ts'
import { DESK, LIST, type Lines, NOBODY, type NoticeRow, PERSON, STAFF } from './notice-row.ts'

const AT_ONCE = ['in-app', 'email', 'sms'] as const
const toResident = (say: NoticeRow['say'], more: Partial<NoticeRow> = {}): NoticeRow => ({
  to: 'requester',
  by: PERSON,
  say,
  ...more,
})
const toAnswerable = (say: NoticeRow['say'], by: NoticeRow['by'] = LIST): NoticeRow => ({ to: 'answerable', by, say })
/** In a round of thousands nobody is told of each order; who declined at the door has just said so. */
const notInRound = (event: NoticeEvent) => event.refs.roundId === undefined
/** Somebody asked, and waits for the answer. */
const ASKED = { orElse: 'phone-call', askedFor: true } as const
const LEADERS = { roles: ['team-leader'], nearest: true } as const

/** Of hundreds at once whoever makes them sees them; nobody has hundreds of lines in his list. */
const alone = (event: NoticeEvent) => event.refs.many !== true
/** What comes by itself is a surprise, or sad: nobody is told that it was received. */
const wasAskedFor = (event: NoticeEvent) => event.refs.channel !== 'trigger'

/** Of an item without messages the address book names no resident, and volunteers in their list alone. */
export const ORDER_LINES: Lines<'order', typeof orderFlow> = {
  'order.create': [
    { ...toAnswerable('order-came', STAFF), only: (event) => alone(event) && event.refs.urgent !== true },
    { ...toAnswerable('urgent-order-came', AT_ONCE), urgent: true, only: (event) => event.refs.urgent === true },
    toResident('order-received', { only: wasAskedFor }),
  ],
  'order.take': NOBODY,
  'order.ask': [toResident('order-question', ASKED)],
  'order.note-try': NOBODY,
  'order.answer': [toAnswerable('order-answered')],
  'order.close-unanswered': [toResident('order-unanswered')],
  'order.propose-refusal': [{ to: DESK, by: LIST, say: 'order-refusal-proposed' }],
  'order.refuse': [toResident('order-refused', ASKED)],
  'order.object': [toAnswerable('order-objected', STAFF)],
  'order.merge': [toResident('order-merged', ASKED)],
  'order.refer': [toResident('order-referred', ASKED)],
  'order.bounce': [toAnswerable('order-bounced')],
  'order.confirm-referral': [toResident('order-referred-done', ASKED)],
  'order.make-ready': [{ ...toAnswerable('order-to-dispatch'), only: alone }],
  'order.add-places': NOBODY,
  'order.all-accepted': [toResident('order-accepted', { only: notInRound })],
  'order.some-open': [{ ...toAnswerable('order-to-dispatch'), only: notInRound }],
  'order.first-started': NOBODY,
  'order.all-delivered': [toResident('order-delivered')],
  'order.confirm': NOBODY,
  'order.confirm-automatically': NOBODY,
  'order.dispute': [{ ...toAnswerable('order-disputed', STAFF), urgent: true }],
  'order.resolve-delivered': [toResident('order-resolved', ASKED)],
  'order.resolve-again': [toResident('order-resolved', ASKED), toAnswerable('order-to-dispatch')],
  'order.resolve-closed': [toResident('order-resolved', ASKED)],
  // What somebody thought of a visit is for nobody's list.
  'order.rate': NOBODY,
  'order.close': NOBODY,
  'order.reopen': [
    toAnswerable('order-objected', STAFF),
    { to: 'deliverers', by: LIST, say: 'order-reopened' },
    { to: LEADERS, by: LIST, say: 'order-reopened' },
  ],
  // Whoever was to come hears of it with his place.
  'order.cancel': [
    toResident('order-cancelled', { orElse: 'phone-call', only: notInRound }),
    { ...toAnswerable('order-cancelled'), only: notInRound },
  ],
  'order.undo-delivery': NOBODY,
  'order.undo-cancel': NOBODY,
  'order.suspend': [{ to: 'deliverers', by: PERSON, say: 'order-suspended' }],
  'order.resume-submitted': [toAnswerable('order-assigned')],
  'order.resume-in-review': [toAnswerable('order-assigned')],
  'order.resume-needs-information': [toAnswerable('order-assigned')],
  'order.resume-referred': [toAnswerable('order-assigned')],
  'order.resume-ready': [toAnswerable('order-assigned')],
  'order.resume-accepted': [toAnswerable('order-assigned')],
  'order.resume-in-service': [toAnswerable('order-assigned')],
  'order.resume-delivered': [toAnswerable('order-assigned')],
  'order.resume-in-dispute': [toAnswerable('order-assigned')],
  'order.resume-confirmed': [toAnswerable('order-assigned')],
  'order.resume-rated': [toAnswerable('order-assigned')],
  'order.escalate': [
    { ...toAnswerable('order-overdue', AT_ONCE), urgent: true },
    {
      to: { roles: ['grid-worker'], nearest: true },
      by: AT_ONCE,
      say: 'visits-failed',
      urgent: true,
      only: (event) => event.refs.failures !== undefined,
    },
  ],
  'order.assign': [toAnswerable('order-assigned', STAFF)],
}

const toVolunteer = (say: NoticeRow['say']): NoticeRow[] => [
  { to: 'volunteer', by: PERSON, say },
  { to: 'quiet-volunteer', by: LIST, say },
]
/** So near to the visit that a person telephones. */
const CALL: NoticeRow = { to: 'requester', by: ['phone-call'], say: 'visit-moved', urgent: true }

export const ORDER_PLACE_LINES: Lines<'order-place', typeof orderPlaceFlow> = {
  'order-place.create': NOBODY,
  'order-place.offer': toVolunteer('place-offered'),
  'order-place.open-claim': NOBODY,
  'order-place.close-claim': [toAnswerable('place-open-again')],
  'order-place.claim': [toAnswerable('place-accepted')],
  'order-place.accept': [toAnswerable('place-accepted')],
  // Who was asked is not said.
  'order-place.decline': [toAnswerable('place-open-again')],
  'order-place.lapse': [toAnswerable('place-open-again')],
  'order-place.take-back': NOBODY,
  'order-place.hand-back': [toAnswerable('place-handed-back', STAFF), CALL],
  'order-place.re-dispatch': [...toVolunteer('place-taken-off'), CALL],
  'order-place.schedule': [toResident('visit-planned'), ...toVolunteer('visit-planned')],
  'order-place.confirm-slot': NOBODY,
  'order-place.remind-day': [toResident('visit-tomorrow'), ...toVolunteer('visit-tomorrow')],
  'order-place.remind-hours': [...toVolunteer('visit-soon'), { to: 'unconfirmed', by: LIST, say: 'visit-unconfirmed' }],
  'order-place.note-late': [{ ...toAnswerable('visit-late', STAFF), urgent: true }],
  'order-place.start': NOBODY,
  'order-place.fail': [toAnswerable('visit-failed')],
  'order-place.deliver': NOBODY,
  // A corrected entry is told by the ledger itself.
  'order-place.correct-times': NOBODY,
  'order-place.leave': NOBODY,
  'order-place.note-silent': [{ ...toAnswerable('visit-silent', AT_ONCE), urgent: true }],
  'order-place.schedule-again': [toResident('visit-planned'), ...toVolunteer('visit-planned')],
  'order-place.try-another': NOBODY,
  'order-place.join-round': NOBODY,
  'order-place.leave-round': NOBODY,
  'order-place.round-deliver': NOBODY,
  'order-place.round-miss': NOBODY,
  'order-place.round-undo': NOBODY,
  'order-place.withdraw': toVolunteer('place-taken-off'),
}
