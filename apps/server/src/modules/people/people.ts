import { giveConsent as giveConsentRoute, withdrawConsent as withdrawConsentRoute } from '@yimi/contract/consent.ts'
import { getHousehold, joinHousehold, leaveHousehold } from '@yimi/contract/household.ts'
import {
  addToMyReport,
  confirmLifeEvent,
  listLifeEvents,
  listMyNeighbours,
  listMyReports,
  refuseLifeEvent,
  reportLifeEvent,
  reverseLifeEvent,
  takeBackMyReport,
} from '@yimi/contract/life-event.ts'
import {
  changePerson as changePersonRoute,
  confirmPerson,
  erasePerson as erasePersonRoute,
  exportPerson,
  getPerson,
  listPeople,
  listPersonActs,
  openPerson,
  registerPerson,
  revealPerson,
} from '@yimi/contract/person.ts'
import { addTag, removeTag } from '@yimi/contract/person-tag.ts'
import { addTie, endTie } from '@yimi/contract/person-tie.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { onConsentWithdrawn } from './consent-handlers.ts'
import { CORE_PARTS } from './core-parts.ts'
import { change, confirm } from './correct-person.ts'
import { endWhatIsOver } from './end-what-is-over.ts'
import { exportFor } from './export-person.ts'
import { confirm as confirmEvent, list, neighbours, refuse, report, reverse } from './life-events.ts'
import { addToReported, listReported, takeBack } from './my-reports.ts'
import { history } from './person-history.ts'
import { consent, erase, household, join, leave, mark, tie, unmark, untie, withdraw } from './person-operations.ts'
import { definePersonPart } from './person-parts.ts'
import type { AccountNames } from './read-residents.ts'
import { register } from './register-person.ts'
import { openFromAbove, reveal, view } from './reveal-person.ts'
import { searchPeople } from './search-people.ts'
import { endTagsOfPurpose } from './tags.ts'

export { mayActFor, peopleActedFor } from './acting-for.ts'
export { type ComparedFacts, readComparedFacts } from './compared-facts.ts'
export { type EndedConsent, onConsentWithdrawn } from './consent-handlers.ts'
export { aliasIds as aliasesOf } from './consent-queries.ts'
export {
  consentInForce,
  expireConsents,
  giveConsent,
  needsGuardian,
  peopleConsenting,
  withdrawConsent,
} from './consents.ts'
export { comparableContact, maskContact } from './contact.ts'
export { correctResident } from './correct-person.ts'
export {
  checkFacts,
  type FactAtDoor,
  type ResidentAtDoor,
  residentsAtDoors,
  staleDoors,
} from './door-facts.ts'
export { erasePerson } from './erase-person.ts'
export { exportParts } from './export-person.ts'
export { heldPeople } from './held-people.ts'
export { joinHouseholds, leaveHouseholds } from './households.ts'
export { comparableIdNumber, maskIdNumber, readCitizenNumber } from './id-number.ts'
export { type ConfirmedLifeEvent, onLifeEvent } from './life-event-handlers.ts'
export { lifeEventsToday } from './life-events-today.ts'
export { type MergeUndo, mergePeople, unmergePeople } from './merge-people.ts'
export { birthdaysOf, householdsOf, type KeptBirthday, residentIdsOf } from './occasion-queries.ts'
export { findMeetingPairs } from './pair-queries.ts'
export { peopleFigures } from './people-figures.ts'
export { readActs } from './person-history.ts'
export { ERASED_NAME, findByContact, type Person, readPeople } from './person-names.ts'
export { definePersonPart, type MergedPair, type PersonPart } from './person-parts.ts'
export { politeName } from './polite-name.ts'
export { contactsForDelivery, orgsOfPeople, peopleGone, peopleWithContact, personOrg } from './reach-people.ts'
export { doorsOf, readConsents, readLines, readRecord } from './read-residents.ts'
export { enrolResident, type NewResident, registerResidents } from './register-people.ts'
export { findRegistered, type RegisteredLikeness, withdrawResidents } from './registered-people.ts'
export { readReport, reportHappened, takeReportBack } from './report-life-event.ts'
export { findResidentsByNumber, type ResidentFacts, readResidents } from './resident-facts.ts'
export { residentLines } from './resident-lines.ts'
export { contactIndex, idNumberIndex, nameIndex } from './seal-person.ts'
export { PEOPLE_SEALED_PLACES } from './sealed-places.ts'
export { addTag as addTagTo, peopleTagged, readTags, removeTag as removeTagFrom } from './tags.ts'
export { changePerson, createPeople, createPerson, revealContact } from './thin-person.ts'

/** Residents and their households: facts, marks, consents, ties, life events. People stand below accounts, so names of
 * accounts are given by whoever wires it. */
export function peopleOperations(services: Services, { accounts }: { accounts: AccountNames }): Operation[] {
  services.jobs.hourly.set('people', () => endWhatIsOver(services))
  for (const part of CORE_PARTS) definePersonPart(part)
  onConsentWithdrawn('any', 'tags', endTagsOfPurpose)
  return [...recordOperations(accounts), ...besidesOperations(), ...lifeEventOperations(accounts)]
}

function recordOperations(accounts: AccountNames): Operation[] {
  return [
    implement(listPeople, (context, { query }) => searchPeople(context, query)),
    implement(registerPerson, (context, input) => register(context, accounts, input)),
    implement(openPerson, (context, input) => openFromAbove(context, accounts, input)),
    implement(getPerson, (context, { params }) => view(context, accounts, params.id)),
    implement(changePersonRoute, (context, input) => change(context, accounts, input)),
    implement(confirmPerson, (context, input) => confirm(context, accounts, input)),
    implement(revealPerson, reveal),
    implement(listPersonActs, (context, input) => history(context, accounts, input)),
    implement(exportPerson, exportFor),
    implement(erasePersonRoute, erase),
  ]
}

function besidesOperations(): Operation[] {
  return [
    implement(getHousehold, household),
    implement(joinHousehold, join),
    implement(leaveHousehold, leave),
    implement(addTag, mark),
    implement(removeTag, unmark),
    implement(giveConsentRoute, consent),
    implement(withdrawConsentRoute, withdraw),
    implement(addTie, tie),
    implement(endTie, untie),
  ]
}

function lifeEventOperations(accounts: AccountNames): Operation[] {
  return [
    implement(listLifeEvents, (context, input) => list(context, accounts, input)),
    implement(reportLifeEvent, report),
    implement(confirmLifeEvent, (context, input) => confirmEvent(context, accounts, input)),
    implement(refuseLifeEvent, (context, input) => refuse(context, accounts, input)),
    implement(reverseLifeEvent, (context, input) => reverse(context, accounts, input)),
    implement(listMyNeighbours, neighbours),
    implement(listMyReports, (context) => listReported(context)),
    implement(addToMyReport, addToReported),
    implement(takeBackMyReport, (context, { params }) => takeBack(context, params.id)),
  ]
}
