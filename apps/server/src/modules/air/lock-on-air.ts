import { lockBroadcast } from '#modules/studio/studio.ts'
import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { findAirSession } from './air-queries.ts'

export type LockedOnAir = {
  broadcast: Awaited<ReturnType<typeof lockBroadcast>>
  session: Awaited<ReturnType<typeof findAirSession>>
  /** Channels that are on air now. */
  onAir: string[]
}

/**
 * A broadcast on air, and nobody changes it before this transaction ends. Asks the owner rule itself.
 * @throws Refusal `not-found`, `move-not-allowed`
 */
export async function lockOnAir(context: RequestContext, id: string): Promise<LockedOnAir> {
  const broadcast = await lockBroadcast(context.tx, id)
  context.mayOn({ orgId: broadcast.org_id, ownerId: broadcast.applicant_id })
  if (broadcast.state !== 'on-air') throw new Refusal('move-not-allowed')
  const session = await findAirSession(context.tx, id)
  return { broadcast, session, onAir: session?.platforms ?? broadcast.channel_ids }
}
