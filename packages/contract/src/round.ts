import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Day, Id, IdParams, Instant, line, PageQuery, pageOf } from './ids.ts'
import { SheetLine } from './round-sheet.ts'
import { defineRoute } from './route.ts'

const DISPATCH = ['dispatcher', 'duty-officer', 'station-head', 'institute-officer'] as const

/** Many orders of one service that are delivered in one walk. */
export const roundFlow = defineFlow({
  kind: 'round',
  states: ['planned', 'ready', 'walking', 'closed', 'cancelled'],
  initial: 'planned',
  moves: {
    /** Splits the doors into sheets of about this many, in building order. */
    prepare: {
      from: ['planned'],
      to: 'ready',
      who: DISPATCH,
      needs: z.object({ size: z.int().min(5).max(100).default(45) }),
    },
    /** While no sheet is printed or accepted. */
    'take-apart': { from: ['ready'], to: 'planned', who: DISPATCH, needs: NoNeeds },
    /** The first walker checks in, or the first tick comes. */
    start: { from: ['ready'], to: 'walking', who: ['system'], needs: NoNeeds },
    /** Every sheet is back. What was not delivered goes to the dispatcher. */
    close: { from: ['walking'], to: 'closed', who: DISPATCH, needs: NoNeeds },
    cancel: { from: ['planned', 'ready'], to: 'cancelled', who: DISPATCH, needs: NoNeeds },
  },
})
export const RoundState = z.enum(roundFlow.states)
export type RoundState = z.output<typeof RoundState>
export const ROUND_DESK_MOVES = ['prepare', 'take-apart', 'close', 'cancel'] as const

/** A round with how far it is; never who declined or was not at home. */
export const RoundLine = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  serviceId: Id,
  serviceName: z.string(),
  name: z.string(),
  from: Day,
  until: Day,
  state: RoundState,
  sheets: z.int(),
  sheetsBack: z.int(),
  sheetsToReprint: z.int(),
  doors: z.int(),
  /** Doors that somebody went to, and doors where it was given. */
  visited: z.int(),
  given: z.int(),
  madeAt: Instant,
  availableMoves: z.array(z.string()),
})
export type RoundLine = z.output<typeof RoundLine>
export const Round = RoundLine.extend({
  /** What it brings comes with a birthday: cards can be printed for it. */
  birthdays: z.boolean(),
  sheetList: z.array(SheetLine),
})
export type Round = z.output<typeof Round>

export const listRounds = defineRoute({
  method: 'GET',
  path: '/rounds',
  summary: 'Rounds of my area, those that run first',
  capability: 'round.read',
  owner: 'none',
  query: PageQuery.extend({ state: RoundState.optional() }),
  answer: pageOf(RoundLine),
})

export const getRound = defineRoute({
  method: 'GET',
  path: '/rounds/:id',
  summary: 'One round with its sheets',
  capability: 'round.read',
  owner: 'record',
  params: IdParams,
  answer: Round,
})

export const listRoundCandidates = defineRoute({
  method: 'GET',
  path: '/round-candidates',
  summary: 'Services of a station whose ready orders may go in one walk, with how many there are',
  capability: 'round.change',
  owner: 'record',
  query: z.object({ orgId: Id }),
  answer: z.object({ items: z.array(z.object({ serviceId: Id, name: z.string(), orders: z.int() })) }),
})

/** The orders: those named, or all that are ready, that nobody was asked for, and whose window meets the round's. */
export const createRound = defineRoute({
  method: 'POST',
  path: '/rounds',
  summary: 'Plan a round from ready orders of one service',
  capability: 'round.change',
  owner: 'record',
  idempotent: true,
  body: z
    .object({
      orgId: Id,
      serviceId: Id,
      name: line(40),
      from: Day,
      until: Day,
      orderIds: z.array(Id).max(5000).nullable().default(null),
    })
    .refine((one) => one.until >= one.from, { path: ['until'], message: '结束日期不能早于开始日期' }),
  answer: Round,
})

export const moveRound = defineRoute({
  method: 'POST',
  path: '/rounds/:id/moves',
  summary: 'Split into sheets, take apart again, close or cancel',
  capability: 'round.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(ROUND_DESK_MOVES), needs: z.record(z.string(), z.unknown()).default({}) }),
  answer: Round,
})

export const addRoundOrders = defineRoute({
  method: 'POST',
  path: '/rounds/:id/orders',
  summary: 'More orders for a round; once it is split, for one of its sheets, which is then printed anew',
  capability: 'round.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ orderIds: z.array(Id).min(1).max(500), sheetId: Id.nullable().default(null) }),
  answer: Round,
})

export const removeRoundDoor = defineRoute({
  method: 'POST',
  path: '/round-doors/:id/remove',
  summary: 'Take a door off the walk; its order goes back to the dispatcher',
  capability: 'round.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: Round,
})
