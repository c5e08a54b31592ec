import type { enterAnswer, Receipt, withdrawAnswer } from '@yimi/contract/questionnaire-answer.ts'
import { readPeople } from '#modules/people/people.ts'
import { Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { acceptAnswer } from './accept-answer.ts'
import { findAnswer } from './answer-queries.ts'
import { getUsable } from './links.ts'
import { takeBack } from './public-answers.ts'

/** By telephone, for somebody, or from paper. */
export async function enter(
  context: RequestContext,
  { params, body }: OperationInput<typeof enterAnswer>,
): Promise<Receipt> {
  context.mayOn({ orgId: body.orgId })
  const questionnaire = await getUsable(context, params.id, body.orgId)
  const { personId } = body
  if (personId && !(await readPeople(context.tx, context.keyring, [personId])).get(personId)?.resident)
    throw new Refusal('bad-request', { faults: [{ path: ['personId'], message: '请从名单里选择居民' }] })
  return acceptAnswer(context, { ...body, questionnaireId: questionnaire.id })
}

export async function withdraw(
  context: RequestContext,
  { params }: OperationInput<typeof withdrawAnswer>,
): Promise<{ id: string }> {
  const row = await findAnswer(context.tx, params.id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  await takeBack(context, row.id)
  return { id: row.id }
}
