import { AlmanacError } from '@yimi/almanac/almanac-error.ts'
import { type Birthday, type BirthdayKeeping, birthdaysInMonth } from '@yimi/almanac/birthdays.ts'
import { parsePlainDate } from '@yimi/almanac/plain-date.ts'
import { monthWindow } from '@yimi/almanac/windows.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import type { makeBirthdays, previewBirthdays } from '@yimi/contract/trigger.ts'
import { type ServiceInForce, servicesWithTrigger } from '#modules/catalogue/catalogue.ts'
import { birthdaysOf, type KeptBirthday } from '#modules/people/people.ts'
import { Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { type Candidate, makePlanned, type OrderPlan, planOrders, showPlan } from './plan-orders.ts'

export async function preview(
  context: RequestContext,
  { params, query }: OperationInput<typeof previewBirthdays>,
): Promise<RouteAnswer<typeof previewBirthdays>> {
  context.mayOn({ orgId: params.id })
  refuseOver(context, query.month)
  const services = await servicesWithTrigger(context.tx, params.id, 'birthday-month', context.today)
  const items = []
  for (const service of services)
    items.push(await showPlan(context, await planMonth(context, params.id, service, query.month)))
  return { items }
}

export async function make(
  context: RequestContext,
  { params, body }: OperationInput<typeof makeBirthdays>,
): Promise<{ made: number }> {
  context.mayOn({ orgId: params.id })
  refuseOver(context, body.month)
  const services = await servicesWithTrigger(context.tx, params.id, 'birthday-month', context.today)
  const service = services.find((one) => one.id === body.serviceId)
  if (!service) throw new Refusal('not-found')
  const plan = await planMonth(context, params.id, service, body.month)
  return { made: await makePlanned(context, plan, body.expected) }
}

async function planMonth(
  context: RequestContext,
  orgId: string,
  service: ServiceInForce,
  month: string,
): Promise<OrderPlan> {
  const { from, to } = monthWindow(parsePlainDate(`${month}-01`))
  const candidates: Candidate[] = []
  let unclear = 0
  for (const birthday of await birthdaysOf(context.tx, orgId)) {
    const keepings = keepingsIn(month, birthday)
    if (!keepings) unclear += 1
    for (const keeping of keepings ?? []) candidates.push(candidateOf(birthday.personId, keeping))
  }
  const occasion = { orgId, service, kind: 'birthday-month' as const, originId: null, window: { from, until: to } }
  return planOrders(context, occasion, candidates, unclear)
}

/**
 * Once for each year of the own calendar. Whoever's calendar is corrected within a year is not greeted again: the year counts,
 * not the calendar.
 */
function candidateOf(personId: string, { entitlement, window, date }: BirthdayKeeping): Candidate {
  return {
    personId,
    subjectId: personId,
    occasion: `birthday-${entitlement.slice(-4)}`,
    window: { from: window.from, until: window.to },
    day: date ?? null,
  }
}

/** Undefined for a day that no year has. */
function keepingsIn(month: string, kept: KeptBirthday): BirthdayKeeping[] | undefined {
  const day = kept.day ?? undefined
  const birthday: Birthday =
    kept.calendar === 'solar'
      ? { calendar: 'solar', month: kept.month, day }
      : { calendar: 'lunar', month: kept.month, isLeap: kept.leap, day }
  try {
    return birthdaysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)), birthday)
  } catch (cause) {
    if (cause instanceof AlmanacError) return undefined
    throw cause
  }
}

function refuseOver(context: RequestContext, month: string): void {
  if (month < context.today.slice(0, 7))
    throw new Refusal('bad-request', { faults: [{ path: ['month'], message: '请选本月或以后的月份' }] })
}
