import type { OrderChannel, Wish } from '@yimi/contract/order.ts'
import type { Conduct } from '@yimi/contract/service.ts'
import { eligibilityFault, type ServiceInForce, serviceOf } from '#modules/catalogue/catalogue.ts'
import { peopleGone } from '#modules/people/people.ts'
import { dayOf } from '#platform/clock.ts'
import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { begin } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import { answerableFor } from './answerable.ts'
import { firstDueAt } from './order-clocks.ts'
import { newOrderNumber } from './order-number.ts'
import { findOrder, insertOrders, type OrderRow } from './order-queries.ts'
import { orderRules, wordsContext } from './order-rules.ts'
import { urgentRulesFor } from './urgent-rules.ts'
import { soundsUrgent, urgentWordsFor } from './urgent-words.ts'

/** Words of an order, as they are sealed. */
export type OrderWords = { words: string; risks: string; contact: string; requester: string; relation: string }

export type Requested = {
  orgId: string
  personId: string
  wish: Wish
  channel: OrderChannel
  /** The account that sends it or writes it down. */
  requestedBy: string | null
  /** Another person on file who asks, and what he is to this one; or words where he is not on file. */
  requester: { personId: string | null; name: string; relation: string } | null
  /** What asked, where no person did. What a death triggers is not stopped by it. */
  trigger?: { kind: string; id: string }
}

/** Of a request in own words: nothing is known of it yet. */
const OPEN_CONDUCT: Conduct = {
  code: false,
  rating: true,
  survey: false,
  autoConfirm: true,
  messages: true,
  pictures: false,
  hours: true,
}

/**
 * Writes an order down, however it came; its clock starts here and never starts anew. Expects the person in sight.
 * @throws Refusal `not-eligible` with the reason, `bad-request`
 */
export async function placeOrder(context: FlowContext, given: Requested): Promise<OrderRow> {
  const { tx, keyring, now } = context
  const { orgId, personId, wish } = given
  const today = dayOf(now)
  const service = await serviceFor(context, given, today)
  const key = await dataKeyFor(tx, keyring, { kind: 'person', id: personId }, now)
  if (!key) throw new Refusal('not-found', { logText: 'the person was erased' })
  const urgent = wish.urgent || soundsUrgent(wish.words, (await urgentWordsFor(tx, orgId, today)).words)
  const terms = urgent ? await urgentRulesFor(tx, orgId, today) : undefined
  const id = newId()
  const words: OrderWords = {
    words: wish.words,
    risks: wish.risks,
    contact: wish.contact,
    requester: given.requester?.name ?? '',
    relation: given.requester?.relation ?? '',
  }
  await insertOrders(tx, [
    {
      id,
      org_id: orgId,
      number: newOrderNumber(today.slice(0, 4)),
      person_id: personId,
      service_id: service?.id ?? null,
      service_version_id: service?.versionId ?? null,
      words_enc: key.seal(JSON.stringify(words), wordsContext(id)),
      channel: given.channel,
      wished: wish.wished,
      urgent,
      requested_by: given.requestedBy,
      requester_id: given.requester?.personId ?? null,
      trigger: given.trigger ?? null,
      submitted_at: now,
      conduct: service?.conduct ?? OPEN_CONDUCT,
      money: service ? handlesMoney(service) : false,
      refused_by_two: service ? isRefusedByTwo(service) : false,
      answerable_id: (await answerableFor(tx, { orgId, today, at: 'desk' })) ?? null,
      due_at: firstDueAt(now, terms?.lookMinutes ?? null),
      look_minutes: terms?.lookMinutes ?? null,
      handle_minutes: terms?.handleMinutes ?? null,
      batch_id: null,
    },
  ])
  await begin(context, orderRules, {
    recordId: id,
    orgId,
    refs: { personId, channel: given.channel, ...(urgent ? { urgent } : {}) },
  })
  const row = await findOrder(tx, id)
  if (!row) throw new Refusal('not-found', { logText: 'an order that was just written is out of sight' })
  return row
}

async function serviceFor(context: FlowContext, given: Requested, today: string): Promise<ServiceInForce | undefined> {
  const { wish, orgId, personId } = given
  if (wish.serviceId === null) {
    if (wish.words === '')
      throw new Refusal('bad-request', { faults: [{ path: ['words'], message: '请说一说需要什么帮助' }] })
    if ((await peopleGone(context.tx, [personId])).size > 0)
      throw new Refusal('not-eligible', { detail: '居民档案里这位已离世或已迁出。如果记录有误，请到实践站更正。' })
    return undefined
  }
  const service = await serviceOf(context.tx, wish.serviceId, orgId, today)
  if (!service) throw new Refusal('bad-request', { faults: [{ path: ['serviceId'], message: '请从服务清单中选择' }] })
  const fault = await eligibilityFault(context, service, personId)
  if (fault) throw new Refusal('not-eligible', { detail: fault.words })
  return service
}

export function isRefusedByTwo({ content }: ServiceInForce): boolean {
  return content.refusedByTwo || content.need === 'hardship' || content.need === 'grief'
}

/** Anything but coming along: then nothing is confirmed by itself. */
export function handlesMoney(service: ServiceInForce): boolean {
  return service.content.means.some((means) => means !== 'accompany')
}
