import { commentName } from './form-answer.ts'
import { type Clause, parseCondition } from './form-conditions.ts'
import type { Form, Question, SimpleQuestion } from './questionnaire-form.ts'

/**
 * The form on paper: each question has a number, each choice a code, and what was ticked is typed in by codes. Nothing of a
 * page or a printer is in it, so that any printer may be given it.
 */
export type PaperOption = { readonly code: string; readonly text: string; readonly value: string | number | boolean }
export type PaperQuestion = {
  readonly code: string
  readonly name: string
  readonly title: string
  readonly hint: string
  readonly required: boolean
  /** When it is to be answered, in words; empty: always. */
  readonly condition: string
  readonly options: readonly PaperOption[]
  /** Lines to write on; 0 where boxes are ticked. */
  readonly lines: number
  /** Of a group: its questions, and how often the paper repeats them. */
  readonly group?: { readonly times: number; readonly questions: readonly PaperQuestion[] }
}
export type PaperForm = {
  readonly title: string
  readonly description: string
  readonly version: number
  readonly sections: readonly {
    readonly title: string
    readonly condition: string
    readonly questions: readonly PaperQuestion[]
  }[]
}
/** Entries of a group that a sheet has room for, where the form does not say less. */
const PAPER_ENTRIES = 4
const COMMENT_LINES = 3

export function paperForm(form: Form, version: number): PaperForm {
  let count = 0
  const known: Known = new Map()
  const sections = form.pages.map((page) => ({
    title: page.title,
    condition: conditionWords(page.visibleIf, known),
    questions: page.elements.map((question) => {
      count += 1
      return paperQuestion(question, String(count), known)
    }),
  }))
  return { title: form.title, description: form.description, version, sections }
}

type Known = Map<string, { code: string; question: Question }>

function paperQuestion(question: Question, code: string, known: Known): PaperQuestion {
  const { name, title, description, isRequired } = question
  const condition = conditionWords(question.visibleIf, known)
  known.set(name, { code, question })
  const plain = { code, name, title, hint: description, required: isRequired, condition, options: [], lines: 0 }
  if (question.type !== 'paneldynamic') return { ...plain, options: optionsOf(question), lines: linesOf(question) }
  const questions = question.templateElements.map((one, place) => paperQuestion(one, `${code}.${place + 1}`, known))
  return { ...plain, group: { times: Math.min(question.maxPanelCount, PAPER_ENTRIES), questions } }
}

const SAID: Readonly<Record<Clause['operator'], (value: string) => string>> = {
  '=': (value) => `是${value}`,
  '<>': (value) => `不是${value}`,
  '>': (value) => `大于${value}`,
  '>=': (value) => `不小于${value}`,
  '<': (value) => `小于${value}`,
  '<=': (value) => `不大于${value}`,
  contains: (value) => `选了${value}`,
  notcontains: (value) => `没有选${value}`,
  anyof: (value) => `是${value}之一`,
  empty: () => '没有回答',
  notempty: () => '有回答',
}

/** «第 1 题是「是」时回答»; empty: always. */
function conditionWords(visibleIf: string, known: Known): string {
  const condition = parseCondition(visibleIf)
  if (!condition || condition.clauses.length === 0) return ''
  const said = condition.clauses.map(({ question: name, operator, value }) => {
    const about = known.get(name)
    const values = value === undefined ? [] : typeof value === 'object' ? value : [value]
    const words = values.map((one) => optionWords(about?.question, one)).join('')
    return `第 ${about?.code ?? ''} 题${SAID[operator](words)}`
  })
  return `${said.join(condition.join === 'and' ? '，并且' : '，或者')}时回答`
}

function optionWords(question: Question | undefined, value: string | number | boolean): string {
  const options = !question || question.type === 'paneldynamic' ? [] : optionsOf(question)
  const text = options.find((one) => one.value === value)?.text
  return text === undefined ? ` ${value} ` : `「${text}」`
}

/** Choices are numbered from 1, «other» after them; «none of these» is 0. */
export function optionsOf(question: SimpleQuestion): PaperOption[] {
  if (question.type === 'boolean')
    return [
      { code: '1', text: question.labelTrue, value: true },
      { code: '2', text: question.labelFalse, value: false },
    ]
  if (question.type === 'rating')
    return Array.from({ length: question.rateMax - question.rateMin + 1 }, (_, place) => {
      const value = question.rateMin + place
      return { code: String(value), text: String(value), value }
    })
  if (question.type !== 'radiogroup' && question.type !== 'checkbox') return []
  const options = question.choices.map(({ value, text }, place) => ({ code: String(place + 1), text, value }))
  if (question.showOtherItem)
    options.push({ code: String(options.length + 1), text: question.otherText, value: 'other' })
  if (question.showNoneItem) options.push({ code: '0', text: question.noneText, value: 'none' })
  return options
}

function linesOf(question: SimpleQuestion): number {
  if (question.type === 'comment') return COMMENT_LINES
  return question.type === 'text' ? 1 : 0
}

export type Typed = { readonly values: Readonly<Record<string, unknown>> } | { readonly fault: string }

/** What was typed for one question: «2», «1 3», «135», «4 tailor», «20260105», words. Nothing typed is no answer. */
export function readTyped(question: SimpleQuestion, typed: string): Typed {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return { values: {} }
  const { name } = question
  if (question.type === 'comment') return { values: { [name]: typed.trim() } }
  if (question.type === 'text') return readText(question, text, typed.trim())
  const options = optionsOf(question)
  const found = /^(\d+(?:[\s,、.]+\d+)*)(?:[\s:、]+(\D.*))?$/s.exec(text)
  if (!found) return { fault: `请输入编号 ${options.map((one) => one.code).join('、')}` }
  const [, codes = '', words] = found
  const chosen = codesOf(codes, options, question.type === 'checkbox').map((code) =>
    options.find((one) => one.code === code),
  )
  if (chosen.some((one) => one === undefined) || (question.type !== 'checkbox' && chosen.length > 1))
    return { fault: `没有这个编号，请输入 ${options.map((one) => one.code).join('、')}` }
  const values = [...new Set(chosen.flatMap((one) => (one ? [one.value] : [])))]
  const value = question.type === 'checkbox' ? values : values[0]
  const comment = words && values.includes('other') ? { [commentName(name)]: words.trim() } : {}
  return { values: { [name]: value, ...comment } }
}

/** «135» is three codes where no code has two digits. */
function codesOf(codes: string, options: readonly PaperOption[], many: boolean): string[] {
  const parts = codes.split(/[\s,、.]+/)
  const short = options.every((one) => one.code.length === 1)
  return many && short && parts.length === 1 ? [...codes] : parts
}

function readText(question: SimpleQuestion & { type: 'text' }, text: string, whole: string): Typed {
  if (question.inputType === 'number') {
    const value = Number(text.replace(/[,\s]/g, ''))
    return Number.isFinite(value) ? { values: { [question.name]: value } } : { fault: '请输入数字' }
  }
  if (question.inputType !== 'date') return { values: { [question.name]: whole } }
  const day = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text)
  if (!day) return { fault: '请输入八位日期，如 20260105' }
  const [, year, month = '', dayOfMonth = ''] = day
  return { values: { [question.name]: `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}` } }
}
