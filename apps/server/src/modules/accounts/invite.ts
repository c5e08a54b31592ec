import type { Invitation, invite, listInvitations, renewInvitation } from '@yimi/contract/account.ts'
import type { RouteAnswer, RouteBody, RouteQuery } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { newSecret } from '#platform/crypto/passwords.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { availableMoves, begin, move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { namesOf } from './account-queries.ts'
import { requireRunning } from './change-accounts.ts'
import {
  findInvitation,
  type InvitationRow,
  insertInvitation,
  invitationsPage,
  setSecret,
} from './invitation-queries.ts'
import { INVITATION_DAYS, invitationRules } from './invitation-rules.ts'
import { mayGive } from './role-rules.ts'

const DAY_MS = 86_400_000

export async function inviteInto(
  context: RequestContext,
  wanted: RouteBody<typeof invite>,
): Promise<RouteAnswer<typeof invite>> {
  context.mayOn({ orgId: wanted.orgId })
  const { accountId } = context.actor
  if (!accountId || !mayGive(context.actor, wanted.role, wanted.orgId)) throw new Refusal('no-right')
  await requireRunning(context, wanted.orgId)
  const id = newId()
  const { secret, hash } = newSecret()
  await insertInvitation(context.tx, {
    id,
    org_id: wanted.orgId,
    role: wanted.role,
    name: wanted.name,
    secret_hash: hash,
    expires_at: expiryFrom(context.now),
    invited_by: accountId,
  })
  await begin(context, invitationRules, { recordId: id, orgId: wanted.orgId, refs: { role: wanted.role } })
  return { invitation: await answerById(context, id), link: linkOf(secret) }
}

/** A new link for another week; the old one no longer opens anything. */
export async function renew(context: RequestContext, id: string): Promise<RouteAnswer<typeof renewInvitation>> {
  const invitation = await open(context, id)
  const { secret, hash } = newSecret()
  await setSecret(context.tx, id, hash, expiryFrom(context.now))
  await move(context, invitationRules, { recordId: id, orgId: invitation.org_id, move: 'renew' })
  return { invitation: await answerById(context, id), link: linkOf(secret) }
}

export async function withdraw(context: RequestContext, id: string): Promise<Invitation> {
  const invitation = await open(context, id)
  await move(context, invitationRules, { recordId: id, orgId: invitation.org_id, move: 'withdraw' })
  return answerById(context, id)
}

export async function listInvited(
  context: RequestContext,
  query: RouteQuery<typeof listInvitations>,
): Promise<RouteAnswer<typeof listInvitations>> {
  const page = await invitationsPage(context.tx, { ...query, orgIds: [...(context.scope?.orgs ?? [])] })
  return { items: await answersOf(context, page.rows), total: page.total }
}

async function open(context: RequestContext, id: string): Promise<InvitationRow> {
  const invitation = await findInvitation(context.tx, id)
  if (!invitation) throw new Refusal('not-found')
  context.mayOn({ orgId: invitation.org_id, ownerId: invitation.invited_by })
  if (!mayGive(context.actor, invitation.role, invitation.org_id)) throw new Refusal('no-right')
  return invitation
}

async function answerById(context: RequestContext, id: string): Promise<Invitation> {
  const row = await findInvitation(context.tx, id)
  const [answer] = row ? await answersOf(context, [row]) : []
  if (!answer) throw new ProgramFault('an invitation that was just written is not there')
  return answer
}

async function answersOf(context: RequestContext, rows: readonly InvitationRow[]): Promise<Invitation[]> {
  const orgs = await orgNames(
    context.tx,
    rows.map((row) => row.org_id),
    context.today,
  )
  const inviters = await namesOf(
    context.tx,
    rows.map((row) => row.invited_by),
  )
  return rows.map((row) => ({
    id: row.id,
    orgId: row.org_id,
    orgName: orgs.get(row.org_id) ?? '',
    name: row.name,
    role: row.role,
    state: row.state,
    expiresAt: row.expires_at.toISOString(),
    invitedBy: inviters.get(row.invited_by) ?? '',
    availableMoves: mayGive(context.actor, row.role, row.org_id)
      ? availableMoves(invitationRules, row, context.actor)
      : [],
  }))
}

function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + INVITATION_DAYS * DAY_MS)
}

/** The secret stands behind the `#`: it reaches no server, no log and no referrer. */
function linkOf(secret: string): string {
  return `/console/#/invitation/${secret}`
}
