import { z } from 'zod'
import { AnswerValues } from './answer-values.ts'
import { Id, IdParams, Instant, line, PageQuery, pageOf, words } from './ids.ts'
import type { Relation } from './person-tie.ts'
import { Channel, Identity } from './questionnaire.ts'
import { Form } from './questionnaire-form.ts'
import { defineRoute } from './route.ts'

/** Every relation, named here again: the page that answers by a link loads nothing of the register of residents. */
const TellerRelation = z.enum([
  'parent',
  'child',
  'spouse',
  'sibling',
  'grandparent',
  'grandchild',
  'relative',
  'neighbour',
  'friend',
  'carer',
  'unit',
] as const satisfies readonly Relation[])

/** Who spoke for the one whose answer it is; without names only the relation is kept. */
export const Teller = z.object({ name: words(40).default(''), relation: TellerRelation })
export type Teller = z.output<typeof Teller>

/** `id` is made where the answer is first saved: sent again, it has one effect and the same receipt. */
const Sent = z.object({
  id: Id,
  version: z.int().min(1),
  /** When the device says it was finished. */
  answeredAt: Instant,
  values: AnswerValues,
})
export const Receipt = z.object({ id: Id, number: z.string(), receivedAt: Instant })
export type Receipt = z.output<typeof Receipt>

/** Tokens of links: 22 letters and digits. */
const TokenParams = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{22}$/) })

export const getPublicQuestionnaire = defineRoute({
  method: 'GET',
  path: '/public/questionnaires/:token',
  summary: 'What a link or QR code asks',
  capability: 'public',
  owner: 'none',
  params: TokenParams,
  answer: z.object({
    unit: z.string(),
    kind: z.enum(['link', 'kiosk']),
    identity: Identity,
    oncePerPerson: z.boolean(),
    keepDays: z.int(),
    /** Named, and nobody is signed in who could be named. */
    signInFirst: z.boolean(),
    /** Of whoever is signed in; answered already where one is enough. */
    name: z.string(),
    answered: z.boolean(),
    version: z.int(),
    form: Form,
    telephone: z.string().nullable(),
  }),
})

export const answerPublicQuestionnaire = defineRoute({
  method: 'POST',
  path: '/public/questionnaires/:token/answers',
  summary: 'Answer by a link or at a kiosk',
  capability: 'public',
  owner: 'none',
  idempotent: true,
  perMinute: 60,
  params: TokenParams,
  body: Sent.extend({ teller: Teller.nullable().default(null) }),
  answer: Receipt,
})

export const withdrawPublicAnswer = defineRoute({
  method: 'POST',
  path: '/public/answers/:id/withdraw',
  summary: 'Take back what I sent without a name; only the device that sent it knows the id',
  capability: 'public',
  owner: 'none',
  idempotent: true,
  perMinute: 20,
  params: IdParams,
  answer: z.object({ id: Id }),
})

export const enterAnswer = defineRoute({
  method: 'POST',
  path: '/questionnaires/:id/answers',
  summary: 'Write down what was said by telephone, for somebody, or on paper',
  capability: 'answer.enter',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: Sent.extend({
    orgId: Id,
    channel: z.enum(['telephone', 'behalf', 'paper']),
    /** A registered resident, where the questionnaire is with names. */
    personId: Id.nullable().default(null),
    /** Or the name as it was given. */
    name: words(40).default(''),
    teller: Teller.nullable().default(null),
  }).refine((body) => body.channel !== 'behalf' || body.teller !== null, {
    path: ['teller'],
    message: '代答请写明是谁代答、什么关系',
  }),
  answer: Receipt,
})

export const AnswerLine = z.object({
  id: Id,
  number: z.string(),
  version: z.int(),
  channel: Channel,
  orgName: z.string(),
  answeredAt: Instant,
  /** Empty without a name. */
  name: z.string(),
  relation: TellerRelation.nullable(),
  withdrawn: z.boolean(),
})
export type AnswerLine = z.output<typeof AnswerLine>

export const listAnswers = defineRoute({
  method: 'GET',
  path: '/questionnaires/:id/answers',
  summary: 'Answers one by one, the newest first, of stations whose residents I may see',
  capability: 'answer.read',
  owner: 'record',
  params: IdParams,
  query: PageQuery,
  answer: pageOf(AnswerLine),
})

export const getAnswer = defineRoute({
  method: 'GET',
  path: '/questionnaire-answers/:id',
  summary: 'One answer; what was written only for whoever may read it, and the reading is kept in the log',
  capability: 'answer.read',
  owner: 'record',
  params: IdParams,
  answer: AnswerLine.extend({
    orgId: Id,
    questionnaireId: Id,
    identity: Identity,
    /** Null without a name, or of somebody who is not registered. */
    personId: Id.nullable(),
    form: Form,
    values: AnswerValues,
    /** False: words were left out, or are gone. */
    words: z.boolean(),
    teller: z.string(),
  }),
})

export const withdrawAnswer = defineRoute({
  method: 'POST',
  path: '/questionnaire-answers/:id/withdraw',
  summary: 'Whoever answered takes it back: words go, and it is no longer counted',
  capability: 'answer.enter',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: z.object({ id: Id }),
})

export const OptionCount = z.object({ value: z.string(), text: z.string(), count: z.int() })
export const QuestionCount = z.object({
  name: z.string(),
  title: z.string(),
  type: z.string(),
  /** In this group it was asked once for each entry. */
  group: z.string(),
  /** The base: how often it was shown. Every share is of this. */
  asked: z.int(),
  answered: z.int(),
  /** Shown and left empty. */
  notAnswered: z.int(),
  /** Of a question with choices; several may be chosen. */
  options: z.array(OptionCount),
  /** Of numbers and ratings. */
  mean: z.number().nullable(),
})
export type QuestionCount = z.output<typeof QuestionCount>
export const AnswerCounts = z.object({
  version: z.int(),
  /** Answers to this version that were not taken back. */
  answers: z.int(),
  byChannel: z.array(z.object({ channel: Channel, count: z.int() })),
  questions: z.array(QuestionCount),
})
export type AnswerCounts = z.output<typeof AnswerCounts>

export const countAnswers = defineRoute({
  method: 'GET',
  path: '/questionnaires/:id/counts',
  summary: 'Counts per question and choice of one version, with base and non-response; no person is in them',
  capability: 'answer.count',
  owner: 'record',
  params: IdParams,
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  answer: AnswerCounts,
})

export const exportAnswers = defineRoute({
  method: 'POST',
  path: '/questionnaires/:id/answers/export',
  summary: 'Answers to a version as .xlsx or .csv; written words only for whoever may read them',
  capability: 'answer.export',
  owner: 'record',
  perMinute: 10,
  params: IdParams,
  body: z.object({
    version: z.int().min(1),
    format: z.enum(['xlsx', 'csv']),
    withWords: z.boolean(),
    reason: line(100),
  }),
  answer: z.object({ fileName: z.string(), mediaType: z.string(), rows: z.int(), content: z.string() }),
})

export const MyAnswer = z.object({
  id: Id,
  title: z.string(),
  unit: z.string(),
  number: z.string(),
  answeredAt: Instant,
})
export type MyAnswer = z.output<typeof MyAnswer>

export const listMyAnswers = defineRoute({
  method: 'GET',
  path: '/my/answers',
  summary: 'Questionnaires that I answered with my name',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({ items: z.array(MyAnswer) }),
})

export const withdrawMyAnswer = defineRoute({
  method: 'POST',
  path: '/my/answers/:id/withdraw',
  summary: 'I take my answer back; no reason is asked',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  params: IdParams,
  answer: z.object({ id: Id }),
})
