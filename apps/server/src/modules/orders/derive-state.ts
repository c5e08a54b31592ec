import type { OrderMove, OrderState } from '@yimi/contract/order.ts'
import type { OrderPlaceState } from '@yimi/contract/order-place.ts'

/** States between ready and delivered, which follow from the places. */
export const DERIVED_STATES = ['ready', 'accepted', 'in-service', 'delivered'] as const satisfies readonly OrderState[]
export type DerivedState = (typeof DERIVED_STATES)[number]

/** The system's own move into each. */
export const MOVE_INTO: Readonly<Record<DerivedState, OrderMove>> = {
  ready: 'some-open',
  accepted: 'all-accepted',
  'in-service': 'first-started',
  delivered: 'all-delivered',
}

/**
 * What an order is, from the places of its round. Somebody at the door counts before an empty place: in service from the first
 * that begins. A failed attempt is not over until somebody decides what follows, and keeps the order where it was.
 */
export function derivedState(places: readonly OrderPlaceState[], before: DerivedState): DerivedState {
  const some = (...states: OrderPlaceState[]) => places.some((place) => states.includes(place))
  const standing = places.filter((place) => place !== 'withdrawn')
  if (some('in-service')) return 'in-service'
  if (some('delivered') && standing.every((place) => place === 'delivered' || place === 'failed')) return 'delivered'
  if (some('open', 'open-for-claim', 'offered') || standing.length === 0) return 'ready'
  if (some('delivered')) return 'in-service'
  if (standing.every((place) => place === 'failed')) return before === 'delivered' ? 'in-service' : before
  return 'accepted'
}
