import type { RouteAnswer, RouteBody, RouteQuery } from '@yimi/contract/route.ts'
import type { addMember, listMembers, Membership, moveMembership, setMemberRole } from '@yimi/contract/team.ts'
import type { Owned } from '#platform/access/authorise.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { availableMoves, move } from '#platform/flow/move.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { namesOf } from './caller-scope.ts'
import { answerTeam, openTeam, unitsUpFrom } from './manage-teams.ts'
import {
  changeRole,
  findMembership,
  findStay,
  ledTeams,
  type MembershipRow,
  membersPage,
  type StayRow,
} from './membership-queries.ts'
import { admitMany } from './register-volunteers.ts'
import { membershipRules } from './team-rules.ts'
import { findVolunteer } from './volunteer-queries.ts'

export async function listIn(
  context: RequestContext,
  id: string,
  query: RouteQuery<typeof listMembers>,
): Promise<RouteAnswer<typeof listMembers>> {
  const team = await openTeam(context, id)
  context.mayOn(await owned(context, { team_id: id, org_id: team.org_id }))
  const page = await membersPage(context.tx, id, query)
  return { items: await answersOf(context, page.rows), total: page.total, team: await answerTeam(context, id) }
}

export async function add(context: RequestContext, id: string, body: RouteBody<typeof addMember>): Promise<Membership> {
  const team = await openTeam(context, id)
  const owner = await owned(context, { team_id: id, org_id: team.org_id })
  context.mayOn(owner)
  const volunteer = await findVolunteer(context.tx, body.volunteerId)
  if (!volunteer) throw new Refusal('not-found')
  if (!(await unitsUpFrom(context.tx, volunteer.org_id, context.today)).includes(team.org_id))
    throw new Refusal('team-elsewhere')
  const one = { volunteerId: volunteer.id, personId: volunteer.person_id, orgId: volunteer.org_id }
  const [stayId = ''] = await admitMany(context, { id, orgId: team.org_id }, [one])
  if (body.role === 'leader') await giveRole(context, await getMembership(context, stayId), 'leader')
  return answer(context, stayId)
}

export async function moveStay(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof moveMembership>,
): Promise<Membership> {
  const row = await getMembership(context, id)
  context.mayOn(await owned(context, row))
  const { reason } = body
  await move(context, membershipRules, {
    recordId: id,
    orgId: row.org_id,
    move: body.move,
    needs: body.move === 'approve' ? {} : { reason },
    ...(reason && body.move !== 'approve' ? { detail: { reason } } : {}),
  })
  return answer(context, id)
}

export async function setRole(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof setMemberRole>,
): Promise<Membership> {
  const row = await getMembership(context, id)
  context.mayOn({ orgId: row.org_id })
  if (row.state !== 'member') throw new Refusal('move-not-allowed')
  await giveRole(context, row, body.role)
  return answer(context, id)
}

async function giveRole(context: RequestContext, row: MembershipRow, role: 'leader' | 'member'): Promise<void> {
  await changeRole(context.tx, row, { id: newId(), role, day: context.today })
  await recordAct(context, {
    kind: 'member-role',
    recordId: row.id,
    orgId: row.org_id,
    act: role === 'leader' ? 'make-leader' : 'make-member',
    refs: { teamId: row.team_id },
  })
}

/** A team is its leader's own: whoever leads it today counts as the one who made it. */
async function owned(context: RequestContext, team: Pick<MembershipRow, 'team_id' | 'org_id'>): Promise<Owned> {
  const { personId, accountId } = context.actor
  const leads = personId ? (await ledTeams(context.tx, personId, context.today)).has(team.team_id) : false
  return { orgId: team.org_id, ownerId: leads ? (accountId ?? null) : null }
}

async function getMembership(context: RequestContext, id: string): Promise<MembershipRow> {
  const row = await findMembership(context.tx, id)
  if (!row) throw new Refusal('not-found')
  return row
}

async function answer(context: RequestContext, id: string): Promise<Membership> {
  const row = await findStay(context.tx, id)
  const [membership] = await answersOf(context, row ? [row] : [])
  if (!membership) throw new ProgramFault('a membership gave no answer')
  return membership
}

async function answersOf(context: RequestContext, rows: readonly StayRow[]): Promise<Membership[]> {
  const people = await namesOf(
    context,
    rows.map((row) => ({ personId: row.person_id, orgId: row.volunteer_org_id })),
  )
  return rows.map((row) => ({
    id: row.id,
    volunteerId: row.volunteer_id,
    number: row.number,
    name: people.get(row.person_id)?.name ?? '',
    contactMasked: people.get(row.person_id)?.contactMasked ?? '',
    role: row.role,
    state: row.state,
    from: row.from_day,
    availableMoves: availableMoves(membershipRules, row, context.actor).filter((name) => name !== 'withdraw'),
  }))
}
