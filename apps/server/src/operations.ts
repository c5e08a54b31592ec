import { accountNames, accountOperations, accountsWithRoles } from '#modules/accounts/accounts.ts'
import { airOperations } from '#modules/air/air.ts'
import { audienceFigures, audienceOperations } from '#modules/audience/audience.ts'
import { auditOperations } from '#modules/audit/audit.ts'
import { channelOperations } from '#modules/channels/channels.ts'
import { complaintOperations } from '#modules/complaints/complaints.ts'
import { duplicateOperations } from '#modules/duplicates/duplicates.ts'
import { figureOperations } from '#modules/figures/figures.ts'
import { fileOperations } from '#modules/files/files.ts'
import { groundOperations } from '#modules/ground/ground.ts'
import { importOperations } from '#modules/imports/imports.ts'
import { listOperations } from '#modules/lists/lists.ts'
import { matrixOperations } from '#modules/matrix/matrix.ts'
import { organisationOperations, orgNames } from '#modules/organisations/organisations.ts'
import { peopleFigures, peopleOperations, readPeople } from '#modules/people/people.ts'
import { portalOperations } from '#modules/portal/portal.ts'
import { studioFigures, studioOperations } from '#modules/studio/studio.ts'
import { todayOperations } from '#modules/today/today.ts'
import { venueFigures, venueOperations } from '#modules/venues/venues.ts'
import type { Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'

/** Every figure that a page may print. */
const ALL_FIGURES = [...studioFigures, ...audienceFigures, ...venueFigures, ...peopleFigures]

/** Every operation of the program, module by module, from the ground up. */
export function allOperations(services: Services): Operation[] {
  return [
    ...portalOperations(services),
    ...auditOperations({ accounts: accountNames, organisations: orgNames }),
    ...organisationOperations(services),
    ...groundOperations({ people: readPeople, staff: accountsWithRoles }),
    ...peopleOperations({ accounts: accountNames }),
    ...accountOperations(services),
    ...complaintOperations(services),
    ...importOperations(services),
    ...duplicateOperations(),
    ...listOperations(),
    ...fileOperations(services),
    ...venueOperations(),
    ...channelOperations(services),
    ...studioOperations(),
    ...matrixOperations(services),
    ...airOperations(services),
    ...audienceOperations(services),
    ...figureOperations(ALL_FIGURES),
    ...todayOperations(services, ALL_FIGURES),
  ]
}
