import type { OrderState } from '@yimi/contract/order.ts'
import type { OrderPlaceState } from '@yimi/contract/order-place.ts'
import type { StatusTone } from '@yimi/ui/status-word.tsx'

export const ORDER_TONES: Readonly<Record<OrderState, StatusTone>> = {
  submitted: 'attention',
  'in-review': 'waiting',
  'needs-information': 'waiting',
  refused: 'quiet',
  merged: 'quiet',
  referred: 'waiting',
  ready: 'attention',
  accepted: 'waiting',
  'in-service': 'live',
  delivered: 'waiting',
  'in-dispute': 'attention',
  confirmed: 'done',
  rated: 'done',
  closed: 'done',
  cancelled: 'quiet',
  suspended: 'failed',
}

export const PLACE_TONES: Readonly<Record<OrderPlaceState, StatusTone>> = {
  open: 'attention',
  'open-for-claim': 'waiting',
  'in-round': 'waiting',
  offered: 'waiting',
  accepted: 'waiting',
  scheduled: 'waiting',
  'in-service': 'live',
  delivered: 'done',
  failed: 'failed',
  withdrawn: 'quiet',
}

/** Nothing of it waits for anybody. */
export const OVER: readonly OrderState[] = ['closed', 'cancelled', 'refused', 'merged']

export function isOverdue(dueAt: string | null, now = Date.now()): boolean {
  return dueAt !== null && Date.parse(dueAt) < now
}
