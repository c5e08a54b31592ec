import type { AnswerValues } from '@yimi/contract/answer-values.ts'
import { joinAnswer } from '@yimi/contract/form-split.ts'
import { Relation } from '@yimi/contract/person-tie.ts'
import type { AnswerLine, countAnswers, getAnswer, listAnswers } from '@yimi/contract/questionnaire-answer.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { readPeople } from '#modules/people/people.ts'
import { covers, scopeOf } from '#platform/access/authorise.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import type { AnswerWords } from './accept-answer.ts'
import { type AnswerRow, answersPage, findAnswer } from './answer-queries.ts'
import { readCounts } from './count-answers.ts'
import { openWords } from './open-words.ts'
import { findQuestionnaire, versionById } from './questionnaire-queries.ts'
import { getReadable } from './read-questionnaires.ts'

export async function list(
  context: RequestContext,
  { params, query }: OperationInput<typeof listAnswers>,
): Promise<RouteAnswer<typeof listAnswers>> {
  const questionnaire = await getReadable(context, params.id)
  const orgIds = [...(context.scope?.orgs ?? [])]
  const { rows, total } = await answersPage(context.tx, questionnaire.id, { ...query, orgIds })
  return { items: await linesOf(context, rows), total }
}

/** Read one by one, and each reading is in the log of the answer. */
export async function read(
  context: RequestContext,
  { params }: OperationInput<typeof getAnswer>,
): Promise<RouteAnswer<typeof getAnswer>> {
  const row = await findAnswer(context.tx, params.id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  const version = await versionById(context.tx, row.version_id)
  const questionnaire = await findQuestionnaire(context.tx, row.questionnaire_id)
  if (!version || !questionnaire) throw new ProgramFault('an answer to a version that is not in sight')
  const mayReadWords = covers(scopeOf(context.actor, 'answer.words'), context.actor, { orgId: row.org_id })
  const words = mayReadWords ? (await openWords(context, [row])).get(row.id) : undefined
  const [line] = await linesOf(context, [{ ...row, version: version.version }])
  if (!line) throw new ProgramFault('no line of an answer')
  await recordAct(context, { kind: 'questionnaire-answer', recordId: row.id, orgId: row.org_id, act: 'read' })
  return {
    ...line,
    orgId: row.org_id,
    questionnaireId: row.questionnaire_id,
    identity: questionnaire.identity,
    personId: row.person_id,
    form: version.form,
    values: joinAnswer(row.choices, words?.values ?? {}) as AnswerValues,
    words: words !== undefined || row.words_enc === null,
    teller: words?.teller ?? '',
  }
}

export async function count(
  context: RequestContext,
  { params, query }: OperationInput<typeof countAnswers>,
): Promise<RouteAnswer<typeof countAnswers>> {
  const questionnaire = await getReadable(context, params.id)
  const counts = await readCounts(context.tx, questionnaire.id, query.version)
  if (!counts) throw new Refusal('not-found')
  return counts
}

async function linesOf(
  context: RequestContext,
  rows: readonly (AnswerRow & { version: number })[],
): Promise<AnswerLine[]> {
  const { tx, keyring, today } = context
  const names = await orgNames(
    tx,
    rows.map((row) => row.org_id),
    today,
  )
  const people = await readPeople(
    tx,
    keyring,
    rows.flatMap((row) => row.person_id ?? []),
  )
  const words = await openWords(context, rows)
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    version: row.version,
    channel: row.channel,
    orgName: names.get(row.org_id) ?? '',
    answeredAt: row.answered_at.toISOString(),
    name: (row.person_id && people.get(row.person_id)?.name) || nameIn(words.get(row.id)),
    relation: Relation.safeParse(row.relation).data ?? null,
    withdrawn: row.withdrawn_at !== null,
  }))
}

function nameIn(words: AnswerWords | undefined): string {
  return words?.name ?? ''
}
