import type { SimpleQuestion } from './questionnaire-form.ts'

/** Longest text of one line, of several, and beside «other». */
export const LINE_MAX = 200
export const COMMENT_MAX = 1000
export const OTHER_MAX = 100
const NUMBER_MAX = 1_000_000_000
const DAY = /^(19|20|21)\d\d-\d\d-\d\d$/

export type FaultReason =
  | 'required'
  | 'other-required'
  | 'not-a-choice'
  | 'none-alone'
  | 'too-few'
  | 'too-many'
  | 'too-short'
  | 'too-long'
  | 'too-small'
  | 'too-large'
  | 'wrong-pattern'
  | 'wrong-kind'
  | 'unknown-question'
/** `path`: «q1», or «kids[0].age» within a group. */
export type AnswerFault = {
  readonly path: string
  readonly reason: FaultReason
  readonly limit?: number | string
  readonly text?: string
}
export type ValueFault = Omit<AnswerFault, 'path'>
type OfType<T extends SimpleQuestion['type']> = Extract<SimpleQuestion, { type: T }>

/** Trimmed; nothing and a list of nothing are no value. */
export function keptValue(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim().normalize('NFC')
  if (Array.isArray(value) && value.length === 0) return undefined
  return value === null ? undefined : value
}

export function faultOfValue(question: SimpleQuestion, value: unknown, comment: unknown): ValueFault | undefined {
  if (value === undefined) return question.isRequired ? { reason: 'required' } : undefined
  switch (question.type) {
    case 'text':
      return textFault(question, value)
    case 'comment':
      return wordsFault(value, question.validators, COMMENT_MAX)
    case 'radiogroup':
      return choicesOf(question).includes(String(value)) && typeof value === 'string'
        ? otherFault(value === 'other', comment)
        : { reason: 'not-a-choice' }
    case 'checkbox':
      return choicesFault(question, value) ?? otherFault((value as unknown[]).includes('other'), comment)
    case 'boolean':
      return typeof value === 'boolean' ? undefined : { reason: 'wrong-kind' }
    case 'rating':
      return ratingFault(question, value)
  }
}

/** Every value that the question offers, those switched on included. */
export function choicesOf(question: OfType<'radiogroup'> | OfType<'checkbox'>): string[] {
  return [
    ...question.choices.map((choice) => choice.value),
    ...(question.showOtherItem ? ['other'] : []),
    ...(question.showNoneItem ? ['none'] : []),
  ]
}

function choicesFault(question: OfType<'checkbox'>, value: unknown): ValueFault | undefined {
  if (!Array.isArray(value)) return { reason: 'wrong-kind' }
  const offered = choicesOf(question)
  if (new Set(value).size !== value.length || value.some((one) => !offered.includes(one)))
    return { reason: 'not-a-choice' }
  if (value.includes('none') && value.length > 1) return { reason: 'none-alone' }
  const [count] = question.validators
  if (count?.minCount !== undefined && value.length < count.minCount)
    return { reason: 'too-few', limit: count.minCount }
  if (count?.maxCount !== undefined && value.length > count.maxCount)
    return { reason: 'too-many', limit: count.maxCount }
  return undefined
}

function otherFault(other: boolean, comment: unknown): ValueFault | undefined {
  if (!other) return undefined
  if (comment === undefined) return { reason: 'other-required' }
  if (typeof comment !== 'string') return { reason: 'wrong-kind' }
  return comment.length > OTHER_MAX ? { reason: 'too-long', limit: OTHER_MAX } : undefined
}

function ratingFault(question: OfType<'rating'>, value: unknown): ValueFault | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) return { reason: 'wrong-kind' }
  return value < question.rateMin || value > question.rateMax ? { reason: 'not-a-choice' } : undefined
}

function textFault(question: OfType<'text'>, value: unknown): ValueFault | undefined {
  if (question.inputType === 'number') return numberFault(question, value)
  if (question.inputType === 'date') return dayFault(question, value)
  return wordsFault(value, question.validators, LINE_MAX)
}

function numberFault({ min, max }: OfType<'text'>, value: unknown): ValueFault | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > NUMBER_MAX)
    return { reason: 'wrong-kind' }
  if (typeof min === 'number' && value < min) return { reason: 'too-small', limit: min }
  return typeof max === 'number' && value > max ? { reason: 'too-large', limit: max } : undefined
}

function dayFault({ min, max }: OfType<'text'>, value: unknown): ValueFault | undefined {
  if (typeof value !== 'string' || !isDay(value)) return { reason: 'wrong-kind' }
  if (typeof min === 'string' && value < min) return { reason: 'too-small', limit: min }
  return typeof max === 'string' && value > max ? { reason: 'too-large', limit: max } : undefined
}

function isDay(text: string): boolean {
  if (!DAY.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

function wordsFault(
  value: unknown,
  validators: OfType<'text'>['validators'] | OfType<'comment'>['validators'],
  longest: number,
): ValueFault | undefined {
  if (typeof value !== 'string') return { reason: 'wrong-kind' }
  if (value.length > longest) return { reason: 'too-long', limit: longest }
  for (const validator of validators) {
    if (validator.type === 'regex') {
      if (!new RegExp(validator.regex).test(value)) return { reason: 'wrong-pattern', text: validator.text }
      continue
    }
    if (value.length < validator.minLength) return { reason: 'too-short', limit: validator.minLength }
    if (validator.maxLength !== undefined && value.length > validator.maxLength)
      return { reason: 'too-long', limit: validator.maxLength }
  }
  return undefined
}
