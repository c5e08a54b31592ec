import type { FlowPlan } from '@yimi/contract/flow.ts'
import type { NoticeWay } from '@yimi/contract/notice.ts'
import type { NoticeEvent, ReceiverRule } from '#platform/delivery/address-book.ts'
import type { NoticeWords } from './notice-words.ts'

/** One line: who hears of the event, by which ways, in which words. */
export type NoticeRow = {
  to: ReceiverRule
  /** Each of them for which the receiver has an address. */
  by: readonly NoticeWay[]
  /** When none of those reaches the receiver. */
  orElse?: NoticeWay
  say: NoticeWords
  /** At any hour. */
  urgent?: true
  /** Also to who wants no messages: the answer to something the person asked for. */
  askedFor?: true
  /** Also to whoever did it: something about the own account that must not happen unseen. */
  alsoActor?: true
  only?: (event: NoticeEvent) => boolean
}

type MovesOf<Plan> = Plan extends FlowPlan<infer _State, infer Move, infer _Gate> ? Move : never
/** A line for every move of a flow, and for its beginning. */
export type Lines<Kind extends string, Plan> = Record<`${Kind}.${MovesOf<Plan> | 'create'}`, readonly NoticeRow[]>

export const NOBODY: readonly NoticeRow[] = []
export const STAFF = ['in-app', 'email'] as const
export const LIST = ['in-app'] as const
/** A resident or volunteer: the own list once there is an account, and a short message. */
export const PERSON = ['in-app', 'sms'] as const
/** Whoever sits at the desk of the station itself. */
export const DESK = { roles: ['duty-officer', 'station-head'], nearest: true } as const
