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
export { erasePerson } from './erase-person.ts'
export { joinHouseholds, leaveHouseholds } from './households.ts'
export { comparableIdNumber, maskIdNumber, readCitizenNumber } from './id-number.ts'
export { type ConfirmedLifeEvent, onLifeEvent } from './life-event-handlers.ts'
export { ERASED_NAME, findByContact, type Person, readPeople } from './person-names.ts'
export { definePersonPart, type MergedPair, type PersonPart } from './person-parts.ts'
export { contactsForDelivery, orgsOfPeople, peopleGone, peopleWithContact, personOrg } from './reach-people.ts'
export { type NewResident, registerResidents } from './register-people.ts'
export { contactIndex, idNumberIndex, nameIndex } from './seal-person.ts'
export { changePerson, createPeople, createPerson, revealContact } from './thin-person.ts'
