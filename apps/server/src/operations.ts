import type { Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'

/** Every operation of the program, module by module, from the ground up. */
export function allOperations(_services: Services): Operation[] {
  return []
}
