import { hearNeed, type Need } from '@yimi/contract/need.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import type { TestCaller } from '../../testing/test-installation.ts'

type Body = RouteInput<typeof hearNeed>['body']

/** A need as the caller's station heard it; without a person it is one without a name. */
export function buildNeed(by: TestCaller, orgId: string, overrides: Partial<Body> = {}): Promise<Need> {
  const personId = overrides.personId ?? null
  const body: Body = {
    orgId,
    subject: personId ? 'person' : 'anonymous',
    needClass: 'affairs',
    words: '腿脚不便，头发长了没法出门理',
    source: 'visit',
    heardOn: '2026-11-20',
    ...overrides,
    personId,
  }
  return by.get(hearNeed, { body })
}
