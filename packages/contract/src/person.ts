import { z } from 'zod'
import { Consent } from './consent.ts'
import { FactOf } from './door-fact.ts'
import { Household, HouseholdRole } from './household.ts'
import { Day, Id, IdParams, Instant, line, PageQuery, pageOf, words } from './ids.ts'
import { LifeEventKind, LifeEventState } from './life-event.ts'
import { FactSource, PersonTag } from './person-tag.ts'
import { PersonTie } from './person-tie.ts'
import { defineRoute } from './route.ts'

export const Sex = z.enum(['female', 'male'])
export const IdKind = z.enum(['citizen', 'passport', 'permit', 'other'])
export const PersonStatus = z.enum(['living', 'moved-away', 'died'])

/** The birthday that is celebrated: solar or lunar; the day null: only the month is known; leap: born in a leap month. */
export const Birthday = z
  .object({
    calendar: z.enum(['solar', 'lunar']),
    month: z.int().min(1).max(12),
    day: z.int().min(1).max(31).nullable(),
    leap: z.boolean().default(false),
  })
  .refine((one) => one.calendar === 'lunar' || !one.leap, { path: ['leap'], message: '只有农历才有闰月' })
  .refine((one) => one.calendar === 'solar' || one.day === null || one.day <= 30, {
    path: ['day'],
    message: '农历一个月最多三十天',
  })
export type Birthday = z.output<typeof Birthday>

/** What is known of a resident, as a form gives it. */
export const PersonWords = z.object({
  name: line(60),
  sex: Sex.nullable().default(null),
  /** The registered date, solar. */
  birthDate: Day.nullable().default(null),
  /** Absent: the registered date itself. */
  birthday: Birthday.nullable().optional(),
  idKind: IdKind.default('citizen'),
  idNumber: words(30).default(''),
  contact: words(60).default(''),
  /** Of the household register, where it is not the dwelling. */
  address: words(200).default(''),
  /** Facts needed for the service; no opinions, no health. */
  note: words(300).default(''),
})
export type PersonWords = z.input<typeof PersonWords>

/** A line of a list. The name in full, numbers masked. */
export const PersonLine = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  name: z.string(),
  sex: Sex.nullable(),
  birthDate: Day.nullable(),
  door: z.string(),
  contactMasked: z.string(),
  idNumberMasked: z.string(),
  status: PersonStatus,
  confirmed: z.boolean(),
})
export type PersonLine = z.output<typeof PersonLine>

/** One record on one page. */
export const PersonRecord = PersonLine.extend({
  birthday: Birthday.nullable(),
  idKind: IdKind,
  hasAddress: z.boolean(),
  note: z.string(),
  statusOn: Day.nullable(),
  source: z.string(),
  confirmedAt: Instant.nullable(),
  confirmedBy: z.string(),
  registeredAt: Instant,
  revision: z.int(),
  /** Under the age below which a guardian speaks for the person. */
  needsGuardian: z.boolean(),
  household: Household.nullable(),
  tags: z.array(PersonTag),
  consents: z.array(Consent),
  ties: z.array(PersonTie),
  lifeEvents: z.array(z.object({ id: Id, what: LifeEventKind, happenedOn: Day, state: LifeEventState })),
  /** When each fact was last looked at, and by whom. */
  checks: z.array(FactOf.extend({ on: Day, by: z.string() })),
})
export type PersonRecord = z.output<typeof PersonRecord>

export const listPeople = defineRoute({
  method: 'GET',
  path: '/people',
  summary: 'Residents of my stations, masked; search by fragment of a name, initials, last four digits, door',
  capability: 'person.read',
  owner: 'none',
  query: PageQuery.extend({
    search: z.string().max(60).optional(),
    orgId: Id.optional(),
    status: PersonStatus.optional(),
    gridId: Id.optional(),
    dwellingId: Id.optional(),
  }),
  answer: pageOf(PersonLine),
})

export const getPerson = defineRoute({
  method: 'GET',
  path: '/people/:id',
  summary: 'One resident, masked',
  capability: 'person.read',
  owner: 'record',
  params: IdParams,
  answer: PersonRecord,
})

/** Levels above see figures, not people, unless they say why. */
export const openPerson = defineRoute({
  method: 'POST',
  path: '/people/open',
  summary: 'From above the station: open the records that a full number names, with a reason that is kept',
  capability: 'person.open',
  owner: 'record',
  perMinute: 20,
  body: z
    .object({ reason: line(100), idNumber: words(30).default(''), contact: words(60).default('') })
    .refine((body) => body.idNumber !== '' || body.contact !== '', {
      path: ['idNumber'],
      message: '请填写完整的证件号或电话',
    }),
  answer: z.object({ items: z.array(PersonRecord) }),
})

export const registerPerson = defineRoute({
  method: 'POST',
  path: '/people',
  summary: 'Register a resident',
  capability: 'person.change',
  owner: 'record',
  idempotent: true,
  body: PersonWords.extend({
    orgId: Id,
    source: FactSource,
    dwellingId: Id.nullable().default(null),
    role: HouseholdRole.default('member'),
  }),
  answer: PersonRecord,
})

export const changePerson = defineRoute({
  method: 'PATCH',
  path: '/people/:id',
  summary: 'Correct what is known; old and new are kept sealed in the history. Absent fields stay as they are',
  capability: 'person.change',
  owner: 'record',
  params: IdParams,
  body: z.object({
    revision: z.int(),
    reason: line(100),
    changes: z.object({
      name: line(60).optional(),
      sex: Sex.nullable().optional(),
      birthDate: Day.nullable().optional(),
      birthday: Birthday.nullable().optional(),
      idKind: IdKind.optional(),
      idNumber: words(30).optional(),
      contact: words(60).optional(),
      address: words(200).optional(),
      note: words(300).optional(),
    }),
  }),
  answer: PersonRecord,
})

export const confirmPerson = defineRoute({
  method: 'POST',
  path: '/people/:id/confirm',
  summary: 'The facts were checked with the person today',
  capability: 'person.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ how: FactSource }),
  answer: PersonRecord,
})

export const REVEALABLE = ['idNumber', 'contact', 'address', 'ties'] as const
export const revealPerson = defineRoute({
  method: 'POST',
  path: '/people/:id/reveal',
  summary: 'Show masked fields with a reason that is kept and that the person may see',
  capability: 'person.reveal',
  owner: 'record',
  params: IdParams,
  body: z.object({ fields: z.array(z.enum(REVEALABLE)).min(1), reason: line(100) }),
  answer: z.object({
    idNumber: z.string().optional(),
    contact: z.string().optional(),
    address: z.string().optional(),
    ties: z.array(z.object({ id: Id, name: z.string(), phone: z.string() })).optional(),
  }),
})

/** What was done to the record, newest first: corrections in words, openings with their reasons. */
export const PersonAct = z.object({
  id: Id,
  at: Instant,
  actor: z.string(),
  role: z.string(),
  act: z.string(),
  /** Reason, fields, old and new values; empty where nobody may read them any more. */
  detail: z.record(z.string(), z.unknown()),
})
export type PersonAct = z.output<typeof PersonAct>

export const listPersonActs = defineRoute({
  method: 'GET',
  path: '/people/:id/history',
  summary: 'Who opened and who changed the record, and why',
  capability: 'person.read',
  owner: 'record',
  params: IdParams,
  query: PageQuery,
  answer: pageOf(PersonAct),
})

export const exportPerson = defineRoute({
  method: 'POST',
  path: '/people/:id/export',
  summary: 'Everything that is held of a person, for the person, in the clear',
  capability: 'person.export',
  owner: 'record',
  params: IdParams,
  body: z.object({ reason: line(100) }),
  answer: z.object({
    madeAt: Instant,
    parts: z.array(z.object({ name: z.string(), label: z.string(), content: z.unknown() })),
  }),
})

export const erasePerson = defineRoute({
  method: 'POST',
  path: '/people/:id/erase',
  summary: 'Erase: the key of the personal words is destroyed, marks and search go, the chain of events still checks',
  capability: 'person.erase',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ reason: line(100) }),
  answer: z.object({ erased: z.literal(true) }),
})
