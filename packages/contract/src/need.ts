import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Day, Id, IdParams, Instant, line, PageQuery, pageOf, words } from './ids.ts'
import { defineRoute } from './route.ts'
import { NeedClass } from './service.ts'

const DESK = ['duty-officer', 'station-head', 'grid-worker'] as const

/** How the resident was asked, and who said yes. Without a yes no order is made. */
export const ASKED_WAYS = ['at-door', 'phone', 'desk'] as const
export const AskedWay = z.enum(ASKED_WAYS)
export type AskedWay = z.output<typeof AskedWay>
export const YES_SAYERS = ['resident', 'family'] as const
export const YesSayer = z.enum(YES_SAYERS)
export type YesSayer = z.output<typeof YesSayer>
export const Yes = z.object({
  serviceId: Id,
  how: AskedWay,
  saidBy: YesSayer,
  /** What whoever comes must know for the errand; the resident's own words of the need stay with the need. */
  orderWords: words(1000).default(''),
  wished: z.object({ from: Day, until: Day }).nullable().default(null),
})
export type Yes = z.output<typeof Yes>

export const UNMET_REASONS = ['no-service', 'not-eligible', 'nobody-able', 'not-ours', 'other'] as const
export const UnmetReason = z.enum(UNMET_REASONS)
export type UnmetReason = z.output<typeof UnmetReason>

/**
 * What somebody lacks. An offer, never a command: the resident's yes makes an order and the need follows it; a no ends the
 * need, and no reason is asked.
 */
export const needFlow = defineFlow({
  kind: 'need',
  states: ['heard', 'proposed', 'taken-up', 'met', 'declined', 'referred', 'unmet', 'lapsed'],
  initial: 'heard',
  moves: {
    classify: { from: ['heard', 'proposed'], who: DESK, needs: z.object({ needClass: NeedClass }) },
    /** A service was named to the resident, who thinks about it. */
    propose: { from: ['heard', 'proposed'], to: 'proposed', who: DESK, needs: z.object({ serviceId: Id }) },
    'take-up': { from: ['heard', 'proposed'], to: 'taken-up', who: DESK, needs: Yes },
    decline: { from: ['heard', 'proposed'], to: 'declined', who: DESK, needs: NoNeeds },
    refer: {
      from: ['heard', 'proposed'],
      to: 'referred',
      who: DESK,
      needs: z.object({ words: words(500).pipe(z.string().min(2)) }),
    },
    'cannot-meet': {
      from: ['heard', 'proposed'],
      to: 'unmet',
      who: DESK,
      needs: z.object({ reason: UnmetReason, words: words(500).pipe(z.string().min(2)) }),
    },
    'hear-again': { from: ['declined', 'referred', 'unmet'], to: 'heard', who: DESK, needs: NoNeeds },
    /** The order was closed as delivered; confirmed by another body; ended without either; goes on again. */
    meet: { from: ['taken-up'], to: 'met', who: ['system'], needs: NoNeeds },
    'pass-on': { from: ['taken-up'], to: 'referred', who: ['system'], needs: NoNeeds },
    'fall-back': { from: ['taken-up'], to: 'heard', who: ['system'], needs: NoNeeds },
    resume: { from: ['met', 'referred', 'heard', 'proposed'], to: 'taken-up', who: ['system'], needs: NoNeeds },
    /** The person died or moved away. */
    lapse: { from: ['heard', 'proposed'], to: 'lapsed', who: ['system'], needs: NoNeeds },
  },
})
export const NeedState = z.enum(needFlow.states)
export type NeedState = z.output<typeof NeedState>
export type NeedMove = keyof typeof needFlow.moves
export const NEED_DESK_MOVES = [
  'classify',
  'propose',
  'take-up',
  'decline',
  'refer',
  'cannot-meet',
  'hear-again',
] as const satisfies readonly NeedMove[]

export const NEED_SOURCES = ['answer', 'visit', 'telephone', 'steward', 'own-words'] as const
export const NeedSource = z.enum(NEED_SOURCES)
export type NeedSource = z.output<typeof NeedSource>
export const NEED_SUBJECTS = ['person', 'household', 'anonymous'] as const
export const NeedSubject = z.enum(NEED_SUBJECTS)
export type NeedSubject = z.output<typeof NeedSubject>

/** As a list tells it: who said no, died or moved stands in no list, only that the need is over. */
export const NEED_STANDINGS = ['heard', 'proposed', 'taken-up', 'met', 'referred', 'unmet', 'over'] as const
export const NeedStanding = z.enum(NEED_STANDINGS)
export type NeedStanding = z.output<typeof NeedStanding>
/** What a list may be narrowed to; who declined is none of it. */
export const NEED_FILTERS = ['open', 'taken-up', 'met', 'referred', 'unmet'] as const
export const NeedFilter = z.enum(NEED_FILTERS)
export type NeedFilter = z.output<typeof NeedFilter>

export const NeedLine = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  needClass: NeedClass,
  subject: NeedSubject,
  /** Empty: said without a name, or over. */
  name: z.string(),
  door: z.string(),
  /** Empty when it is over or was erased. */
  words: z.string(),
  source: NeedSource,
  heardOn: Day,
  serviceName: z.string(),
  standing: NeedStanding,
})
export type NeedLine = z.output<typeof NeedLine>

export const Need = NeedLine.extend({
  state: NeedState,
  personId: Id.nullable(),
  householdId: Id.nullable(),
  answerId: Id.nullable(),
  /** The answer it was heard from, for whoever may read that. */
  answer: z.object({ questionnaireId: Id, number: z.string(), title: z.string() }).nullable(),
  visitId: Id.nullable(),
  serviceId: Id.nullable(),
  heardBy: z.string(),
  /** The recorded yes. */
  asked: z.object({ by: z.string(), how: AskedWay, saidBy: YesSayer, at: Instant }).nullable(),
  order: z.object({ id: Id, number: z.string() }).nullable(),
  unmetReason: UnmetReason.nullable(),
  /** Where it was referred to, or why it cannot be met. */
  endWords: z.string(),
  availableMoves: z.array(z.enum(NEED_DESK_MOVES)),
})
export type Need = z.output<typeof Need>

export const hearNeed = defineRoute({
  method: 'POST',
  path: '/needs',
  summary: 'Write down what somebody lacks; with a yes the order is made in the same step',
  capability: 'need.handle',
  owner: 'record',
  idempotent: true,
  body: z
    .object({
      orgId: Id,
      subject: NeedSubject.default('person'),
      /** The person, or of a household the member who spoke; none: without a name. */
      personId: Id.nullable().default(null),
      needClass: NeedClass,
      words: words(2000).pipe(z.string().min(2)),
      source: NeedSource,
      answerId: Id.nullable().default(null),
      visitId: Id.nullable().default(null),
      heardOn: Day,
      yes: Yes.nullable().default(null),
    })
    .refine((body) => (body.subject === 'anonymous') === (body.personId === null), {
      path: ['personId'],
      message: '请选择居民，或者选“不留姓名”',
    })
    .refine((body) => body.answerId === null || body.source === 'answer', {
      path: ['source'],
      message: '从问卷答案记下的需求，来源请选“问卷”',
    })
    .refine((body) => body.yes === null || body.personId !== null, {
      path: ['personId'],
      message: '要点单请先请居民留下姓名',
    }),
  answer: Need,
})

export const NeedQuery = z.object({
  orgId: Id.optional(),
  show: NeedFilter.optional(),
  needClass: NeedClass.optional(),
  serviceId: Id.optional(),
  gridId: Id.optional(),
  answerId: Id.optional(),
  /** Those whose grid is not known; that no service was named for; of the unit without those below it. */
  noGrid: z.stringbool().optional(),
  noService: z.stringbool().optional(),
  orgOnly: z.stringbool().optional(),
  from: Day.optional(),
  until: Day.optional(),
})
export type NeedQuery = z.output<typeof NeedQuery>

export const listNeeds = defineRoute({
  method: 'GET',
  path: '/needs',
  summary: 'Needs of my area, those that wait first',
  capability: 'need.read',
  owner: 'none',
  query: PageQuery.extend(NeedQuery.shape),
  answer: pageOf(NeedLine),
})

export const getNeed = defineRoute({
  method: 'GET',
  path: '/needs/:id',
  summary: 'One need with what can be done',
  capability: 'need.read',
  owner: 'record',
  params: IdParams,
  answer: Need,
})

/** What the words of a need suggest. `why` is said to the resident; empty: it fits. */
export const ServiceSuggestion = z.object({
  serviceId: Id,
  name: line(40),
  about: z.string(),
  eligibilityWords: z.string(),
  documents: z.array(z.string()),
  sameClass: z.boolean(),
  why: z.string(),
})
export type ServiceSuggestion = z.output<typeof ServiceSuggestion>

export const suggestServices = defineRoute({
  method: 'GET',
  path: '/organisations/:id/service-suggestions',
  summary: 'Services of the catalogue for somebody with a need, those that fit first, with why others do not',
  capability: 'need.handle',
  owner: 'record',
  params: IdParams,
  query: z.object({ needClass: NeedClass, personId: Id.optional() }),
  answer: z.object({ items: z.array(ServiceSuggestion) }),
})

export const moveNeed = defineRoute({
  method: 'POST',
  path: '/needs/:id/moves',
  summary: 'Propose, take up with a yes, refer, or end a need',
  capability: 'need.handle',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({
    move: z.enum(NEED_DESK_MOVES),
    needs: z.record(z.string(), z.unknown()).default({}),
    /** For whom the order is, where the need was heard without a name. */
    personId: Id.nullable().default(null),
  }),
  answer: Need,
})

export const getNeedOfOrder = defineRoute({
  method: 'GET',
  path: '/orders/:id/need',
  summary: 'The need that an order came from, if it came from one',
  capability: 'need.read',
  owner: 'none',
  params: IdParams,
  answer: z.object({ need: NeedLine.nullable() }),
})
