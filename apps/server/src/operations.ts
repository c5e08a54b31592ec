import { organisationOperations } from '#modules/organisations/organisations.ts'
import { portalOperations } from '#modules/portal/portal.ts'
import type { Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'

/** Every operation of the program, module by module, from the ground up. */
export function allOperations(services: Services): Operation[] {
  return [...portalOperations(services), ...organisationOperations(services)]
}
