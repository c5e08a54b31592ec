import { CAPABILITIES, type Capability } from '@yimi/contract/capabilities.ts'
import { Refusal } from '../fault.ts'
import type { Actor } from './actor.ts'
import { CAPABILITY_TABLE } from './capability-table.ts'

/** How far an actor's capability reaches. */
export type Scope = {
  readonly capability: Capability
  readonly all: boolean
  /** Organisations on whose records it may be used. */
  readonly orgs: ReadonlySet<string>
  /** Organisations in which it may be used on the actor's own records. */
  readonly ownOrgs: ReadonlySet<string>
}

/** What is checked: the organisation a record was made under, and the account that made it. */
export type Owned = { orgId: string; ownerId?: string | null }

export function scopeOf(actor: Actor, capability: Capability): Scope {
  const row = CAPABILITY_TABLE.get(capability)
  const orgs = new Set<string>()
  const ownOrgs = new Set<string>()
  let all = false
  for (const held of actor.roles) {
    const reach = row?.get(held.role) ?? 'none'
    if (reach === 'all') all = true
    if (reach === 'area') for (const id of held.area) orgs.add(id)
    if (reach === 'own') for (const id of held.area) ownOrgs.add(id)
  }
  return { capability, all, orgs, ownOrgs }
}

/**
 * The first wall, before anything is read.
 * @throws Refusal `not-signed-in`, `second-factor-required` or `no-right`
 */
export function authorise(actor: Actor, capability: Capability): Scope {
  if (actor.kind === 'anonymous') throw new Refusal('not-signed-in')
  requireSecondFactor(actor)
  const scope = scopeOf(actor, capability)
  if (!scope.all && scope.orgs.size === 0 && scope.ownOrgs.size === 0) throw new Refusal('no-right')
  return scope
}

/**
 * For what shows more than the caller's own account: a password alone does not reach it where the role asks for more.
 * @throws Refusal `second-factor-required`
 */
export function requireSecondFactor(actor: Actor): void {
  if (actor.secondFactor === 'missing' || actor.secondFactor === 'not-enrolled')
    throw new Refusal('second-factor-required')
}

export function covers(scope: Scope, actor: Actor, record: Owned): boolean {
  if (scope.all || scope.orgs.has(record.orgId)) return true
  return scope.ownOrgs.has(record.orgId) && record.ownerId != null && record.ownerId === actor.accountId
}

/** Capabilities that show residents one by one. Whoever holds none of them sees no resident's row but his own. */
const PEOPLE_CAPABILITIES: readonly Capability[] = ['person.read', 'person.open']

/** Organisations whose residents the actor's transactions may see: narrower than the area for most roles. */
export function peopleScopeOf(actor: Actor): string[] {
  return [...new Set(PEOPLE_CAPABILITIES.flatMap((capability) => [...scopeOf(actor, capability).orgs]))]
}

/** Capabilities that the actor has somewhere, for a page to know what to show. */
export function capabilitiesOf(actor: Actor): Capability[] {
  return CAPABILITIES.filter((capability) => {
    const scope = scopeOf(actor, capability)
    return scope.all || scope.orgs.size > 0 || scope.ownOrgs.size > 0
  })
}
