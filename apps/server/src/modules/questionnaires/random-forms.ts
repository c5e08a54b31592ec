import { type Condition, type ConditionValue, formatCondition } from '@yimi/contract/form-conditions.ts'
import { Form, type Question, type SimpleQuestion, TEXT_PATTERNS } from '@yimi/contract/questionnaire-form.ts'
import fc from 'fast-check'

/** A random form with an answer typed into all of it, the hidden questions too: for holding two evaluators against each other. */
export type Filled = { form: Form; given: Record<string, unknown> }
type Earlier = { question: SimpleQuestion; inGroup: boolean }
type Validators = Extract<SimpleQuestion, { type: 'text' }>['validators']
type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T

const SIMPLE = ['text', 'number', 'date', 'comment', 'radiogroup', 'checkbox', 'boolean', 'rating'] as const
const CODES = ['a', 'b', 'c2', 'd_d'] as const
const DAYS = ['1935-02-28', '1999-12-31', '2000-01-01', '2024-02-29', '2026-11-28'] as const

export const filledForm: fc.Arbitrary<Filled> = fc.gen().map((gen) => {
  const draw: Draw = (arbitrary) => gen(() => arbitrary)
  const earlier: Earlier[] = []
  let count = 0
  const name = () => {
    count += 1
    return `q${count}`
  }
  const pages = Array.from({ length: draw(fc.integer({ min: 1, max: 3 })) }, (_, place) => {
    const visibleIf = drawCondition(draw, earlier)
    const elements = Array.from({ length: draw(fc.integer({ min: 1, max: 4 })) }, () =>
      drawQuestion(draw, name, earlier),
    )
    return { name: `s${place + 1}`, title: '', visibleIf, elements }
  })
  const form = Form.parse({ title: '问卷', pages })
  const given: Record<string, unknown> = {}
  for (const question of form.pages.flatMap((page) => page.elements)) fill(draw, question, given)
  return { form, given }
})

function drawQuestion(draw: Draw, name: () => string, earlier: Earlier[]): object {
  if (draw(fc.integer({ min: 0, max: 5 })) > 0) {
    const question = drawSimple(draw, name(), drawCondition(draw, earlier))
    earlier.push({ question, inGroup: false })
    return question
  }
  const visibleIf = drawCondition(draw, earlier)
  const within: Earlier[] = [...earlier]
  const templateElements = Array.from({ length: draw(fc.integer({ min: 1, max: 3 })) }, () => {
    const question = drawSimple(draw, name(), drawCondition(draw, within))
    within.push({ question, inGroup: true })
    return question
  })
  const minPanelCount = draw(fc.integer({ min: 0, max: 2 }))
  const isRequired = draw(fc.boolean())
  return {
    type: 'paneldynamic',
    name: name(),
    title: '组',
    visibleIf,
    isRequired,
    templateElements,
    minPanelCount,
    maxPanelCount: 3,
  }
}

function drawSimple(draw: Draw, name: string, visibleIf: string): SimpleQuestion {
  const common = { name, title: '问', visibleIf, isRequired: draw(fc.boolean()), description: '' }
  const kind = draw(fc.constantFrom(...SIMPLE))
  const choices = {
    choices: CODES.slice(0, draw(fc.integer({ min: 1, max: CODES.length }))).map((value) => ({ value, text: value })),
    showOtherItem: draw(fc.boolean()),
    showNoneItem: draw(fc.boolean()),
    otherText: '其他',
    noneText: '无',
  }
  const [low, high] = [
    draw(fc.option(fc.integer({ min: -2, max: 2 }))),
    draw(fc.option(fc.integer({ min: 2, max: 4 }))),
  ]
  const bounds = { ...(low === null ? {} : { min: low }), ...(high === null ? {} : { max: high }) }
  const days = { ...(low === null ? {} : { min: DAYS[1] }), ...(high === null ? {} : { max: DAYS[3] }) }
  const length = {
    type: 'text' as const,
    minLength: draw(fc.integer({ min: 0, max: 3 })),
    maxLength: draw(fc.integer({ min: 3, max: 6 })),
  }
  switch (kind) {
    case 'text': {
      const { regex, text } = TEXT_PATTERNS[draw(fc.constantFrom('mobile', 'telephone', 'digits', 'postcode'))]
      const pattern: Validators = [{ type: 'regex', regex, text }]
      const validators = draw(fc.constantFrom<Validators[]>([], [length], pattern))
      return { type: 'text', ...common, inputType: 'text', validators }
    }
    case 'number':
      return { type: 'text', ...common, inputType: 'number', validators: [], ...bounds }
    case 'date':
      return { type: 'text', ...common, inputType: 'date', validators: [], ...days }
    case 'comment':
      return { type: 'comment', ...common, validators: draw(fc.boolean()) ? [length] : [] }
    case 'radiogroup':
      return { type: 'radiogroup', ...common, ...choices }
    case 'checkbox': {
      const count = { type: 'answercount' as const, minCount: draw(fc.integer({ min: 1, max: 2 })), maxCount: 2 }
      return { type: 'checkbox', ...common, ...choices, validators: draw(fc.boolean()) ? [count] : [] }
    }
    case 'boolean':
      return { type: 'boolean', ...common, labelTrue: '是', labelFalse: '否' }
    case 'rating':
      return { type: 'rating', ...common, rateMin: 1, rateMax: 5, minRateDescription: '', maxRateDescription: '' }
  }
}

function drawCondition(draw: Draw, earlier: readonly Earlier[]): string {
  if (earlier.length === 0 || draw(fc.boolean())) return ''
  const clauses = Array.from({ length: draw(fc.integer({ min: 1, max: 2 })) }, () => {
    const { question, inGroup } = draw(fc.constantFrom(...earlier))
    return { question: question.name, inGroup, ...drawTest(draw, question) }
  })
  const condition: Condition = { join: draw(fc.constantFrom('and', 'or')), clauses }
  return formatCondition(condition)
}

type Test = { operator: Condition['clauses'][number]['operator']; value?: ConditionValue }
function drawTest(draw: Draw, question: SimpleQuestion): Test {
  const alone = (): Test => ({ operator: draw(fc.constantFrom('empty', 'notempty')) })
  const choice = (): string => draw(fc.constantFrom(...offered(question)))
  const number = (): Test => ({
    operator: draw(fc.constantFrom('=', '<>', '>', '>=', '<', '<=')),
    value: draw(fc.integer({ min: 0, max: 4 })),
  })
  if (draw(fc.integer({ min: 0, max: 3 })) === 0) return alone()
  if (question.type === 'radiogroup')
    return draw(fc.boolean())
      ? { operator: draw(fc.constantFrom('=', '<>')), value: choice() }
      : { operator: 'anyof', value: [...new Set([choice(), choice()])] }
  if (question.type === 'checkbox')
    return draw(fc.boolean())
      ? { operator: draw(fc.constantFrom('contains', 'notcontains')), value: choice() }
      : { operator: 'anyof', value: [...new Set([choice(), choice()])] }
  if (question.type === 'boolean') return { operator: draw(fc.constantFrom('=', '<>')), value: draw(fc.boolean()) }
  if (question.type === 'rating' || (question.type === 'text' && question.inputType === 'number')) return number()
  return alone()
}

function offered(question: SimpleQuestion): string[] {
  if (question.type !== 'radiogroup' && question.type !== 'checkbox') return []
  const more = [...(question.showOtherItem ? ['other'] : []), ...(question.showNoneItem ? ['none'] : [])]
  return [...question.choices.map((one) => one.value), ...more]
}

function fill(draw: Draw, question: Question, into: Record<string, unknown>): void {
  if (question.type === 'paneldynamic') {
    const entries = Array.from({ length: draw(fc.integer({ min: 0, max: 3 })) }, () => {
      const entry: Record<string, unknown> = {}
      for (const one of question.templateElements) fill(draw, one, entry)
      return entry
    })
    if (entries.length > 0) into[question.name] = entries
    return
  }
  if (draw(fc.integer({ min: 0, max: 3 })) === 0) return
  const value = drawValue(draw, question)
  into[question.name] = value
  const other = Array.isArray(value) ? value.includes('other') : value === 'other'
  if (other && draw(fc.boolean())) into[`${question.name}-Comment`] = '别的'
}

function drawValue(draw: Draw, question: SimpleQuestion): unknown {
  switch (question.type) {
    case 'text':
      if (question.inputType === 'number') return draw(fc.integer({ min: -3, max: 6 }))
      if (question.inputType === 'date') return draw(fc.constantFrom(...DAYS))
      return draw(fc.constantFrom('13800005678', '010-65', '100010', '12', '李', 'a b c d e f g'))
    case 'comment':
      return draw(fc.constantFrom('好', '楼道灯', '楼道灯坏了很久没有人修'))
    case 'radiogroup':
      return draw(fc.constantFrom(...offered(question)))
    case 'checkbox': {
      const chosen = draw(fc.subarray(offered(question), { minLength: 1 }))
      return chosen.includes('none') ? ['none'] : chosen
    }
    case 'boolean':
      return draw(fc.boolean())
    case 'rating':
      return draw(fc.integer({ min: 1, max: 5 }))
  }
}
