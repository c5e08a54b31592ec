import { type PaperQuestion as FormQuestion, type PaperOption, paperForm } from '@yimi/contract/form-codes.ts'
import type { Identity } from '@yimi/contract/questionnaire.ts'
import { type Form, OTHER, type Question, type SimpleQuestion } from '@yimi/contract/questionnaire-form.ts'
import type {
  PaperAnswer,
  PaperColumn,
  PaperQuestion,
  PaperQuestionnaire,
} from '@yimi/gongwen/documents/questionnaire.ts'

/** Columns that a sheet of A4 has room for, and choices that one of them can hold to be ticked. */
const COLUMNS_MAX = 5
const TICKS_MAX = 4
const DIGITS_MAX = 6

/** A version as the printer takes it: the same questions, codes and choices as are asked for when it is typed in. */
export function paperOfForm(given: {
  form: Form
  version: number
  identity: Identity
  unit: string
  telephone: string | null
}): PaperQuestionnaire {
  const { form, version, identity, unit, telephone } = given
  const paper = paperForm(form, version)
  const known = new Map(form.pages.flatMap((page) => page.elements).map((question) => [question.name, question]))
  const sections = paper.sections.flatMap((section, place) => {
    const lead = [section.condition && `这一部分${section.condition}。`, form.pages[place]?.description ?? '']
    const questions = section.questions.flatMap((one) => questionsOf(one, known.get(one.name)))
    return questions.length === 0
      ? []
      : [{ title: section.title, lead: lead.filter((words) => words !== '').join('　'), questions }]
  })
  const isNamed = identity === 'named'
  const [first, ...others] = sections
  return {
    kind: 'questionnaire',
    title: paper.title,
    unit,
    lead: [
      ...paper.description.split('\n').filter((words) => words.trim() !== ''),
      isNamed ? '这份问卷记名。答不答由您，答过也可以请站里删去。' : '这份问卷不记名，请不要写姓名和电话。答不答由您。',
    ],
    code: `${paper.title}　第 ${version} 版`,
    sections: first ? [{ ...first, questions: [...(isNamed ? [NAME] : []), ...first.questions] }, ...others] : [],
    closing: [telephone ? `写好请交回${unit}。有不清楚的，请打 ${telephone}。` : `写好请交回${unit}。`],
    copies: [],
  }
}

const NAME: PaperQuestion = { code: '姓名', words: '', hint: '', answer: { type: 'words', lines: 1 } }

function questionsOf(one: FormQuestion, question: Question | undefined): PaperQuestion[] {
  if (!question) return []
  if (question.type === 'paneldynamic') return groupOf(one, question.templateElements)
  return [{ code: one.code, words: one.title, hint: hintOf(one), answer: answerOf(one, question) }]
}

/** Without an answer to what is required nothing can be typed in. */
function hintOf({ hint, condition, required }: FormQuestion): string {
  return [condition, required ? '请一定回答这一题' : '', hint].filter((words) => words !== '').join('　')
}

function answerOf({ options, lines }: FormQuestion, question: SimpleQuestion): PaperAnswer {
  if (question.type === 'rating')
    return {
      ...{ type: 'scale', from: question.rateMin, to: question.rateMax },
      ...{ first: question.minRateDescription, last: question.maxRateDescription },
    }
  if (question.type === 'text' && question.inputType === 'date') return { type: 'day' }
  if (question.type === 'text' && question.inputType === 'number')
    return { type: 'number', digits: digitsOf(question.max), unit: '' }
  if (options.length === 0) return { type: 'words', lines }
  const most = question.type === 'checkbox' ? question.validators[0]?.maxCount : 1
  return {
    type: 'choice',
    ...(most === undefined ? {} : { atMost: most }),
    options: options.map((option) => ({
      ...{ code: option.code, words: option.text },
      ...(option.value === OTHER && hasOther(question) ? { writeIn: true } : {}),
    })),
  }
}

function hasOther(question: SimpleQuestion): boolean {
  return (question.type === 'radiogroup' || question.type === 'checkbox') && question.showOtherItem
}

function digitsOf(max: unknown): number {
  return typeof max === 'number' && max >= 0 ? Math.min(String(Math.floor(max)).length, DIGITS_MAX) : DIGITS_MAX
}

/** One row for each of them; what is too wide for a sheet goes on in a second table with the same rows. */
function groupOf(one: FormQuestion, elements: readonly SimpleQuestion[]): PaperQuestion[] {
  const { times, questions } = one.group ?? { times: 0, questions: [] }
  const tables = Math.ceil(questions.length / COLUMNS_MAX)
  const wide = Math.ceil(questions.length / tables)
  const parts = Array.from({ length: tables }, (_, part) => questions.slice(part * wide, (part + 1) * wide))
  return parts.map((part, place) => ({
    code: one.code,
    words: place === 0 ? one.title : `${one.title}（接上表，同一行是同一位）`,
    hint: [place === 0 ? hintOf(one) : '', ...part.flatMap(columnHint)].filter((words) => words !== '').join('　'),
    answer: {
      type: 'table',
      rows: times,
      columns: part.map((column) =>
        columnOf(
          column,
          elements.find((element) => element.name === column.name),
        ),
      ),
    },
  }))
}

function columnOf({ code, title, options }: FormQuestion, question: SimpleQuestion | undefined): PaperColumn {
  const isTicked = options.length > 0 && options.length <= TICKS_MAX && question?.type !== 'rating'
  return {
    ...{ code, words: title },
    ...(isTicked ? { options: options.map((option) => ({ code: option.code, words: option.text })) } : {}),
  }
}

/** What does not fit into the head of a column. */
function columnHint(column: FormQuestion): string[] {
  const said = hintOf(column)
  const choices = column.options.length > TICKS_MAX ? listed(column.options) : ''
  return said || choices ? [`${column.code} ${[said, choices].filter((words) => words !== '').join('　')}`] : []
}

function listed(options: readonly PaperOption[]): string {
  if (options.every(({ code, text }) => code === text)) return `请写 ${options[0]?.code} 到 ${options.at(-1)?.code}`
  return `请写编号：${options.map(({ code, text }) => `${code} ${text}`).join('、')}`
}
