import { type Clause, holds, isEmpty, parseCondition } from './form-conditions.ts'
import { type AnswerFault, faultOfValue, keptValue } from './form-values.ts'
import type { Form, GroupQuestion, Question, SimpleQuestion } from './questionnaire-form.ts'

/**
 * What a form asks and takes: which questions are shown, which values are kept, what is wrong. Run by the webs while somebody
 * fills in and by the server when it comes in. The server asks the form model itself besides, and a test of random
 * forms and answers holds the two against each other.
 */
export type Values = Readonly<Record<string, unknown>>
export type Shown = {
  readonly path: string
  readonly section: number
  readonly question: Question
  /** The entry of a group that it stands in. */
  readonly within?: { readonly group: GroupQuestion; readonly entry: number }
}
export type Judged = {
  /** In the order of the form; an entry of a group after its group. */
  readonly shown: readonly Shown[]
  /** Without what is hidden, empty, or belongs to no choice. */
  readonly values: Values
  readonly faults: readonly AnswerFault[]
}

export function judgeAnswer(form: Form, given: Values): Judged {
  const judging: Judging = { shown: [], kept: {}, faults: [], given }
  for (const [section, page] of form.pages.entries()) {
    if (!isShown(page.visibleIf, judging.kept)) continue
    for (const question of page.elements) {
      if (!isShown(question.visibleIf, judging.kept)) continue
      judging.shown.push({ path: question.name, section, question })
      if (question.type === 'paneldynamic') judgeGroup(judging, question, section)
      else judgeQuestion(judging.faults, question, given, judging.kept, question.name)
    }
  }
  return {
    shown: judging.shown,
    values: judging.kept,
    faults: [...unknownNames(given, namesOf(form.pages.flatMap((page) => page.elements)), ''), ...judging.faults],
  }
}

/** Whether the condition holds with what was kept of earlier questions. One that cannot be read hides nothing. */
export function isShown(visibleIf: string, kept: Values, entry: Values = {}): boolean {
  const condition = parseCondition(visibleIf)
  return !condition || holds(condition, (clause: Clause) => (clause.inGroup ? entry : kept)[clause.question])
}

export function commentName(name: string): string {
  return `${name}-Comment`
}

type Judging = { shown: Shown[]; kept: Record<string, unknown>; faults: AnswerFault[]; given: Values }

function judgeQuestion(
  faults: AnswerFault[],
  question: SimpleQuestion,
  given: Values,
  kept: Record<string, unknown>,
  path: string,
): void {
  const value = keptValue(given[question.name])
  const comment = keptValue(given[commentName(question.name)])
  const fault = faultOfValue(question, value, comment)
  if (fault) faults.push({ path, ...fault })
  // As in the form model, nothing follows from a number or day out of bounds before it is put right.
  if (value === undefined || fault?.reason === 'too-small' || fault?.reason === 'too-large') return
  kept[question.name] = value
  if (comment !== undefined && asksComment(question, value)) kept[commentName(question.name)] = comment
}

/** The words beside «other». */
export function asksComment(question: Question, value: unknown): boolean {
  if (question.type !== 'radiogroup' && question.type !== 'checkbox') return false
  return question.showOtherItem && (Array.isArray(value) ? value.includes('other') : value === 'other')
}

function judgeGroup(judging: Judging, group: GroupQuestion, section: number): void {
  const entries = entriesOf(judging, group)
  const kept: Record<string, unknown>[] = []
  const names = namesOf(group.templateElements)
  for (const [place, given] of entries.entries()) {
    const entry: Record<string, unknown> = {}
    judging.faults.push(...unknownNames(given, names, `${group.name}[${place}].`))
    for (const question of group.templateElements) {
      if (!isShown(question.visibleIf, judging.kept, entry)) continue
      const path = `${group.name}[${place}].${question.name}`
      judging.shown.push({ path, section, question, within: { group, entry: place } })
      judgeQuestion(judging.faults, question, given, entry, path)
    }
    kept.push(entry)
  }
  if (kept.length > 0) judging.kept[group.name] = kept
  if (group.isRequired && isEmpty(kept)) judging.faults.push({ path: group.name, reason: 'required' })
  if (entries.length > group.maxPanelCount)
    judging.faults.push({ path: group.name, reason: 'too-many', limit: group.maxPanelCount })
}

/** As many entries as were given, and at least as many as the group begins with. */
function entriesOf(judging: Judging, group: GroupQuestion): Values[] {
  const given = judging.given[group.name] ?? []
  if (!Array.isArray(given) || !given.every(isRecord)) {
    judging.faults.push({ path: group.name, reason: 'wrong-kind' })
    return []
  }
  return [...given, ...Array.from({ length: Math.max(0, group.minPanelCount - given.length) }, () => ({}))]
}

function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function namesOf(questions: readonly Question[]): ReadonlySet<string> {
  return new Set(questions.flatMap(({ name }) => [name, commentName(name)]))
}

function unknownNames(given: Values, known: ReadonlySet<string>, before: string): AnswerFault[] {
  return Object.keys(given)
    .filter((name) => !known.has(name))
    .map((name) => ({ path: `${before}${name}`.slice(0, 80), reason: 'unknown-question' as const }))
}
