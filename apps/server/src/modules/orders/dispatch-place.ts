import type { listSuggestions, movePlace, offerPlace } from '@yimi/contract/order-place.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { readPeople } from '#modules/people/people.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { type Considered, considerVolunteers } from './consider-volunteers.ts'
import { insertOffer, offersOf } from './offer-queries.ts'
import { lockOrders } from './order-queries.ts'
import { type LockedPlace, placesWithOrder, setSlot } from './place-queries.ts'
import { lapsesAt, placeRules } from './place-rules.ts'
import { stepPlace } from './step-place.ts'

const HOUR_MS = 3_600_000
/** So near to the visit a person telephones the resident. */
const NEAR_HOURS = 24
const SUGGESTED_MAX = 30
const BY_NAME = new Intl.Collator('zh')

/** Those who have least to do and live nearest, by name: nobody stands before another. */
export async function suggest(
  context: RequestContext,
  { params }: OperationInput<typeof listSuggestions>,
): Promise<RouteAnswer<typeof listSuggestions>> {
  const place = await openPlace(context, params.id)
  const fit = (await suggestFor(context, place)).slice(0, SUGGESTED_MAX)
  const people = await readPeople(
    context.tx,
    context.keyring,
    fit.map((one) => one.personId),
  )
  const items = fit.map(({ faults: _none, ...one }) => ({ ...one, name: people.get(one.personId)?.name ?? '' }))
  return { items: items.sort((a, b) => BY_NAME.compare(a.name, b.name)) }
}

/** Who could be asked and was not asked yet for this place; whoever has little to do first, then whoever lives near. */
export async function suggestFor(
  context: Pick<FlowContext, 'tx' | 'keyring' | 'now'>,
  place: LockedPlace,
): Promise<Considered[]> {
  const asked = new Set((await offersOf(context.tx, [place.id])).flatMap((offer) => offer.person_id ?? []))
  const bands = ['same-entrance', 'same-grid', 'same-station', 'elsewhere']
  return (await considerVolunteers(context, place))
    .filter((one) => one.faults.length === 0 && !asked.has(one.personId))
    .sort((a, b) => a.load - b.load || bands.indexOf(a.band) - bands.indexOf(b.band))
}

export async function offer(
  context: RequestContext,
  { params, body }: OperationInput<typeof offerPlace>,
): Promise<RouteAnswer<typeof offerPlace>> {
  const place = await openPlace(context, params.id)
  return offerTo(context, place, body.personId)
}

/** Asks one person, with the reasons that are kept. Also for plans, whose reasons come with them. */
export async function offerTo(
  context: FlowContext,
  place: LockedPlace,
  personId: string,
  reasons?: readonly string[],
): Promise<RouteAnswer<typeof offerPlace>> {
  await lockOrders(context.tx, [place.order_id])
  const [considered] = reasons ? [] : await considerVolunteers(context, place, [personId])
  const offerId = newId()
  const after = await stepPlace(context, place, {
    move: 'offer',
    needs: { personId, offerId },
    refs: { offerId },
    before: () =>
      insertOffer(context.tx, {
        id: offerId,
        org_id: place.org_id,
        place_id: place.id,
        person_id: personId,
        reasons: [...(reasons ?? considered?.reasons ?? [])],
        offered_at: context.now,
        lapses_at: lapsesAt(place, context.now),
      }),
  })
  return { id: after.id, state: after.state }
}

export async function moveByDesk(
  context: RequestContext,
  { params, body }: OperationInput<typeof movePlace>,
): Promise<RouteAnswer<typeof movePlace>> {
  const place = await openPlace(context, params.id)
  const after = await stepPlace(context, place, {
    move: body.move,
    needs: body.needs,
    // Whom to tell that he need not come.
    refs: {
      ...refsOf(place, body.needs, context.now),
      ...(body.move === 're-dispatch' ? { personId: place.holder_id } : {}),
    },
    before: () => keepSlot(context, place.id, body.needs),
  })
  return { id: after.id, state: after.state }
}

/** The clocks of a visit read the slot: it is written before the move, and taken back with a move that is refused. */
export async function keepSlot(
  context: Pick<FlowContext, 'tx'>,
  placeId: string,
  needs: Readonly<Record<string, unknown>>,
): Promise<void> {
  const parsed = placeRules.plan.moves.schedule.needs.safeParse(needs)
  if (!parsed.success) return
  const { slot } = parsed.data as { slot: { startsAt: string; endsAt: string } }
  await setSlot(context.tx, placeId, slot)
}

export function refsOf(
  place: Pick<LockedPlace, 'slot_from'>,
  needs: Readonly<Record<string, unknown>>,
  now: Date,
): Record<string, unknown> {
  const isNear = place.slot_from !== null && place.slot_from.getTime() - now.getTime() < NEAR_HOURS * HOUR_MS
  const { by, outcome, proof } = needs
  return {
    ...(isNear ? { near: true } : {}),
    ...(by ? { by } : {}),
    ...(outcome ? { outcome } : {}),
    ...(proof ? { proof } : {}),
  }
}

async function openPlace(context: RequestContext, id: string): Promise<LockedPlace> {
  const [place] = await placesWithOrder(context.tx, [id])
  if (!place) throw new Refusal('not-found')
  context.mayOn({ orgId: place.org_id })
  return place
}
