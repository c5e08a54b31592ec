import { type Person, readPeople } from '#modules/people/people.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'

/**
 * Does the work with these organisations in sight besides what the transaction sees, for records of the caller's own that
 * stand under a unit above, after the operation has made sure that they are. The roles stay what they are.
 */
export function withOrgs<Context extends FlowContext, Answer>(
  context: Context,
  orgs: readonly string[],
  work: (widened: Context) => Promise<Answer>,
): Promise<Answer> {
  const { tx, actor } = context
  const widened = { ...context, actor: { ...actor, orgs: [...new Set([...actor.orgs, ...orgs])] } }
  return withMoreOrgs(tx, orgs, () => work(widened))
}

/**
 * Name and masked contact of volunteers, residents among them, by person. Whoever may read the volunteer may read these two,
 * also where the register of residents is closed to him; the operation has asked that before.
 */
export function namesOf(
  context: Pick<FlowContext, 'tx' | 'keyring'>,
  volunteers: readonly { personId: string; orgId: string }[],
): Promise<Map<string, Person>> {
  const { tx, keyring } = context
  const orgs = [...new Set(volunteers.map((one) => one.orgId))]
  const ids = volunteers.map((one) => one.personId)
  return withMoreOrgs(tx, orgs, () => readPeople(tx, keyring, ids), { people: true })
}
