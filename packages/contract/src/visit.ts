import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Day, Id, IdParams, Instant, line, PageQuery, pageOf, words } from './ids.ts'
import { defineRoute } from './route.ts'

const DESK = ['duty-officer', 'station-head'] as const

/** Doors that still wait: those of one worker (null: of nobody), of one grid or those named. */
export const DoorsHandedOver = z.object({
  from: Id.nullable(),
  to: Id,
  gridId: Id.nullable().default(null),
  doorIds: z.array(Id).min(1).max(500).nullable().default(null),
})
export type DoorsHandedOver = z.output<typeof DoorsHandedOver>

/** Doors that grid workers go to within some weeks, for a purpose that is said at each of them. */
export const visitPlanFlow = defineFlow({
  kind: 'visit-plan',
  states: ['draft', 'running', 'ended', 'cancelled'],
  initial: 'draft',
  moves: {
    /** Every door has somebody who goes there; from now on they see their doors. */
    start: { from: ['draft'], to: 'running', who: DESK, needs: NoNeeds },
    /** Nobody is asked any more; who was not at home or did not wish to be asked is forgotten. */
    end: { from: ['running'], to: 'ended', who: DESK, needs: NoNeeds },
    cancel: { from: ['draft'], to: 'cancelled', who: DESK, needs: NoNeeds },
    /** What somebody was told at a door stays with whom it was told. */
    assign: { from: ['draft', 'running'], who: DESK, needs: DoorsHandedOver },
  },
})
export const VisitPlanState = z.enum(visitPlanFlow.states)
export type VisitPlanState = z.output<typeof VisitPlanState>
export const VISIT_PLAN_MOVES = ['start', 'end', 'cancel'] as const

const GridIds = z.array(Id).min(1).max(200)
export const STALE_MONTHS_MAX = 60
/** Which doors: all of some grids, a drawn part of each, or those of which something was not looked at for so long. */
export const DoorsFrom = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('census'), gridIds: GridIds }),
  z.object({
    kind: z.literal('sample'),
    strata: z
      .array(z.object({ gridId: Id, size: z.int().min(1).max(5000) }))
      .min(1)
      .max(200),
    /** The same seed draws the same doors again. Absent: a new one, which is kept. */
    seed: line(40).optional(),
  }),
  z.object({ kind: z.literal('stale'), gridIds: GridIds, months: z.int().min(1).max(STALE_MONTHS_MAX) }),
])
export type DoorsFrom = z.output<typeof DoorsFrom>

/** How many doors of a grid there are and how many are gone to: the denominator stays with the plan. */
export const VisitStratum = z.object({ gridId: Id, gridName: z.string(), of: z.int(), doors: z.int() })
export type VisitStratum = z.output<typeof VisitStratum>

/** A plan with how far it is; numbers alone, and never who was not met. */
export const VisitPlanLine = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  name: z.string(),
  purpose: z.string(),
  from: Day,
  until: Day,
  state: VisitPlanState,
  doorsFrom: z.enum(['census', 'sample', 'stale']),
  doors: z.int(),
  /** Doors that somebody went to, and doors where somebody was met. */
  visited: z.int(),
  met: z.int(),
  madeAt: Instant,
  availableMoves: z.array(z.string()),
})
export type VisitPlanLine = z.output<typeof VisitPlanLine>

/** One grid worker's part. `callBacks`: agreed for today or earlier and not gone to yet. */
export const VisitPart = z.object({
  workerId: Id.nullable(),
  name: z.string(),
  doors: z.int(),
  visited: z.int(),
  met: z.int(),
  toGo: z.int(),
  callBacks: z.int(),
})
export type VisitPart = z.output<typeof VisitPart>

export const VisitPlan = VisitPlanLine.extend({
  seed: z.string().nullable(),
  /** Of a plan from the stale list: how many months. */
  months: z.int().nullable(),
  strata: z.array(VisitStratum),
  parts: z.array(VisitPart),
  /** What is asked at the door besides; null: nothing. */
  questionnaire: z.object({ id: Id, title: z.string(), version: z.int() }).nullable(),
})
export type VisitPlan = z.output<typeof VisitPlan>

const PlanWords = z.object({
  orgId: Id,
  name: line(40),
  /** Said at the door, and read by whoever goes there. */
  purpose: words(200),
  from: Day,
  until: Day,
  doorsFrom: DoorsFrom,
})

export const listVisitPlans = defineRoute({
  method: 'GET',
  path: '/visit-plans',
  summary: 'Visit plans of my area, those that run first',
  capability: 'visit.read',
  owner: 'none',
  query: PageQuery.extend({ state: VisitPlanState.optional() }),
  answer: pageOf(VisitPlanLine),
})

export const getVisitPlan = defineRoute({
  method: 'GET',
  path: '/visit-plans/:id',
  summary: 'One plan with its grids and who goes where',
  capability: 'visit.read',
  owner: 'record',
  params: IdParams,
  answer: VisitPlan,
})

export const previewVisitDoors = defineRoute({
  method: 'POST',
  path: '/visit-plans/preview',
  summary: 'How many doors a plan would have, grid by grid, before it is made',
  capability: 'visit.plan',
  owner: 'record',
  body: PlanWords.pick({ orgId: true, doorsFrom: true }),
  answer: z.object({ strata: z.array(VisitStratum), doors: z.int(), withoutWorker: z.int() }),
})

export const createVisitPlan = defineRoute({
  method: 'POST',
  path: '/visit-plans',
  summary: 'Plan visits: the doors are fixed in building order and given to the workers of their grids',
  capability: 'visit.plan',
  owner: 'record',
  idempotent: true,
  /** `questionnaireId`: its newest version is asked at every door. */
  body: PlanWords.extend({ questionnaireId: Id.nullable().default(null) }).refine((one) => one.until >= one.from, {
    path: ['until'],
    message: '结束日期不能早于开始日期',
  }),
  answer: VisitPlan,
})

export const moveVisitPlan = defineRoute({
  method: 'POST',
  path: '/visit-plans/:id/moves',
  summary: 'Start, end or cancel a plan',
  capability: 'visit.plan',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(VISIT_PLAN_MOVES) }),
  answer: VisitPlan,
})

/** Doors that still wait; what somebody was told at a door stays with whom it was told. */
export const assignVisitDoors = defineRoute({
  method: 'POST',
  path: '/visit-plans/:id/assign',
  summary: 'Give the waiting doors of one worker, or some of them, to another',
  capability: 'visit.plan',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: DoorsHandedOver,
  answer: VisitPlan,
})

/** `done` says nothing of what was said at the door. */
export const VISIT_DOOR_STATUSES = ['to-go', 'again', 'done', 'wrong-door'] as const
export const VisitDoorStatus = z.enum(VISIT_DOOR_STATUSES)
export type VisitDoorStatus = z.output<typeof VisitDoorStatus>

export const PlannedDoor = z.object({
  id: Id,
  position: z.int(),
  door: z.string(),
  gridName: z.string(),
  workerId: Id.nullable(),
  workerName: z.string(),
  status: VisitDoorStatus,
  attempts: z.int(),
})
export type PlannedDoor = z.output<typeof PlannedDoor>

export const listPlannedDoors = defineRoute({
  method: 'GET',
  path: '/visit-plans/:id/doors',
  summary: 'Doors of a plan in building order: whose they are and whether they wait, nobody’s name',
  capability: 'visit.plan',
  owner: 'record',
  params: IdParams,
  query: PageQuery.extend({ status: VisitDoorStatus.optional(), workerId: Id.optional() }),
  answer: pageOf(PlannedDoor),
})

export const StaleDoor = z.object({
  dwellingId: Id,
  door: z.string(),
  gridName: z.string(),
  /** How many facts behind it were not looked at for so long, and since when the oldest. */
  facts: z.int(),
  oldest: Day,
})
export type StaleDoor = z.output<typeof StaleDoor>

export const listStaleDoors = defineRoute({
  method: 'GET',
  path: '/stale-doors',
  summary: 'Doors behind which facts were not looked at for some months: for the next round',
  capability: 'visit.plan',
  owner: 'record',
  query: PageQuery.extend({
    orgId: Id,
    gridId: Id.optional(),
    months: z.coerce.number().int().min(1).max(STALE_MONTHS_MAX).default(12),
  }),
  answer: pageOf(StaleDoor),
})

/** Of one version of a questionnaire: everybody who was asked or is still to be. What came of the doors adds up to them. */
export const AskedCounts = z.object({
  version: z.int(),
  /** Doors, and answers that came another way. */
  asked: z.int(),
  answered: z.int(),
  notAnswered: z.int(),
  atDoors: z.object({
    doors: z.int(),
    answered: z.int(),
    /** Somebody was met who did not answer it. */
    met: z.int(),
    /** Did not wish to be asked. */
    refused: z.int(),
    notMet: z.int(),
    /** Moved away, or no such door. */
    gone: z.int(),
    toGo: z.int(),
    /** Answered at a door and taken back since. */
    takenBack: z.int(),
  }),
  otherwise: z.int(),
})
export type AskedCounts = z.output<typeof AskedCounts>

export const countAsked = defineRoute({
  method: 'GET',
  path: '/questionnaires/:id/asked',
  summary: 'How many were asked one version and how many answered, with the doors of visits; numbers alone',
  capability: 'answer.count',
  owner: 'record',
  params: IdParams,
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  answer: AskedCounts,
})
