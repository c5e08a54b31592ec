import type { MyOrder } from '@yimi/contract/order.ts'
import type { ORDER_OWN_MOVES } from '@yimi/contract/order-desk.ts'
import type { HelpMessages } from '../words/help-messages-zh.ts'

export type OwnMove = (typeof ORDER_OWN_MOVES)[number]
export type MakeMove = (move: OwnMove, needs: Record<string, unknown>) => void

/** How it stands, in one sentence. */
export function stateSentence(order: Pick<MyOrder, 'state'>, words: HelpMessages['orders']): string {
  return words.say[order.state]
}

/** Moves that take words with them, and those that do not; what rating and cancelling ask for stands in parts of their own. */
export const WORDED_MOVES = ['answer', 'object', 'dispute', 'reopen'] as const
export type WordedMove = (typeof WORDED_MOVES)[number]

/** Somebody is still to come, or is there. */
export function isExpected(order: Pick<MyOrder, 'visits'>): boolean {
  return order.visits.some((visit) => visit.state !== 'withdrawn' && visit.state !== 'delivered')
}

/** Whoever comes or came, and when. */
export function visitsToShow(order: Pick<MyOrder, 'visits'>): MyOrder['visits'] {
  return order.visits.filter((visit) => visit.state !== 'withdrawn')
}
