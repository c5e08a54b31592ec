import { addDays, parsePlainDate } from '@yimi/almanac/plain-date.ts'
import { monthWindow } from '@yimi/almanac/windows.ts'
import type { LifeEventKind } from '@yimi/contract/life-event.ts'
import type { Lack } from '@yimi/contract/trigger.ts'
import { eligibilityFault, type ServiceInForce, servicesWithTrigger } from '#modules/catalogue/catalogue.ts'
import { cancelTriggered, placeTriggered, type TriggeredOrder } from '#modules/orders/orders.ts'
import { type ConfirmedLifeEvent, peopleGone } from '#modules/people/people.ts'
import { dayOf } from '#platform/clock.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { newId } from '#platform/new-id.ts'
import { endArrangements } from './arrangement-queries.ts'
import { insertMarks, setOrders } from './mark-queries.ts'
import { deleteProposals, insertProposal } from './proposal-queries.ts'

/** With these nothing is to be asked: the wish is known, or the service is not there. */
const NOT_TO_BE_ASKED: readonly Lack[] = ['opted-out', 'not-offered', 'closed-for-now', 'not-living', 'not-of-station']

/**
 * What follows from a confirmed life event: orders at once where nothing is lacking, a proposal where somebody must be asked.
 * An event that was wrong takes its orders back, as far as they have not begun.
 */
export async function followLifeEvent(context: FlowContext, event: ConfirmedLifeEvent): Promise<void> {
  const { tx, now } = context
  if (event.phase === 'reversed') {
    await deleteProposals(tx, { lifeEventId: event.id })
    return cancelTriggered(context, event.orgId, { kind: 'life-event', id: event.id })
  }
  if (event.what === 'death' || event.what === 'move') await stopPlans(context, event)
  for (const service of await servicesWithTrigger(tx, event.orgId, 'life-event', dayOf(now)))
    if (isTriggeredBy(service, event.what)) await bring(context, event, service)
}

async function bring(context: FlowContext, event: ConfirmedLifeEvent, service: ServiceInForce): Promise<void> {
  const { tx, now } = context
  const { orgId, id: lifeEventId } = event
  const mark = { id: newId(), orgId, serviceId: service.id, kind: 'life-event' as const }
  const inserted = await insertMarks(tx, [{ ...mark, subjectId: lifeEventId, occasion: 'life-event' }], now)
  if (inserted.size === 0) return
  const personId = event.what === 'birth' ? event.childId : event.personId
  const lack: Lack | undefined = personId ? (await eligibilityFault(context, service, personId))?.code : 'child-missing'
  if (personId && !lack) {
    // Of a death nobody looks at it first: those whose work it is see it in their own list, and nobody is written to.
    const given = {
      orgId,
      personId,
      lifeEventId,
      goesTo: event.what === 'death' ? ('team' as const) : ('desk' as const),
    }
    const [orderId = ''] = await placeTriggered(context, [orderOf(context, service, given)])
    await setOrders(tx, [{ markId: mark.id, orderId }])
  } else if (lack && !NOT_TO_BE_ASKED.includes(lack)) {
    const about = { personId: personId ?? event.personId, lifeEventId, lack }
    await insertProposal(tx, { id: newId(), orgId, serviceId: service.id, ...about }, now)
  }
}

export function orderOf(
  context: FlowContext,
  service: ServiceInForce,
  given: { orgId: string; personId: string; lifeEventId: string; goesTo: TriggeredOrder['goesTo'] },
): TriggeredOrder {
  const { lifeEventId, ...order } = given
  return {
    ...order,
    service,
    window: windowFrom(service, dayOf(context.now)),
    trigger: { kind: 'life-event', id: lifeEventId },
  }
}

/** What comes of itself from the day on. */
export function windowFrom({ content }: ServiceInForce, day: string): { from: string; until: string } {
  const from = parsePlainDate(day)
  const until = content.window.kind === 'month' ? monthWindow(from).to : addDays(from, content.window.days - 1)
  return { from, until }
}

/** What was to come for whoever died or moved away. A move within the station changes nothing. */
async function stopPlans({ tx, now }: FlowContext, event: ConfirmedLifeEvent): Promise<void> {
  const gone = [...(await peopleGone(tx, event.personIds)).keys()]
  await deleteProposals(tx, { personIds: gone })
  await endArrangements(tx, { personIds: gone }, now)
}

function isTriggeredBy({ content }: ServiceInForce, what: LifeEventKind): boolean {
  return content.triggers.some((trigger) => trigger.on === 'life-event' && trigger.what === what)
}
