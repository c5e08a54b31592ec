import { optionsOf } from '@yimi/contract/form-codes.ts'
import { isCountable } from '@yimi/contract/form-split.ts'
import type { AnswerCounts, QuestionCount } from '@yimi/contract/questionnaire-answer.ts'
import type { Form, Question } from '@yimi/contract/questionnaire-form.ts'
import type { Tx } from '#platform/database/database.ts'
import { type CountRow, countRows } from './answer-queries.ts'
import { findVersion } from './questionnaire-queries.ts'

/**
 * Per question and choice of one version (the newest where none is named): how often it was shown, answered, left empty, and
 * how often each choice was taken, over the units that the transaction sees. Doors that nobody opened are not in it: whoever
 * plans visits adds them.
 */
export async function readCounts(
  tx: Tx,
  questionnaireId: string,
  version: number | undefined,
): Promise<AnswerCounts | undefined> {
  const row = await findVersion(tx, questionnaireId, version)
  if (!row) return undefined
  const counted = await countRows(tx, row.id)
  const byChannel = counted.flatMap((one) =>
    one.what === 'channel'
      ? [{ channel: one.option as AnswerCounts['byChannel'][number]['channel'], count: one.n }]
      : [],
  )
  return {
    version: row.version,
    answers: byChannel.reduce((sum, one) => sum + one.count, 0),
    byChannel,
    questions: questionsOf(row.form).map(({ question, group }) => countOf(question, group, counted)),
  }
}

function questionsOf(form: Form): { question: Question; group: string }[] {
  return form.pages
    .flatMap((page) => page.elements)
    .flatMap((question) => [
      { question, group: '' },
      ...(question.type === 'paneldynamic'
        ? question.templateElements.map((one) => ({ question: one as Question, group: question.name }))
        : []),
    ])
}

function countOf(question: Question, group: string, counted: readonly CountRow[]): QuestionCount {
  const key = group === '' ? question.name : `${group}.${question.name}`
  const of = counted.filter((one) => one.question === key)
  const base = of.find((one) => one.what === 'asked')
  const options = question.type === 'paneldynamic' || !isCountable(question) ? [] : optionsOf(question)
  return {
    name: question.name,
    title: question.title,
    type: question.type,
    group,
    asked: base?.n ?? 0,
    answered: base?.answered ?? 0,
    notAnswered: (base?.n ?? 0) - (base?.answered ?? 0),
    options: options.map(({ value, text }) => ({
      value: String(value),
      text,
      count: of.find((one) => one.what === 'option' && one.option === String(value))?.n ?? 0,
    })),
    mean: of.find((one) => one.what === 'mean')?.mean ?? null,
  }
}
