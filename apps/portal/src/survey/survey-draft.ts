import type { Judged, Shown, Values } from '@yimi/contract/form-answer.ts'
import type { AnswerFault } from '@yimi/contract/form-values.ts'
import { newUuid } from '@yimi/contract/new-uuid.ts'

/** An answer on its way: `id` is made with the first word and goes to the server with it. */
export type SurveyDraft = {
  id: string
  version: number
  values: Values
  step: number
  relation: string
  teller: string
}
export type SentBefore = { id: string; number: string }

export function newDraft(version: number): SurveyDraft {
  return { id: newUuid(), version, values: {}, step: 0, relation: '', teller: '' }
}

/** Kept on the device until it is sent, so that neither a cut line nor a closed browser loses it. */
export function recallDraft(token: string, version: number): SurveyDraft | undefined {
  const kept = recall(draftKey(token))
  const fits = typeof kept?.id === 'string' && kept.version === version && typeof kept.values === 'object'
  return fits ? { ...newDraft(version), ...(kept as Partial<SurveyDraft>) } : undefined
}

export function keepDraft(token: string, draft: SurveyDraft): void {
  keep(draftKey(token), draft)
}

/** It is on its way in another place, or nobody wished to answer. */
export function forgetDraft(token: string): void {
  forget(draftKey(token))
}

export function recallSent(token: string): SentBefore | undefined {
  const kept = recall(sentKey(token))
  return typeof kept?.id === 'string' && typeof kept.number === 'string'
    ? { id: kept.id, number: kept.number }
    : undefined
}

/** It is with the server: the words go, the id with which it can be taken back stays. */
export function keepSent(token: string, sent: SentBefore): void {
  forget(draftKey(token))
  keep(sentKey(token), sent)
}

export function forgetSent(token: string): void {
  forget(sentKey(token))
}

/** Top-level questions by page: one each where that is easier to read, else those of a section together. */
export function stepsOf(judged: Judged, oneEach: boolean): Shown[][] {
  const steps: Shown[][] = []
  for (const one of judged.shown) {
    if (one.within) continue
    const last = steps[steps.length - 1]
    if (!oneEach && last && last[0]?.section === one.section) last.push(one)
    else steps.push([one])
  }
  return steps
}

/** Those of the questions on this page. */
export function faultsIn(step: readonly Shown[], faults: readonly AnswerFault[]): AnswerFault[] {
  return faults.filter((fault) => step.some((one) => one.path === fault.path.split(/[.[]/)[0]))
}

function draftKey(token: string): string {
  return `yimi.survey.${token}`
}

function sentKey(token: string): string {
  return `yimi.survey.${token}.sent`
}

function recall(key: string): Record<string, unknown> | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function keep(key: string, value: object): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // A browser that keeps nothing: the words last as long as the page.
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}
