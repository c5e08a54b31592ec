import { commentName, type Values } from './form-answer.ts'
import type { SimpleQuestion } from './questionnaire-form.ts'

/** How a question is shown: the same on a telephone, at the desk and in the preview. */
export type QuestionLook = {
  readonly kind: 'one' | 'many' | 'rating' | 'line' | 'telephone' | 'number' | 'date' | 'words'
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** Words at the two ends of a rating. */
  readonly ends: readonly [string, string]
}
const NO_ENDS = ['', ''] as const

export function lookOf(question: SimpleQuestion): QuestionLook {
  switch (question.type) {
    case 'radiogroup':
    case 'checkbox': {
      const options = question.choices.map(({ value, text }) => ({ value, label: text }))
      if (question.showOtherItem) options.push({ value: 'other', label: question.otherText })
      if (question.showNoneItem) options.push({ value: 'none', label: question.noneText })
      return { kind: question.type === 'radiogroup' ? 'one' : 'many', options, ends: NO_ENDS }
    }
    case 'boolean': {
      const options = [
        { value: 'true', label: question.labelTrue },
        { value: 'false', label: question.labelFalse },
      ]
      return { kind: 'one', options, ends: NO_ENDS }
    }
    case 'rating': {
      const count = question.rateMax - question.rateMin + 1
      const options = Array.from({ length: count }, (_, place) => String(place + question.rateMin))
      const ends = [question.minRateDescription, question.maxRateDescription] as const
      return { kind: 'rating', options: options.map((value) => ({ value, label: value })), ends }
    }
    case 'comment':
      return { kind: 'words', options: [], ends: NO_ENDS }
    case 'text':
      return { kind: kindOfText(question), options: [], ends: NO_ENDS }
  }
}

function kindOfText(question: SimpleQuestion & { type: 'text' }): QuestionLook['kind'] {
  if (question.inputType === 'number' || question.inputType === 'date') return question.inputType
  const onlyDigits = question.validators.some((one) => one.type === 'regex')
  return question.inputType === 'tel' || onlyDigits ? 'telephone' : 'line'
}

/** What is chosen, as the options name it. */
export function chosenOf(question: SimpleQuestion, values: Values): string[] {
  const value = values[question.name]
  if (Array.isArray(value)) return value.map(String)
  return value === undefined || value === null ? [] : [String(value)]
}

/** What stands in the field. */
export function textOf(values: Values, name: string): string {
  const value = values[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** The values after something was chosen. `none` and all others exclude each other. */
export function withChosen(question: SimpleQuestion, values: Values, chosen: readonly string[]): Values {
  const [last] = chosen.slice(-1)
  if (question.type === 'checkbox') {
    const alone = last === 'none' ? ['none'] : chosen.filter((one) => one !== 'none')
    return set(values, question.name, alone.length > 0 ? alone : undefined)
  }
  if (last === undefined) return set(values, question.name, undefined)
  if (question.type === 'boolean') return set(values, question.name, last === 'true')
  return set(values, question.name, question.type === 'rating' ? Number(last) : last)
}

/** The values after something was typed; a number only where it is one, so that half a number is still seen to be wrong. */
export function withText(question: SimpleQuestion, values: Values, text: string): Values {
  if (text === '') return set(values, question.name, undefined)
  const isNumber = question.type === 'text' && question.inputType === 'number'
  const typed = isNumber ? text.normalize('NFKC').trim() : text
  return set(values, question.name, isNumber && /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : text)
}

export function withComment(question: SimpleQuestion, values: Values, text: string): Values {
  return set(values, commentName(question.name), text === '' ? undefined : text)
}

function set(values: Values, name: string, value: unknown): Values {
  const { [name]: _before, ...rest } = values
  return value === undefined ? rest : { ...rest, [name]: value }
}
