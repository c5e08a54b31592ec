import { z } from 'zod'
import { Day, Id, IdParams, Instant, line, PageQuery, pageOf, words } from './ids.ts'
import { FORM_CHARACTERS_MAX, Form } from './questionnaire-form.ts'
import { defineRoute } from './route.ts'

/** `anonymous`: nothing says who answered, and nobody signs in. `named`: the answer belongs to a person, who can take it back. */
export const IDENTITIES = { anonymous: '不记名', named: '记名' } as const
export type Identity = keyof typeof IDENTITIES
export const Identity = z.enum(Object.keys(IDENTITIES) as [Identity, ...Identity[]])

/** How an answer came in. */
export const CHANNELS = {
  link: '链接或二维码',
  kiosk: '站里的自助屏',
  telephone: '电话',
  behalf: '代答',
  paper: '纸质录入',
  visit: '走访',
} as const
export type Channel = keyof typeof CHANNELS
export const Channel = z.enum(Object.keys(CHANNELS) as [Channel, ...Channel[]])

export const QuestionnaireSettings = z.object({
  identity: Identity,
  /** Named: one answer that counts per person. Anonymous: the page asks on the same device whether it is meant. */
  oncePerPerson: z.boolean(),
  /** Words and names are destroyed so many days after they came in; what is counted stays. */
  keepDays: z.int().min(30).max(1095),
})
export type QuestionnaireSettings = z.output<typeof QuestionnaireSettings>

export const QuestionnaireLine = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  title: z.string(),
  identity: Identity,
  /** The newest that was published; 0: none yet. */
  version: z.int(),
  changedAt: Instant,
  closed: z.boolean(),
})
export type QuestionnaireLine = z.output<typeof QuestionnaireLine>

export const VersionLine = z.object({
  version: z.int(),
  note: z.string(),
  publishedBy: z.string(),
  publishedAt: Instant,
  closedAt: Instant.nullable(),
})
export type VersionLine = z.output<typeof VersionLine>

export const LINK_KINDS = ['link', 'kiosk'] as const
export const QuestionnaireLink = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  kind: z.enum(LINK_KINDS),
  label: z.string(),
  /** Path on the portal. */
  path: z.string(),
  /** Rows of the QR code of its whole address, dark cells as 1. */
  qr: z.array(z.string()),
  opensOn: Day,
  closesOn: Day.nullable(),
  endedAt: Instant.nullable(),
})
export type QuestionnaireLink = z.output<typeof QuestionnaireLink>

export const QuestionnaireDetail = QuestionnaireLine.extend({
  settings: QuestionnaireSettings,
  draft: Form,
  /** Rises with every save; a save names the one it was made on. */
  revision: z.int(),
  versions: z.array(VersionLine),
  links: z.array(QuestionnaireLink),
  mayChange: z.boolean(),
})
export type QuestionnaireDetail = z.output<typeof QuestionnaireDetail>

const DraftForm = Form.refine((form) => JSON.stringify(form).length <= FORM_CHARACTERS_MAX, '问卷太长，请删减文字')

export const listQuestionnaires = defineRoute({
  method: 'GET',
  path: '/questionnaires',
  summary: 'Questionnaires of my units, and those of the units above that may be used here',
  capability: 'questionnaire.read',
  owner: 'none',
  query: PageQuery,
  answer: pageOf(QuestionnaireLine),
})

export const createQuestionnaire = defineRoute({
  method: 'POST',
  path: '/questionnaires',
  summary: 'Begin a questionnaire',
  capability: 'questionnaire.change',
  owner: 'record',
  idempotent: true,
  body: z.object({ orgId: Id, title: line(80), settings: QuestionnaireSettings }),
  answer: QuestionnaireDetail,
})

export const importQuestionnaire = defineRoute({
  method: 'POST',
  path: '/questionnaires/import',
  summary: 'Begin a questionnaire from a file; what is not supported is refused by name',
  capability: 'questionnaire.change',
  owner: 'record',
  idempotent: true,
  perMinute: 30,
  body: z.object({ orgId: Id, text: z.string().max(FORM_CHARACTERS_MAX * 3), settings: QuestionnaireSettings }),
  answer: QuestionnaireDetail,
})

export const getQuestionnaire = defineRoute({
  method: 'GET',
  path: '/questionnaires/:id',
  summary: 'A questionnaire with its draft, versions and links',
  capability: 'questionnaire.read',
  owner: 'record',
  params: IdParams,
  answer: QuestionnaireDetail,
})

export const saveQuestionnaireDraft = defineRoute({
  method: 'PUT',
  path: '/questionnaires/:id/draft',
  summary: 'Save the draft, on top of the revision that was looked at',
  capability: 'questionnaire.change',
  owner: 'record',
  params: IdParams,
  body: z.object({ revision: z.int().min(1), form: DraftForm, settings: QuestionnaireSettings }),
  answer: z.object({ revision: z.int() }),
})

export const publishQuestionnaire = defineRoute({
  method: 'POST',
  path: '/questionnaires/:id/publish',
  summary: 'Make the draft the next version; it never changes again, and new answers are to it',
  capability: 'questionnaire.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({
    revision: z.int().min(1),
    note: words(200).default(''),
    /** Answers to the versions before are no longer taken, not even those begun on paper. */
    closeEarlier: z.boolean(),
  }),
  answer: QuestionnaireDetail,
})

export const closeQuestionnaire = defineRoute({
  method: 'PUT',
  path: '/questionnaires/:id/closed',
  summary: 'Take no more answers, or take them again',
  capability: 'questionnaire.change',
  owner: 'record',
  params: IdParams,
  body: z.object({ closed: z.boolean() }),
  answer: QuestionnaireDetail,
})

export const getQuestionnaireVersion = defineRoute({
  method: 'GET',
  path: '/questionnaires/:id/versions/:version',
  summary: 'The form of a version: to ask by it, to print it, to keep it as a file',
  capability: 'questionnaire.read',
  owner: 'record',
  params: IdParams.extend({ version: z.coerce.number().int().min(1) }),
  answer: VersionLine.extend({ title: z.string(), identity: Identity, form: Form }),
})

export const makeQuestionnaireLink = defineRoute({
  method: 'POST',
  path: '/questionnaires/:id/links',
  summary: 'A link or kiosk address under which a unit collects answers',
  capability: 'answer.enter',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z
    .object({
      orgId: Id,
      kind: z.enum(LINK_KINDS),
      label: words(60).default(''),
      opensOn: Day,
      closesOn: Day.nullable(),
    })
    .refine((body) => body.closesOn === null || body.closesOn >= body.opensOn, {
      path: ['closesOn'],
      message: '截止日期不能早于开始日期',
    }),
  answer: QuestionnaireLink,
})

export const endQuestionnaireLink = defineRoute({
  method: 'POST',
  path: '/questionnaire-links/:id/end',
  summary: 'A link takes no more answers, from now on',
  capability: 'answer.enter',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: QuestionnaireLink,
})
