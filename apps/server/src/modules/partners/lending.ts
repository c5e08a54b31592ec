import type { listOffers, makeOffer, moveReservation, Offer, reserveOffer } from '@yimi/contract/lending.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { availableMoves, begin, move } from '#platform/flow/move.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { openCheckIn, openConfirmed } from './check-in-answer.ts'
import { checkInNames } from './check-in-queries.ts'
import {
  findOffer,
  findReservation,
  insertOffer,
  insertReservation,
  type OfferRow,
  offersIn,
  type ReservationRow,
  reservationsOf,
  setWithdrawn,
} from './lending-queries.ts'
import { reservationRules } from './partner-rules.ts'

export async function listLent(context: RequestContext): Promise<RouteAnswer<typeof listOffers>> {
  const rows = await offersIn(context.tx, [...(context.scope?.orgs ?? [])], context.now)
  return { items: await answerOffers(context, rows) }
}

export async function lend(
  context: RequestContext,
  checkInId: string,
  body: RouteBody<typeof makeOffer>,
): Promise<Offer> {
  const checkIn = await openConfirmed(context, checkInId)
  const id = newId()
  await insertOffer(context.tx, {
    id,
    org_id: checkIn.org_id,
    check_in_id: checkInId,
    kind: body.kind,
    name: body.name,
    terms: body.terms,
    starts_at: new Date(body.startsAt),
    ends_at: new Date(body.endsAt),
    made_at: context.now,
  })
  await recordAct(context, {
    kind: 'offer',
    recordId: id,
    orgId: checkIn.org_id,
    act: 'make',
    refs: { checkInId, kind: body.kind },
  })
  return answerOffer(context, id)
}

export async function withdraw(context: RequestContext, id: string): Promise<Offer> {
  const offer = await openOffer(context, id)
  const checkIn = await openCheckIn(context, offer.check_in_id)
  context.mayOn({ orgId: offer.org_id, ownerId: checkIn.contact_account_id })
  if (!offer.withdrawn_at) {
    await setWithdrawn(context.tx, id, context.now)
    await recordAct(context, { kind: 'offer', recordId: id, orgId: offer.org_id, act: 'withdraw' })
  }
  return answerOffer(context, id)
}

/** Within what the partner offers; that nobody else has it at the time is the database's rule. */
export async function reserve(
  context: RequestContext,
  offerId: string,
  body: RouteBody<typeof reserveOffer>,
): Promise<Offer> {
  const offer = await openOffer(context, offerId)
  context.mayOn({ orgId: offer.org_id })
  const { accountId } = context.actor
  if (!accountId) throw new ProgramFault('a reservation without an account')
  const startsAt = new Date(body.startsAt)
  const endsAt = new Date(body.endsAt)
  if (offer.withdrawn_at || startsAt < offer.starts_at || endsAt > offer.ends_at) throw new Refusal('not-offered-then')
  const id = newId()
  await insertReservation(context.tx, {
    id,
    org_id: offer.org_id,
    offer_id: offerId,
    purpose: body.purpose,
    starts_at: startsAt,
    ends_at: endsAt,
    reserved_by: accountId,
    reserved_at: context.now,
  })
  await begin(context, reservationRules, { recordId: id, orgId: offer.org_id, refs: { offerId } })
  return answerOffer(context, offerId)
}

export async function moveOne(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof moveReservation>,
): Promise<Offer> {
  const row = await findReservation(context.tx, id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  const { words } = body
  await move(context, reservationRules, {
    recordId: id,
    orgId: row.org_id,
    move: body.move,
    ...(body.move === 'thank' ? { needs: { words } } : {}),
  })
  return answerOffer(context, row.offer_id)
}

export async function answerOffers(context: RequestContext, rows: readonly OfferRow[]): Promise<Offer[]> {
  const { tx, today } = context
  const partners = await checkInNames(
    tx,
    rows.map((row) => row.check_in_id),
  )
  const names = await orgNames(
    tx,
    rows.map((row) => row.org_id),
    today,
  )
  const reservations = Map.groupBy(
    await reservationsOf(
      tx,
      rows.map((row) => row.id),
    ),
    (one) => one.offer_id,
  )
  return rows.map((row) => ({
    id: row.id,
    orgId: row.org_id,
    orgName: names.get(row.org_id) ?? '',
    checkInId: row.check_in_id,
    partnerName: partners.get(row.check_in_id)?.name ?? '',
    kind: row.kind,
    name: row.name,
    terms: row.terms,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    withdrawn: row.withdrawn_at !== null,
    reservations: (reservations.get(row.id) ?? []).map((one) => answerReservation(context, one)),
  }))
}

function answerReservation(context: RequestContext, row: ReservationRow): Offer['reservations'][number] {
  return {
    id: row.id,
    offerId: row.offer_id,
    purpose: row.purpose,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    thanks: row.thanks,
    state: row.state,
    availableMoves: availableMoves(reservationRules, row, context.actor),
  }
}

async function answerOffer(context: RequestContext, id: string): Promise<Offer> {
  const [answer] = await answerOffers(context, [await openOffer(context, id)])
  if (!answer) throw new ProgramFault('an offer gave no answer')
  return answer
}

async function openOffer(context: RequestContext, id: string): Promise<OfferRow> {
  const row = await findOffer(context.tx, id)
  if (!row) throw new Refusal('not-found')
  return row
}
