import { erasePerson, findByContact, heldPeople, readPeople } from '#modules/people/people.ts'
import { covers, scopeOf } from '#platform/access/authorise.ts'
import { dayOf } from '#platform/clock.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { beginMany } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import { withOrgs } from './caller-scope.ts'
import { unitsUpFrom } from './manage-teams.ts'
import { insertMemberships } from './membership-queries.ts'
import { admitMany, type Registered } from './register-volunteers.ts'
import { findTeams } from './team-queries.ts'
import { membershipRules } from './team-rules.ts'
import { findUntouchedVolunteers, volunteersOfPeople } from './volunteer-queries.ts'

export type NamedTeam = { readonly id: string; readonly orgId: string }
export type ListedLikeness = 'listed' | 'known' | 'none'

/** In the order given: on the list of the organisation already, or somebody else there with the same name and telephone. */
export async function findListed(
  context: FlowContext,
  orgId: string,
  people: readonly { name: string; contact: string }[],
): Promise<ListedLikeness[]> {
  const { tx, keyring } = context
  const likely: string[][] = []
  for (const { contact } of people) likely.push(contact === '' ? [] : await findByContact(tx, keyring, contact))
  const known = await readPeople(tx, keyring, likely.flat())
  const listed = new Set(
    (await volunteersOfPeople(tx, likely.flat()))
      .filter((row) => row.org_id === orgId && row.state !== 'left')
      .map((row) => row.person_id),
  )
  return people.map(({ name }, place) => {
    const same = (likely[place] ?? []).filter((id) => known.get(id)?.name === name)
    return same.some((id) => listed.has(id)) ? 'listed' : same.length > 0 ? 'known' : 'none'
  })
}

/** Teams that volunteers of the organisation may be in, by name: its own and those of the units above, the nearest first. */
export async function teamsWithin(context: FlowContext, orgId: string): Promise<Map<string, NamedTeam>> {
  const units = await unitsUpFrom(context.tx, orgId, dayOf(context.now))
  return withOrgs(context, units, async ({ tx }) => {
    const open = (await findTeams(tx, false)).filter((row) => units.includes(row.org_id))
    const farthestFirst = open.sort((a, b) => units.indexOf(b.org_id) - units.indexOf(a.org_id))
    return new Map(farthestFirst.map((row) => [row.name, { id: row.id, orgId: row.org_id }]))
  })
}

/** Where the actor may admit they are in the team; elsewhere it is asked for, and whoever admits there decides. */
export async function placeInTeams(
  context: FlowContext,
  orgId: string,
  wishes: readonly { volunteer: Registered; team: NamedTeam }[],
): Promise<void> {
  if (wishes.length === 0) return
  const { actor, now } = context
  const admitting = scopeOf(actor, 'member.admit')
  await withOrgs(context, await unitsUpFrom(context.tx, orgId, dayOf(now)), async (widened) => {
    for (const [teamId, asked] of Map.groupBy(wishes, (wish) => wish.team.id)) {
      const team = { id: teamId, orgId: asked[0]?.team.orgId ?? '' }
      const volunteers = asked.map(({ volunteer }) => ({ ...volunteer, orgId }))
      if (covers(admitting, actor, { orgId: team.orgId })) await admitMany(widened, team, volunteers)
      else await askForMany(widened, team, volunteers)
    }
  })
}

async function askForMany(
  context: FlowContext,
  team: NamedTeam,
  volunteers: readonly { volunteerId: string; personId: string; orgId: string }[],
): Promise<void> {
  const rows = volunteers.map((one) => ({
    id: newId(),
    org_id: team.orgId,
    volunteer_org_id: one.orgId,
    team_id: team.id,
    volunteer_id: one.volunteerId,
    person_id: one.personId,
    applied_at: context.now,
  }))
  await insertMemberships(context.tx, rows)
  await beginMany(
    context,
    membershipRules,
    rows.map((row) => ({ recordId: row.id, orgId: row.org_id })),
  )
}

/**
 * Takes registrations back that nothing was done to since: out of the teams, off the list, and the words of the person, who was
 * made for it, erased. Answers those that stay.
 */
export async function withdrawVolunteers(context: FlowContext, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const untouched = await findUntouchedVolunteers(context.tx, ids)
  const personIds = untouched.map((row) => row.person_id)
  const held = await heldPeople(context, personIds, 'volunteer')
  const people = await readPeople(context.tx, context.keyring, personIds)
  const free = untouched.filter((row) => !held.has(row.person_id) && people.get(row.person_id)?.resident === false)
  for (const row of free) await erasePerson(context, row.person_id, '撤回导入')
  const gone = new Set(free.map((row) => row.id))
  return new Set(ids.filter((id) => !gone.has(id)))
}
