import {
  addMember,
  changeTeam,
  createTeam,
  listMembers,
  listTeams,
  moveMembership,
  setMemberRole,
} from '@yimi/contract/team.ts'
import {
  addAgreement,
  addSkill,
  applyToTeam,
  changeVolunteer,
  checkIdentity,
  getMyVolunteer,
  getVolunteer,
  listVolunteers,
  moveVolunteer,
  registerVolunteer,
  removeSkill,
  withdrawMembership,
} from '@yimi/contract/volunteer.ts'
import type { Tx } from '#platform/database/database.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { implement, type Operation, type RequestContext } from '#platform/http/operation.ts'
import { changeWords, moveState, noteIdentityCheck, putAgreement, putSkill, takeSkill } from './change-volunteer.ts'
import { change, create, listInSight } from './manage-teams.ts'
import { ledTeams, teamNamesOf } from './membership-queries.ts'
import { applyTo, askFor, readOwn, withdrawOwn } from './own-membership.ts'
import { answerOf, listInArea, openVolunteer } from './read-volunteers.ts'
import { registerOne } from './register-volunteers.ts'
import { add, listIn, moveStay, setRole } from './team-members.ts'
import { registerVolunteerPart } from './volunteer-part.ts'
import {
  findVolunteer,
  findVolunteerOf,
  findVolunteers,
  type VolunteerNames,
  volunteersOfPeople,
} from './volunteer-queries.ts'

export { namesOf, withOrgs } from './caller-scope.ts'
export { setUpTeams, teamKindsByLabel, teamNamesIn, withdrawTeams } from './imported-teams.ts'
export { findListed, type NamedTeam, placeInTeams, teamsWithin, withdrawVolunteers } from './imported-volunteers.ts'
export { admitMany, type Registered, registerVolunteers, type VolunteerEntry } from './register-volunteers.ts'
export { takenTeams, takenVolunteers } from './taken-lines.ts'
export { teamAddresses } from './team-addresses.ts'
export { teamFigures } from './team-figures.ts'
export { teamKinds } from './team-queries.ts'
export { membershipRules, volunteerRules } from './team-rules.ts'
export { teamsToday } from './teams-today.ts'
export { type Fitness, fitnessOf } from './volunteer-fitness.ts'
export { endVolunteering } from './volunteer-part.ts'
export { skillKinds } from './volunteer-queries.ts'
export { onVolunteerStopped, type StoppedVolunteer } from './volunteer-stops.ts'

/** Teams, the volunteers on the corps's list, and who is in which team. */
export function teamOperations(): Operation[] {
  registerVolunteerPart()
  return [
    implement(listTeams, (context, { query }) => listInSight(context, query)),
    implement(createTeam, (context, { body }) => create(context, body)),
    implement(changeTeam, (context, { params, body }) => change(context, params.id, body)),
    implement(listMembers, (context, { params, query }) => listIn(context, params.id, query)),
    implement(addMember, (context, { params, body }) => add(context, params.id, body)),
    implement(moveMembership, (context, { params, body }) => moveStay(context, params.id, body)),
    implement(setMemberRole, (context, { params, body }) => setRole(context, params.id, body)),
    implement(listVolunteers, (context, { query }) => listInArea(context, query)),
    implement(getVolunteer, async (context, { params }) => answerOf(context, await openVolunteer(context, params.id))),
    implement(registerVolunteer, (context, { body }) => registerOne(context, body)),
    implement(changeVolunteer, (context, { params, body }) => changeWords(context, params.id, body)),
    implement(moveVolunteer, (context, { params, body }) => moveState(context, params.id, body)),
    implement(checkIdentity, (context, { params }) => noteIdentityCheck(context, params.id)),
    implement(addSkill, (context, { params, body }) => putSkill(context, params.id, body)),
    implement(removeSkill, (context, { params }) => takeSkill(context, params.id, params.skillId)),
    implement(addAgreement, (context, { params, body }) => putAgreement(context, params.id, body)),
    implement(getMyVolunteer, (context) => readOwn(context)),
    implement(applyToTeam, (context, { body }) => applyTo(context, body)),
    implement(withdrawMembership, (context, { params }) => withdrawOwn(context, params.id)),
  ]
}

/** Which of the teams that the transaction sees the person leads on the day. */
export function teamsLedBy(tx: Tx, personId: string, day: string): Promise<Set<string>> {
  return ledTeams(tx, personId, day)
}

export type ListedVolunteer = { id: string; orgId: string; personId: string; number: string; active: boolean }

/** Volunteers that the transaction may see, by their id, that of the person, or number. */
export async function listedVolunteers(tx: Tx, by: VolunteerNames): Promise<ListedVolunteer[]> {
  return (await findVolunteers(tx, by)).map((row) => ({
    id: row.id,
    orgId: row.org_id,
    personId: row.person_id,
    number: row.number,
    active: row.state === 'active',
  }))
}

/** The number under which the corps knows a volunteer that the transaction may see. */
export async function volunteerNumber(context: Pick<FlowContext, 'tx'>, id: string): Promise<string | undefined> {
  return (await findVolunteer(context.tx, id))?.number
}

/** The wish of a volunteer who was just put on the list becomes an application to the team. */
export function askForTeam(
  context: RequestContext,
  volunteer: { volunteerId: string; personId: string; orgId: string },
  teamId: string,
): Promise<void> {
  return askFor(context, volunteer, teamId)
}

/** Names of the teams that a person is in today, as far as the transaction sees them. */
export function teamsOfPerson(tx: Tx, personId: string): Promise<string[]> {
  return teamNamesOf(tx, personId)
}

/** Of these people, those who were volunteers and have left or pause: nobody comes to a door as one of the corps meanwhile. */
export async function awayFromCorps(tx: Tx, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await volunteersOfPeople(tx, personIds)
  return new Set(rows.flatMap((row) => (row.state === 'active' ? [] : [row.person_id])))
}

/** The volunteer that a person is, in the sight of the transaction. */
export async function volunteerOf(tx: Tx, personId: string): Promise<{ id: string; orgId: string } | undefined> {
  const row = await findVolunteerOf(tx, personId)
  return row && { id: row.id, orgId: row.org_id }
}
