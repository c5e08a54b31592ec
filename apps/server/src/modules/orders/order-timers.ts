import type { OrderMove } from '@yimi/contract/order.ts'
import type { OrderPlaceMove } from '@yimi/contract/order-place.ts'
import { systemActor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/database.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { Services } from '#platform/services.ts'
import { lockOrders } from './order-queries.ts'
import { findPlace } from './place-queries.ts'
import { stepOrder } from './step-order.ts'
import { stepPlace } from './step-place.ts'

type Timer = { record_id: string; org_id: string; move: string }

/** A clock of an order. What it would close but may not yet goes to the next named person instead. */
export function orderTimer(services: Pick<Services, 'keyring' | 'clock'>): (tx: Tx, timer: Timer) => Promise<void> {
  return async (tx, timer) => {
    const context = contextOf(services, tx, timer)
    const [row] = await lockOrders(tx, [timer.record_id])
    if (!row) return
    await movedOn(() => stepOrder(context, row, timer.move as OrderMove, {})).catch(async (error: unknown) => {
      const isOpen = error instanceof Refusal && (error.code === 'answer-still-due' || error.code === 'closing-open')
      if (!isOpen) throw error
      await stepOrder(context, row, 'escalate', {})
    })
  }
}

export function placeTimer(services: Pick<Services, 'keyring' | 'clock'>): (tx: Tx, timer: Timer) => Promise<void> {
  return async (tx, timer) => {
    const place = await findPlace(tx, timer.record_id)
    const context = contextOf(services, tx, timer)
    if (place) await movedOn(async () => void (await stepPlace(context, place, { move: timer.move as OrderPlaceMove })))
  }
}

function contextOf({ keyring, clock }: Pick<Services, 'keyring' | 'clock'>, tx: Tx, timer: Timer): FlowContext {
  return { tx, keyring, actor: systemActor([timer.org_id]), now: clock.now() }
}

/** The record has moved on: its clock no longer counts. */
async function movedOn(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'move-not-allowed')) throw error
  }
}
