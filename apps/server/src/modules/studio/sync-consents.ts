import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { begin } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import { consentsOf, insertConsent, removeConsent, setPart } from './consent-queries.ts'
import { guestConsentRules } from './guest-consent-rules.ts'

/**
 * Brings the consents in line with host and guests: newcomers are asked, who is no longer taking part is taken out; whoever
 * stays keeps the answer given.
 */
export async function syncConsents(
  context: FlowContext,
  broadcast: { id: string; orgId: string; hostId: string | null; guests: readonly string[] },
): Promise<void> {
  const wanted = new Map<string, 'host' | 'guest'>(broadcast.guests.map((id) => [id, 'guest']))
  if (broadcast.hostId) wanted.set(broadcast.hostId, 'host')
  const present = await consentsOf(context.tx, broadcast.id)
  for (const consent of present) {
    const part = wanted.get(consent.guest_id)
    wanted.delete(consent.guest_id)
    if (!part) await removeConsent(context.tx, consent.id, context.now)
    else if (part !== consent.part) await setPart(context.tx, consent.id, part)
  }
  for (const [guestId, part] of wanted) {
    const id = newId()
    await insertConsent(context.tx, {
      id,
      orgId: broadcast.orgId,
      broadcastId: broadcast.id,
      guestId,
      part,
      now: context.now,
    })
    await begin(context, guestConsentRules, {
      recordId: id,
      orgId: broadcast.orgId,
      refs: { broadcastId: broadcast.id, part },
    })
  }
}
