import type { RouteBody } from '@yimi/contract/route.ts'
import { type createService, createService as route, type ServiceContent } from '@yimi/contract/service.ts'
import { inScope } from '#platform/database/scope.ts'
import { newId } from '#platform/new-id.ts'
import type { TestCaller, TestInstallation } from '../../testing/test-installation.ts'
import { DEFAULT_SERVICES } from './default-services.ts'
import { plantCatalogue } from './plant-catalogue.ts'

/** A service that anybody of the station may order, with a code of its own. */
export function serviceBody(overrides: Partial<ServiceContent> = {}): RouteBody<typeof createService> {
  const like = DEFAULT_SERVICES.find((one) => one.code === 'hospital-registration')
  if (!like) throw new Error('the reference has no such service')
  return {
    code: `s-${newId().slice(-12)}`,
    content: { ...structuredClone(like.content), name: '代取药', ...overrides },
    conduct: like.conduct,
  }
}

export async function buildService(
  by: TestCaller,
  orgId: string,
  overrides: Partial<ServiceContent> = {},
): Promise<string> {
  return (await by.get(route, { params: { id: orgId }, body: serviceBody(overrides) })).id
}

/** The fourteen of the reference for the topmost unit of the test tree, since long ago. */
export async function plantTestCatalogue({ services, orgs }: TestInstallation): Promise<void> {
  await inScope(services.database, { role: 'yimi_app', orgs: [orgs.district] }, (tx) =>
    plantCatalogue(tx, orgs.district, new Date('2020-01-01T00:00:00Z')),
  )
}
