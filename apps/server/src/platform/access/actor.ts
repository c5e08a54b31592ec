import type { Role } from '@yimi/contract/roles.ts'

/** A role held at an organisation, with the ids of that organisation and everything below it today. */
export type HeldRole = { readonly role: Role; readonly orgId: string; readonly area: ReadonlySet<string> }

/** Whoever acts in a request or a job. */
export type Actor = {
  readonly kind: 'account' | 'anonymous' | 'link-holder' | 'system'
  readonly accountId?: string
  readonly personId?: string
  readonly name: string
  readonly roles: readonly HeldRole[]
  /** Organisations whose rows the transaction may see: the union of the areas. */
  readonly orgs: readonly string[]
  /** Organisations above those of the roles: their reference data (work rules, venues) may be read. */
  readonly above: readonly string[]
  readonly secondFactor: 'not-needed' | 'shown' | 'missing' | 'not-enrolled'
  readonly sessionId?: string
}

export const ANONYMOUS: Actor = {
  kind: 'anonymous',
  name: '',
  roles: [],
  orgs: [],
  above: [],
  secondFactor: 'not-needed',
}

/** The server itself, acting in the scope of whoever caused the job. */
export function systemActor(orgs: readonly string[]): Actor {
  return { kind: 'system', name: '系统', roles: [], orgs, above: [], secondFactor: 'not-needed' }
}

/** Somebody who shows the secret of a link that was made for one record of this organisation. */
export function linkHolder(orgId: string, personId?: string): Actor {
  return {
    kind: 'link-holder',
    name: '受邀人',
    roles: [],
    orgs: [orgId],
    above: [],
    secondFactor: 'not-needed',
    ...(personId ? { personId } : {}),
  }
}

/** The role under which an event is written: the first held role that counts for it, else what kind of actor it is. */
export function roleFor(actor: Actor, orgId: string, wanted: readonly string[] = []): string {
  if (actor.kind !== 'account') return actor.kind
  const near = actor.roles.filter((held) => held.area.has(orgId))
  return (near.find((held) => wanted.includes(held.role)) ?? near[0] ?? actor.roles[0])?.role ?? 'account'
}
