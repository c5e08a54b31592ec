import { needsGuardian, readResidents } from '#modules/people/people.ts'
import { fitnessOf } from '#modules/teams/teams.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { ActivityRow } from './activity-queries.ts'
import type { NewPlace } from './place-queries.ts'

/**
 * A volunteer under age comes where a grown-up leads; his guardian agreed when he was registered. A child under fourteen does
 * not sign up by itself: the guardian does, at the desk or by telephone.
 * @throws Refusal `minor-needs-adult`, `guardian-signs-up`
 */
export async function requireOfAge(
  context: FlowContext,
  activity: ActivityRow,
  person: NewPlace['person'],
): Promise<void> {
  if (person.volunteerId) return requireGrownLeader(context, activity, person)
  if (context.actor.personId !== person.personId) return
  const facts = await withMoreOrgs(context.tx, [person.orgId], () => readResidents(context, [person.personId]), {
    people: true,
  })
  if (needsGuardian(facts.get(person.personId)?.birthDate ?? null, activity.day)) throw new Refusal('guardian-signs-up')
}

async function requireGrownLeader(
  { tx }: FlowContext,
  activity: ActivityRow,
  person: NewPlace['person'],
): Promise<void> {
  const [one] = await withMoreOrgs(tx, [person.orgId], () =>
    fitnessOf(tx, { personIds: [person.personId] }, activity.day),
  )
  if (!one?.minor) return
  const { leader_id, leader_org_id } = activity
  const leads = leader_id && leader_id !== person.personId ? [leader_id] : []
  const [leader] = await withMoreOrgs(tx, leader_org_id ? [leader_org_id] : [], () =>
    fitnessOf(tx, { personIds: leads }, activity.day),
  )
  if (!leader || leader.minor) throw new Refusal('minor-needs-adult')
}
