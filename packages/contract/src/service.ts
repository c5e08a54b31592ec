import { z } from 'zod'
import { ConsentPurpose } from './consent.ts'
import { Day, Id, IdParams, Instant, line, words } from './ids.ts'
import { LifeEventKind } from './life-event.ts'
import { TagKind } from './person-tag.ts'
import { defineRoute } from './route.ts'
import { TeamKind } from './team.ts'
import { SkillKind } from './volunteer.ts'

/** Codes of kinds that are data: of teams and of skills. */
const Code = z.string().regex(/^[a-z0-9-]{1,40}$/)

export const SERVICE_KINDS = ['gift', 'errand'] as const
export const ServiceKind = z.enum(SERVICE_KINDS)
export type ServiceKind = z.output<typeof ServiceKind>

/** The four classes of what residents need. */
export const NEED_CLASSES = ['affairs', 'hardship', 'grief', 'joy'] as const
export const NeedClass = z.enum(NEED_CLASSES)
export type NeedClass = z.output<typeof NeedClass>

/** What brings an order about. */
export const TRIGGER_KINDS = ['order', 'campaign', 'birthday-month', 'life-event', 'activity', 'recurring'] as const
export const TriggerKind = z.enum(TRIGGER_KINDS)
export type TriggerKind = z.output<typeof TriggerKind>
export const RHYTHMS = ['week', 'month', 'quarter', 'year'] as const
export const Rhythm = z.enum(RHYTHMS)
export type Rhythm = z.output<typeof Rhythm>
export const ServiceTrigger = z.discriminatedUnion('on', [
  z.object({ on: z.literal('order') }),
  z.object({ on: z.literal('campaign'), oncePer: z.enum(['household', 'person']) }),
  z.object({ on: z.literal('birthday-month') }),
  z.object({ on: z.literal('life-event'), what: LifeEventKind }),
  z.object({ on: z.literal('activity') }),
  z.object({ on: z.literal('recurring'), every: Rhythm }),
])
export type ServiceTrigger = z.output<typeof ServiceTrigger>

/** Who may have it; each condition that is set must hold. Ages count by the registered date of birth. */
export const Eligibility = z.object({
  minAge: z.int().min(0).max(120).nullable(),
  maxAge: z.int().min(0).max(120).nullable(),
  /** One of these marks is enough; empty: none is asked for. */
  tags: z.array(TagKind).max(10),
  /** Registered in the station that is asked. */
  livesInStation: z.boolean(),
  /** Has a door and a household on file. */
  household: z.boolean(),
  /** Consents that must be in force, each of them. */
  consents: z.array(ConsentPurpose).max(5),
  /** Of a child under fourteen the guardian must have given them. */
  guardianConsent: z.boolean(),
})
export type Eligibility = z.output<typeof Eligibility>

/** `month`: the window is the month of the occasion. */
export const ServiceWindow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('days'), days: z.int().min(1).max(366) }),
  z.object({ kind: z.literal('month') }),
])
export type ServiceWindow = z.output<typeof ServiceWindow>

/** What shows that it was done; none of them needs a face. */
export const PROOF_KINDS = ['tick', 'signature', 'receipt', 'attended'] as const
export const ProofKind = z.enum(PROOF_KINDS)
export type ProofKind = z.output<typeof ProofKind>

/** By what an errand is paid or done. What puts a resident's money into other hands needs custody, and is not offered without. */
export const SERVICE_MEANS = {
  'remote-payment': { needsCustody: false },
  'pay-on-return': { needsCustody: false },
  accompany: { needsCustody: false },
  'sealed-cash': { needsCustody: true },
  collect: { needsCustody: true },
} as const satisfies Record<string, { needsCustody: boolean }>
export type ServiceMeans = keyof typeof SERVICE_MEANS
export const ServiceMeans = z.enum(Object.keys(SERVICE_MEANS) as [ServiceMeans, ...ServiceMeans[]])

export const ServiceContent = z.object({
  name: line(40),
  about: words(400),
  kind: ServiceKind,
  need: NeedClass,
  triggers: z.array(ServiceTrigger).min(1).max(8),
  eligibility: Eligibility,
  /** The same in words, as people read it. */
  eligibilityWords: words(300),
  /** Withdrawing this consent is an opt-out. */
  endsWithConsent: ConsentPurpose.nullable(),
  documents: z.array(line(60)).max(10),
  window: ServiceWindow,
  /** Kinds of team that may deliver; empty: any. `staffOnly`: staff of the station, no volunteer. */
  deliverers: z.object({ teamKinds: z.array(Code).max(10), staffOnly: z.boolean() }),
  skill: Code.nullable(),
  /** Two where two must come: first visits, minors, bodily care, money. */
  persons: z.union([z.literal(1), z.literal(2)]),
  /** How long one visit takes, for plans. */
  minutes: z.int().min(1).max(600),
  proof: ProofKind,
  /** Empty: nothing is paid. */
  means: z.array(ServiceMeans).max(5),
  /** Most that one order may spend; null: nothing is spent, or no cap. */
  capFen: z.int().min(1).max(100_000_000).nullable(),
  /** Many orders are delivered in one walk. */
  round: z.boolean(),
  /** Refusing an order takes a second person. */
  refusedByTwo: z.boolean(),
  /** What the deliverer heeds. */
  instructions: words(500),
})
export type ServiceContent = z.output<typeof ServiceContent>

/** Each on or off. All that concerns the resident off is what is called silent. */
export const Conduct = z.object({
  /** The card at the door is scanned. */
  code: z.boolean(),
  rating: z.boolean(),
  survey: z.boolean(),
  /** Confirmed by itself after seven days, and marked so. */
  autoConfirm: z.boolean(),
  /** Messages to the resident. */
  messages: z.boolean(),
  pictures: z.boolean(),
  /** Whoever comes has service hours of it. */
  hours: z.boolean(),
})
export type Conduct = z.output<typeof Conduct>

export const SERVICE_STATUSES = ['active', 'inactive', 'closed'] as const
export const ServiceStatus = z.enum(SERVICE_STATUSES)
export type ServiceStatus = z.output<typeof ServiceStatus>
export const StatusNow = z.object({
  status: ServiceStatus,
  /** Of what is not active: since when, until when (null: not known), and why. */
  from: Day.nullable(),
  until: Day.nullable(),
  reason: z.string(),
})

/** A service as it holds for one unit today. */
export const Service = z.object({
  id: Id,
  code: Code,
  /** The unit it holds for. */
  forOrgId: Id,
  /** The unit whose words are in force here: its own, or the nearest above. */
  orgId: Id,
  orgName: z.string(),
  /** Of the words in force; 0 in `ownVersion`: the unit has none of its own. */
  version: z.int(),
  ownVersion: z.int(),
  from: Day,
  content: ServiceContent,
  /** The means that are offered now: those that need no custody. */
  offeredMeans: z.array(ServiceMeans),
  conduct: Conduct,
  ownConductVersion: z.int(),
  status: StatusNow,
})
export type Service = z.output<typeof Service>

const OfUnit = IdParams.extend({ serviceId: Id })
const Made = z.object({ orgName: z.string(), version: z.int(), from: Day, madeAt: Instant, madeBy: z.string() })
export const ServiceVersion = Made.extend({ content: ServiceContent })
export type ServiceVersion = z.output<typeof ServiceVersion>
export const ConductVersion = Made.extend({ conduct: Conduct })
export type ConductVersion = z.output<typeof ConductVersion>
export const StatusEntry = z.object({
  orgName: z.string(),
  status: ServiceStatus,
  from: Day,
  until: Day.nullable(),
  reason: z.string(),
  madeAt: Instant,
  madeBy: z.string(),
})
export type StatusEntry = z.output<typeof StatusEntry>

export const listServices = defineRoute({
  method: 'GET',
  path: '/organisations/:id/services',
  summary: 'The catalogue as it holds for a unit today, with what is not to be had now',
  capability: 'service.read',
  owner: 'record',
  params: IdParams,
  answer: z.object({ items: z.array(Service), teamKinds: z.array(TeamKind), skills: z.array(SkillKind) }),
})

export const getService = defineRoute({
  method: 'GET',
  path: '/organisations/:id/services/:serviceId',
  summary: 'One service as it holds for a unit, with its history here and above',
  capability: 'service.read',
  owner: 'record',
  params: OfUnit,
  answer: z.object({
    service: Service,
    versions: z.array(ServiceVersion),
    conducts: z.array(ConductVersion),
    statuses: z.array(StatusEntry),
  }),
})

export const createService = defineRoute({
  method: 'POST',
  path: '/organisations/:id/services',
  summary: 'A new service from today, for a unit and those below it',
  capability: 'service.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ code: Code, content: ServiceContent, conduct: Conduct }),
  answer: Service,
})

/** `basedOn`: the number of the unit's own newest version that was looked at; 0: it had none. */
export const changeService = defineRoute({
  method: 'POST',
  path: '/organisations/:id/services/:serviceId/versions',
  summary: 'New words for a service from a day on, for this unit and those below it; orders already made keep theirs',
  capability: 'service.change',
  owner: 'record',
  idempotent: true,
  params: OfUnit,
  body: z.object({ basedOn: z.int().min(0), from: Day, content: ServiceContent }),
  answer: Service,
})

export const setConduct = defineRoute({
  method: 'POST',
  path: '/organisations/:id/services/:serviceId/conducts',
  summary: 'How orders of a service are dealt with, from a day on',
  capability: 'service.change',
  owner: 'record',
  idempotent: true,
  params: OfUnit,
  body: z.object({ basedOn: z.int().min(0), from: Day, conduct: Conduct }),
  answer: Service,
})

export const setServiceStatus = defineRoute({
  method: 'POST',
  path: '/organisations/:id/services/:serviceId/statuses',
  summary: 'Offer a service, stop it, or close it for a time, for this unit and those below it',
  capability: 'service.open',
  owner: 'record',
  idempotent: true,
  params: OfUnit,
  body: z
    .object({ status: ServiceStatus, from: Day, until: Day.nullable().default(null), reason: words(100).default('') })
    .refine((body) => body.until === null || (body.status === 'closed' && body.until >= body.from), {
      path: ['until'],
      message: '只有暂停才有截止日期，且不早于开始日期',
    }),
  answer: Service,
})

/** What anybody may read of a service: what it is, for whom, what to bring. */
export const PublicService = z.object({
  id: Id,
  code: Code,
  name: z.string(),
  about: z.string(),
  kind: ServiceKind,
  need: NeedClass,
  eligibilityWords: z.string(),
  documents: z.array(z.string()),
  window: ServiceWindow,
  means: z.array(ServiceMeans),
})
export type PublicService = z.output<typeof PublicService>

export const listPublicServices = defineRoute({
  method: 'GET',
  path: '/public/services',
  summary: 'What may be ordered now, of one unit or of the topmost',
  capability: 'public',
  owner: 'none',
  query: z.object({ orgId: Id.optional() }),
  answer: z.object({ items: z.array(PublicService) }),
})

export const OptOut = z.object({ serviceId: Id, name: z.string(), since: Instant })
export type OptOut = z.output<typeof OptOut>
const OptOuts = z.object({ items: z.array(OptOut) })
const Choice = z.object({ optedOut: z.boolean() })

export const listOptOuts = defineRoute({
  method: 'GET',
  path: '/people/:id/service-opt-outs',
  summary: 'Services that a resident does not want',
  capability: 'person.read',
  owner: 'record',
  params: IdParams,
  answer: OptOuts,
})

export const setOptOut = defineRoute({
  method: 'PUT',
  path: '/people/:id/service-opt-outs/:serviceId',
  summary: 'A resident does not want this service, or wants it again; no reason is asked',
  capability: 'consent.change',
  owner: 'record',
  params: OfUnit,
  body: Choice,
  answer: OptOuts,
})

/** For whoever is signed in: what may be chosen, and what was. */
export const listMyOptOuts = defineRoute({
  method: 'GET',
  path: '/my/service-opt-outs',
  summary: 'Services that come by themselves, and those that I do not want',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({ items: z.array(z.object({ serviceId: Id, name: z.string(), optedOut: z.boolean() })) }),
})

export const setMyOptOut = defineRoute({
  method: 'PUT',
  path: '/my/service-opt-outs/:serviceId',
  summary: 'I do not want this service, or want it again; no reason is asked',
  capability: 'signed-in',
  owner: 'self',
  params: z.object({ serviceId: Id }),
  body: Choice,
  answer: z.object({ serviceId: Id, optedOut: z.boolean() }),
})
