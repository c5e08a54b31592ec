import { type Emergency, type OrderLine, Wish } from '@yimi/contract/order.ts'
import type { submitMyOrder, submitOrder, submitOrderByCard } from '@yimi/contract/order-desk.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { createPerson, mayActFor, personOrg } from '#modules/people/people.ts'
import { linkHolder } from '#platform/access/actor.ts'
import { hashSecret } from '#platform/crypto/passwords.ts'
import { takeScope } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { answerablesOf } from './answerable-names.ts'
import type { OrderRow } from './order-queries.ts'
import { inOwnArea } from './own-area.ts'
import { placeOrder, type Requested } from './place-order.ts'
import { linesOf, type TelephoneOf } from './read-orders.ts'
import { myAnswers } from './read-own-orders.ts'
import { cardWithToken } from './resident-card-queries.ts'
import { SHIPPED_WORDS, soundsUrgent } from './urgent-words.ts'

/** What somebody said at the desk, by telephone, on paper or at the door. */
export async function submit(
  context: RequestContext,
  telephoneOf: TelephoneOf,
  body: RouteBody<typeof submitOrder>,
): Promise<RouteAnswer<typeof submitOrder>> {
  const { orgId, channel, onBehalf } = body
  context.mayOn({ orgId })
  const personId = await personFor(context, body)
  const row = await placeOrder(context, {
    orgId,
    personId,
    wish: Wish.parse(body),
    channel,
    requestedBy: context.actor.accountId ?? null,
    requester: onBehalf,
  })
  const [order]: (OrderLine | undefined)[] = await linesOf(context, telephoneOf, [row])
  if (!order) throw new ProgramFault('an order that was just written is not there')
  return { order, emergency: await emergencyFor(context, telephoneOf, row) }
}

/** For myself, or for whoever named me as proxy or is in my care. */
export async function submitOwn(
  context: RequestContext,
  telephoneOf: TelephoneOf,
  body: RouteBody<typeof submitMyOrder>,
): Promise<RouteAnswer<typeof submitMyOrder>> {
  const { actor, tx } = context
  const me = actor.personId
  if (!me) throw new Refusal('not-found')
  return inOwnArea(context, async () => {
    const personId = body.forPersonId ?? me
    const relation = personId === me ? undefined : await mayActFor(context, me, personId)
    const orgId = await personOrg(tx, personId)
    if (!orgId || (personId !== me && relation === undefined)) throw new Refusal('not-found')
    const requested: Requested = {
      orgId,
      personId,
      wish: Wish.parse(body),
      channel: body.channel,
      requestedBy: actor.accountId ?? null,
      requester: relation === undefined ? null : { personId: me, name: '', relation },
    }
    const row = await placeOrder(context, requested)
    const [order] = await myAnswers(context, telephoneOf, [row])
    if (!order) throw new ProgramFault('an order that was just written is not there')
    return { order, emergency: await emergencyFor(context, telephoneOf, row) }
  })
}

/** By the printed card: it says who asks, and lets nobody read anything. A wrong code is answered as kindly. */
export async function submitByCard(
  context: RequestContext,
  telephoneOf: TelephoneOf,
  body: RouteBody<typeof submitOrderByCard>,
): Promise<RouteAnswer<typeof submitOrderByCard>> {
  const { tx } = context
  await takeScope(tx, { role: 'yimi_public' })
  const telephone = await telephoneOf(context)
  const card = await cardWithToken(tx, hashSecret(body.token))
  if (!card) {
    const urgent = body.urgent || soundsUrgent(body.words, SHIPPED_WORDS)
    return { number: null, answerable: null, telephone, emergency: urgent ? emergencyNumbers(telephone) : null }
  }
  await takeScope(tx, { role: 'yimi_app', orgs: [card.org_id], personId: card.person_id })
  const row = await placeOrder(
    { ...context, actor: linkHolder(card.org_id, card.person_id) },
    {
      orgId: card.org_id,
      personId: card.person_id,
      wish: Wish.parse(body),
      channel: body.channel,
      requestedBy: null,
      requester: null,
    },
  )
  const who = (await answerablesOf(context, [row.answerable_id], telephone)).get(row.answerable_id ?? '')
  return {
    number: row.number,
    answerable: who ? { name: who.name } : null,
    telephone,
    emergency: row.urgent ? emergencyNumbers(telephone) : null,
  }
}

async function personFor(context: RequestContext, body: RouteBody<typeof submitOrder>): Promise<string> {
  const { orgId, person } = body
  if ('name' in person) return createPerson(context, { orgId, name: person.name, contact: person.contact })
  if ((await personOrg(context.tx, person.id)) !== orgId)
    throw new Refusal('bad-request', { faults: [{ path: ['person'], message: '没有找到这位居民' }] })
  return person.id
}

async function emergencyFor(
  context: RequestContext,
  telephoneOf: TelephoneOf,
  row: OrderRow,
): Promise<Emergency | null> {
  return row.urgent ? emergencyNumbers(await telephoneOf(context)) : null
}

function emergencyNumbers(station: string | null): Emergency {
  return {
    telephones: [
      ...(station ? [{ label: '实践站', number: station }] : []),
      { label: '急救', number: '120' },
      { label: '报警', number: '110' },
      { label: '火警', number: '119' },
    ],
  }
}
