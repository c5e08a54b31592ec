import { createDwelling } from '@yimi/contract/ground.ts'
import { type PersonRecord, registerPerson } from '@yimi/contract/person.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { newId } from '#platform/new-id.ts'
import type { TestCaller, TestInstallation } from '../../testing/test-installation.ts'

type PersonBody = RouteInput<typeof registerPerson>['body']

/** A resident of the station, registered by whoever is given, behind a door of its own unless one is named. */
export async function buildResident(
  installation: TestInstallation,
  by: TestCaller,
  overrides: Partial<PersonBody> = {},
): Promise<PersonRecord> {
  const orgId = overrides.orgId ?? installation.orgs.station
  const dwellingId = overrides.dwellingId === undefined ? await buildDwelling(by, orgId) : overrides.dwellingId
  const body: PersonBody = { name: '王小明', source: 'desk', role: 'head', ...overrides, orgId, dwellingId }
  return by.get(registerPerson, { body })
}

export async function buildDwelling(
  by: TestCaller,
  orgId: string,
  labels: string[] = ['梧桐里', '1号楼', '1单元', `${newId().slice(-8)}室`],
): Promise<string> {
  return (await by.get(createDwelling, { body: { orgId, labels } })).id
}
