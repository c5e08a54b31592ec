import { z } from 'zod'
import { AnswerValues } from './answer-values.ts'
import { DoorFactKind, PlainMark } from './door-fact.ts'
import { Day, Id, Instant, line, words } from './ids.ts'
import { LifeEventKind } from './life-event.ts'
import { Form } from './questionnaire-form.ts'
import { defineRoute } from './route.ts'

/** What comes of one knock. */
export const VISIT_OUTCOMES = {
  talked: '见到人',
  'nobody-home': '没人在家',
  'come-back': '约好再来',
  refused: '不愿受访',
  'moved-away': '已搬走',
  'wrong-door': '门牌不对',
} as const
export type VisitOutcome = keyof typeof VISIT_OUTCOMES
export const VisitOutcome = z.enum(Object.keys(VISIT_OUTCOMES) as [VisitOutcome, ...VisitOutcome[]])

/** One of the facts shown; `tagId` names a mark. */
export const SeenFact = z.object({
  fact: DoorFactKind,
  tagId: Id.nullable(),
  label: z.string(),
  /** Last looked at on, or known since; never an empty day. */
  checkedOn: Day,
  /** Who looked; empty: it is as it was registered. */
  checkedBy: z.string(),
})
/** As least as serves: surname and title, marks that matter, the telephone masked. */
export const SeenPerson = z.object({
  personId: Id,
  /** 王女士 */
  whom: z.string(),
  phoneMasked: z.string(),
  facts: z.array(SeenFact),
})
export type SeenPerson = z.output<typeof SeenPerson>

export const MyVisitDoor = z.object({
  id: Id,
  planId: Id,
  dwellingId: Id,
  position: z.int(),
  door: z.string(),
  people: z.array(SeenPerson),
  /** Names what is shown, as it stood: «nothing changed» counts for that alone. */
  stamp: z.string(),
  outcome: VisitOutcome.nullable(),
  attempts: z.int(),
  visitedAt: Instant.nullable(),
  callBackAt: Instant.nullable(),
  /** Somebody there answered what the plan asks. */
  answered: z.boolean(),
  /** Nobody needs to go there any more in this plan. */
  settled: z.boolean(),
})
export type MyVisitDoor = z.output<typeof MyVisitDoor>

/** What a plan asks at its doors; with the questions, for there may be no line there. */
export const DoorQuestionnaire = z.object({
  title: z.string(),
  /** Whose answer it is, is kept with it. */
  named: z.boolean(),
  keepDays: z.int(),
  version: z.int(),
  form: Form,
})
export type DoorQuestionnaire = z.output<typeof DoorQuestionnaire>

export const MyVisitPlan = z.object({
  id: Id,
  name: z.string(),
  purpose: z.string(),
  from: Day,
  until: Day,
  /** Null: nothing is asked, or no longer. */
  questionnaire: DoorQuestionnaire.nullable(),
})
export type MyVisitPlan = z.output<typeof MyVisitPlan>

export const listMyVisits = defineRoute({
  method: 'GET',
  path: '/my/visits',
  summary: 'The doors that I go to, in building order, with what is known behind each',
  capability: 'visit.record',
  owner: 'self',
  /** `workerId`: whose records are kept on the device. */
  answer: z.object({ workerId: Id, plans: z.array(MyVisitPlan), doors: z.array(MyVisitDoor) }),
})

/** What is otherwise than it was shown. Each goes through the person's own record. */
export const VisitChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('phone'), personId: Id, phone: line(60) }),
  z.object({ kind: z.literal('mark'), personId: Id, mark: PlainMark }),
  z.object({ kind: z.literal('mark-over'), personId: Id, tagId: Id }),
  z.object({ kind: z.literal('event'), personId: Id, what: LifeEventKind, happenedOn: Day }),
])
export type VisitChange = z.output<typeof VisitChange>

/** Who answers is one of those behind the door, or a name as it was given; without a name nothing of that is kept. */
export const DoorAnswer = z.object({
  id: Id,
  version: z.int().min(1),
  values: AnswerValues,
  personId: Id.nullable().default(null),
  name: words(40).default(''),
})
export type DoorAnswer = z.output<typeof DoorAnswer>

/** One knock. The id is made where it is first saved, so that it may be sent again. */
export const VisitRecord = z
  .object({
    id: Id,
    doorId: Id,
    at: Instant,
    outcome: VisitOutcome,
    callBackAt: Instant.nullable().default(null),
    /** Of what was shown when it was said. */
    stamp: z.string().max(64),
    /** All that was shown, but for what `changes` says, is still so. */
    unchanged: z.boolean().default(false),
    changes: z.array(VisitChange).max(20).default([]),
    /** To what the plan asks; kept with the record or not at all. */
    answer: DoorAnswer.nullable().default(null),
  })
  .refine((one) => one.outcome === 'talked' || one.answer === null, {
    path: ['answer'],
    message: '见到人才能记下答案',
  })
  .refine((one) => one.outcome === 'talked' || (!one.unchanged && one.changes.length === 0), {
    path: ['outcome'],
    message: '见到人才能核对和更改',
  })
  .refine((one) => one.outcome !== 'come-back' || one.callBackAt !== null, {
    path: ['callBackAt'],
    message: '请填约好的时间',
  })
export type VisitRecord = z.output<typeof VisitRecord>

/**
 * `kept`: it counts; `older`: a later one counts; `stale`: what was shown has changed meanwhile, nothing was written, look
 * again and send it anew; `refused`: nothing was written.
 */
export const VisitReceipt = z.object({
  id: Id,
  doorId: Id,
  result: z.enum(['kept', 'older', 'stale', 'refused']),
  /** Why not, in words. */
  reason: z.string(),
  /** Facts that have today's day now. */
  checked: z.int(),
  recordedAt: Instant,
})
export type VisitReceipt = z.output<typeof VisitReceipt>

export const recordVisits = defineRoute({
  method: 'POST',
  path: '/my/visits',
  summary: 'Write down what came of my knocks: one receipt each, and the doors as they are now',
  capability: 'visit.record',
  owner: 'self',
  idempotent: true,
  body: z.object({ records: z.array(VisitRecord).min(1).max(100) }),
  answer: z.object({ receipts: z.array(VisitReceipt), doors: z.array(MyVisitDoor) }),
})
