import type { getMyRatings, listMyPlaces, MyPlace, moveMyPlace } from '@yimi/contract/order-place.ts'
import { PLACE_OWN_MOVES } from '@yimi/contract/order-place.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { contentOf } from '#modules/catalogue/catalogue.ts'
import { unitsAbove } from '#modules/organisations/organisations.ts'
import { contactsForDelivery, doorsOf, readPeople } from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { hashSecret } from '#platform/crypto/passwords.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { availableMoves } from '#platform/flow/move.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { bandsOf, considerVolunteers } from './consider-volunteers.ts'
import { keepSlot, refsOf } from './dispatch-place.ts'
import { callInDueAt } from './lone-visit.ts'
import { offersOf } from './offer-queries.ts'
import { findOrder } from './order-queries.ts'
import { areaOf, inOwnArea } from './own-area.ts'
import {
  claimablePlaces,
  findPlace,
  ordersOfPlaces,
  type PlaceRow,
  placesOfPerson,
  placesWithOrder,
} from './place-queries.ts'
import { placeRules } from './place-rules.ts'
import { ratingsOfDeliverer } from './rating-queries.ts'
import { serviceNamesOf, slotOf, type TelephoneOf, wordsOfOrders } from './read-orders.ts'
import { cardsOf, cardWithToken } from './resident-card-queries.ts'
import { stepPlace } from './step-place.ts'

/** As many as one looks through; each is tried for whether it suits. */
const CLAIMABLE_MAX = 30
const POOLED_MIN = 5
/** One alone is never shown, however old: there is one person who can have said it. */
const OLD_MIN = 2
const MONTH_MS = 30 * 86_400_000
/** States in which the place is the volunteer's own, and he may know for whom. */
const HELD = ['accepted', 'scheduled', 'in-service', 'delivered', 'failed']
/** Written down by the system, without a name. */
const UNNAMED: readonly string[] = ['decline', 'hand-back']
const OWN_MOVES: readonly string[] = PLACE_OWN_MOVES

export async function listOwn(
  context: RequestContext,
  telephoneOf: TelephoneOf,
): Promise<RouteAnswer<typeof listMyPlaces>> {
  const me = personOf(context)
  const own = await placesOfPerson(context.tx, me, context.now)
  const claimable = await asClaimer(context, () => claimablePlaces(context.tx, CLAIMABLE_MAX))
  const suited: PlaceRow[] = []
  for (const place of claimable) if (await suits(context, place, me)) suited.push(place)
  return {
    offered: await viewsOf(
      context,
      telephoneOf,
      own.filter((place) => place.offered_to === me),
    ),
    mine: await viewsOf(
      context,
      telephoneOf,
      own.filter((place) => place.holder_id === me),
    ),
    claimable: await viewsOf(context, telephoneOf, suited),
  }
}

/** @throws Refusal `place-taken` when somebody was a moment earlier */
export async function moveOwn(
  context: RequestContext,
  telephoneOf: TelephoneOf,
  { params, body }: OperationInput<typeof moveMyPlace>,
): Promise<RouteAnswer<typeof moveMyPlace>> {
  const me = personOf(context)
  const isClaim = body.move === 'claim'
  const place = await asClaimer(context, () => findPlace(context.tx, params.id))
  const isOwn = place && (place.offered_to === me || place.holder_id === me)
  if (!place || !(isOwn || isClaim)) throw new Refusal(isClaim ? 'place-taken' : 'not-found')
  await besidePlace(context, place, async () => {
    if (body.move === 'start') await requireShown(context, place, body.needs.by, body.shown)
    const acting = UNNAMED.includes(body.move) ? { ...context, actor: systemActor([place.org_id]) } : context
    await stepPlace(acting, place, {
      move: body.move,
      needs: body.needs,
      refs: refsOf(place, body.needs, context.now),
      before: () => keepSlot(context, place.id, body.needs),
    })
  }).catch((error: unknown) => {
    if (isClaim && error instanceof Refusal && error.code === 'move-not-allowed') throw new Refusal('place-taken')
    throw error
  })
  const after = (await placesOfPerson(context.tx, me, context.now)).find((one) => one.id === place.id)
  const [view] = after ? await viewsOf(context, telephoneOf, [after]) : []
  return { place: view ?? null }
}

/** Five or more, or after a month at least two: nobody can tell who said what. */
export async function ownRatings(context: RequestContext): Promise<RouteAnswer<typeof getMyRatings>> {
  const me = personOf(context)
  const pooled = await inOwnArea(context, () => ratingsOfDeliverer(context.tx, me))
  const isOld = pooled.first !== null && context.now.getTime() - pooled.first.getTime() >= MONTH_MS
  const shown = pooled.count >= POOLED_MIN || (pooled.count >= OLD_MIN && isOld)
  return { pooled: shown ? { count: pooled.count, average: pooled.average } : null }
}

function personOf({ actor }: RequestContext): string {
  if (!actor.personId) throw new Refusal('not-found')
  return actor.personId
}

/** In whose units somebody may claim, he sees what is open there, and nothing else. */
function asClaimer<T>({ tx, actor }: RequestContext, work: () => Promise<T>): Promise<T> {
  return withMoreOrgs(tx, areaOf(actor, ['volunteer', 'team-leader']), work)
}

async function suits(context: RequestContext, place: PlaceRow, me: string): Promise<boolean> {
  return besidePlace(context, place, async () => {
    const [full] = await placesWithOrder(context.tx, [place.id])
    const [considered] = full ? await considerVolunteers(context, full, [me]) : []
    return considered?.faults.length === 0
  })
}

/** With the place's station in sight, and the teams of the units above it: most stand there. */
async function besidePlace<T>({ tx, today }: RequestContext, place: PlaceRow, work: () => Promise<T>): Promise<T> {
  const above = await unitsAbove(tx, place.org_id, today)
  return withMoreOrgs(tx, [place.org_id], work, { people: true, above })
}

/** The card or plate that the volunteer scanned belongs to this visit. What lists and paper say, the desk writes down. */
async function requireShown(context: RequestContext, place: PlaceRow, by: unknown, shown: string): Promise<void> {
  const order = await findOrder(context.tx, place.order_id)
  const isCard = by === 'resident-card' && order?.conduct.code === true
  const known = isCard
    ? (await cardWithToken(context.tx, hashSecret(shown)))?.person_id === order.person_id ||
      (await cardsOf(context.tx, order.person_id)).some((card) => card.number === shown)
    : by === 'entrance' && place.entrance_id !== null && shown === place.entrance_id
  if (!known)
    throw new Refusal('bad-request', {
      faults: [{ path: ['shown'], message: '没有认出来，请再扫一次；扫不了就请站里按签到表登记。' }],
    })
}

async function viewsOf(
  context: RequestContext,
  telephoneOf: TelephoneOf,
  places: readonly PlaceRow[],
): Promise<MyPlace[]> {
  if (places.length === 0) return []
  const { tx, actor } = context
  const me = personOf(context)
  const ids = places.map((place) => place.id)
  const orders = await ordersOfPlaces(tx, ids)
  const services = await serviceNamesOf(
    tx,
    places.map((place) => place.service_version_id),
  )
  const offers = new Map(
    (await offersOf(tx, ids)).filter((one) => one.person_id === me).map((one) => [one.place_id, one]),
  )
  const names = await accountNames(
    tx,
    [...orders.values()].flatMap((order) => order.answerable_id ?? []),
  )
  const telephone = (await telephoneOf(context)) ?? ''
  const views: MyPlace[] = []
  for (const place of places) {
    const order = orders.get(place.id)
    const offer = offers.get(place.id)
    const name = names.get(order?.answerable_id ?? '')
    const asRow = {
      ...place,
      urgent: false,
      order_state: '',
      order_round: 0,
      persons: 1,
      person_id: '',
      trigger_kind: null,
    }
    views.push({
      id: place.id,
      orderNumber: order?.number ?? '',
      state: place.state,
      serviceName: services.get(place.service_version_id ?? '') ?? '',
      band: (await bandsOf(context, place, [me])).get(me) ?? 'elsewhere',
      window: { from: place.from_day, until: place.until_day },
      lapsesAt: place.offered_to === me ? (offer?.lapses_at.toISOString() ?? null) : null,
      reasons: offer?.reasons ?? [],
      slot: slotOf(place.slot_from, place.slot_until),
      slotConfirmed: place.slot_confirmed_at !== null,
      whom:
        place.holder_id === me && HELD.includes(place.state) && order?.state !== 'suspended'
          ? await whomOf(context, place)
          : null,
      answerable: name === undefined ? null : { name, telephone },
      proof: place.service_version_id ? (await contentOf(tx, place.service_version_id)).proof : null,
      callInBy: place.holder_id === me ? await callInOf(context, place) : null,
      availableMoves: [
        ...availableMoves(placeRules, { ...asRow, conduct: order?.conduct ?? NO_CONDUCT }, actor),
        ...(place.offered_to === me ? ['decline'] : []),
        ...(place.holder_id === me && (place.state === 'accepted' || place.state === 'scheduled') ? ['hand-back'] : []),
      ].filter((move) => OWN_MOVES.includes(move)),
    })
  }
  return views
}

const NO_CONDUCT = {
  code: false,
  rating: false,
  survey: false,
  autoConfirm: false,
  messages: false,
  pictures: false,
  hours: true,
}

/** Until when whoever went alone is to say that he is out again. */
async function callInOf(context: RequestContext, place: PlaceRow): Promise<string | null> {
  const [full] = await withMoreOrgs(context.tx, [place.org_id], () => placesWithOrder(context.tx, [place.id]), {
    people: true,
  })
  return (full && callInDueAt(full, place.state, context.now)?.toISOString()) ?? null
}

/** Name, door, telephone and what to heed: for who accepted, and for nobody before. */
async function whomOf(context: RequestContext, place: PlaceRow): Promise<MyPlace['whom']> {
  const { tx, keyring } = context
  return withMoreOrgs(
    tx,
    [place.org_id],
    async () => {
      const order = await findOrder(tx, place.order_id)
      if (!order) return null
      const words = (await wordsOfOrders(context, [order])).get(order.id)
      const contacts = await contactsForDelivery(tx, keyring, [order.person_id])
      return {
        name: (await readPeople(tx, keyring, [order.person_id])).get(order.person_id)?.name ?? '',
        door: (await doorsOf(context, [order.person_id])).get(order.person_id) ?? '',
        telephone: words?.contact || (contacts.get(order.person_id) ?? ''),
        risks: words?.risks ?? '',
      }
    },
    { people: true },
  )
}
