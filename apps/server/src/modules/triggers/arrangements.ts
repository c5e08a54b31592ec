import { addDays, daysInMonth, type PlainDate, parsePlainDate, partsOf, plainDateOf } from '@yimi/almanac/plain-date.ts'
import type { Rhythm } from '@yimi/contract/service.ts'
import type { Arrangement, arrange, endArrangement } from '@yimi/contract/trigger.ts'
import { eligibilityFault, listServicesFor, type ServiceInForce, serviceOf } from '#modules/catalogue/catalogue.ts'
import { readResidents } from '#modules/people/people.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { arrangementsOf, endArrangements, insertArrangement } from './arrangement-queries.ts'

type Person = { id: string; orgId: string }
const MONTHS: Readonly<Record<Exclude<Rhythm, 'week'>, number>> = { month: 1, quarter: 3, year: 12 }

export async function list(context: RequestContext, personId: string): Promise<{ items: Arrangement[] }> {
  return answer(context, await resident(context, personId))
}

export async function begin(
  context: RequestContext,
  { params, body }: OperationInput<typeof arrange>,
): Promise<{ items: Arrangement[] }> {
  const person = await resident(context, params.id)
  if (body.from < context.today)
    throw new Refusal('bad-request', { faults: [{ path: ['from'], message: '最早从今天开始' }] })
  const service = await serviceOf(context.tx, body.serviceId, person.orgId, context.today)
  if (!service) throw new Refusal('not-found')
  const every = rhythmOf(service)
  if (!every)
    throw new Refusal('bad-request', { faults: [{ path: ['serviceId'], message: '这项服务不做长期约定，请换一项' }] })
  const fault = await eligibilityFault(context, service, person.id)
  if (fault) throw new Refusal('not-eligible', { detail: fault.words })
  const row = { id: newId(), orgId: person.orgId, personId: person.id, every, ...body }
  const isNew = await insertArrangement(context.tx, {
    ...row,
    madeBy: context.actor.accountId ?? null,
    madeAt: context.now,
  })
  if (!isNew) throw new Refusal('arranged-already')
  await recordAct(context, { kind: 'arrangement', recordId: row.id, orgId: person.orgId, act: 'create' })
  return answer(context, person)
}

export async function end(
  context: RequestContext,
  { params }: OperationInput<typeof endArrangement>,
): Promise<{ items: Arrangement[] }> {
  const person = await resident(context, params.id)
  const ended = await endArrangements(context.tx, { id: params.arrangementId, personId: person.id }, context.now)
  if (ended === 0) throw new Refusal('not-found')
  await recordAct(context, { kind: 'arrangement', recordId: params.arrangementId, orgId: person.orgId, act: 'end' })
  return answer(context, person)
}

/** Counted from the first day, so that the 31st is the last day of a short month and the 31st again after it. */
export function turnDay(from: string, every: Rhythm, turn: number): PlainDate {
  const first = parsePlainDate(from)
  if (every === 'week') return addDays(first, 7 * turn)
  const { year, month, day } = partsOf(first)
  const months = month - 1 + MONTHS[every] * turn
  const there = { year: year + Math.floor(months / 12), month: (months % 12) + 1 }
  return plainDateOf({ ...there, day: Math.min(day, daysInMonth(there.year, there.month)) })
}

function rhythmOf({ content }: ServiceInForce): Rhythm | undefined {
  return content.triggers.flatMap((trigger) => (trigger.on === 'recurring' ? [trigger.every] : []))[0]
}

async function answer(context: RequestContext, person: Person): Promise<{ items: Arrangement[] }> {
  const rows = await arrangementsOf(context.tx, person.id)
  const services = await listServicesFor(context.tx, person.orgId, context.today)
  const names = new Map(services.map((one) => [one.id, one.content.name]))
  return {
    items: rows.map(({ id, serviceId, every, from, until, nextOn, lack }) => ({
      id,
      serviceId,
      serviceName: names.get(serviceId) ?? '',
      every,
      from,
      until,
      nextOn,
      lack,
    })),
  }
}

async function resident(context: RequestContext, personId: string): Promise<Person> {
  const facts = (await readResidents(context, [personId])).get(personId)
  if (!facts) throw new Refusal('not-found')
  context.mayOn({ orgId: facts.orgId })
  return { id: facts.id, orgId: facts.orgId }
}
