import type { Lack, Preview } from '@yimi/contract/trigger.ts'
import { PREVIEW_ITEMS_MAX } from '@yimi/contract/trigger.ts'
import { eligibilityFaults, type ServiceInForce } from '#modules/catalogue/catalogue.ts'
import { placeTriggered } from '#modules/orders/orders.ts'
import { readResidents } from '#modules/people/people.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { newId } from '#platform/new-id.ts'
import { insertMarks, type Mark, markedAmong, setOrders } from './mark-queries.ts'

/** Somebody for whom an occasion has come. */
export type Candidate = {
  personId: string
  /** What has it once: the person, or the household. */
  subjectId: string
  occasion: string
  window: { from: string; until: string }
  day: string | null
}

/** A service on an occasion in one unit: who has it, who had it already, who cannot. */
export type OrderPlan = {
  orgId: string
  service: ServiceInForce
  kind: Mark['kind']
  /** What the orders name as their origin; null: the mark of each. */
  originId: string | null
  window: { from: string; until: string }
  wanted: Candidate[]
  already: number
  without: ReadonlyMap<Lack, number>
}

type Reading = Pick<FlowContext, 'tx' | 'keyring' | 'now'>
type Occasion = Pick<OrderPlan, 'orgId' | 'service' | 'kind' | 'originId' | 'window'>

/** Sorts candidates; `unclear`: so many of whom nothing can be said. */
export async function planOrders(
  context: Reading,
  occasion: Occasion,
  candidates: readonly Candidate[],
  unclear = 0,
): Promise<OrderPlan> {
  const marked = await markedAmong(context.tx, occasion.service.id, candidates)
  const open = candidates.filter((one) => !marked.has(`${one.subjectId} ${one.occasion}`))
  const ids = open.map((one) => one.personId)
  const faults = await eligibilityFaults(context, occasion.service, ids, occasion.window.until)
  const without = new Map<Lack, number>(unclear > 0 ? [['birthday-unclear', unclear]] : [])
  for (const { code } of faults.values()) without.set(code, (without.get(code) ?? 0) + 1)
  return {
    ...occasion,
    wanted: open.filter((one) => !faults.has(one.personId)),
    already: candidates.length - open.length,
    without,
  }
}

export async function showPlan(context: Reading, plan: OrderPlan): Promise<Preview> {
  const shown = plan.wanted.slice(0, PREVIEW_ITEMS_MAX)
  const facts = await readResidents(
    context,
    shown.map((one) => one.personId),
  )
  return {
    serviceId: plan.service.id,
    serviceName: plan.service.content.name,
    count: plan.wanted.length,
    already: plan.already,
    // How many do not want it is nobody's business.
    without: [...plan.without]
      .filter(([lack]) => lack !== 'opted-out')
      .map(([lack, count]) => ({ lack, count }))
      .sort((a, b) => b.count - a.count),
    window: plan.window,
    items: shown.map(({ personId, day }) => ({
      personId,
      name: facts.get(personId)?.name ?? '',
      door: facts.get(personId)?.door ?? '',
      day,
    })),
  }
}

/**
 * Makes the orders of a plan, all or none; answers how many.
 * @throws Refusal `changed-meanwhile` when it is not the number that was shown
 */
export async function makePlanned(context: FlowContext, plan: OrderPlan, expected: number): Promise<number> {
  const { orgId, service, kind, originId } = plan
  const marks = plan.wanted.map((one) => ({ ...one, id: newId(), orgId, serviceId: service.id, kind }))
  const inserted = marks.length > 0 ? await insertMarks(context.tx, marks, context.now) : new Set<string>()
  const fresh = marks.filter((mark) => inserted.has(mark.id))
  if (fresh.length !== expected) throw new Refusal('changed-meanwhile')
  if (fresh.length === 0) return 0
  const ids = await placeTriggered(
    context,
    fresh.map(({ id, personId, window }) => ({
      orgId,
      personId,
      service,
      window,
      trigger: { kind, id: originId ?? id },
      goesTo: 'dispatch' as const,
    })),
  )
  await setOrders(
    context.tx,
    fresh.map((mark, place) => ({ markId: mark.id, orderId: ids[place] ?? '' })),
  )
  return fresh.length
}
