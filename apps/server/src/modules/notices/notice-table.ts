import type { invitationFlow } from '@yimi/contract/account.ts'
import type { broadcastFlow } from '@yimi/contract/broadcast.ts'
import type { checkedMemberFlow, checkInFlow } from '@yimi/contract/check-in.ts'
import type { claimableFlow } from '@yimi/contract/claimable.ts'
import type { complaintFlow } from '@yimi/contract/complaint.ts'
import type { guestConsentFlow } from '@yimi/contract/guest.ts'
import type { incidentFlow } from '@yimi/contract/incident.ts'
import type { reservationFlow } from '@yimi/contract/lending.ts'
import type { lifeEventFlow } from '@yimi/contract/life-event.ts'
import type { privacyRequestFlow } from '@yimi/contract/my-data.ts'
import type { roundFlow } from '@yimi/contract/round.ts'
import type { membershipFlow } from '@yimi/contract/team.ts'
import type { visitPlanFlow } from '@yimi/contract/visit.ts'
import type { volunteerFlow } from '@yimi/contract/volunteer.ts'
import type { volunteerSignUpFlow } from '@yimi/contract/volunteer-sign-up.ts'
import type { NoticeEvent } from '#platform/delivery/address-book.ts'
import { NEED_LINES } from './need-notices.ts'
import { DESK, LIST, type Lines, NOBODY, type NoticeRow, PERSON, STAFF } from './notice-row.ts'
import { ORDER_LINES, ORDER_PLACE_LINES } from './order-lines.ts'
import { VOLUNTEERING } from './volunteering-notices.ts'

const JUDGES = { roles: ['gate-reviewer'] } as const
const DIRECTORS = { roles: ['director'] } as const
const COMPLAINT_OFFICERS = { roles: ['institute-officer', 'district-admin'], nearest: true } as const
const TEAM_DESK = { roles: ['team-leader', 'station-head', 'institute-officer'], nearest: true } as const
/** The desk may take a check-in in, not confirm it. */
const CONFIRMS_CHECK_INS = { roles: ['station-head', 'institute-officer'], nearest: true } as const
const opensGates = (event: NoticeEvent) => Object.values(event.gates).includes('open')
const wasApplied = (event: NoticeEvent) => event.fromState !== 'draft'
const wasCleared = (event: NoticeEvent) => event.fromState === 'cleared'

const BROADCAST: Lines<'broadcast', typeof broadcastFlow> = {
  'broadcast.create': NOBODY,
  'broadcast.apply': [{ to: JUDGES, by: STAFF, say: 'gates-to-judge' }],
  'broadcast.amend': [{ to: JUDGES, by: LIST, say: 'gates-opened-again', only: opensGates }],
  'broadcast.add-evidence': NOBODY,
  'broadcast.pass-gate': NOBODY,
  'broadcast.return-gate': [{ to: 'applicant', by: STAFF, say: 'gate-returned' }],
  'broadcast.reject-gate': [{ to: 'applicant', by: STAFF, say: 'gate-rejected' }],
  'broadcast.resubmit': [{ to: JUDGES, by: STAFF, say: 'gates-to-judge' }],
  'broadcast.open-gates': [
    { to: 'applicant', by: LIST, say: 'gates-opened-again' },
    { to: JUDGES, by: LIST, say: 'gates-opened-again' },
  ],
  'broadcast.clear': [
    { to: 'applicant', by: STAFF, say: 'cleared' },
    { to: DIRECTORS, by: LIST, say: 'cleared' },
  ],
  'broadcast.reopen': [
    { to: 'applicant', by: STAFF, say: 'cleared-no-more' },
    { to: DIRECTORS, by: LIST, say: 'cleared-no-more' },
  ],
  'broadcast.withdraw-gate': [
    { to: 'applicant', by: STAFF, say: 'cleared-no-more', urgent: true },
    { to: DIRECTORS, by: STAFF, say: 'cleared-no-more', urgent: true },
  ],
  'broadcast.go-on-air': NOBODY,
  'broadcast.end': NOBODY,
  'broadcast.archive': NOBODY,
  'broadcast.cancel': [
    { to: 'applicant', by: STAFF, say: 'broadcast-cancelled' },
    { to: JUDGES, by: LIST, say: 'broadcast-cancelled', only: (event) => wasApplied(event) && !wasCleared(event) },
    { to: DIRECTORS, by: STAFF, say: 'broadcast-cancelled', only: wasCleared },
    {
      to: 'guests',
      by: ['sms'],
      orElse: 'phone-call',
      say: 'broadcast-cancelled-guest',
      only: wasApplied,
      askedFor: true,
    },
  ],
}

const GUEST_CONSENT: Lines<'guest-consent', typeof guestConsentFlow> = {
  // The link is handed over by the producer, who sees it once.
  'guest-consent.create': NOBODY,
  'guest-consent.ask': NOBODY,
  'guest-consent.consent': [{ to: 'applicant', by: LIST, say: 'guest-answered' }],
  'guest-consent.decline': [{ to: 'applicant', by: STAFF, say: 'guest-answered' }],
  'guest-consent.withdraw': [{ to: 'applicant', by: STAFF, say: 'guest-withdrew', urgent: true }],
}

const INVITATION: Lines<'invitation', typeof invitationFlow> = {
  'invitation.create': NOBODY,
  'invitation.renew': NOBODY,
  'invitation.accept': [{ to: 'inviter', by: LIST, say: 'invitation-accepted' }],
  'invitation.withdraw': NOBODY,
  'invitation.lapse': [{ to: 'inviter', by: LIST, say: 'invitation-lapsed' }],
}

const COMPLAINT: Lines<'complaint', typeof complaintFlow> = {
  'complaint.create': [{ to: COMPLAINT_OFFICERS, by: STAFF, say: 'complaint-came' }],
  'complaint.answer': [
    { to: 'complainant', by: ['sms'], orElse: 'phone-call', say: 'complaint-answered', askedFor: true },
  ],
  'complaint.object': [{ to: COMPLAINT_OFFICERS, by: STAFF, say: 'complaint-objected' }],
  'complaint.close': NOBODY,
}

const INCIDENT: Lines<'incident', typeof incidentFlow> = {
  'incident.create': [
    { to: 'answerable', by: ['in-app', 'email', 'sms'], say: 'incident-came', urgent: true, askedFor: true },
  ],
  'incident.take': NOBODY,
  'incident.escalate': [
    { to: 'answerable', by: ['in-app', 'email', 'sms'], say: 'incident-escalated', urgent: true, askedFor: true },
  ],
  'incident.add-note': NOBODY,
  'incident.resolve': [{ to: 'reporter', by: ['sms'], orElse: 'phone-call', say: 'incident-resolved', askedFor: true }],
  'incident.reopen': [{ to: 'answerable', by: STAFF, say: 'incident-came', urgent: true }],
  'incident.close': NOBODY,
}

const LIFE_EVENT: Lines<'life-event', typeof lifeEventFlow> = {
  'life-event.create': [{ to: DESK, by: LIST, say: 'life-event-came' }],
  'life-event.confirm': NOBODY,
  'life-event.refuse': NOBODY,
  'life-event.reverse': [{ to: DESK, by: LIST, say: 'life-event-reversed' }],
}

const MEMBERSHIP: Lines<'membership', typeof membershipFlow> = {
  'membership.create': [{ to: TEAM_DESK, by: LIST, say: 'membership-asked' }],
  'membership.approve': [{ to: 'person-itself', by: PERSON, orElse: 'phone-call', say: 'membership-approved' }],
  'membership.decline': [{ to: 'person-itself', by: PERSON, orElse: 'phone-call', say: 'membership-declined' }],
  // Who leaves says so himself; nobody is told who left.
  'membership.withdraw': NOBODY,
  'membership.end': [{ to: 'person-itself', by: PERSON, orElse: 'phone-call', say: 'membership-ended' }],
}

const VOLUNTEER: Lines<'volunteer', typeof volunteerFlow> = {
  'volunteer.create': NOBODY,
  'volunteer.pause': NOBODY,
  'volunteer.resume': NOBODY,
  'volunteer.leave': NOBODY,
  'volunteer.return': NOBODY,
}

const SIGN_UP: Lines<'volunteer-sign-up', typeof volunteerSignUpFlow> = {
  'volunteer-sign-up.create': [{ to: DESK, by: LIST, say: 'sign-up-came' }],
  'volunteer-sign-up.accept': [
    { to: 'signed-up', by: ['sms'], orElse: 'phone-call', say: 'sign-up-accepted', askedFor: true },
  ],
  'volunteer-sign-up.decline': [
    { to: 'signed-up', by: ['sms'], orElse: 'phone-call', say: 'sign-up-declined', askedFor: true },
  ],
}

const PRIVACY_REQUEST: Lines<'privacy-request', typeof privacyRequestFlow> = {
  'privacy-request.create': [{ to: DESK, by: STAFF, say: 'privacy-asked' }],
  'privacy-request.fulfil': [
    { to: 'person-itself', by: PERSON, orElse: 'phone-call', say: 'privacy-answered', askedFor: true },
  ],
  'privacy-request.refuse': [
    { to: 'person-itself', by: PERSON, orElse: 'phone-call', say: 'privacy-answered', askedFor: true },
  ],
  'privacy-request.withdraw': NOBODY,
}

const PARTNERS: Lines<'check-in', typeof checkInFlow> &
  Lines<'checked-member', typeof checkedMemberFlow> &
  Lines<'reservation', typeof reservationFlow> &
  Lines<'claimable', typeof claimableFlow> = {
  'check-in.create': [{ to: CONFIRMS_CHECK_INS, by: LIST, say: 'check-in-came' }],
  'check-in.confirm': NOBODY,
  'check-in.decline': NOBODY,
  'check-in.end': NOBODY,
  'checked-member.create': NOBODY,
  'checked-member.confirm': NOBODY,
  'checked-member.refuse': NOBODY,
  'checked-member.join': NOBODY,
  'checked-member.leave': NOBODY,
  'reservation.create': NOBODY,
  'reservation.use': NOBODY,
  'reservation.thank': NOBODY,
  'reservation.cancel': NOBODY,
  'claimable.create': NOBODY,
  'claimable.claim': NOBODY,
  'claimable.release': NOBODY,
  'claimable.finish': NOBODY,
  'claimable.withdraw': NOBODY,
}

const ROUND: Lines<'round', typeof roundFlow> = {
  'round.create': NOBODY,
  'round.prepare': NOBODY,
  'round.take-apart': NOBODY,
  'round.start': NOBODY,
  'round.close': NOBODY,
  'round.cancel': NOBODY,
}

/** Grid workers find their doors on Today: nobody is written to about a walk. */
const VISIT_PLAN: Lines<'visit-plan', typeof visitPlanFlow> = {
  'visit-plan.create': NOBODY,
  'visit-plan.start': NOBODY,
  'visit-plan.end': NOBODY,
  'visit-plan.cancel': NOBODY,
  'visit-plan.assign': NOBODY,
}

/** Acts that are no moves of a flow; those with a line here are announced where they are recorded. */
const ACTS = {
  'arrangement.create': NOBODY,
  'arrangement.end': NOBODY,
  'campaign.create': NOBODY,
  'campaign.end': NOBODY,
  'campaign.make-orders': NOBODY,
  'order-batch.make': [{ to: 'answerable', by: STAFF, say: 'order-batch-came' }],
  'order-proposal.accept': NOBODY,
  'order-proposal.drop': NOBODY,
  'person.opt-in-service': NOBODY,
  'person.opt-out-of-service': NOBODY,
  'service.change': NOBODY,
  'service.create': NOBODY,
  'service.set-conduct': NOBODY,
  'service.set-status': NOBODY,
  'account.create': NOBODY,
  'account.sign-in': NOBODY,
  'account.sign-out': NOBODY,
  'account.end-session': NOBODY,
  'account.enrol-second-factor': NOBODY,
  'account.change-password': [
    { to: 'account-itself', by: STAFF, say: 'password-changed', urgent: true, askedFor: true, alsoActor: true },
  ],
  'account.lock': [{ to: 'account-itself', by: STAFF, say: 'account-locked', urgent: true, askedFor: true }],
  'account.disable': NOBODY,
  'account.grant-role': [{ to: 'account-itself', by: STAFF, say: 'role-given' }],
  'account.revoke-role': [{ to: 'account-itself', by: STAFF, say: 'role-taken' }],
  'audience.enter-on-site': NOBODY,
  'audience.enter-platform': NOBODY,
  'channel.create': NOBODY,
  'channel.change': NOBODY,
  'channel.disable': NOBODY,
  'channel.enable': NOBODY,
  'channel.test': NOBODY,
  'channel-task.assign': NOBODY,
  'channel-task.done': NOBODY,
  'channel-task.reopen': NOBODY,
  'file.upload': NOBODY,
  'ingest-key.make': NOBODY,
  'no-match.create': NOBODY,
  'no-match.end': NOBODY,
  'notice.number': NOBODY,
  'notice.call': NOBODY,
  'notice.retry': NOBODY,
  'notice.opt-out': NOBODY,
  'notice.opt-in': NOBODY,
  'organisation.create': NOBODY,
  'organisation.rename': NOBODY,
  'organisation.move': NOBODY,
  'organisation.merge': NOBODY,
  'organisation.take-over': NOBODY,
  'door-card.end': NOBODY,
  'door-card.issue': NOBODY,
  'door-card.replace': NOBODY,
  'dwelling.create': NOBODY,
  'dwelling.end': NOBODY,
  'dwelling.place': NOBODY,
  'grid.create': NOBODY,
  'grid.end': NOBODY,
  'member-role.make-leader': NOBODY,
  'member-role.make-member': NOBODY,
  'offer.make': NOBODY,
  'offer.withdraw': NOBODY,
  'person.add-tag': NOBODY,
  'person.add-tie': NOBODY,
  'person.end-tie': NOBODY,
  'person.merge': NOBODY,
  'person.remove-tag': NOBODY,
  'person.unmerge': NOBODY,
  'person.confirm': NOBODY,
  'person.correct': NOBODY,
  'person.export': NOBODY,
  'person.export-own': NOBODY,
  'person.open-above': NOBODY,
  'person.reveal': NOBODY,
  'person.view': NOBODY,
  'programme-link.report': NOBODY,
  'programme-link.unreport': NOBODY,
  'programme.create': NOBODY,
  'programme.change': NOBODY,
  'programme.publish': NOBODY,
  'programme.unpublish': NOBODY,
  'team.change': NOBODY,
  'team.close': NOBODY,
  'team.create': NOBODY,
  'entrance.create': NOBODY,
  'household.found': NOBODY,
  'person.create': NOBODY,
  'person.register': NOBODY,
  'person.give-consent': NOBODY,
  'person.withdraw-consent': NOBODY,
  'person.expire-consent': NOBODY,
  'person.join-household': NOBODY,
  'person.leave-household': NOBODY,
  'person.change': NOBODY,
  // Seen by the person under «my data», at any time, rather than told each time.
  'person.reveal-contact': NOBODY,
  'person.erase': NOBODY,
  'platform.add': NOBODY,
  'platform.remove': NOBODY,
  'platform.restart': NOBODY,
  'round-sheet.accept': NOBODY,
  'round-sheet.check-in': NOBODY,
  'round-sheet.check-out': NOBODY,
  'round-sheet.lay-out': NOBODY,
  'round-sheet.offer': [{ to: 'person-itself', by: PERSON, orElse: 'phone-call', say: 'sheet-offered' }],
  'round-sheet.print': NOBODY,
  'round-sheet.print-cards': NOBODY,
  'round-sheet.return': NOBODY,
  'session-key.set': NOBODY,
  'venue.create': NOBODY,
  'venue.change': NOBODY,
  'venue.open': NOBODY,
  'venue.close': NOBODY,
  'venue-booking.book': NOBODY,
  'venue-booking.cancel': [{ to: 'booker', by: STAFF, say: 'booking-cancelled' }],
  'resident-card.end': NOBODY,
  'resident-card.issue': NOBODY,
  'urgent-words.set': NOBODY,
  'urgent-rules.lay-down': NOBODY,
  'questionnaire.create': NOBODY,
  'questionnaire.import': NOBODY,
  'questionnaire.save-draft': NOBODY,
  'questionnaire.publish': NOBODY,
  'questionnaire.close': NOBODY,
  'questionnaire.open-again': NOBODY,
  'questionnaire.make-link': NOBODY,
  'questionnaire.end-link': NOBODY,
  'questionnaire.export-answers': NOBODY,
  // The page says thank you; an answer without a name has nobody to tell.
  'questionnaire-answer.receive': NOBODY,
  'questionnaire-answer.read': NOBODY,
  'questionnaire-answer.withdraw': NOBODY,
  'volunteer-record.add-agreement': NOBODY,
  'volunteer-record.add-skill': NOBODY,
  'volunteer-record.change': NOBODY,
  'volunteer-record.check-identity': NOBODY,
  'volunteer-record.remove-skill': NOBODY,
  'audit-export.ask-export': NOBODY,
  'audit-export.deliver-export': NOBODY,
  'import.check': NOBODY,
  'import.forget': NOBODY,
  'import.import': NOBODY,
  'import.map': NOBODY,
  'import.mend': NOBODY,
  'import.stage': NOBODY,
  'import.undo': NOBODY,
  'list.export': NOBODY,
  'master-key.retire-key': NOBODY,
  'master-key.rotate-key': NOBODY,
  'person-pair.judge-same': NOBODY,
  'person-pair.search': NOBODY,
  'person-pair.undo': NOBODY,
  'person.withdraw': NOBODY,
  'rundown.mark': NOBODY,
  'work-rules.change': NOBODY,
} as const satisfies Record<string, readonly NoticeRow[]>

/**
 * Event × receiver × way: written by hand, reviewed line by line. Every move of every flow and every act has a line; a
 * test names the one that is missing, and walks all of them for who hears and who hears nothing. Nobody hears of what he
 * did himself.
 */
export const NOTICE_TABLE: Readonly<Record<string, readonly NoticeRow[]>> = {
  ...BROADCAST,
  ...GUEST_CONSENT,
  ...INVITATION,
  ...COMPLAINT,
  ...INCIDENT,
  ...LIFE_EVENT,
  ...MEMBERSHIP,
  ...VOLUNTEER,
  ...SIGN_UP,
  ...VOLUNTEERING,
  ...PRIVACY_REQUEST,
  ...ROUND,
  ...VISIT_PLAN,
  ...PARTNERS,
  ...NEED_LINES,
  ...ORDER_LINES,
  ...ORDER_PLACE_LINES,
  ...ACTS,
}

/** Topics of which anybody hears. */
export const TOLD_TOPICS: ReadonlySet<string> = new Set(
  Object.entries(NOTICE_TABLE).flatMap(([topic, rows]) => (rows.length > 0 ? [topic] : [])),
)
