import type { Judged, Shown, Values } from './form-answer.ts'
import { isEmpty } from './form-conditions.ts'
import type { Form, Question } from './questionnaire-form.ts'

/**
 * An answer in two parts: what may be counted (choices, numbers, ratings, yes and no) and what somebody wrote (words, and
 * days, which may be somebody's birthday). The second is sealed.
 */
export type SplitAnswer = {
  readonly countable: Values
  readonly words: Values
  /** How often each question was shown, and how often answered: «q1», and «kids.age» over the entries of a group. */
  readonly asked: Readonly<Record<string, readonly [shown: number, answered: number]>>
}

export function splitAnswer(form: Form, { shown, values }: Pick<Judged, 'shown' | 'values'>): SplitAnswer {
  const asked: Record<string, [number, number]> = {}
  for (const one of shown) {
    const key = one.within ? `${one.within.group.name}.${one.question.name}` : one.question.name
    const [times, answered] = asked[key] ?? [0, 0]
    asked[key] = [times + 1, answered + (isEmpty(valueAt(values, one)) ? 0 : 1)]
  }
  const [countable, words]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}]
  for (const question of form.pages.flatMap((page) => page.elements)) {
    if (question.type !== 'paneldynamic') part(question, values, countable, words)
    else if (Array.isArray(values[question.name])) {
      const entries = (values[question.name] as Values[]).map((entry) => {
        const [counted, written]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}]
        for (const one of question.templateElements) part(one, entry, counted, written)
        return { counted, written }
      })
      countable[question.name] = entries.map((entry) => entry.counted)
      const written = entries.map((entry) => entry.written)
      if (!isEmpty(written)) words[question.name] = written
    }
  }
  return { countable, words, asked }
}

/** Both parts together again; without the words, only what may be counted. */
export function joinAnswer(countable: Values, words: Values): Values {
  const joined: Record<string, unknown> = { ...countable }
  for (const [name, value] of Object.entries(words)) {
    const counted = countable[name]
    joined[name] =
      Array.isArray(counted) && Array.isArray(value)
        ? counted.map((entry, place) => ({ ...(entry as Values), ...((value[place] ?? {}) as Values) }))
        : value
  }
  return joined
}

/** Is what is answered here for everybody who counts, or words that only some may read? */
export function isCountable(question: Question): boolean {
  if (question.type === 'comment') return false
  return question.type !== 'text' || question.inputType === 'number'
}

function part(
  question: Question,
  from: Values,
  countable: Record<string, unknown>,
  words: Record<string, unknown>,
): void {
  const value = from[question.name]
  if (value !== undefined) (isCountable(question) ? countable : words)[question.name] = value
  const comment = from[`${question.name}-Comment`]
  if (comment !== undefined) words[`${question.name}-Comment`] = comment
}

function valueAt(values: Values, { question, within }: Shown): unknown {
  if (!within) return values[question.name]
  const entries = values[within.group.name] as readonly Values[] | undefined
  return entries?.[within.entry]?.[question.name]
}
