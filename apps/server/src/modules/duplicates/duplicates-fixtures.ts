import { type PersonWords, registerPerson } from '@yimi/contract/person.ts'
import type { TestCaller } from '../../testing/test-installation.ts'

/** A resident registered at the desk. */
export async function buildResident(
  clerk: TestCaller,
  orgId: string,
  overrides: Partial<PersonWords> = {},
): Promise<string> {
  const body = { name: '安平', sex: 'male' as const, ...overrides, orgId, source: 'desk' as const }
  return (await clerk.get(registerPerson, { body })).id
}
