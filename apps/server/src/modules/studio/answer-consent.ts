import { type answerConsent, ConsentState, type readConsent } from '@yimi/contract/guest.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { readPeople } from '#modules/people/people.ts'
import { linkHolder } from '#platform/access/actor.ts'
import { hashSecret } from '#platform/crypto/passwords.ts'
import { takeScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { getBroadcastRow } from './broadcast-queries.ts'
import { findConsentByLink, idsAbove } from './consent-queries.ts'
import { moveConsent } from './guest-consents.ts'

/** What the holder of a link is asked: own name, and of the broadcast what anybody will see of it. */
export async function readByLink(
  context: RequestContext,
  { body }: OperationInput<typeof readConsent>,
): Promise<RouteAnswer<typeof readConsent>> {
  const consent = await openLink(context, body.secret)
  const people = await readPeople(context.tx, context.keyring, [consent.guest_id])
  const broadcast = await getBroadcastRow(context.tx, consent.broadcast_id)
  const orgs = await orgNames(context.tx, [broadcast.org_id])
  return {
    name: people.get(consent.guest_id)?.name ?? '',
    title: broadcast.title,
    orgName: orgs.get(broadcast.org_id) ?? '',
    startsAt: broadcast.starts_at?.toISOString() ?? null,
    state: ConsentState.parse(consent.state),
  }
}

export async function answerByLink(
  context: RequestContext,
  { body }: OperationInput<typeof answerConsent>,
): Promise<RouteAnswer<typeof answerConsent>> {
  const consent = await openLink(context, body.secret)
  const actor = linkHolder(consent.org_id, consent.guest_id)
  return { state: await moveConsent({ ...context, actor }, consent, body.move) }
}

/**
 * Finds the consent of a secret and takes the scope of its two organisations, that of the broadcast and that of the guest.
 * @throws Refusal `link-expired` for an unknown secret as well: nothing can be probed
 */
async function openLink(context: RequestContext, secret: string) {
  await takeScope(context.tx, { role: 'yimi_auth' })
  const consent = await findConsentByLink(context.tx, hashSecret(secret))
  if (!consent || consent.removed_at || !consent.secret_expires_at || consent.secret_expires_at < context.now)
    throw new Refusal('link-expired')
  const orgs = [...new Set([consent.org_id, consent.person_org_id])]
  await takeScope(context.tx, { role: 'yimi_app', orgs })
  const above = await idsAbove(context.tx, consent.org_id, context.today)
  await takeScope(context.tx, { role: 'yimi_app', orgs, above })
  return consent
}
