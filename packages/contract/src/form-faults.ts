import { type Clause, parseCondition } from './form-conditions.ts'
import { choicesOf } from './form-values.ts'
import {
  FORM_CHARACTERS_MAX,
  type Form,
  NONE,
  OTHER,
  QUESTIONS_MAX,
  type Question,
  type SimpleQuestion,
} from './questionnaire-form.ts'

/** What keeps a form from being published, in words for whoever builds it. `name` is the question or section. */
export type FormFault = { readonly name: string; readonly message: string }

export function formFaults(form: Form): FormFault[] {
  const faults: FormFault[] = []
  const all = form.pages.flatMap((page) => page.elements)
  if (all.length === 0) faults.push({ name: '', message: '还没有题目，请先加一题。' })
  if (countOf(all) > QUESTIONS_MAX) faults.push({ name: '', message: `题目最多 ${QUESTIONS_MAX} 道，请删减后再发布。` })
  if (JSON.stringify(form).length > FORM_CHARACTERS_MAX)
    faults.push({ name: '', message: '问卷太长，请删减文字后再发布。' })
  const names = new Set<string>()
  const earlier = new Map<string, SimpleQuestion>()
  for (const page of form.pages) {
    faults.push(...conditionFaults(page.name, page.visibleIf, earlier))
    if (page.elements.length === 0)
      faults.push({ name: page.name, message: '这一部分还没有题目，请加题或删去这一部分。' })
    for (const question of page.elements) {
      faults.push(...questionFaults(question, names, earlier))
      if (question.type !== 'paneldynamic') earlier.set(question.name, question)
    }
  }
  const sections = form.pages.map((page) => page.name)
  if (new Set(sections).size < sections.length) faults.push({ name: '', message: '有两个部分的代号相同。' })
  return faults
}

export function countOf(questions: readonly Question[]): number {
  return questions.reduce((sum, one) => sum + 1 + (one.type === 'paneldynamic' ? one.templateElements.length : 0), 0)
}

type Earlier = ReadonlyMap<string, SimpleQuestion>

function questionFaults(question: Question, names: Set<string>, earlier: Earlier, group?: Earlier): FormFault[] {
  const { name } = question
  const messages: string[] = []
  if (names.has(name)) messages.push(`有两题的代号都是「${name}」。`)
  names.add(name)
  if (question.title === '') messages.push('这一题还没有写问题。')
  const faults = [...messages, ...partFaults(question)].map((message) => ({ name, message }))
  faults.push(...conditionFaults(name, question.visibleIf, earlier, group))
  if (question.type !== 'paneldynamic') return faults
  if (question.templateElements.length === 0) faults.push({ name, message: '这一组里还没有题目。' })
  if (question.minPanelCount > question.maxPanelCount) faults.push({ name, message: '最少次数不能大于最多次数。' })
  const within = new Map<string, SimpleQuestion>()
  for (const one of question.templateElements) {
    faults.push(...questionFaults(one, names, earlier, within))
    within.set(one.name, one)
  }
  return faults
}

function partFaults(question: Question): string[] {
  switch (question.type) {
    case 'radiogroup':
    case 'checkbox':
      return choiceFaults(question)
    case 'text':
      return textFaults(question)
    case 'comment':
      return lengthFaults(question.validators)
    default:
      return []
  }
}

function choiceFaults(question: Extract<Question, { type: 'radiogroup' | 'checkbox' }>): string[] {
  const messages: string[] = []
  const values = question.choices.map((choice) => choice.value)
  if (choicesOf(question).length < 2) messages.push('请至少写两个选项。')
  if (question.choices.some((choice) => choice.text === '')) messages.push('有的选项还没有写字。')
  if (new Set(values).size < values.length) messages.push('有两个选项的代号相同。')
  if (values.includes(OTHER) || values.includes(NONE))
    messages.push('「其他」和「以上都没有」请用开关打开，不要当普通选项写。')
  const [count] = question.type === 'checkbox' ? question.validators : []
  if (count && (count.minCount ?? 1) > (count.maxCount ?? Number.POSITIVE_INFINITY))
    messages.push('最少选几项不能大于最多选几项。')
  if (count?.minCount !== undefined && count.minCount > values.length) messages.push('最少要选的比选项还多。')
  return messages
}

function textFaults({ inputType, min, max, validators }: Extract<Question, { type: 'text' }>): string[] {
  const kind = inputType === 'number' ? 'number' : inputType === 'date' ? 'string' : 'none'
  const bounds = [min, max].filter((one) => one !== undefined)
  if (bounds.some((one) => typeof one !== kind)) return ['最小值和最大值要与填写的内容同类。']
  if (min !== undefined && max !== undefined && min > max) return ['最小值不能大于最大值。']
  if (kind !== 'none' && validators.length > 0) return ['数字和日期不能再加文字的格式要求。']
  return lengthFaults(validators)
}

function lengthFaults(
  validators: readonly { type: string; minLength?: number; maxLength?: number | undefined }[],
): string[] {
  return validators.some(({ minLength = 0, maxLength }) => maxLength !== undefined && minLength > maxLength)
    ? ['最少字数不能大于最多字数。']
    : []
}

function conditionFaults(name: string, visibleIf: string, earlier: Earlier, group?: Earlier): FormFault[] {
  const condition = parseCondition(visibleIf)
  if (!condition) return [{ name, message: `条件「${visibleIf.slice(0, 60)}」看不懂，请重新选择条件。` }]
  return condition.clauses.flatMap((clause) => {
    const about = (clause.inGroup ? group : earlier)?.get(clause.question)
    if (!about) return [{ name, message: `条件里的「${clause.question}」不在这一题前面，请重新选择条件。` }]
    return fits(clause, about) ? [] : [{ name, message: `条件与「${about.title}」的答案对不上，请重新选择条件。` }]
  })
}

const ALONE = ['empty', 'notempty']
/** Which tests make sense for which kind of question. */
export const OPERATORS: Readonly<Record<SimpleQuestion['type'] | 'number', readonly Clause['operator'][]>> = {
  radiogroup: ['=', '<>', 'anyof', 'empty', 'notempty'],
  checkbox: ['contains', 'notcontains', 'anyof', 'empty', 'notempty'],
  boolean: ['=', '<>', 'empty', 'notempty'],
  rating: ['=', '<>', '>', '>=', '<', '<=', 'empty', 'notempty'],
  number: ['=', '<>', '>', '>=', '<', '<=', 'empty', 'notempty'],
  text: ['empty', 'notempty'],
  comment: ['empty', 'notempty'],
}

function fits({ operator, value }: Clause, about: SimpleQuestion): boolean {
  const kind = about.type === 'text' && about.inputType === 'number' ? 'number' : about.type
  if (!OPERATORS[kind].includes(operator)) return false
  if (ALONE.includes(operator)) return true
  if (about.type === 'radiogroup' || about.type === 'checkbox') {
    const offered = choicesOf(about)
    return (typeof value === 'object' ? value : [value]).every((one) => offered.includes(String(one)))
  }
  return typeof value === (kind === 'boolean' ? 'boolean' : 'number')
}
