import type { ErrorCode } from '@yimi/contract/errors.ts'
import type { Role } from '@yimi/contract/roles.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import type { LightMyRequestResponse } from 'fastify'
import type { AnyRoute } from '../platform/http/operation.ts'
import type { TestCaller, TestInstallation, TestOrg } from './test-installation.ts'

export type AccessWorld = {
  installation: TestInstallation
  orgs: TestInstallation['orgs']
  /** The caller with this role there, the same one each time. */
  by(role: Role, org: TestOrg): Promise<TestCaller>
  /** A colleague of that one, who made none of the records. */
  other(role: Role, org: TestOrg): Promise<TestCaller>
}

export type Arranged = {
  send: (caller: TestCaller) => Promise<LightMyRequestResponse>
  /** For lists: does this answer hold the record that was arranged? */
  shows?: (answer: unknown) => boolean
}

/** How one route is tried: a fresh record below `home`, and the request that names it. */
export type AccessCase = {
  route: AnyRoute
  /** The unit of the record; `station` when absent. */
  home: 'station' | 'institute'
  /** A role that may; the first of the capability table when absent. */
  role?: Role
  /** The flow lets only who made the record do this, here the producer of the station. */
  makersOnly?: boolean
  /** Who of the station made the record, where the table lets a role have its own; the producer when absent. */
  maker?: Role
  /** Refusals that come only after access was given: the record is not far enough. */
  after: readonly ErrorCode[]
  arrange: (world: AccessWorld) => Promise<Arranged>
}

type Given<R> = {
  input: RouteInput<R>
  /** Found in the answer of whoever sees the record, and of nobody else. */
  canary?: string
  shows?: (answer: unknown) => boolean
}

export function accessCase<R extends AnyRoute>(
  route: R,
  more: Partial<Pick<AccessCase, 'home' | 'role' | 'makersOnly' | 'maker' | 'after'>>,
  arrange: (world: AccessWorld) => Promise<Given<R>> | Given<R>,
): AccessCase {
  return {
    route,
    home: 'station',
    after: [],
    ...more,
    async arrange(world) {
      const { input, canary, shows } = await arrange(world)
      const seen = shows ?? (canary ? (answer: unknown) => JSON.stringify(answer).includes(canary) : undefined)
      return { send: (caller) => caller.call(route, input), ...(seen ? { shows: seen } : {}) }
    },
  }
}

/** For what is no JSON: the caller's cookies are all that is given. */
export function rawCase(
  route: AnyRoute,
  send: (world: AccessWorld, caller: TestCaller) => Promise<LightMyRequestResponse>,
): AccessCase {
  return { route, home: 'station', after: [], arrange: async (world) => ({ send: (caller) => send(world, caller) }) }
}
