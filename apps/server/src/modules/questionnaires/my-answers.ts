import { joinAnswer } from '@yimi/contract/form-split.ts'
import type { listMyAnswers, MyAnswer, withdrawMyAnswer } from '@yimi/contract/questionnaire-answer.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { aliasesOf, definePersonPart, personOrg } from '#modules/people/people.ts'
import { takeScope, withMoreOrgs } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { type AnswerRow, answersOfPerson, forgetAnswersOf } from './answer-queries.ts'
import { openWords } from './open-words.ts'
import { takeBack } from './public-answers.ts'
import { titlesOf } from './questionnaire-queries.ts'

/** What a person answered with his name: given out, taken back, and gone with him. */
export function defineAnswerPart(): void {
  definePersonPart({
    name: 'questionnaires',
    label: '答过的问卷',
    async export(context, personId) {
      const rows = await answersOfPerson(context.tx, await aliasesOf(context.tx, personId))
      if (rows.length === 0) return undefined
      const words = await openWords(context, rows)
      const titles = await titlesFor(context, rows)
      return rows.map((row) => ({
        questionnaire: titles.get(row.questionnaire_id) ?? '',
        number: row.number,
        answeredAt: row.answered_at.toISOString(),
        answers: joinAnswer(row.choices, words.get(row.id)?.values ?? {}),
      }))
    },
    async holds({ tx }, personIds) {
      return (await answersOfPerson(tx, personIds)).flatMap((row) => row.person_id ?? [])
    },
    erase: (context, personId) => forgetAnswersOf(context.tx, personId, context.now),
  })
}

export async function list(context: RequestContext): Promise<RouteAnswer<typeof listMyAnswers>> {
  const rows = await ownAnswers(context)
  const titles = await titlesFor(context, rows)
  const names = await orgNames(
    context.tx,
    rows.map((row) => row.org_id),
    context.today,
  )
  const items = rows.map(
    (row): MyAnswer => ({
      id: row.id,
      title: titles.get(row.questionnaire_id) ?? '',
      unit: names.get(row.org_id) ?? '',
      number: row.number,
      answeredAt: row.answered_at.toISOString(),
    }),
  )
  return { items }
}

export async function withdraw(
  context: RequestContext,
  { params }: OperationInput<typeof withdrawMyAnswer>,
): Promise<{ id: string }> {
  const row = (await ownAnswers(context)).find((one) => one.id === params.id)
  if (!row) throw new Refusal('not-found')
  await withMoreOrgs(context.tx, [row.org_id], () => takeBack(context, row.id), { people: true })
  return { id: row.id }
}

async function ownAnswers(context: RequestContext): Promise<AnswerRow[]> {
  const { personId } = context.actor
  if (!personId) throw new Refusal('not-found')
  const orgId = await personOrg(context.tx, personId)
  if (!orgId) throw new Refusal('not-found')
  await takeScope(context.tx, { role: 'yimi_app', personId, orgs: [], people: [orgId] })
  return answersOfPerson(context.tx, await aliasesOf(context.tx, personId))
}

/** Titles of what the person answered, whatever unit asked. */
function titlesFor({ tx }: FlowContext, rows: readonly AnswerRow[]): Promise<Map<string, string>> {
  return titlesOf(
    tx,
    rows.map((row) => row.questionnaire_id),
  )
}
