import { z } from 'zod'

/** Every role a person may hold at an organisation; `anonymous` is whoever has no session. */
export const ROLES = [
  'district-admin',
  'system-admin',
  'security-admin',
  'audit-admin',
  'institute-officer',
  'station-head',
  'duty-officer',
  'dispatcher',
  'grid-worker',
  'entrance-steward',
  'team-leader',
  'volunteer',
  'lecturer',
  'selection-judge',
  'producer',
  'gate-reviewer',
  'director',
  'moderator',
  'contributor',
  'editor',
  'proofreader',
  'issuer',
  'registry-clerk',
  'media-officer',
  'partner-contact',
  'resident',
  'family-proxy',
  'anonymous',
] as const

export const Role = z.enum(ROLES)
export type Role = z.output<typeof Role>

/** Roles that an invitation may grant. */
export const GrantableRole = Role.exclude(['anonymous'])

/**
 * Roles whose session must have shown a second factor: whoever can search or list people, handle money, sign off or push
 * to air.
 */
export const SECOND_FACTOR_ROLES: ReadonlySet<Role> = new Set<Role>([
  'district-admin',
  'system-admin',
  'security-admin',
  'audit-admin',
  'institute-officer',
  'station-head',
  'duty-officer',
  'dispatcher',
  'grid-worker',
  'gate-reviewer',
  'director',
  'producer',
  'issuer',
])
