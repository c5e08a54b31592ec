import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import type { applyToTeam, getMyVolunteer, Volunteer, withdrawMembership } from '@yimi/contract/volunteer.ts'
import { Refusal } from '#platform/fault.ts'
import { begin, move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { withOrgs } from './caller-scope.ts'
import { openTeam, unitsUpFrom } from './manage-teams.ts'
import { findMembership, insertMemberships } from './membership-queries.ts'
import { answerOf, findOwnVolunteer } from './read-volunteers.ts'
import { membershipRules } from './team-rules.ts'

export async function readOwn(context: RequestContext): Promise<RouteAnswer<typeof getMyVolunteer>> {
  const row = await findOwnVolunteer(context)
  return { volunteer: row ? await withOrgs(context, [row.org_id], (own) => answerOf(own, row)) : null }
}

/** A team of one's own unit or of one above it. */
export async function applyTo(
  context: RequestContext,
  { teamId }: RouteBody<typeof applyToTeam>,
): Promise<RouteAnswer<typeof applyToTeam>> {
  const volunteer = await findOwnVolunteer(context)
  if (volunteer?.state !== 'active') throw new Refusal('not-a-volunteer')
  const units = await unitsUpFrom(context.tx, volunteer.org_id, context.today)
  return withOrgs(context, units, async (own) => {
    const team = await openTeam(own, teamId)
    if (!units.includes(team.org_id)) throw new Refusal('team-elsewhere')
    if (team.until_day !== null) throw new Refusal('team-closed')
    const id = newId()
    await insertMemberships(own.tx, [
      {
        id,
        org_id: team.org_id,
        volunteer_org_id: volunteer.org_id,
        team_id: team.id,
        volunteer_id: volunteer.id,
        person_id: volunteer.person_id,
        applied_at: own.now,
      },
    ])
    await begin(own, membershipRules, { recordId: id, orgId: team.org_id })
    return { volunteer: await answerOf(own, volunteer) }
  })
}

/** Somebody at the desk hands on the wish of a volunteer who has just been put on the list. */
export async function askFor(
  context: RequestContext,
  volunteer: { volunteerId: string; personId: string; orgId: string },
  teamId: string,
): Promise<void> {
  const units = await unitsUpFrom(context.tx, volunteer.orgId, context.today)
  await withOrgs(context, units, async (own) => {
    const team = await openTeam(own, teamId)
    if (!units.includes(team.org_id)) throw new Refusal('team-elsewhere')
    if (team.until_day !== null) throw new Refusal('team-closed')
    const id = newId()
    await insertMemberships(own.tx, [
      {
        id,
        org_id: team.org_id,
        volunteer_org_id: volunteer.orgId,
        team_id: team.id,
        volunteer_id: volunteer.volunteerId,
        person_id: volunteer.personId,
        applied_at: own.now,
      },
    ])
    await begin(own, membershipRules, { recordId: id, orgId: team.org_id })
  })
}

export async function withdrawOwn(
  context: RequestContext,
  id: string,
): Promise<RouteAnswer<typeof withdrawMembership>> {
  const row = await findMembership(context.tx, id)
  const volunteer = await findOwnVolunteer(context)
  if (!row || !volunteer || row.person_id !== volunteer.person_id) throw new Refusal('not-found')
  return withOrgs(context, [row.org_id, volunteer.org_id], async (own): Promise<{ volunteer: Volunteer }> => {
    await move(own, membershipRules, { recordId: id, orgId: row.org_id, move: 'withdraw' })
    return { volunteer: await answerOf(own, volunteer) }
  })
}
