import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Day, Id, IdParams, line, PageQuery, pageOf, words } from './ids.ts'
import { defineRoute } from './route.ts'

/**
 * A volunteer's place in a team. Joining is asked for and admitted; whoever is in may leave at any time and owes no reason.
 * One row for each stay: who comes back applies anew.
 */
export const membershipFlow = defineFlow({
  kind: 'membership',
  states: ['applied', 'member', 'declined', 'withdrawn', 'ended'],
  initial: 'applied',
  moves: {
    approve: {
      from: ['applied'],
      to: 'member',
      who: ['team-leader', 'station-head', 'institute-officer'],
      needs: NoNeeds,
    },
    decline: {
      from: ['applied'],
      to: 'declined',
      who: ['team-leader', 'station-head', 'institute-officer'],
      needs: z.object({ reason: words(200).pipe(z.string().min(1)) }),
    },
    withdraw: { from: ['applied', 'member'], to: 'withdrawn', who: ['applicant', 'system'], needs: NoNeeds },
    end: {
      from: ['member'],
      to: 'ended',
      who: ['station-head', 'institute-officer', 'system'],
      needs: z.object({ reason: words(200).default('') }),
    },
  },
})
export const MembershipState = z.enum(membershipFlow.states)
export type MembershipState = z.output<typeof MembershipState>
export const MemberRole = z.enum(['leader', 'member'])
export type MemberRole = z.output<typeof MemberRole>

/** Kinds are data; these are the reference's. */
export const TeamKind = z.object({ code: z.string(), label: z.string() })

export const Team = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  kind: z.string(),
  kindLabel: z.string(),
  name: line(40),
  purpose: words(300),
  /** First day; and the last one of a team that was given up. */
  from: Day,
  until: Day.nullable(),
  /** People who are in it today, leaders included. */
  members: z.int(),
  /** Does the caller lead it? */
  mine: z.boolean(),
  /** May the caller see who is in it, and change its words? */
  maySeeMembers: z.boolean(),
  mayChange: z.boolean(),
})
export type Team = z.output<typeof Team>
const TeamWords = Team.pick({ kind: true, name: true, purpose: true })

export const listTeams = defineRoute({
  method: 'GET',
  path: '/teams',
  summary: 'Teams of my area and of the units above it, without their members',
  capability: 'team.read',
  owner: 'none',
  query: z.object({ closed: z.enum(['yes', 'no']).default('no') }),
  answer: z.object({ items: z.array(Team), kinds: z.array(TeamKind) }),
})

export const createTeam = defineRoute({
  method: 'POST',
  path: '/teams',
  summary: 'Set up a team',
  capability: 'team.change',
  owner: 'record',
  idempotent: true,
  body: TeamWords.extend({ orgId: Id }),
  answer: Team,
})

export const changeTeam = defineRoute({
  method: 'PUT',
  path: '/teams/:id',
  summary: 'Change a team’s words, or close it: its stays end that day',
  capability: 'team.change',
  owner: 'record',
  params: IdParams,
  body: TeamWords.extend({ closed: z.boolean() }),
  answer: Team,
})

/** What a leader sees of his people: name and masked telephone, nothing else. */
export const Membership = z.object({
  id: Id,
  volunteerId: Id,
  number: z.string(),
  name: z.string(),
  contactMasked: z.string(),
  role: MemberRole,
  state: MembershipState,
  from: Day.nullable(),
  availableMoves: z.array(z.string()),
})
export type Membership = z.output<typeof Membership>

export const listMembers = defineRoute({
  method: 'GET',
  path: '/teams/:id/members',
  summary: 'Who is in the team, and who asks to be',
  capability: 'team.members',
  owner: 'record',
  params: IdParams,
  query: PageQuery,
  answer: pageOf(Membership).extend({ team: Team }),
})

export const addMember = defineRoute({
  method: 'POST',
  path: '/teams/:id/members',
  summary: 'Put a volunteer who said yes into the team',
  capability: 'member.admit',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ volunteerId: Id, role: MemberRole.default('member') }),
  answer: Membership,
})

export const moveMembership = defineRoute({
  method: 'POST',
  path: '/memberships/:id/moves',
  summary: 'Approve or decline somebody who asks to join; end a stay',
  capability: 'member.admit',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(['approve', 'decline', 'end']), reason: words(200).default('') }),
  answer: Membership,
})

export const setMemberRole = defineRoute({
  method: 'PUT',
  path: '/memberships/:id/role',
  summary: 'Make a member a leader from today, or a leader a member',
  capability: 'team.change',
  owner: 'record',
  params: IdParams,
  body: z.object({ role: MemberRole }),
  answer: Membership,
})
