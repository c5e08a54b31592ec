import type { Role } from '@yimi/contract/roles.ts'
import type { Actor } from '#platform/access/actor.ts'

/** Who runs the installation; only the district's and the security admin make one. */
const ADMINS: ReadonlySet<Role> = new Set<Role>(['district-admin', 'system-admin', 'security-admin', 'audit-admin'])
/** Held by three people (MLPS: three admins apart). */
const APART: ReadonlySet<Role> = new Set<Role>(['system-admin', 'security-admin', 'audit-admin'])

/** Whether somebody of the actor's roles, at the organisation or above it, may give or take this role there. */
export function mayGive(actor: Actor, role: Role, orgId: string): boolean {
  return actor.roles.some((held) => held.area.has(orgId) && gives(held.role, role))
}

export function mustBeApart(held: readonly Role[], wanted: Role): boolean {
  return APART.has(wanted) && held.some((role) => APART.has(role) && role !== wanted)
}

function gives(giver: Role, role: Role): boolean {
  if (giver === 'district-admin' || giver === 'security-admin') return true
  if (giver === 'system-admin' || giver === 'institute-officer') return !ADMINS.has(role)
  return giver === 'station-head' && !ADMINS.has(role) && role !== 'institute-officer'
}
