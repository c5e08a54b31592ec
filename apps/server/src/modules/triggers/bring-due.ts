import type { Lack } from '@yimi/contract/trigger.ts'
import { eligibilityFault, serviceOf } from '#modules/catalogue/catalogue.ts'
import { placeTriggered, type TriggeredOrder } from '#modules/orders/orders.ts'
import { systemActor } from '#platform/access/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { inScope } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { newId } from '#platform/new-id.ts'
import type { Services } from '#platform/services.ts'
import { type ArrangementRow, endArrangements, lockDue, orgsWithDue, setTurn } from './arrangement-queries.ts'
import { turnDay } from './arrangements.ts'
import { windowFrom } from './life-event-orders.ts'
import { insertMarks, setOrders } from './mark-queries.ts'

const BATCH = 50

type Wanted = { markId: string; order: TriggeredOrder }

/** Brings the orders of arrangements that are due today. A day that was slept through comes once, not once for each day. */
export async function bringDue(services: Pick<Services, 'database' | 'keyring' | 'clock'>): Promise<void> {
  const { database, keyring, clock } = services
  const now = clock.now()
  const today = dayOf(now)
  for (const orgId of await inScope(database, { role: 'yimi_jobs' }, (tx) => orgsWithDue(tx, today))) {
    let handled = BATCH
    while (handled === BATCH)
      handled = await inScope(database, { role: 'yimi_app', orgs: [orgId] }, async (tx) => {
        const due = await lockDue(tx, orgId, today, BATCH)
        await bringAll({ tx, keyring, now, actor: systemActor([orgId]) }, due, today)
        return due.length
      })
  }
}

/** Orders of one day together: whoever answers for them is told once. */
async function bringAll(context: FlowContext, due: readonly ArrangementRow[], today: string): Promise<void> {
  const wanted: Wanted[] = []
  for (const row of due) {
    const one = await bring(context, row, today)
    if (one) wanted.push(one)
  }
  const ids = await placeTriggered(
    context,
    wanted.map((one) => one.order),
  )
  await setOrders(
    context.tx,
    wanted.map(({ markId }, place) => ({ markId, orderId: ids[place] ?? '' })),
  )
}

async function bring(context: FlowContext, row: ArrangementRow, today: string): Promise<Wanted | undefined> {
  const { tx, now } = context
  let turns = row.turns + 1
  while (turnDay(row.from, row.every, turns) <= today) turns += 1
  const isOver = row.until !== null && row.until < today
  const wanted = isOver ? undefined : await wantedOf(context, row, today)
  const lack = typeof wanted === 'string' ? wanted : null
  await setTurn(tx, row.id, { turns, nextOn: turnDay(row.from, row.every, turns), lack })
  if (row.until !== null && row.until < turnDay(row.from, row.every, turns))
    await endArrangements(tx, { ids: [row.id] }, now)
  return typeof wanted === 'string' ? undefined : wanted
}

/** The order of this turn, or what is lacking; undefined: it was brought already. */
async function wantedOf(context: FlowContext, row: ArrangementRow, today: string): Promise<Wanted | Lack | undefined> {
  const { orgId, personId, serviceId } = row
  const service = await serviceOf(context.tx, serviceId, orgId, today)
  if (!service) return 'not-offered'
  const fault = await eligibilityFault(context, service, personId)
  if (fault) return fault.code
  const mark = { id: newId(), orgId, serviceId, kind: 'recurring' as const, subjectId: row.id, occasion: row.nextOn }
  if ((await insertMarks(context.tx, [mark], context.now)).size === 0) return undefined
  const window = windowFrom(service, today)
  const trigger = { kind: 'recurring', id: row.id }
  return { markId: mark.id, order: { orgId, personId, service, window, trigger, goesTo: 'dispatch' } }
}
