import type { ServiceInForce } from '#modules/catalogue/catalogue.ts'
import { systemActor } from '#platform/access/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { beginMany, moveMany } from '#platform/flow/move.ts'
import { recordActs } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import { answerableFor } from './answerable.ts'
import { addPlacesToMany } from './make-places.ts'
import { firstDueAt } from './order-clocks.ts'
import { newOrderNumber } from './order-number.ts'
import { findOrders, insertOrders, lockTriggered, type NewOrder, setWindows } from './order-queries.ts'
import { orderRules, wordsContext } from './order-rules.ts'
import { handlesMoney, isRefusedByTwo, type OrderWords } from './place-order.ts'
import { placesOf } from './place-queries.ts'
import { placeRules } from './place-rules.ts'
import { stepOrder } from './step-order.ts'

/** An order that nobody asked for. Whether the person can have it was asked by whoever brings it. */
export type TriggeredOrder = {
  orgId: string
  personId: string
  service: ServiceInForce
  window: { from: string; until: string }
  /** Campaign, life event, arrangement or mark that it comes from. */
  trigger: { kind: string; id: string }
  /** `desk`: somebody looks at it first; `dispatch`: it is ready; `team`: it is ready and open to the teams that the service names. */
  goesTo: 'desk' | 'dispatch' | 'team'
}
type Made = TriggeredOrder & { id: string }

const ROWS_AT_ONCE = 500
const NO_WORDS: OrderWords = { words: '', risks: '', contact: '', requester: '', relation: '' }

/** Makes all of them in the transaction, or none; ids in the order given. Expects the people in sight. */
export async function placeTriggered(context: FlowContext, orders: readonly TriggeredOrder[]): Promise<string[]> {
  const made = orders.map((order) => ({ ...order, id: newId() }))
  const many = made.length > 1
  const rows = await rowsOf(context, made, many ? newId() : null)
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await insertOrders(context.tx, rows.slice(from, from + ROWS_AT_ONCE))
  await beginMany(
    context,
    orderRules,
    made.map(({ id, orgId, personId }) => ({ recordId: id, orgId, refs: { personId, channel: 'trigger', many } })),
  )
  const ready = made.filter((order) => order.goesTo !== 'desk')
  await makeReady(context, ready, many)
  await openToTeams(
    context,
    ready.filter((order) => order.goesTo === 'team'),
  )
  if (many) await announceBatch(context, made)
  return made.map((order) => order.id)
}

/** Whoever has got orders of it to deal with hears of them once, with the count, and finds them in the list. */
async function announceBatch(context: FlowContext, made: readonly Made[]): Promise<void> {
  const rows = await findOrders(
    context.tx,
    made.map((order) => order.id),
  )
  const groups = Map.groupBy(
    rows.values(),
    (row) => `${row.org_id} ${row.answerable_id} ${row.service_version_id} ${row.state}`,
  )
  await recordActs(
    context,
    [...groups.values()].flatMap(([first, ...others]) =>
      first?.answerable_id
        ? [
            {
              kind: 'order-batch',
              recordId: newId(),
              orgId: first.org_id,
              act: 'make',
              announced: true as const,
              refs: {
                count: others.length + 1,
                accountId: first.answerable_id,
                serviceId: first.service_id,
                versionId: first.service_version_id,
                state: first.state,
              },
            },
          ]
        : [],
    ),
  )
}

/** Cancels what a trigger brought about and nobody has begun. */
export async function cancelTriggered(
  context: FlowContext,
  orgId: string,
  trigger: { kind: string; id: string },
): Promise<void> {
  const asSystem = { ...context, actor: systemActor([orgId]) }
  for (const row of await lockTriggered(context.tx, orgId, trigger))
    try {
      await stepOrder(asSystem, row, 'cancel', { code: 'other', words: '' })
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'move-not-allowed')) throw error
    }
}

async function rowsOf(context: FlowContext, made: readonly Made[], batchId: string | null): Promise<NewOrder[]> {
  const { tx, keyring, now } = context
  const today = dayOf(now)
  const keys = await dataKeysOf(
    tx,
    keyring,
    'person',
    made.map((order) => order.personId),
  )
  const answerable = new Map<string, string | null>()
  for (const orgId of new Set(made.map((order) => order.orgId)))
    answerable.set(orgId, (await answerableFor(tx, { orgId, today, at: 'desk' })) ?? null)
  return made.map(({ id, orgId, personId, service, trigger }) => {
    const key = keys.get(personId)
    if (!key) throw new Refusal('not-found', { logText: 'the person was erased' })
    return {
      id,
      org_id: orgId,
      number: newOrderNumber(today.slice(0, 4)),
      person_id: personId,
      service_id: service.id,
      service_version_id: service.versionId,
      words_enc: key.seal(JSON.stringify(NO_WORDS), wordsContext(id)),
      channel: 'trigger',
      wished: null,
      urgent: false,
      requested_by: null,
      requester_id: null,
      trigger,
      submitted_at: now,
      conduct: service.conduct,
      money: handlesMoney(service),
      refused_by_two: isRefusedByTwo(service),
      answerable_id: answerable.get(orgId) ?? null,
      due_at: firstDueAt(now, null),
      look_minutes: null,
      handle_minutes: null,
      batch_id: batchId,
    }
  })
}

async function makeReady(context: FlowContext, made: readonly Made[], many: boolean): Promise<void> {
  if (made.length === 0) return
  const asSystem = { ...context, actor: systemActor([...new Set(made.map((order) => order.orgId))]) }
  await moveMany(
    asSystem,
    orderRules,
    made.map(({ id, orgId }) => ({ recordId: id, orgId, move: 'take' })),
  )
  await setWindows(context.tx, made)
  const rows = await findOrders(
    context.tx,
    made.map((order) => order.id),
  )
  await addPlacesToMany(
    context,
    made.flatMap(({ id, service: { content } }) => {
      const order = rows.get(id)
      return order ? [{ order: { ...order, skills: skillsOf(content) }, persons: content.persons }] : []
    }),
  )
  await moveMany(
    asSystem,
    orderRules,
    made.map(({ id, orgId, service: { content }, window }) => ({
      recordId: id,
      orgId,
      move: 'make-ready',
      needs: { window, priority: 0, skills: skillsOf(content), persons: content.persons },
      refs: { many },
    })),
  )
}

function skillsOf({ skill }: ServiceInForce['content']): string[] {
  return skill ? [skill] : []
}

async function openToTeams(context: FlowContext, made: readonly Made[]): Promise<void> {
  const places = await placesOf(
    context.tx,
    made.map((order) => order.id),
  )
  await moveMany(
    { ...context, actor: systemActor([...new Set(places.map((place) => place.org_id))]) },
    placeRules,
    places.map((place) => ({
      recordId: place.id,
      orgId: place.org_id,
      move: 'open-claim',
      refs: { orderId: place.order_id },
    })),
  )
}
