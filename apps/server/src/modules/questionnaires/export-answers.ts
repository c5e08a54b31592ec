import { buffer } from 'node:stream/consumers'
import type { Values } from '@yimi/contract/form-answer.ts'
import { optionsOf } from '@yimi/contract/form-codes.ts'
import { isCountable, joinAnswer } from '@yimi/contract/form-split.ts'
import { LIST_ROWS_MAX } from '@yimi/contract/list.ts'
import { CHANNELS } from '@yimi/contract/questionnaire.ts'
import type { exportAnswers } from '@yimi/contract/questionnaire-answer.ts'
import type { Form, Question, SimpleQuestion } from '@yimi/contract/questionnaire-form.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { covers, scopeOf } from '#platform/access/authorise.ts'
import { dayOf } from '#platform/clock.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { WRITTEN_FORMATS, watermarkOf, writeTable } from '#platform/spreadsheets/write-table.ts'
import { type AnswerRow, answersToVersion } from './answer-queries.ts'
import { openWords } from './open-words.ts'
import { findVersion } from './questionnaire-queries.ts'
import { getReadable } from './read-questionnaires.ts'

const ROWS_AT_ONCE = 200

/** Every answer a row, every question a column; no names. Written words are asked for, need a right of their own, and are in the log. */
export async function exportAll(
  context: RequestContext,
  { params, body }: OperationInput<typeof exportAnswers>,
): Promise<RouteAnswer<typeof exportAnswers>> {
  const questionnaire = await getReadable(context, params.id)
  const version = await findVersion(context.tx, questionnaire.id, body.version)
  if (!version) throw new Refusal('not-found')
  const orgIds = [...(context.scope?.orgs ?? [])]
  const words = scopeOf(context.actor, 'answer.words')
  if (body.withWords && !orgIds.every((orgId) => covers(words, context.actor, { orgId }))) throw new Refusal('no-right')
  const questions = version.form.pages
    .flatMap((page) => page.elements)
    .filter((one) => body.withWords || isShownTo(one))
  let rows = 0
  async function* lines() {
    for (let offset = 0; ; offset += ROWS_AT_ONCE) {
      const some = await answersToVersion(context.tx, version?.id ?? '', { offset, limit: ROWS_AT_ONCE, orgIds })
      for await (const line of linesOf(context, some, questions, body.withWords)) {
        rows += 1
        if (rows > LIST_ROWS_MAX)
          throw new Refusal('bad-request', { detail: `答案超过 ${LIST_ROWS_MAX} 份，请由各站分别导出。` })
        yield line
      }
      if (some.length < ROWS_AT_ONCE) return
    }
  }
  const organisation = (await orgNames(context.tx, [questionnaire.org_id])).get(questionnaire.org_id) ?? ''
  const content = await buffer(
    writeTable(body.format, {
      title: version.form.title,
      columns: headings(questions),
      rows: lines(),
      watermark: watermarkOf({ name: context.actor.name, organisation, at: context.now }),
    }),
  )
  await recordAct(context, {
    kind: 'questionnaire',
    recordId: questionnaire.id,
    orgId: questionnaire.org_id,
    act: 'export-answers',
    refs: { version: version.version, format: body.format, rows, withWords: body.withWords },
    detail: { reason: body.reason },
  })
  return {
    fileName: `${version.form.title}第${version.version}版${dayOf(context.now)}.${body.format}`,
    mediaType: WRITTEN_FORMATS[body.format],
    rows,
    content: content.toString('base64'),
  }
}

function isShownTo(question: Question): boolean {
  return question.type === 'paneldynamic' ? question.templateElements.some(isCountable) : isCountable(question)
}

function headings(questions: Form['pages'][number]['elements']) {
  return [
    { heading: '回执号', width: 14 },
    { heading: '单位', width: 18 },
    { heading: '方式', width: 12 },
    { heading: '日期', width: 12 },
    ...questions.map((question) => ({ heading: question.title, width: 24 })),
  ]
}

async function* linesOf(
  context: RequestContext,
  rows: readonly AnswerRow[],
  questions: readonly Question[],
  withWords: boolean,
): AsyncGenerator<string[]> {
  const words = withWords ? await openWords(context, rows) : undefined
  const names = await orgNames(
    context.tx,
    rows.map((row) => row.org_id),
  )
  for (const row of rows) {
    const values = joinAnswer(row.choices, words?.get(row.id)?.values ?? {})
    yield [
      row.number,
      names.get(row.org_id) ?? '',
      CHANNELS[row.channel],
      dayOf(row.answered_at),
      ...questions.map((question) => cellOf(question, values)),
    ]
  }
}

/** As a person reads it; the entries of a group one under the other. */
function cellOf(question: Question, values: Values): string {
  if (question.type !== 'paneldynamic') return valueWords(question, values)
  const entries = (values[question.name] ?? []) as Values[]
  return entries
    .map((entry, place) => {
      const parts = question.templateElements.map((one) => [one.title, valueWords(one, entry)] as const)
      return `${place + 1}. ${parts.flatMap(([title, text]) => (text ? [`${title}：${text}`] : [])).join('；')}`
    })
    .join('\n')
}

function valueWords(question: SimpleQuestion, values: Values): string {
  const value = values[question.name]
  if (value === undefined) return ''
  const options = optionsOf(question)
  const one = (chosen: unknown) => options.find((option) => option.value === chosen)?.text ?? String(chosen)
  const comment = values[`${question.name}-Comment`]
  const text = Array.isArray(value) ? value.map(one).join('、') : one(value)
  return typeof comment === 'string' ? `${text}（${comment}）` : text
}
