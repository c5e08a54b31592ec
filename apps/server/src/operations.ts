import { accountNames, accountOperations, accountsWithRoles, type RolesOfPerson } from '#modules/accounts/accounts.ts'
import { airOperations } from '#modules/air/air.ts'
import { audienceFigures, audienceOperations } from '#modules/audience/audience.ts'
import { auditOperations } from '#modules/audit/audit.ts'
import { channelOperations } from '#modules/channels/channels.ts'
import { complaintOperations } from '#modules/complaints/complaints.ts'
import { doorCardOperations } from '#modules/door-cards/door-cards.ts'
import { duplicateOperations } from '#modules/duplicates/duplicates.ts'
import { figureOperations } from '#modules/figures/figures.ts'
import { fileOperations } from '#modules/files/files.ts'
import { groundOperations } from '#modules/ground/ground.ts'
import { importOperations } from '#modules/imports/imports.ts'
import { incidentOperations } from '#modules/incidents/incidents.ts'
import { matrixOperations } from '#modules/matrix/matrix.ts'
import { myDataOperations } from '#modules/my-data/my-data.ts'
import { noticeOperations } from '#modules/notices/notices.ts'
import { organisationOperations, orgNames } from '#modules/organisations/organisations.ts'
import { partnerFigures, partnerOperations } from '#modules/partners/partners.ts'
import { peopleFigures, peopleOperations, readPeople } from '#modules/people/people.ts'
import { portalOperations, serviceTelephone } from '#modules/portal/portal.ts'
import { programmeFigures, programmeOperations } from '#modules/programmes/programmes.ts'
import { signUpOperations } from '#modules/sign-ups/sign-ups.ts'
import { reportedBroadcasts, studioFigures, studioOperations } from '#modules/studio/studio.ts'
import { teamFigures, teamOperations, volunteerOf } from '#modules/teams/teams.ts'
import { todayOperations } from '#modules/today/today.ts'
import { venueFigures, venueOperations } from '#modules/venues/venues.ts'
import type { Operation, RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { NOTICE_SOURCES } from './notice-sources.ts'

/** Every figure that a page may print. */
const ALL_FIGURES = [
  ...studioFigures,
  ...audienceFigures,
  ...venueFigures,
  ...peopleFigures,
  ...teamFigures,
  ...partnerFigures,
  ...programmeFigures(reportedBroadcasts),
]

/** What somebody on file may come in as with a code: what he is. */
const rolesOfPerson: RolesOfPerson = async ({ tx }, person) => [
  ...(person.resident ? (['resident'] as const) : []),
  ...((await volunteerOf(tx, person.id)) ? (['volunteer'] as const) : []),
]

const telephoneOf = ({ tx }: RequestContext) => serviceTelephone(tx)

/** Every operation of the program, module by module, from the ground up. */
export function allOperations(services: Services): Operation[] {
  return [
    ...portalOperations(services),
    ...auditOperations({ accounts: accountNames, organisations: orgNames }),
    ...organisationOperations(services),
    ...groundOperations({ people: readPeople, staff: accountsWithRoles }),
    ...peopleOperations({ accounts: accountNames }),
    ...accountOperations(services, rolesOfPerson),
    ...noticeOperations(services, NOTICE_SOURCES),
    ...complaintOperations(services),
    ...importOperations(services),
    ...duplicateOperations(),
    ...incidentOperations(services, telephoneOf),
    ...doorCardOperations(services, telephoneOf),
    ...signUpOperations(telephoneOf),
    ...myDataOperations(),
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
