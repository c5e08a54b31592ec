import { accountAddresses, accountNames, accountOperations } from '#modules/accounts/accounts.ts'
import { airOperations } from '#modules/air/air.ts'
import { audienceFigures, audienceOperations } from '#modules/audience/audience.ts'
import { auditOperations } from '#modules/audit/audit.ts'
import { channelOperations } from '#modules/channels/channels.ts'
import { complaintAddresses, complaintOperations } from '#modules/complaints/complaints.ts'
import { figureOperations } from '#modules/figures/figures.ts'
import { fileOperations } from '#modules/files/files.ts'
import { incidentAddresses, incidentOperations } from '#modules/incidents/incidents.ts'
import { matrixOperations } from '#modules/matrix/matrix.ts'
import { kindOf, type NoticeSources, noticeOperations } from '#modules/notices/notices.ts'
import { organisationOperations, orgNames } from '#modules/organisations/organisations.ts'
import { contactsForDelivery, peopleGone } from '#modules/people/people.ts'
import { portalOperations, serviceTelephone } from '#modules/portal/portal.ts'
import { reportedBroadcasts, studioAddresses, studioFigures, studioOperations } from '#modules/studio/studio.ts'
import { partnerFigures, partnerOperations } from '#modules/partners/partners.ts'
import { programmeFigures, programmeOperations } from '#modules/programmes/programmes.ts'
import { teamFigures, teamOperations } from '#modules/teams/teams.ts'
import { todayOperations } from '#modules/today/today.ts'
import { venueAddresses, venueFigures, venueOperations } from '#modules/venues/venues.ts'
import type { Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'

/** Every figure that a page may print. */
const ALL_FIGURES = [
  ...studioFigures,
  ...audienceFigures,
  ...venueFigures,
  ...teamFigures,
  ...partnerFigures,
  ...programmeFigures(reportedBroadcasts),
]

/** Whom events concern, where people are reached, and who is left in peace: what messages are made from. */
const NOTICE_SOURCES: NoticeSources = {
  books: {
    // Words about a family are in no message: who may, opens the page.
    'life-event': async () => ({ words: {}, href: '#/people', receivers: {} }),
    ...accountAddresses, ...complaintAddresses, ...incidentAddresses, ...studioAddresses, ...venueAddresses },
  contacts: async (tx, keyring, ids) =>
    new Map([...(await contactsForDelivery(tx, keyring, ids))].map(([id, contact]) => [id, kindOf(contact)])),
  stopReasons: (tx, ids) => peopleGone(tx, ids),
}

/** Every operation of the program, module by module, from the ground up. */
export function allOperations(services: Services): Operation[] {
  return [
    ...portalOperations(services),
    ...auditOperations({ accounts: accountNames, organisations: orgNames }),
    ...organisationOperations(services),
    ...accountOperations(services, rolesOfPerson),
    ...noticeOperations(services, NOTICE_SOURCES),
    ...complaintOperations(services),
    ...incidentOperations(services, ({ tx }) => serviceTelephone(tx)),
    ...fileOperations(services),
    ...venueOperations(),
    ...programmeOperations(reportedBroadcasts),
    ...teamOperations(),
    ...partnerOperations(),
    ...channelOperations(services),
    ...studioOperations(),
    ...matrixOperations(services),
    ...airOperations(services),
    ...audienceOperations(services),
    ...figureOperations(ALL_FIGURES),
    ...todayOperations(services, ALL_FIGURES),
  ]
}
