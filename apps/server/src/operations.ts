import { accountNames, accountOperations, requireFreshCode } from '#modules/accounts/accounts.ts'
import { airOperations } from '#modules/air/air.ts'
import { audienceFigures, audienceOperations } from '#modules/audience/audience.ts'
import { type AuditNames, auditOperations } from '#modules/audit/audit.ts'
import { channelOperations } from '#modules/channels/channels.ts'
import { complaintOperations } from '#modules/complaints/complaints.ts'
import { figureOperations } from '#modules/figures/figures.ts'
import { fileOperations } from '#modules/files/files.ts'
import { matrixOperations } from '#modules/matrix/matrix.ts'
import { organisationOperations, orgNames } from '#modules/organisations/organisations.ts'
import { portalOperations } from '#modules/portal/portal.ts'
import { studioFigures, studioOperations } from '#modules/studio/studio.ts'
import { todayOperations } from '#modules/today/today.ts'
import { venueFigures, venueOperations } from '#modules/venues/venues.ts'
import type { Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'

/** Every figure that a page may print. */
const ALL_FIGURES = [...studioFigures, ...audienceFigures, ...venueFigures]

/** How ids of the log become names. */
export const auditNames: AuditNames = { accounts: accountNames, organisations: orgNames }

/** Every operation of the program, module by module, from the ground up. */
export function allOperations(services: Services): Operation[] {
  return [
    ...portalOperations(services),
    ...auditOperations(services, auditNames, requireFreshCode),
    ...organisationOperations(services),
    ...accountOperations(services),
    ...complaintOperations(services),
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
