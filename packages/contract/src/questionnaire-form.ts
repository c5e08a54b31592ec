import { z } from 'zod'
import { Day, line, words } from './ids.ts'

/**
 * A form as it is stored and exchanged: SurveyJS JSON, narrowed to what is listed here. Pages are sections, a dynamic panel is
 * a group that repeats. Objects are strict, so that a file with anything else is refused by name instead of being half
 * understood. What a form means is in `form-answer.ts`; what must hold between its parts in `form-faults.ts`.
 */

export const SECTIONS_MAX = 20
export const QUESTIONS_MAX = 80
export const CHOICES_MAX = 30
export const GROUP_ITEMS_MAX = 20
/** Characters of the whole form as JSON. */
export const FORM_CHARACTERS_MAX = 60_000

/** Of questions, sections and choices: small letters alone, since the form model compares without case. */
const Name = z.string().regex(/^[a-z][a-z0-9_]{0,29}$/, '名称只能用小写字母、数字和下划线')
/** Choices that are not listed but switched on. */
export const OTHER = 'other'
export const NONE = 'none'

/** May be empty while the form is a draft. */
const title = words(200)
const common = {
  name: Name,
  title,
  description: words(300).default(''),
  isRequired: z.boolean().default(false),
  visibleIf: z.string().max(400).default(''),
}

export const Choice = z.strictObject({ value: Name, text: words(100) })
export type Choice = z.output<typeof Choice>
const choices = {
  choices: z.array(Choice).max(CHOICES_MAX),
  showOtherItem: z.boolean().default(false),
  otherText: words(40).default('其他'),
  showNoneItem: z.boolean().default(false),
  noneText: words(40).default('以上都没有'),
}

/** The only patterns that a text may be held against: none of them can take long. */
export const TEXT_PATTERNS = {
  mobile: { regex: '^1[3-9][0-9]{9}$', label: '手机号码', text: '请填写 11 位手机号码' },
  telephone: { regex: '^[0-9][0-9-]{4,15}$', label: '电话号码', text: '请填写电话号码，只用数字和短横线' },
  digits: { regex: '^[0-9]{1,30}$', label: '只填数字', text: '请只填数字' },
  postcode: { regex: '^[0-9]{6}$', label: '邮政编码', text: '请填写 6 位邮政编码' },
} as const satisfies Record<string, { regex: string; label: string; text: string }>
export type TextPattern = keyof typeof TEXT_PATTERNS
const Pattern = z.strictObject({
  type: z.literal('regex'),
  regex: z.enum(Object.values(TEXT_PATTERNS).map((one) => one.regex) as [string, ...string[]]),
  text: words(60).default(''),
})
const Length = z.strictObject({
  type: z.literal('text'),
  minLength: z.int().min(0).max(1000).default(0),
  maxLength: z.int().min(1).max(1000).optional(),
})

/** How many may be chosen; nothing chosen is the matter of `isRequired`. */
const Count = z.strictObject({
  type: z.literal('answercount'),
  minCount: z.int().min(1).max(CHOICES_MAX).optional(),
  maxCount: z.int().min(1).max(CHOICES_MAX).optional(),
})

export const NUMBER_MAX = 1_000_000_000
const Bound = z.number().min(-NUMBER_MAX).max(NUMBER_MAX)

const TextQuestion = z.strictObject({
  type: z.literal('text'),
  ...common,
  inputType: z.enum(['text', 'tel', 'number', 'date']).default('text'),
  min: z.union([Bound, Day]).optional(),
  max: z.union([Bound, Day]).optional(),
  validators: z
    .array(z.discriminatedUnion('type', [Pattern, Length]))
    .max(2)
    .default([]),
})
const CommentQuestion = z.strictObject({
  type: z.literal('comment'),
  ...common,
  validators: z.array(Length).max(1).default([]),
})
const OneChoiceQuestion = z.strictObject({ type: z.literal('radiogroup'), ...common, ...choices })
const ManyChoicesQuestion = z.strictObject({
  type: z.literal('checkbox'),
  ...common,
  ...choices,
  validators: z.array(Count).max(1).default([]),
})
const YesNoQuestion = z.strictObject({
  type: z.literal('boolean'),
  ...common,
  labelTrue: words(20).default('是'),
  labelFalse: words(20).default('否'),
})
const RatingQuestion = z.strictObject({
  type: z.literal('rating'),
  ...common,
  rateMin: z.int().min(0).max(1).default(1),
  rateMax: z.int().min(2).max(10).default(5),
  minRateDescription: words(20).default(''),
  maxRateDescription: words(20).default(''),
})
export const SimpleQuestion = z.discriminatedUnion('type', [
  TextQuestion,
  CommentQuestion,
  OneChoiceQuestion,
  ManyChoicesQuestion,
  YesNoQuestion,
  RatingQuestion,
])
export type SimpleQuestion = z.output<typeof SimpleQuestion>

const GroupQuestion = z.strictObject({
  type: z.literal('paneldynamic'),
  ...common,
  /** One of these for each: each child, each person of the household. Groups hold no groups. */
  templateElements: z.array(SimpleQuestion).max(12),
  /** What stands above each: «第 {panelIndex} 位» is not needed, the page counts. */
  templateTitle: words(40).default(''),
  minPanelCount: z.int().min(0).max(GROUP_ITEMS_MAX).default(0),
  maxPanelCount: z.int().min(1).max(GROUP_ITEMS_MAX).default(GROUP_ITEMS_MAX),
})
export type GroupQuestion = z.output<typeof GroupQuestion>

export const Question = z.discriminatedUnion('type', [...SimpleQuestion.options, GroupQuestion])
export type Question = z.output<typeof Question>
export type QuestionType = Question['type']

export const Section = z.strictObject({
  name: Name,
  title: words(100).default(''),
  description: words(500).default(''),
  visibleIf: z.string().max(400).default(''),
  elements: z.array(Question).max(QUESTIONS_MAX),
})
export type Section = z.output<typeof Section>

export const Form = z.strictObject({
  title: line(80),
  description: words(1000).default(''),
  pages: z.array(Section).max(SECTIONS_MAX),
})
export type Form = z.output<typeof Form>

/** Words as a person reads them, for what a question asks for. */
export const QUESTION_KINDS = {
  radiogroup: '选一个',
  checkbox: '可选多个',
  boolean: '是或否',
  rating: '打分',
  text: '填一行字',
  number: '填数字',
  date: '填日期',
  comment: '多写几句',
  paneldynamic: '重复填的一组（如每个孩子）',
} as const
export type QuestionKind = keyof typeof QUESTION_KINDS

export function kindOf(question: Pick<Question, 'type'> & { inputType?: string }): QuestionKind {
  if (question.type !== 'text') return question.type
  return question.inputType === 'number' || question.inputType === 'date' ? question.inputType : 'text'
}
