import { ROLE_LABELS } from '@yimi/contract/labels.ts'
import type { Order, OrderEvent, OrderLine, OrderPlaceView } from '@yimi/contract/order.ts'
import type { getOrderBoard, listOrders } from '@yimi/contract/order-desk.ts'
import { UNFILLED_STATES } from '@yimi/contract/order-place.ts'
import { Role } from '@yimi/contract/roles.ts'
import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { contentOf } from '#modules/catalogue/catalogue.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { doorsOf, maskContact, readPeople } from '#modules/people/people.ts'
import { dataKeysById, dataKeysOf } from '#platform/crypto/data-keys.ts'
import type { Tx } from '#platform/database/database.ts'
import { Refusal } from '#platform/fault.ts'
import { availableMoves } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { answerablesOf } from './answerable-names.ts'
import { offersOf } from './offer-queries.ts'
import { isOffered } from './order-guards.ts'
import { boardOf, eventsOf, findOrder, findOrders, type OrderRow, ordersPage } from './order-queries.ts'
import { orderRules, ratingContext, wordsContext } from './order-rules.ts'
import type { OrderWords } from './place-order.ts'
import { type LockedPlace, type PlaceRow, placesOf } from './place-queries.ts'
import { placeRules } from './place-rules.ts'
import { ratingOf } from './rating-queries.ts'

/** Whose names stand in the log of a place. */
const DESK_ROLES: readonly Role[] = ['dispatcher', 'duty-officer', 'station-head', 'institute-officer']

export type TelephoneOf = (context: RequestContext) => Promise<string | null>

export async function list(
  context: RequestContext,
  telephoneOf: TelephoneOf,
  query: RouteQuery<typeof listOrders>,
): Promise<RouteAnswer<typeof listOrders>> {
  const { waits, ...plain } = query
  const page = await ordersPage(context.tx, {
    ...plain,
    urgent: plain.urgent === undefined ? undefined : plain.urgent === 'true',
    orgIds: [...(context.scope?.orgs ?? [])],
    now: context.now,
    overdue: waits === 'overdue',
    unfilled: waits === 'unfilled',
    answerableId: waits === 'mine' ? context.actor.accountId : undefined,
  })
  return { items: await linesOf(context, telephoneOf, page.rows), total: page.total }
}

export async function board(context: RequestContext): Promise<RouteAnswer<typeof getOrderBoard>> {
  const rows = await boardOf(context.tx, [...(context.scope?.orgs ?? [])], context.now)
  const found = new Map(rows.map((row) => [row.state, row]))
  return {
    columns: orderRules.plan.states.map((state) => {
      const row = found.get(state)
      return {
        state,
        count: row?.count ?? 0,
        overdue: row?.overdue ?? 0,
        urgent: row?.urgent ?? 0,
        nextDueAt: row?.next_due_at?.toISOString() ?? null,
      }
    }),
    now: context.now.toISOString(),
  }
}

/** @throws Refusal `not-found` for one outside the caller's area */
export async function openOrder(context: RequestContext, id: string): Promise<OrderRow> {
  const row = await findOrder(context.tx, id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  return row
}

/** Names of services, as they were on the day of each request. */
export async function serviceNamesOf(tx: Tx, versionIds: readonly (string | null)[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const id of new Set(versionIds)) if (id) names.set(id, (await contentOf(tx, id)).name)
  return names
}

export async function linesOf(
  context: RequestContext,
  telephoneOf: TelephoneOf,
  rows: readonly OrderRow[],
): Promise<OrderLine[]> {
  const ids = rows.map((row) => row.id)
  return linesWith(context, telephoneOf, rows, await placesOf(context.tx, ids))
}

/** With the places of their present rounds, where these are known already. */
async function linesWith(
  context: RequestContext,
  telephoneOf: TelephoneOf,
  rows: readonly OrderRow[],
  allPlaces: readonly PlaceRow[],
): Promise<OrderLine[]> {
  const { tx, keyring, today } = context
  const ids = rows.map((row) => row.person_id)
  // All in the scope of the transaction as it is: they travel together.
  const [people, doors, orgs, services, telephone] = await Promise.all([
    readPeople(tx, keyring, ids),
    doorsOf(context, ids),
    orgNames(tx, [...new Set(rows.map((row) => row.org_id))], today),
    serviceNamesOf(
      tx,
      rows.map((row) => row.service_version_id),
    ),
    telephoneOf(context),
  ])
  const answerable = await answerablesOf(
    context,
    rows.map((row) => row.answerable_id),
    telephone,
  )
  const places = Map.groupBy(allPlaces, (place) => place.order_id)
  return rows.map((row) => {
    const standing = (places.get(row.id) ?? []).filter((place) => place.state !== 'withdrawn')
    return {
      id: row.id,
      number: row.number,
      orgId: row.org_id,
      orgName: orgs.get(row.org_id) ?? '',
      state: row.state,
      serviceId: row.service_id,
      serviceName: services.get(row.service_version_id ?? '') ?? '',
      personId: row.person_id,
      personName: people.get(row.person_id)?.name ?? '',
      door: doors.get(row.person_id) ?? '',
      channel: row.channel,
      urgent: row.urgent,
      submittedAt: row.submitted_at.toISOString(),
      dueAt: row.due_at?.toISOString() ?? null,
      answerable: answerable.get(row.answerable_id ?? '') ?? null,
      window: windowOf(row.from_day, row.until_day),
      filled: standing.filter((place) => !UNFILLED_STATES.includes(place.state)).length,
      places: standing.length,
    }
  })
}

export function windowOf(from: string | null, until: string | null): { from: string; until: string } | null {
  return from && until ? { from, until } : null
}

/** What was said with the request, opened. */
export async function wordsOfOrders(
  context: Pick<RequestContext, 'tx' | 'keyring'>,
  rows: readonly OrderRow[],
): Promise<Map<string, OrderWords>> {
  const keys = await dataKeysOf(
    context.tx,
    context.keyring,
    'person',
    rows.map((row) => row.person_id),
  )
  return new Map(
    rows.map((row) => {
      const key = keys.get(row.person_id)
      const opened: Partial<OrderWords> =
        row.words_enc && key ? JSON.parse(key.open(row.words_enc, wordsContext(row.id))) : {}
      return [row.id, { words: '', risks: '', contact: '', requester: '', relation: '', ...opened }]
    }),
  )
}

export async function answerOf(context: RequestContext, telephoneOf: TelephoneOf, id: string): Promise<Order> {
  const { tx, keyring, actor } = context
  const [row, places] = await Promise.all([findOrder(tx, id), placesOf(tx, [id])])
  const [line] = row ? await linesWith(context, telephoneOf, [row], places) : []
  if (!row || !line) throw new Refusal('not-found')
  const [opened, rating, log, placeList] = await Promise.all([
    wordsOfOrders(context, [row]),
    openRating(context, row),
    logOf(context, row, places),
    placeViews(context, row, places),
  ])
  const words = opened.get(row.id)
  const requester = row.requester_id
    ? (await readPeople(tx, keyring, [row.requester_id])).get(row.requester_id)
    : undefined
  const into = row.merged_into ? (await findOrders(tx, [row.merged_into])).get(row.merged_into) : undefined
  return {
    ...line,
    words: words?.words ?? '',
    risks: words?.risks ?? '',
    contactMasked: maskContact(words?.contact ?? ''),
    onBehalf: [requester?.name ?? words?.requester ?? '', words?.relation ?? ''].filter((one) => one !== '').join(' '),
    wished: windowOf(row.wished_from, row.wished_until),
    persons: row.persons,
    priority: row.priority,
    skills: row.skills,
    silent: !row.conduct.messages,
    confirmedBy: row.confirmed_by as Order['confirmedBy'],
    rating,
    referredTo: row.referred_to,
    bounces: row.bounces,
    mergedInto: into?.number ?? '',
    reviewOn: row.review_on,
    refusalProposed: row.refusal_proposed_by !== null,
    log,
    placeList,
    availableMoves: availableMoves(orderRules, row, actor).filter((move) => isOffered(move, row, context)),
  }
}

async function openRating(context: RequestContext, row: OrderRow): Promise<Order['rating']> {
  const rating = await ratingOf(context.tx, row.id)
  if (!rating) return null
  const key = (await dataKeysOf(context.tx, context.keyring, 'person', [row.person_id])).get(row.person_id)
  return {
    score: rating.score,
    words: rating.words_enc && key ? key.open(rating.words_enc, ratingContext(row.id)) : '',
  }
}

async function logOf(context: RequestContext, row: OrderRow, places: readonly PlaceRow[]): Promise<OrderEvent[]> {
  const { tx, keyring } = context
  const all = await eventsOf(tx, [row.id, ...places.map((place) => place.id)])
  // That places were made says the move that made them.
  const events = all.filter((event) => event.kind === 'order' || event.move !== 'create')
  const [names, keys] = await Promise.all([
    accountNames(
      tx,
      events.flatMap((event) => event.actor_id ?? []),
    ),
    dataKeysById(
      tx,
      keyring,
      events.flatMap((event) => event.key_id ?? []),
    ),
  ])
  return events.map((event) => {
    const key = keys.get(event.key_id ?? '')
    return {
      at: event.at.toISOString(),
      move: event.move,
      by: byOf(event, names.get(event.actor_id ?? '')),
      words: event.detail && key ? wordsIn(key.open(event.detail, `event ${event.record_id}`)) : '',
    }
  })
}

/**
 * Who did it. Of a place's own moves only the desk's names: who accepted and then could not come is not to be read from what
 * happened afterwards; whoever has the place is named beside it.
 */
function byOf(event: { kind: string; actor_role: string }, name: string | undefined): string {
  const role = Role.safeParse(event.actor_role)
  if (event.actor_role === 'system') return '系统'
  const isDesk = role.success && DESK_ROLES.includes(role.data)
  if (event.kind === 'order-place' && !isDesk) return ROLE_LABELS.volunteer.zh
  return name ?? (role.success ? ROLE_LABELS[role.data].zh : '系统')
}

/** What was said with an event. */
export function wordsIn(detail: string): string {
  const parsed: unknown = JSON.parse(detail)
  return typeof parsed === 'object' && parsed && 'words' in parsed ? String(parsed.words) : ''
}

async function placeViews(
  context: RequestContext,
  row: OrderRow,
  places: readonly PlaceRow[],
): Promise<OrderPlaceView[]> {
  const { tx, keyring, actor } = context
  const offers = await offersOf(
    tx,
    places.map((place) => place.id),
  )
  const people = await readPeople(tx, keyring, [
    ...places.flatMap((place) => place.holder_id ?? []),
    ...offers.flatMap((offer) => offer.person_id ?? []),
  ])
  const byPlace = Map.groupBy(offers, (offer) => offer.place_id)
  return places.map((place) => {
    const holder = place.holder_id ? people.get(place.holder_id) : undefined
    return {
      id: place.id,
      position: place.position,
      state: place.state,
      holder: holder ? { personId: holder.id, name: holder.name, contactMasked: holder.contactMasked } : null,
      slot: slotOf(place.slot_from, place.slot_until),
      slotConfirmed: place.slot_confirmed_at !== null,
      startedAt: place.started_at?.toISOString() ?? null,
      endedAt: place.ended_at?.toISOString() ?? null,
      startedBy: place.started_by as OrderPlaceView['startedBy'],
      outcome: place.outcome as OrderPlaceView['outcome'],
      proof: place.proof as OrderPlaceView['proof'],
      attempts: place.attempts,
      offers: (byPlace.get(place.id) ?? []).map((offer) => ({
        id: offer.id,
        personId: offer.person_id,
        name: people.get(offer.person_id ?? '')?.name ?? '',
        reasons: offer.reasons,
        offeredAt: offer.offered_at.toISOString(),
        lapsesAt: offer.lapses_at.toISOString(),
        outcome: offer.outcome,
      })),
      // In a round the walk has the hours, and of his own times nobody decides himself.
      availableMoves: availableMoves(placeRules, withOrder(place, row), actor).filter(
        (move) => move !== 'correct-times' || (place.holder_id !== null && place.holder_id !== actor.personId),
      ),
    }
  })
}

/** What the rules of a place look at in its order. */
function withOrder(place: PlaceRow, order: OrderRow): LockedPlace {
  const { urgent, persons, conduct, person_id, trigger_kind } = order
  return {
    ...place,
    urgent,
    persons,
    conduct,
    person_id,
    trigger_kind,
    order_state: order.state,
    order_round: order.round,
  }
}

export function slotOf(from: Date | null, until: Date | null): { startsAt: string; endsAt: string } | null {
  return from && until ? { startsAt: from.toISOString(), endsAt: until.toISOString() } : null
}
