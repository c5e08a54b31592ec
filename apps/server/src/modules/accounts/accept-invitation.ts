import type { acceptInvitation, readInvitation } from '@yimi/contract/account.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { linkHolder } from '#platform/access/actor.ts'
import { hashPassword, hashSecret } from '#platform/crypto/passwords.ts'
import { takeScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { findBySecret, type InvitationRow, setAccount } from './invitation-queries.ts'
import { invitationRules } from './invitation-rules.ts'
import { makeAccount } from './make-account.ts'
import { requireStrong } from './password-rules.ts'

export async function readLink(context: RequestContext, secret: string): Promise<RouteAnswer<typeof readInvitation>> {
  const invitation = await findOpen(context, secret)
  const names = await orgNames(context.tx, [invitation.org_id], context.today)
  return {
    name: invitation.name,
    role: invitation.role,
    orgName: names.get(invitation.org_id) ?? '',
    expiresAt: invitation.expires_at.toISOString(),
  }
}

/** Makes the person, the account and its role in one transaction; the link is used up. */
export async function accept(
  context: RequestContext,
  given: RouteBody<typeof acceptInvitation>,
): Promise<RouteAnswer<typeof acceptInvitation>> {
  const invitation = await findOpen(context, given.secret)
  requireStrong(given.password, [given.username, invitation.name])
  const passwordHash = await hashPassword(given.password)
  const { id, org_id: orgId, role, name } = invitation
  await takeScope(context.tx, { role: 'yimi_app', orgs: [orgId] })
  const asHolder = { tx: context.tx, keyring: context.keyring, now: context.now, actor: linkHolder(orgId) }
  await move(asHolder, invitationRules, { recordId: id, orgId, move: 'accept' })
  const { accountId } = await makeAccount(asHolder, {
    orgId,
    name,
    username: given.username,
    passwordHash,
    roles: [{ role, orgId }],
    refs: { invitationId: id },
  })
  await setAccount(context.tx, id, accountId)
  return { username: given.username }
}

/** One answer for a link that never was, was used, withdrawn, renewed or has run out. */
async function findOpen(context: RequestContext, secret: string): Promise<InvitationRow> {
  await takeScope(context.tx, { role: 'yimi_auth' })
  const invitation = await findBySecret(context.tx, hashSecret(secret))
  if (invitation?.state !== 'sent' || invitation.expires_at <= context.now) throw new Refusal('link-expired')
  return invitation
}
