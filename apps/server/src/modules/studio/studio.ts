import {
  addGateEvidence,
  applyForBroadcast,
  cancelBroadcast,
  getBroadcast,
  judgeGate,
  listBroadcastEvents,
  listBroadcasts,
  resubmitBroadcast,
  saveApplication,
  startApplication,
} from '@yimi/contract/broadcast.ts'
import { getCalendar } from '@yimi/contract/calendar.ts'
import {
  answerConsent,
  changeGuest,
  createGuest,
  eraseGuest,
  listBroadcastGuests,
  listGuests,
  makeConsentLink,
  readConsent,
  recordConsent,
  revealContact,
} from '@yimi/contract/guest.ts'
import { changeWorkRules, getWorkRules } from '@yimi/contract/work-rules.ts'
import type { Owned } from '#platform/access/authorise.ts'
import type { Tx } from '#platform/database/database.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import { answerByLink, readByLink } from './answer-consent.ts'
import { apply, cancel, resubmit } from './apply-for-broadcast.ts'
import { readEvents } from './broadcast-events.ts'
import { getBroadcastRow } from './broadcast-queries.ts'
import { listTakingPart, makeLink, record } from './guest-consents.ts'
import { change, create, erase, listPool, reveal } from './guest-pool.ts'
import { attachEvidence, judge } from './judge-gate.ts'
import { list, readBroadcast } from './read-broadcast.ts'
import { readCalendar } from './read-calendar.ts'
import { save } from './save-application.ts'
import { start } from './start-application.ts'
import { changeRules, readWorkRules } from './work-rules.ts'

export type { BroadcastRow } from './broadcast-queries.ts'
export { broadcastRules } from './broadcast-rules.ts'
export { guestConsentRules } from './guest-consent-rules.ts'
export { lockBroadcast } from './lock-broadcast.ts'
export { readBroadcast } from './read-broadcast.ts'
export { reportedBroadcasts } from './reported-broadcasts.ts'
export { studioAddresses } from './studio-addresses.ts'
export { studioFigures } from './studio-figures.ts'
export { broadcastsInArea, studioToday } from './studio-today.ts'
export { plantWorkRules } from './work-rules.ts'

/** The studio: work rules, applications, five gates, guests and their consent, calendar. */
export function studioOperations(): Operation[] {
  return [...applicationOperations(), ...guestOperations()]
}

/** Under which organisation a broadcast was made, and by which account. */
export async function broadcastOwner(tx: Tx, id: string): Promise<Owned> {
  const row = await getBroadcastRow(tx, id)
  return { orgId: row.org_id, ownerId: row.applicant_id }
}

function applicationOperations(): Operation[] {
  return [
    implement(getWorkRules, (context, { params }) => readWorkRules(context, params.id)),
    implement(changeWorkRules, (context, { params, body }) => changeRules(context, params.id, body)),
    implement(listBroadcasts, (context, { query }) => list(context, query)),
    implement(getBroadcast, (context, { params }) => readBroadcast(context, params.id)),
    implement(startApplication, start),
    implement(saveApplication, save),
    implement(applyForBroadcast, (context, { params }) => apply(context, params.id)),
    implement(resubmitBroadcast, (context, { params }) => resubmit(context, params.id)),
    implement(cancelBroadcast, cancel),
    implement(judgeGate, judge),
    implement(addGateEvidence, attachEvidence),
    implement(listBroadcastEvents, (context, { params }) => readEvents(context, params.id)),
    implement(getCalendar, (context, { query }) => readCalendar(context, query)),
  ]
}

function guestOperations(): Operation[] {
  return [
    implement(listGuests, (context, { query }) => listPool(context, query)),
    implement(createGuest, create),
    implement(changeGuest, change),
    implement(revealContact, reveal),
    implement(eraseGuest, erase),
    implement(listBroadcastGuests, (context, { params }) => listTakingPart(context, params.id)),
    implement(makeConsentLink, makeLink),
    implement(recordConsent, record),
    implement(readConsent, readByLink),
    implement(answerConsent, answerByLink),
  ]
}
