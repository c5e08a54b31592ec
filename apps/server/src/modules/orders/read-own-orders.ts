import type { MyOrder } from '@yimi/contract/order.ts'
import { type getMyOrder, type listMyOrders, type moveMyOrder, ORDER_OWN_MOVES } from '@yimi/contract/order-desk.ts'
import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import { aliasesOf, readPeople } from '#modules/people/people.ts'
import { dataKeysById } from '#platform/crypto/data-keys.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { availableMoves } from '#platform/flow/move.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { answerablesOf } from './answerable-names.ts'
import { isOffered } from './order-guards.ts'
import { eventsOf, findOrder, type OrderRow, ordersOf } from './order-queries.ts'
import { orderRules } from './order-rules.ts'
import { inOwnArea } from './own-area.ts'
import { placesOf } from './place-queries.ts'
import { serviceNamesOf, slotOf, type TelephoneOf, windowOf, wordsIn, wordsOfOrders } from './read-orders.ts'
import { stepOrder } from './step-order.ts'

const OWN_MOVES: readonly string[] = ORDER_OWN_MOVES

export async function listOwn(
  context: RequestContext,
  telephoneOf: TelephoneOf,
  query: RouteQuery<typeof listMyOrders>,
): Promise<RouteAnswer<typeof listMyOrders>> {
  const ids = await ownIds(context)
  const page = await inOwnArea(context, () => ordersOf(context.tx, ids, query))
  return {
    items: await inSight(context, page.rows, () => myAnswers(context, telephoneOf, page.rows)),
    total: page.total,
  }
}

export async function readOwn(
  context: RequestContext,
  telephoneOf: TelephoneOf,
  { params }: OperationInput<typeof getMyOrder>,
): Promise<MyOrder> {
  const row = await ownOrder(context, params.id)
  return inSight(context, [row], () => answerOwn(context, telephoneOf, row.id))
}

/** What the resident says, or who asked for him; who says it is taken from who he is, not from what was sent. */
export async function moveOwn(
  context: RequestContext,
  telephoneOf: TelephoneOf,
  { params, body }: OperationInput<typeof moveMyOrder>,
): Promise<MyOrder> {
  const row = await ownOrder(context, params.id)
  const isSelf = (await ownIds(context)).includes(row.person_id)
  const says = { confirm: true, rate: true }
  const needs = body.move in says ? { ...body.needs, by: isSelf ? 'resident' : 'family' } : body.needs
  const acting = asApplicant(context, row)
  return inSight(context, [row], async () => {
    await stepOrder(acting, row, body.move, needs)
    return answerOwn(context, telephoneOf, row.id)
  })
}

/** The caller, and records that turned out to be his. */
async function ownIds(context: RequestContext): Promise<string[]> {
  const me = context.actor.personId
  if (!me) throw new Refusal('not-found')
  return inOwnArea(context, () => aliasesOf(context.tx, me))
}

async function ownOrder(context: RequestContext, id: string): Promise<OrderRow> {
  const ids = await ownIds(context)
  const row = await inOwnArea(context, () => findOrder(context.tx, id))
  if (!row || !(ids.includes(row.person_id) || ids.includes(row.requester_id ?? ''))) throw new Refusal('not-found')
  return row
}

/** Whoever asked may stand under a record that was merged since. */
function asApplicant(context: RequestContext, row: OrderRow): RequestContext {
  const { actor } = context
  const own = [row.person_id, row.requester_id].includes(actor.personId ?? '') ? actor.personId : row.person_id
  return { ...context, actor: { ...actor, roles: [], ...(own ? { personId: own } : {}) } }
}

function inSight<T>({ tx }: RequestContext, rows: readonly OrderRow[], work: () => Promise<T>): Promise<T> {
  return withMoreOrgs(tx, [...new Set(rows.map((row) => row.org_id))], work, { people: true })
}

async function answerOwn(context: RequestContext, telephoneOf: TelephoneOf, id: string): Promise<MyOrder> {
  const row = await findOrder(context.tx, id)
  const [answer] = row ? await myAnswers(context, telephoneOf, [row]) : []
  if (!answer) throw new ProgramFault('an own order is out of sight')
  return answer
}

/** Expects the orders and their people in sight. */
export async function myAnswers(
  context: RequestContext,
  telephoneOf: TelephoneOf,
  rows: readonly OrderRow[],
): Promise<MyOrder[]> {
  const { tx, keyring, now } = context
  const telephone = await telephoneOf(context)
  const places = Map.groupBy(
    await placesOf(
      tx,
      rows.map((row) => row.id),
    ),
    (place) => place.order_id,
  )
  const holders = [...places.values()].flat().flatMap((place) => place.holder_id ?? [])
  const people = await readPeople(tx, keyring, [...rows.map((row) => row.person_id), ...holders])
  const words = await wordsOfOrders(context, rows)
  const services = await serviceNamesOf(
    tx,
    rows.map((row) => row.service_version_id),
  )
  const answerable = await answerablesOf(
    context,
    rows.map((row) => row.answerable_id),
    telephone,
  )
  const said = await lastWords(context, rows)
  return rows.map((row) => {
    const who = answerable.get(row.answerable_id ?? '')
    const moves = availableMoves(orderRules, row, asApplicant(context, row).actor)
      .filter((move) => OWN_MOVES.includes(move))
      .filter((move) => isOffered(move, row, { now }))
    return {
      id: row.id,
      number: row.number,
      state: row.state,
      serviceName: services.get(row.service_version_id ?? '') ?? '',
      submittedAt: row.submitted_at.toISOString(),
      window: windowOf(row.from_day, row.until_day),
      urgent: row.urgent,
      words: words.get(row.id)?.words ?? '',
      forName: people.get(row.person_id)?.name ?? '',
      // The number that the station answers: a colleague's own is not handed out.
      answerable: who ? { name: who.name, telephone: telephone ?? '' } : null,
      question: row.state === 'needs-information' ? (said.get(`${row.id} ask`) ?? '') : '',
      refusal: row.state === 'refused' ? (said.get(`${row.id} refuse`) ?? '') : '',
      confirmedBy: row.confirmed_by as MyOrder['confirmedBy'],
      mayRate: moves.includes('rate'),
      visits: (places.get(row.id) ?? [])
        .filter((place) => place.holder_id !== null)
        .map((place) => ({
          name: people.get(place.holder_id ?? '')?.name ?? '',
          slot: slotOf(place.slot_from, place.slot_until),
          state: place.state,
        })),
      availableMoves: moves,
    }
  })
}

/** The last words of each kind of move, by order. */
async function lastWords(context: RequestContext, rows: readonly OrderRow[]): Promise<Map<string, string>> {
  const events = await eventsOf(
    context.tx,
    rows.map((row) => row.id),
  )
  const keys = await dataKeysById(
    context.tx,
    context.keyring,
    events.flatMap((event) => event.key_id ?? []),
  )
  return new Map(
    events.map((event) => {
      const key = keys.get(event.key_id ?? '')
      const opened = event.detail && key ? wordsIn(key.open(event.detail, `event ${event.record_id}`)) : ''
      return [`${event.record_id} ${event.move}`, opened]
    }),
  )
}
