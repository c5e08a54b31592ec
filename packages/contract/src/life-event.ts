import { z } from 'zod'
import { defineFlow } from './flow.ts'
import { Day, Id, IdParams, Instant, line, PageQuery, pageOf, words } from './ids.ts'
import { defineRoute } from './route.ts'

export const LIFE_EVENTS = {
  birth: '添丁',
  wedding: '新婚',
  death: '离世',
  illness: '患病',
  move: '搬迁',
} as const
export type LifeEventKind = keyof typeof LIFE_EVENTS
export const LifeEventKind = z.enum(Object.keys(LIFE_EVENTS) as [LifeEventKind, ...LifeEventKind[]])

/** What stops plans must be confirmed by somebody other than who reported it. */
export const CONFIRMED_BY_ANOTHER: readonly LifeEventKind[] = ['death', 'move']

/** What happens to a resident: reported by whoever hears of it, confirmed before anything follows from it. */
export const lifeEventFlow = defineFlow({
  kind: 'life-event',
  states: ['reported', 'confirmed', 'refused', 'reversed'],
  initial: 'reported',
  moves: {
    confirm: {
      from: ['reported'],
      to: 'confirmed',
      who: ['grid-worker', 'duty-officer', 'station-head'],
      needs: z.object({ how: line(100) }),
    },
    /** By the system where whoever reported it at a door says that it was a mistake. */
    refuse: {
      from: ['reported'],
      to: 'refused',
      who: ['grid-worker', 'duty-officer', 'station-head', 'system'],
      needs: z.object({ reason: line(200) }),
    },
    reverse: {
      from: ['confirmed'],
      to: 'reversed',
      who: ['station-head'],
      needs: z.object({ reason: line(200) }),
    },
  },
})
export const LifeEventState = z.enum(lifeEventFlow.states)

/** What a report may add; kept sealed. */
export const LifeEventWords = z.object({
  note: words(200).default(''),
  /** Who told it, as in «女儿来电». */
  toldBy: words(60).default(''),
  /** Of a birth: the child, registered when it is confirmed. */
  childName: words(40).default(''),
  childSex: z.enum(['female', 'male']).nullable().default(null),
  /** Of a move: the new dwelling in the same district; null: moved away. */
  toDwellingId: Id.nullable().default(null),
  /** Of a move: the whole household moves. */
  wholeHousehold: z.boolean().default(false),
  /** Of a death: next of kin who may be called on. */
  kin: words(100).default(''),
})
export type LifeEventWords = z.output<typeof LifeEventWords>

export const LifeEvent = z.object({
  id: Id,
  orgId: Id,
  personId: Id,
  personName: z.string(),
  /** The door the person lived behind when it was reported; empty when not known. */
  door: z.string(),
  what: LifeEventKind,
  happenedOn: Day,
  state: LifeEventState,
  words: LifeEventWords,
  reportedAt: Instant,
  reportedBy: z.string(),
  availableMoves: z.array(z.string()),
})
export type LifeEvent = z.output<typeof LifeEvent>

export const listLifeEvents = defineRoute({
  method: 'GET',
  path: '/life-events',
  summary: 'Life events of my area, those that wait first',
  capability: 'life-event.confirm',
  owner: 'none',
  query: PageQuery.extend({ state: LifeEventState.optional() }),
  answer: pageOf(LifeEvent),
})

export const reportLifeEvent = defineRoute({
  method: 'POST',
  path: '/people/:id/life-events',
  summary: 'Report a birth, wedding, death, illness or move',
  capability: 'life-event.report',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ what: LifeEventKind, happenedOn: Day, words: LifeEventWords.partial().default({}) }),
  answer: z.object({ id: Id, state: LifeEventState }),
})

export const confirmLifeEvent = defineRoute({
  method: 'POST',
  path: '/life-events/:id/confirm',
  summary: 'Confirm a report: what follows from it happens in the same transaction',
  capability: 'life-event.confirm',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ how: line(100) }),
  answer: LifeEvent,
})

export const refuseLifeEvent = defineRoute({
  method: 'POST',
  path: '/life-events/:id/refuse',
  summary: 'A report that is not so',
  capability: 'life-event.confirm',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ reason: line(200) }),
  answer: LifeEvent,
})

export const reverseLifeEvent = defineRoute({
  method: 'POST',
  path: '/life-events/:id/reverse',
  summary: 'A confirmed event that was wrong is taken back; what was stopped is not restarted by itself',
  capability: 'life-event.reverse',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ reason: line(200) }),
  answer: LifeEvent,
})

/** What I reported, and how it stands: who it was about and what, as I said it. */
export const MyReport = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  door: z.string(),
  what: LifeEventKind,
  happenedOn: Day,
  state: LifeEventState,
  words: LifeEventWords,
  reportedAt: Instant,
})
export type MyReport = z.output<typeof MyReport>

export const listMyReports = defineRoute({
  method: 'GET',
  path: '/my/life-events',
  summary: 'What I reported in the last three months',
  capability: 'life-event.report',
  owner: 'self',
  answer: z.object({ items: z.array(MyReport) }),
})

export const addToMyReport = defineRoute({
  method: 'POST',
  path: '/my/life-events/:id',
  summary: 'Details of what I reported, while nobody has looked at it yet',
  capability: 'life-event.report',
  owner: 'self',
  idempotent: true,
  params: IdParams,
  body: z.object({ happenedOn: Day, words: LifeEventWords.partial() }),
  answer: MyReport,
})

export const takeBackMyReport = defineRoute({
  method: 'POST',
  path: '/my/life-events/:id/take-back',
  summary: 'What I reported was a mistake; nothing followed from it',
  capability: 'life-event.report',
  owner: 'self',
  idempotent: true,
  params: IdParams,
  answer: MyReport,
})

/** Those whose doors are behind the entrances that I am steward of: name and door, nothing else. */
export const listMyNeighbours = defineRoute({
  method: 'GET',
  path: '/my/neighbours',
  summary: 'Residents behind the entrances of which I am steward',
  capability: 'life-event.report',
  owner: 'self',
  answer: z.object({
    items: z.array(z.object({ personId: Id, name: z.string(), door: z.string(), labels: z.array(z.string()) })),
  }),
})
