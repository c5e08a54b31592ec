import { z } from 'zod'
import { Day, Id, IdParams, Instant } from './ids.ts'
import { defineRoute } from './route.ts'

/** What somebody at the door marks. `moved` and `dead` are only reported; somebody else confirms them. */
export const TICKS = ['given', 'not-at-home', 'declined', 'moved', 'dead'] as const
export const TickKind = z.enum(TICKS)
export type TickKind = z.output<typeof TickKind>

/**
 * What a door's mark comes to. `to-verify`: a move or death is reported, and the door waits. `not-given` stands in the place
 * of every reason once the round is closed.
 */
export const DOOR_OUTCOMES = ['given', 'not-at-home', 'declined', 'to-verify', 'not-given'] as const
export const DoorOutcome = z.enum(DOOR_OUTCOMES)
export type DoorOutcome = z.output<typeof DoorOutcome>

export const SHEET_STATUSES = ['planned', 'accepted', 'out', 'walked', 'back'] as const
export const SheetStatus = z.enum(SHEET_STATUSES)
export type SheetStatus = z.output<typeof SheetStatus>

/** Somebody who was asked to walk a sheet and has not declined. Who declines is not written down. */
export const SheetWalker = z.object({ id: Id, personId: Id, name: z.string(), accepted: z.boolean() })
export type SheetWalker = z.output<typeof SheetWalker>

export const SheetLine = z.object({
  id: Id,
  /** Digits alone, the last one a check digit; says nothing about anybody. */
  number: z.string(),
  position: z.int(),
  /** Grid and entrances, without a flat. */
  area: z.string(),
  status: SheetStatus,
  doors: z.int(),
  visited: z.int(),
  given: z.int(),
  printedAt: Instant.nullable(),
  /** A door came, went or was stopped after it was printed. */
  reprintNeeded: z.boolean(),
  checkedInAt: Instant.nullable(),
  checkedOutAt: Instant.nullable(),
  returnedAt: Instant.nullable(),
  walkers: z.array(SheetWalker),
})
export type SheetLine = z.output<typeof SheetLine>

/** As the walker reads it: surname and title, the door, nothing else. */
export const SheetDoor = z.object({
  id: Id,
  position: z.int(),
  door: z.string(),
  /** 王女士 */
  whom: z.string(),
  outcome: DoorOutcome.nullable(),
  /** Not to be gone to any more: the order is over, or waits. */
  stopped: z.boolean(),
})
export type SheetDoor = z.output<typeof SheetDoor>

export const Sheet = SheetLine.extend({
  orgId: Id,
  roundId: Id,
  roundName: z.string(),
  serviceName: z.string(),
  instructions: z.string(),
  from: Day,
  until: Day,
  doorList: z.array(SheetDoor),
})
export type Sheet = z.output<typeof Sheet>

/** One mark at one door. The id is made where the mark is first saved, so that it may be sent again. */
export const Tick = z.object({ id: Id, doorId: Id, tick: TickKind, at: Instant })
export type Tick = z.output<typeof Tick>

/** `kept`: it counts; `same`: the door had this mark; `older`: a later mark counts; `refused`: nothing was changed. */
export const TickReceipt = z.object({
  id: Id,
  doorId: Id,
  result: z.enum(['kept', 'same', 'older', 'refused']),
  /** Why it was refused, in words. */
  reason: z.string(),
  recordedAt: Instant,
})
export type TickReceipt = z.output<typeof TickReceipt>
const Ticks = z.object({ ticks: z.array(Tick).max(200) })

export const getSheet = defineRoute({
  method: 'GET',
  path: '/round-sheets/:id',
  summary: 'One sheet with its doors',
  capability: 'round.read',
  owner: 'record',
  params: IdParams,
  answer: Sheet,
})

export const findSheet = defineRoute({
  method: 'GET',
  path: '/round-sheet-numbers/:number',
  summary: 'The sheet with this number',
  capability: 'round.tick',
  owner: 'record',
  params: z.object({ number: z.string().regex(/^\d{5,10}$/) }),
  answer: Sheet,
})

export const offerSheet = defineRoute({
  method: 'POST',
  path: '/round-sheets/:id/offers',
  summary: 'Ask somebody to walk a sheet, who may decline without a word',
  capability: 'round.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ personId: Id }),
  answer: SheetLine,
})

export const endSheetOffer = defineRoute({
  method: 'POST',
  path: '/round-sheets/:id/walkers/:walkerId/end',
  summary: 'Somebody does not walk this sheet after all',
  capability: 'round.change',
  owner: 'record',
  idempotent: true,
  params: IdParams.extend({ walkerId: Id }),
  answer: SheetLine,
})

/** With the times that stand on the paper, where nobody checked in by telephone. */
export const enterSheet = defineRoute({
  method: 'POST',
  path: '/round-sheets/:id/ticks',
  summary: 'Type in what was ticked on paper',
  capability: 'round.tick',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: Ticks.extend({ walked: z.object({ from: Instant, until: Instant }).nullable().default(null) }),
  answer: z.object({ receipts: z.array(TickReceipt), sheet: Sheet }),
})

export const returnSheet = defineRoute({
  method: 'POST',
  path: '/round-sheets/:id/return',
  summary: 'The paper is back at the station',
  capability: 'round.tick',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: Sheet,
})

/** Before it is accepted nothing but what, when and about where. */
export const MySheet = z.object({
  id: Id,
  number: z.string(),
  roundName: z.string(),
  serviceName: z.string(),
  area: z.string(),
  doors: z.int(),
  visited: z.int(),
  from: Day,
  until: Day,
  accepted: z.boolean(),
  status: SheetStatus,
})
export type MySheet = z.output<typeof MySheet>

export const listMySheets = defineRoute({
  method: 'GET',
  path: '/my/round-sheets',
  summary: 'Sheets that I am asked for, and that are mine',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({ items: z.array(MySheet) }),
})

/** Only while it is mine, and until three days after the walk. */
export const getMySheet = defineRoute({
  method: 'GET',
  path: '/my/round-sheets/:id',
  summary: 'A sheet that I accepted, with its doors',
  capability: 'signed-in',
  owner: 'self',
  params: IdParams,
  answer: Sheet,
})

export const answerSheet = defineRoute({
  method: 'POST',
  path: '/my/round-sheets/:id/answer',
  summary: 'Accept a sheet, or decline or give it back before the walk; no reason is asked and nothing is kept',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  params: IdParams,
  body: z.object({ accept: z.boolean() }),
  answer: z.object({ items: z.array(MySheet) }),
})

export const tickMySheet = defineRoute({
  method: 'POST',
  path: '/my/round-sheets/:id/ticks',
  summary: 'Mark doors of my sheet',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  params: IdParams,
  body: Ticks,
  answer: z.object({ receipts: z.array(TickReceipt), sheet: Sheet }),
})

/** The time alone; no place is kept. */
export const attendMySheet = defineRoute({
  method: 'POST',
  path: '/my/round-sheets/:id/attendance',
  summary: 'The walk begins, or is over',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(['check-in', 'check-out']) }),
  answer: Sheet,
})
