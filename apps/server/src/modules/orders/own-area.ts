import type { Role } from '@yimi/contract/roles.ts'
import type { Actor } from '#platform/access/actor.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'

/** Where somebody belongs who sees no unit's rows: for looking, inside one operation, after what is his own. */
export function areaOf(actor: Actor, roles?: readonly Role[]): string[] {
  return [...new Set(actor.roles.flatMap((held) => (roles && !roles.includes(held.role) ? [] : [...held.area])))]
}

/** Does the work with the units in sight where the caller belongs; what of it is his own the work itself makes sure of. */
export function inOwnArea<T>({ tx, actor }: Pick<FlowContext, 'tx' | 'actor'>, work: () => Promise<T>): Promise<T> {
  return withMoreOrgs(tx, areaOf(actor), work, { people: true })
}
