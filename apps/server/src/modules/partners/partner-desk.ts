import type { getMyPartnerDesk } from '@yimi/contract/claimable.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { answerCheckIns } from './check-in-answer.ts'
import { checkInsOf } from './check-in-queries.ts'
import { claimablesIn, claimedBy } from './claimable-queries.ts'
import { answerClaimables } from './claims.ts'
import { answerOffers } from './lending.ts'
import { offersOf } from './lending-queries.ts'

/** Only what the caller's own organisation did; what is open to claim once a station confirmed it. */
export async function readDesk(context: RequestContext): Promise<RouteAnswer<typeof getMyPartnerDesk>> {
  const { tx, actor } = context
  const rows = actor.accountId ? await checkInsOf(tx, actor.accountId) : []
  const ids = rows.map((row) => row.id)
  const checkIns = await answerCheckIns(context, rows)
  const offers = await answerOffers(context, await offersOf(tx, ids))
  const claimed = await claimedBy(tx, ids)
  const claims = await answerClaimables(context, claimed)
  const orgs = [...scopeOf(actor, 'claimable.read').orgs]
  const confirmed = rows.some((row) => row.state === 'confirmed')
  const open = confirmed ? await claimablesIn(tx, { orgs, state: 'open' }) : []
  return {
    checkIns: checkIns.map((checkIn) => ({
      ...checkIn,
      offers: offers.filter((offer) => offer.checkInId === checkIn.id),
      claims: claims.filter((claim) => claimed.some((row) => row.id === claim.id && row.claimed_by === checkIn.id)),
    })),
    open: await answerClaimables(context, open),
  }
}
