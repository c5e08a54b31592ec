import { ACCOUNT_SEALED_PLACES, accountNames, accountOperations, requireFreshCode } from '#modules/accounts/accounts.ts'
import { AIR_SEALED_PLACES, airOperations } from '#modules/air/air.ts'
import { audienceFigures, audienceOperations } from '#modules/audience/audience.ts'
import { type AuditNames, auditOperations } from '#modules/audit/audit.ts'
import { CHANNEL_SEALED_PLACES, channelOperations } from '#modules/channels/channels.ts'
import { complaintOperations } from '#modules/complaints/complaints.ts'
import { figureOperations } from '#modules/figures/figures.ts'
import { fileOperations } from '#modules/files/files.ts'
import { keyOperations } from '#modules/keys/keys.ts'
import { MATRIX_SEALED_PLACES, matrixOperations } from '#modules/matrix/matrix.ts'
import { organisationOperations, orgNames } from '#modules/organisations/organisations.ts'
import { PEOPLE_SEALED_PLACES } from '#modules/people/people.ts'
import { portalOperations } from '#modules/portal/portal.ts'
import { studioFigures, studioOperations } from '#modules/studio/studio.ts'
import { todayOperations } from '#modules/today/today.ts'
import { venueFigures, venueOperations } from '#modules/venues/venues.ts'
import { PLATFORM_SEALED_PLACES, type SealedPlace } from '#platform/crypto/sealed-place-queries.ts'
import type { Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'

/** Every figure that a page may print. */
const ALL_FIGURES = [...studioFigures, ...audienceFigures, ...venueFigures]

/** Every column that the master key covers: what is not here would be lost when an old key is retired. */
export const ALL_SEALED_PLACES: readonly SealedPlace[] = [
  ...PLATFORM_SEALED_PLACES,
  ...ACCOUNT_SEALED_PLACES,
  ...PEOPLE_SEALED_PLACES,
  ...CHANNEL_SEALED_PLACES,
  ...MATRIX_SEALED_PLACES,
  ...AIR_SEALED_PLACES,
]

/** How ids of the log become names. */
export const auditNames: AuditNames = { accounts: accountNames, organisations: orgNames }

/** Every operation of the program, module by module, from the ground up. */
export function allOperations(services: Services): Operation[] {
  return [
    ...portalOperations(services),
    ...auditOperations(services, auditNames, requireFreshCode),
    ...organisationOperations(services),
    ...accountOperations(services),
    ...keyOperations(services, ALL_SEALED_PLACES, requireFreshCode),
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
