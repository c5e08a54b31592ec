import { z } from 'zod'
import { Day, Id, IdParams, Instant, line, PageQuery, pageOf, words } from './ids.ts'
import {
  Emergency,
  MyOrder,
  Order,
  OrderChannel,
  OrderLine,
  type OrderMove,
  OrderState,
  StaffChannel,
  Wish,
} from './order.ts'
import { PrintedFile } from './printed-file.ts'
import { defineRoute } from './route.ts'

export const submitOrder = defineRoute({
  method: 'POST',
  path: '/orders',
  summary: 'Write down what somebody asks for at the desk, by telephone, on paper or at the door',
  capability: 'order.submit',
  owner: 'record',
  idempotent: true,
  body: Wish.extend({
    orgId: Id,
    channel: StaffChannel,
    /** Somebody on file, or a name and number to be put on file. */
    person: z.union([z.object({ id: Id }), z.object({ name: line(40), contact: words(60).default('') })]),
    /** Who asks for the person: another one on file, or words. */
    onBehalf: z
      .object({ personId: Id.nullable().default(null), name: words(40).default(''), relation: words(20).default('') })
      .nullable()
      .default(null),
  }),
  answer: z.object({ order: OrderLine, emergency: Emergency.nullable() }),
})

export const OrderQuery = z.object({
  state: OrderState.optional(),
  serviceId: Id.optional(),
  channel: OrderChannel.optional(),
  urgent: z.enum(['true', 'false']).optional(),
  /** `mine`: I am the named person; `overdue`: the clock ran out; `unfilled`: a place has nobody yet. */
  waits: z.enum(['mine', 'overdue', 'unfilled']).optional(),
  number: z.string().max(20).optional(),
  gridId: Id.optional(),
  /** Without places yet, or done outside every grid. */
  noGrid: z.enum(['true']).optional(),
  /** Done by somebody who was of this team on the day. */
  teamId: Id.optional(),
  /** Of requests in own words alone, which belong to no service. */
  ownWords: z.enum(['true']).optional(),
  /** Days on which it came, or on which it was delivered and not disputed: what a figure counted. */
  cameFrom: Day.optional(),
  cameUntil: Day.optional(),
  doneFrom: Day.optional(),
  doneUntil: Day.optional(),
  done: z.enum(['true']).optional(),
  /** Days on which somebody was there, whether or not the whole order was done then. */
  visited: z.enum(['true']).optional(),
  visitedFrom: Day.optional(),
  visitedUntil: Day.optional(),
})
export type OrderQuery = z.output<typeof OrderQuery>

export const listOrders = defineRoute({
  method: 'GET',
  path: '/orders',
  summary: 'Orders of my area: urgent ones first, then what is due next',
  capability: 'order.read',
  owner: 'none',
  query: PageQuery.extend(OrderQuery.shape),
  answer: pageOf(OrderLine),
})

export const getOrderBoard = defineRoute({
  method: 'GET',
  path: '/order-board',
  summary: 'How many orders stand in each state, how many of them are overdue, and what is due next',
  capability: 'order.read',
  owner: 'none',
  answer: z.object({
    columns: z.array(
      z.object({ state: OrderState, count: z.int(), overdue: z.int(), urgent: z.int(), nextDueAt: Instant.nullable() }),
    ),
    now: Instant,
  }),
})

export const getOrder = defineRoute({
  method: 'GET',
  path: '/orders/:id',
  summary: 'One order with its places, its log and what may be done now',
  capability: 'order.read',
  owner: 'record',
  params: IdParams,
  answer: Order,
})

/** What somebody at a desk does; the system's own moves are not among them. */
export const ORDER_DESK_MOVES = [
  'take',
  'ask',
  'note-try',
  'answer',
  'close-unanswered',
  'propose-refusal',
  'refuse',
  'object',
  'merge',
  'refer',
  'bounce',
  'confirm-referral',
  'make-ready',
  'add-places',
  'confirm',
  'dispute',
  'resolve-delivered',
  'resolve-again',
  'resolve-closed',
  'rate',
  'close',
  'reopen',
  'cancel',
  'suspend',
  'resume-submitted',
  'resume-in-review',
  'resume-needs-information',
  'resume-referred',
  'resume-ready',
  'resume-accepted',
  'resume-in-service',
  'resume-delivered',
  'resume-in-dispute',
  'resume-confirmed',
  'resume-rated',
  'assign',
] as const satisfies readonly OrderMove[]

export const moveOrder = defineRoute({
  method: 'POST',
  path: '/orders/:id/moves',
  summary: 'Make one move; `needs` is what the flow asks for with it',
  capability: 'order.handle',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(ORDER_DESK_MOVES), needs: z.record(z.string(), z.unknown()).default({}) }),
  answer: Order,
})

/** Who may be made answerable: whoever holds an office over the unit, those of the unit itself first. */
export const listAnswerable = defineRoute({
  method: 'GET',
  path: '/orders/:id/answerable',
  summary: 'Colleagues to whom this order may be handed over',
  capability: 'order.handle',
  owner: 'record',
  params: IdParams,
  answer: z.object({ items: z.array(z.object({ accountId: Id, name: z.string() })) }),
})

export const OrderFilter = z.object({ id: Id, name: z.string(), query: OrderQuery })

export const listOrderFilters = defineRoute({
  method: 'GET',
  path: '/order-filters',
  summary: 'My saved filters',
  capability: 'order.read',
  owner: 'self',
  answer: z.object({ items: z.array(OrderFilter) }),
})

export const saveOrderFilter = defineRoute({
  method: 'PUT',
  path: '/order-filters',
  summary: 'Save a filter under a name; the same name again replaces it',
  capability: 'order.read',
  owner: 'self',
  body: z.object({ name: line(30), query: OrderQuery }),
  answer: z.object({ items: z.array(OrderFilter) }),
})

export const removeOrderFilter = defineRoute({
  method: 'DELETE',
  path: '/order-filters/:id',
  summary: 'Forget a saved filter',
  capability: 'order.read',
  owner: 'self',
  params: IdParams,
  answer: z.object({ items: z.array(OrderFilter) }),
})

/** Words that make a request urgent: the unit's own list, else the one above it, else the list that ships. */
export const getUrgentWords = defineRoute({
  method: 'GET',
  path: '/urgent-words',
  summary: 'Words that make a request urgent here',
  capability: 'order.urgent-words',
  owner: 'record',
  query: z.object({ orgId: Id }),
  answer: z.object({ words: z.array(z.string()), own: z.boolean() }),
})

export const setUrgentWords = defineRoute({
  method: 'PUT',
  path: '/urgent-words',
  summary: 'Set the unit’s own list; an empty one raises nothing, null goes back to the list above',
  capability: 'order.urgent-words',
  owner: 'record',
  idempotent: true,
  body: z.object({
    orgId: Id,
    words: z
      .array(line(20).pipe(z.string().min(2)))
      .max(300)
      .nullable(),
  }),
  answer: z.object({ words: z.array(z.string()), own: z.boolean() }),
})

export const ResidentCard = z.object({ id: Id, number: z.string(), personId: Id, issuedAt: Instant })

export const listResidentCards = defineRoute({
  method: 'GET',
  path: '/people/:id/cards',
  summary: 'Cards in force by which this person may ask for help',
  capability: 'resident-card.change',
  owner: 'record',
  params: IdParams,
  answer: z.object({ items: z.array(ResidentCard) }),
})

/** The card recognises the person for asking for help, and for nothing else. A new one ends the one before. */
export const issueResidentCard = defineRoute({
  method: 'POST',
  path: '/people/:id/cards',
  summary: 'Print a card with a code to be scanned; the code is shown this once',
  capability: 'resident-card.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: ResidentCard.extend({ token: z.string(), file: PrintedFile }),
})

export const endResidentCard = defineRoute({
  method: 'POST',
  path: '/resident-cards/:id/end',
  summary: 'The card is lost or no longer wanted',
  capability: 'resident-card.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: z.object({ id: Id }),
})

export const submitOrderByCard = defineRoute({
  method: 'POST',
  path: '/card-orders',
  summary: 'Ask for help with the own card, at the kiosk or any telephone that scans it',
  capability: 'public',
  owner: 'none',
  idempotent: true,
  credentials: true,
  perMinute: 20,
  body: Wish.extend({ token: z.string().min(8).max(200), channel: OrderChannel.extract(['card', 'kiosk']) }),
  /** `number` null: the card is not known; the telephone answers. Nothing of the person is said. */
  answer: z.object({
    number: z.string().nullable(),
    /** Who at the station has it now. */
    answerable: z.object({ name: z.string() }).nullable(),
    telephone: z.string().nullable(),
    emergency: Emergency.nullable(),
  }),
})

export const submitMyOrder = defineRoute({
  method: 'POST',
  path: '/my/orders',
  summary: 'Ask for help for myself or for whom I act',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  body: Wish.extend({
    channel: OrderChannel.extract(['portal', 'kiosk']).default('portal'),
    /** Somebody who named me as proxy; null: myself. */
    forPersonId: Id.nullable().default(null),
  }),
  answer: z.object({ order: MyOrder, emergency: Emergency.nullable() }),
})

export const listMyOrders = defineRoute({
  method: 'GET',
  path: '/my/orders',
  summary: 'What I asked for, and what was asked for me',
  capability: 'signed-in',
  owner: 'self',
  query: PageQuery,
  answer: pageOf(MyOrder),
})

export const getMyOrder = defineRoute({
  method: 'GET',
  path: '/my/orders/:id',
  summary: 'One of my orders',
  capability: 'signed-in',
  owner: 'self',
  params: IdParams,
  answer: MyOrder,
})

export const ORDER_OWN_MOVES = [
  'answer',
  'object',
  'confirm',
  'dispute',
  'rate',
  'reopen',
  'cancel',
] as const satisfies readonly OrderMove[]

export const moveMyOrder = defineRoute({
  method: 'POST',
  path: '/my/orders/:id/moves',
  summary: 'Answer, object, confirm, say that nobody came, rate, reopen, cancel',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(ORDER_OWN_MOVES), needs: z.record(z.string(), z.unknown()).default({}) }),
  answer: MyOrder,
})
