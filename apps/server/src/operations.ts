import {
  ACCOUNT_SEALED_PLACES,
  accountNames,
  accountOperations,
  accountsWithRoles,
  PHONE_CODE_SEALED_PLACES,
  type RolesOfPerson,
  requireFreshCode,
} from '#modules/accounts/accounts.ts'
import { activityFigures, activityOperations } from '#modules/activities/activities.ts'
import { AIR_SEALED_PLACES, airOperations } from '#modules/air/air.ts'
import { audienceFigures, audienceOperations } from '#modules/audience/audience.ts'
import { type AuditNames, auditOperations } from '#modules/audit/audit.ts'
import { catalogueOperations } from '#modules/catalogue/catalogue.ts'
import { CHANNEL_SEALED_PLACES, channelOperations } from '#modules/channels/channels.ts'
import { codingOperations } from '#modules/coding/coding.ts'
import { complaintOperations } from '#modules/complaints/complaints.ts'
import { DOOR_CARD_SEALED_PLACES, doorCardOperations } from '#modules/door-cards/door-cards.ts'
import { duplicateOperations } from '#modules/duplicates/duplicates.ts'
import { figureOperations } from '#modules/figures/figures.ts'
import { fileOperations } from '#modules/files/files.ts'
import { groundOperations } from '#modules/ground/ground.ts'
import { hourFigures, hourOperations } from '#modules/hours/hours.ts'

import { IMPORT_SEALED_PLACES, importOperations } from '#modules/imports/imports.ts'
import { incidentOperations } from '#modules/incidents/incidents.ts'
import { keyOperations } from '#modules/keys/keys.ts'
import { listOperations } from '#modules/lists/lists.ts'
import { MATRIX_SEALED_PLACES, matrixOperations } from '#modules/matrix/matrix.ts'
import { myDataOperations } from '#modules/my-data/my-data.ts'
import { needFigures, needOperations } from '#modules/needs/needs.ts'
import { noticeOperations } from '#modules/notices/notices.ts'

import { hasVisitToday, orderFigures, orderOperations, ordersToOpen } from '#modules/orders/orders.ts'
import { organisationOperations, orgNames } from '#modules/organisations/organisations.ts'
import { partnerFigures, partnerOperations } from '#modules/partners/partners.ts'
import { PEOPLE_SEALED_PLACES, peopleFigures, peopleOperations, readPeople } from '#modules/people/people.ts'
import { portalOperations, serviceTelephone } from '#modules/portal/portal.ts'
import { printOperations } from '#modules/prints/prints.ts'
import { programmeFigures, programmeOperations } from '#modules/programmes/programmes.ts'
import { questionnaireOperations } from '#modules/questionnaires/questionnaires.ts'
import { roundFigures, roundOperations } from '#modules/rounds/rounds.ts'
import { signUpOperations } from '#modules/sign-ups/sign-ups.ts'
import { statisticOperations } from '#modules/statistics/statistics.ts'
import { reportedBroadcasts, studioFigures, studioOperations } from '#modules/studio/studio.ts'
import { teamFigures, teamOperations, volunteerOf } from '#modules/teams/teams.ts'
import { todayOperations } from '#modules/today/today.ts'
import { triggerOperations } from '#modules/triggers/triggers.ts'
import { venueFigures, venueOperations } from '#modules/venues/venues.ts'
import { visitFigures, visitOperations } from '#modules/visits/visits.ts'
import { PLATFORM_SEALED_PLACES, type SealedPlace } from '#platform/crypto/sealed-place-queries.ts'
import type { Operation, RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { NOTICE_SOURCES } from './notice-sources.ts'

/** Every figure that a page may print. */
export const ALL_FIGURES = [
  ...studioFigures,
  ...audienceFigures,
  ...venueFigures,
  ...peopleFigures,
  ...teamFigures,
  ...hourFigures,
  ...roundFigures,
  ...visitFigures,
  ...activityFigures,
  ...partnerFigures,
  ...orderFigures,
  ...needFigures,
  ...programmeFigures(reportedBroadcasts),
]

/** What somebody on file may come in as with a code: what he is. */
const rolesOfPerson: RolesOfPerson = async ({ tx }, person) => [
  ...(person.resident ? (['resident'] as const) : []),
  ...((await volunteerOf(tx, person.id)) ? (['volunteer'] as const) : []),
]

const telephoneOf = ({ tx }: RequestContext) => serviceTelephone(tx)

/** Every column that the master key covers: what is not here would be lost when an old key is retired. */
export const ALL_SEALED_PLACES: readonly SealedPlace[] = [
  ...PLATFORM_SEALED_PLACES,
  ...ACCOUNT_SEALED_PLACES,
  ...PHONE_CODE_SEALED_PLACES,
  ...PEOPLE_SEALED_PLACES,
  ...CHANNEL_SEALED_PLACES,
  ...MATRIX_SEALED_PLACES,
  ...AIR_SEALED_PLACES,
  ...DOOR_CARD_SEALED_PLACES,
  ...IMPORT_SEALED_PLACES,
]

/** How ids of the log become names. */
export const auditNames: AuditNames = { accounts: accountNames, organisations: orgNames }

/** Every operation of the program, module by module, from the ground up. */
export function allOperations(services: Services): Operation[] {
  return [
    ...portalOperations(services),
    ...auditOperations(services, auditNames, requireFreshCode),
    ...organisationOperations(services),
    ...groundOperations(services, { people: readPeople, staff: accountsWithRoles }),
    ...peopleOperations(services, { accounts: accountNames }),
    ...accountOperations(services, rolesOfPerson),
    ...noticeOperations(services, NOTICE_SOURCES),
    ...keyOperations(services, ALL_SEALED_PLACES, requireFreshCode),
    ...complaintOperations(services, ordersToOpen),
    ...importOperations(services),
    ...duplicateOperations(),
    ...incidentOperations(services, telephoneOf),
    ...doorCardOperations(services, telephoneOf, hasVisitToday),
    ...signUpOperations(services, telephoneOf),
    ...myDataOperations(),
    ...printOperations(services, telephoneOf),
    ...listOperations(),
    ...fileOperations(services),
    ...venueOperations(),
    ...programmeOperations(reportedBroadcasts),
    ...teamOperations(),
    ...catalogueOperations(),
    ...hourOperations(services),
    ...orderOperations(services, telephoneOf),
    ...roundOperations(services, telephoneOf),
    ...questionnaireOperations(services, telephoneOf),
    ...visitOperations(),
    ...statisticOperations(services),
    ...codingOperations(),
    ...needOperations(),
    ...triggerOperations(services),
    ...activityOperations(services),
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
