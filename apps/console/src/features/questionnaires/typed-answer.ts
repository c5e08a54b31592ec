import { isShown, judgeAnswer, type Values } from '@yimi/contract/form-answer.ts'
import { optionsOf, type PaperOption, readTyped } from '@yimi/contract/form-codes.ts'
import { faultWords } from '@yimi/contract/form-fault-words.ts'
import type { Form, Question, SimpleQuestion } from '@yimi/contract/questionnaire-form.ts'

/** A paper sheet as it is typed in: one line a question, in the order of the paper; a group asks before each entry whether there is one. */
export type TypedLine = { readonly path: string; readonly text: string }
export type Asked =
  | {
      readonly kind: 'question'
      readonly path: string
      readonly code: string
      readonly question: SimpleQuestion
      readonly options: readonly PaperOption[]
    }
  | { readonly kind: 'more'; readonly path: string; readonly code: string; readonly title: string }

/** What is to be typed next after these lines, and the values so far; `asked` undefined: the sheet is done. */
export function nextAsked(form: Form, lines: readonly TypedLine[]): { asked: Asked | undefined; values: Values } {
  const values: Record<string, unknown> = {}
  let code = 0
  for (const page of form.pages)
    for (const question of page.elements) {
      code += 1
      if (!isShown(page.visibleIf, values) || !isShown(question.visibleIf, values)) continue
      const asked =
        question.type === 'paneldynamic'
          ? askGroup(question, String(code), lines, values)
          : askOne(question, question.name, String(code), lines, values)
      if (asked) return { asked, values }
    }
  return { asked: undefined, values }
}

/** Undefined where the line fits; else what to do. */
export function lineFault(form: Form, asked: Asked, text: string): string | undefined {
  if (asked.kind === 'more') return /^[01]?$/.test(text.trim()) ? undefined : '请输入 1，或者直接按回车'
  const typed = readTyped(asked.question, text)
  if ('fault' in typed) return typed.fault
  // Judged as one question alone: the rest of the sheet is not typed yet.
  const alone: Form = {
    ...form,
    pages: [{ name: 's', title: '', description: '', visibleIf: '', elements: [bare(asked.question)] }],
  }
  const [fault] = judgeAnswer(alone, typed.values).faults
  return fault && faultWords(fault)
}

function bare(question: Question): Question {
  return { ...question, visibleIf: '' }
}

function askOne(
  question: SimpleQuestion,
  path: string,
  code: string,
  lines: readonly TypedLine[],
  into: Record<string, unknown>,
): Asked | undefined {
  const line = lines.find((one) => one.path === path)
  if (!line) return { kind: 'question', path, code, question, options: optionsOf(question) }
  const typed = readTyped(question, line.text)
  if ('values' in typed) Object.assign(into, typed.values)
  return undefined
}

function askGroup(
  group: Question & { type: 'paneldynamic' },
  code: string,
  lines: readonly TypedLine[],
  values: Record<string, unknown>,
): Asked | undefined {
  const entries: Record<string, unknown>[] = []
  for (let place = 0; place < group.maxPanelCount; place += 1) {
    const path = `${group.name}[${place}]`
    const more = lines.find((one) => one.path === path)
    if (place >= group.minPanelCount) {
      if (!more) return { kind: 'more', path, code, title: group.title }
      if (more.text.trim() !== '1') break
    }
    const entry: Record<string, unknown> = {}
    entries.push(entry)
    values[group.name] = entries
    for (const [index, question] of group.templateElements.entries()) {
      if (!isShown(question.visibleIf, values, entry)) continue
      const asked = askOne(question, `${path}.${question.name}`, `${code}.${index + 1}`, lines, entry)
      if (asked) return asked
    }
  }
  return undefined
}
