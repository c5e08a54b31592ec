import {
  answerJoinLink,
  applyForCheckIn,
  confirmMembers,
  listCheckedMembers,
  listCheckIns,
  makeJoinLinks,
  moveCheckIn,
  readJoinLink,
  recordJoin,
  sendMembers,
} from '@yimi/contract/check-in.ts'
import {
  claim,
  createClaimable,
  getMyPartnerDesk,
  listClaimables,
  moveClaimable,
  releaseClaim,
} from '@yimi/contract/claimable.ts'
import { listOffers, makeOffer, moveReservation, reserveOffer, withdrawOffer } from '@yimi/contract/lending.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import { apply, list, moveOne as moveCheckInOne } from './check-in.ts'
import { registerCheckedMemberPart } from './checked-member-part.ts'
import { confirm, listOf, makeLinks, record, send } from './checked-members.ts'
import { claimFor, create, listIn, moveOne as moveClaimableOne, release } from './claims.ts'
import { answer, read } from './join-by-link.ts'
import { lend, listLent, moveOne as moveReservationOne, reserve, withdraw } from './lending.ts'
import { readDesk } from './partner-desk.ts'

export { partnerFigures } from './partner-figures.ts'
export { checkedMemberRules, checkInRules, claimableRules, reservationRules } from './partner-rules.ts'
export { partnersToday } from './partners-today.ts'

/** Double check-in of organisations and their members, what partners lend, and what they take on. */
export function partnerOperations(): Operation[] {
  registerCheckedMemberPart()
  return [...checkInOperations(), ...sharingOperations()]
}

function checkInOperations(): Operation[] {
  return [
    implement(applyForCheckIn, (context, { body }) => apply(context, body)),
    implement(listCheckIns, (context, { query }) => list(context, query)),
    implement(moveCheckIn, (context, { params, body }) => moveCheckInOne(context, params.id, body)),
    implement(sendMembers, (context, { params, body }) => send(context, params.id, body)),
    implement(listCheckedMembers, (context, { params, query }) => listOf(context, params.id, query)),
    implement(confirmMembers, (context, { params, body }) => confirm(context, params.id, body)),
    implement(makeJoinLinks, (context, { params }) => makeLinks(context, params.id)),
    implement(recordJoin, (context, { params, body }) => record(context, params.id, body)),
    implement(readJoinLink, (context, { body }) => read(context, body)),
    implement(answerJoinLink, (context, { body }) => answer(context, body)),
  ]
}

function sharingOperations(): Operation[] {
  return [
    implement(listOffers, (context) => listLent(context)),
    implement(makeOffer, (context, { params, body }) => lend(context, params.id, body)),
    implement(withdrawOffer, (context, { params }) => withdraw(context, params.id)),
    implement(reserveOffer, (context, { params, body }) => reserve(context, params.id, body)),
    implement(moveReservation, (context, { params, body }) => moveReservationOne(context, params.id, body)),
    implement(listClaimables, (context, { query }) => listIn(context, query)),
    implement(createClaimable, (context, { body }) => create(context, body)),
    implement(moveClaimable, (context, { params, body }) => moveClaimableOne(context, params.id, body)),
    implement(claim, (context, { params }) => claimFor(context, params.id, params.claimableId)),
    implement(releaseClaim, (context, { params }) => release(context, params.id, params.claimableId)),
    implement(getMyPartnerDesk, (context) => readDesk(context)),
  ]
}
