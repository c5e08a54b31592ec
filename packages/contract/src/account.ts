import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Id, IdParams, Instant, line, PageQuery, pageOf } from './ids.ts'
import { GrantableRole } from './roles.ts'
import { defineRoute } from './route.ts'
import { Assignment, Password } from './session.ts'

export const Account = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  username: z.string(),
  orgId: Id,
  orgName: z.string(),
  assignments: z.array(Assignment),
  status: z.enum(['active', 'disabled']),
  secondFactor: z.boolean(),
  lastSeenAt: Instant.nullable(),
})
export type Account = z.output<typeof Account>

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/)

/** An invitation of a staff member: a link that is opened once, within seven days. */
export const invitationFlow = defineFlow({
  kind: 'invitation',
  states: ['sent', 'accepted', 'lapsed', 'withdrawn'],
  initial: 'sent',
  moves: {
    renew: {
      from: ['sent', 'lapsed'],
      to: 'sent',
      who: ['district-admin', 'system-admin', 'institute-officer', 'station-head'],
      needs: NoNeeds,
    },
    accept: { from: ['sent'], to: 'accepted', who: ['link-holder'], needs: NoNeeds },
    withdraw: {
      from: ['sent'],
      to: 'withdrawn',
      who: ['district-admin', 'system-admin', 'institute-officer', 'station-head'],
      needs: NoNeeds,
    },
    lapse: { from: ['sent'], to: 'lapsed', who: ['system'], needs: NoNeeds },
  },
})
export const InvitationState = z.enum(invitationFlow.states)

export const Invitation = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  name: z.string(),
  role: GrantableRole,
  state: InvitationState,
  expiresAt: Instant,
  invitedBy: z.string(),
  availableMoves: z.array(z.string()),
})
export type Invitation = z.output<typeof Invitation>

export const listAccounts = defineRoute({
  method: 'GET',
  path: '/accounts',
  summary: 'Accounts in my area',
  capability: 'account.read',
  owner: 'none',
  query: PageQuery.extend({ search: z.string().max(40).optional(), orgId: Id.optional() }),
  answer: pageOf(Account),
})

export const getAccount = defineRoute({
  method: 'GET',
  path: '/accounts/:id',
  summary: 'One account',
  capability: 'account.read',
  owner: 'record',
  params: IdParams,
  answer: Account,
})

export const grantRole = defineRoute({
  method: 'POST',
  path: '/accounts/:id/roles',
  summary: 'Give an account a role at an organisation of my area',
  capability: 'account.grant',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ role: GrantableRole, orgId: Id }),
  answer: Account,
})

export const revokeRole = defineRoute({
  method: 'DELETE',
  path: '/accounts/:id/roles/:assignmentId',
  summary: 'Take a role back',
  capability: 'account.grant',
  owner: 'record',
  params: z.object({ id: Id, assignmentId: Id }),
  answer: Account,
})

export const disableAccount = defineRoute({
  method: 'POST',
  path: '/accounts/:id/disable',
  summary: 'Disable an account; its sessions end at once',
  capability: 'account.disable',
  owner: 'record',
  params: IdParams,
  body: z.object({ reason: line(200) }),
  answer: Account,
})

export const listInvitations = defineRoute({
  method: 'GET',
  path: '/invitations',
  summary: 'Invitations in my area',
  capability: 'account.read',
  owner: 'none',
  query: PageQuery,
  answer: pageOf(Invitation),
})

export const invite = defineRoute({
  method: 'POST',
  path: '/invitations',
  summary: 'Invite a person into a role at an organisation; the link is shown once',
  capability: 'account.invite',
  owner: 'record',
  idempotent: true,
  body: z.object({ name: line(40), role: GrantableRole, orgId: Id }),
  answer: z.object({ invitation: Invitation, link: z.string() }),
})

export const renewInvitation = defineRoute({
  method: 'POST',
  path: '/invitations/:id/renew',
  summary: 'Make a new link; the old one no longer works',
  capability: 'account.invite',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: z.object({ invitation: Invitation, link: z.string() }),
})

export const withdrawInvitation = defineRoute({
  method: 'POST',
  path: '/invitations/:id/withdraw',
  summary: 'Withdraw an invitation',
  capability: 'account.invite',
  owner: 'record',
  params: IdParams,
  answer: Invitation,
})

/** The link's secret travels in the body, never in an address. */
const LinkSecret = z.string().min(20).max(100)

export const readInvitation = defineRoute({
  method: 'POST',
  path: '/invitations/read',
  summary: 'What the holder of a link is invited to',
  capability: 'public',
  owner: 'none',
  credentials: true,
  body: z.object({ secret: LinkSecret }),
  answer: z.object({ name: z.string(), role: GrantableRole, orgName: z.string(), expiresAt: Instant }),
})

export const acceptInvitation = defineRoute({
  method: 'POST',
  path: '/invitations/accept',
  summary: 'Accept: choose user name and password',
  capability: 'public',
  owner: 'none',
  idempotent: true,
  credentials: true,
  body: z.object({ secret: LinkSecret, username: Username, password: Password }),
  answer: z.object({ username: z.string() }),
})
