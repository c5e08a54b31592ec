import { type Order, orderFlow } from '@yimi/contract/order.ts'
import { orderPlaceFlow } from '@yimi/contract/order-place.ts'
import { today } from '../../components/shanghai-time.ts'
import type { OrderDeskMove, PlaceDeskMove } from './orders-api.ts'

/** Everything that a move may ask for, as a form holds it. */
export type NeedValues = {
  words: string
  code: string | null
  body: string
  reference: string
  receipt: string
  way: string | null
  by: string | null
  score: string | null
  persons: number | null
  priority: number | null
  skills: string[]
  window: { from: string; until: string }
  intoId: string | null
  accountId: string | null
  reviewOn: string
  slot: { startsAt: string | null; minutes: number | null }
  outcome: string | null
  proof: string | null
  times: { from: string | null; until: string | null }
  nobodyCame: string | null
}
export type NeedName = keyof NeedValues

const SAID = ['words'] as const

/** What each move asks for, in the order of the form. */
export const ORDER_NEEDS: Readonly<Record<OrderDeskMove, readonly NeedName[]>> = {
  take: SAID,
  ask: SAID,
  'note-try': ['way', 'words'],
  answer: SAID,
  'close-unanswered': [],
  'propose-refusal': ['code', 'words'],
  refuse: ['code', 'words'],
  object: SAID,
  merge: ['intoId'],
  refer: ['body', 'reference'],
  bounce: SAID,
  'confirm-referral': ['receipt'],
  'make-ready': ['window', 'persons', 'skills', 'priority'],
  'add-places': ['persons'],
  confirm: ['by'],
  dispute: SAID,
  'resolve-delivered': SAID,
  'resolve-again': ['nobodyCame', 'words'],
  'resolve-closed': ['nobodyCame', 'words'],
  rate: ['by', 'score', 'words'],
  close: [],
  reopen: SAID,
  cancel: ['code', 'words'],
  suspend: ['words', 'reviewOn'],
  'resume-submitted': SAID,
  'resume-in-review': SAID,
  'resume-needs-information': SAID,
  'resume-referred': SAID,
  'resume-ready': SAID,
  'resume-accepted': SAID,
  'resume-in-service': SAID,
  'resume-delivered': SAID,
  'resume-in-dispute': SAID,
  'resume-confirmed': SAID,
  'resume-rated': SAID,
  assign: ['accountId'],
}

export const PLACE_NEEDS: Readonly<Record<PlaceDeskMove, readonly NeedName[]>> = {
  'open-claim': [],
  'close-claim': [],
  'take-back': [],
  're-dispatch': SAID,
  schedule: ['slot'],
  'confirm-slot': [],
  start: ['by'],
  fail: ['outcome', 'words'],
  deliver: ['proof', 'words', 'times'],
  'correct-times': ['times', 'words'],
  'schedule-again': ['slot'],
  'try-another': [],
  withdraw: [],
}

export const NO_NEEDS: NeedValues = {
  words: '',
  code: null,
  body: '',
  reference: '',
  receipt: '',
  way: null,
  by: null,
  score: null,
  persons: 1,
  priority: 0,
  skills: [],
  window: { from: today(), until: today() },
  intoId: null,
  accountId: null,
  reviewOn: today(),
  slot: { startsAt: null, minutes: 60 },
  outcome: null,
  proof: null,
  times: { from: null, until: null },
  nobodyCame: null,
}

/** Of all that the form holds, what the move asks for, as the interface takes it. */
export function needsOf(names: readonly NeedName[], values: NeedValues): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, sentAs(name, values)]))
}

function sentAs(name: NeedName, values: NeedValues): unknown {
  if (name === 'slot') return slotOf(values.slot)
  // Left empty: from when it was begun until now.
  if (name === 'times') return values.times.from || values.times.until ? values.times : null
  if (name === 'nobodyCame') return values.nobodyCame === null ? null : values.nobodyCame === 'yes'
  if (name === 'score') return Number(values.score)
  return values[name]
}

function slotOf({ startsAt, minutes }: NeedValues['slot']) {
  if (!startsAt || !minutes) return null
  return { startsAt, endsAt: new Date(Date.parse(startsAt) + minutes * 60_000).toISOString() }
}

const MAY_SAY = ['note-try', 'rate', 'cancel', 're-dispatch', 'fail', 'deliver']

/** Moves that make sense without a word; who asked in own words is called back first. */
export function mayBeSilent(move: string, order: Pick<Order, 'serviceId'>): boolean {
  return MAY_SAY.includes(move) || (move === 'take' && order.serviceId !== null)
}

/** The contract's own rule says whether all is there. */
export function orderNeedsMet(move: OrderDeskMove, values: NeedValues, order: Pick<Order, 'serviceId'>): boolean {
  if (move === 'take' && !mayBeSilent(move, order) && values.words.trim() === '') return false
  return orderFlow.moves[move].needs.safeParse(needsOf(ORDER_NEEDS[move], values)).success
}

export function placeNeedsMet(move: PlaceDeskMove, values: NeedValues): boolean {
  return orderPlaceFlow.moves[move].needs.safeParse(needsOf(PLACE_NEEDS[move], values)).success
}
