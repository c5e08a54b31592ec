import { randomBytes } from 'node:crypto'
import type { endQuestionnaireLink, makeQuestionnaireLink, QuestionnaireLink } from '@yimi/contract/questionnaire.ts'
import { orgNames, unitsAbove } from '#modules/organisations/organisations.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import {
  endLink,
  findLink,
  findQuestionnaire,
  findVersion,
  insertLink,
  type QuestionnaireRow,
} from './questionnaire-queries.ts'
import { linkOf } from './read-questionnaires.ts'

/** 22 letters and digits: nobody comes upon it by trying. */
const TOKEN_BYTES = 16

export async function makeLink(
  context: RequestContext,
  { params, body }: OperationInput<typeof makeQuestionnaireLink>,
): Promise<QuestionnaireLink> {
  const { tx, now, actor } = context
  context.mayOn({ orgId: body.orgId })
  const questionnaire = await getUsable(context, params.id, body.orgId)
  if (!(await findVersion(tx, questionnaire.id, undefined)))
    throw new Refusal('form-incomplete', { detail: '问卷还没有发布，请先发布再生成链接。' })
  const id = newId()
  await insertLink(tx, {
    id,
    org_id: body.orgId,
    questionnaire_id: questionnaire.id,
    token: randomBytes(TOKEN_BYTES).toString('base64url'),
    kind: body.kind,
    label: body.label,
    opens_on: body.opensOn,
    closes_on: body.closesOn,
    made_by: actor.accountId ?? null,
    made_at: now,
  })
  await recordAct(context, {
    kind: 'questionnaire',
    recordId: questionnaire.id,
    orgId: body.orgId,
    act: 'make-link',
    refs: { link: id },
  })
  return answerOf(context, id)
}

export async function end(
  context: RequestContext,
  { params }: OperationInput<typeof endQuestionnaireLink>,
): Promise<QuestionnaireLink> {
  const row = await findLink(context.tx, params.id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  await endLink(context.tx, row.id, context.now)
  await recordAct(context, {
    kind: 'questionnaire',
    recordId: row.questionnaire_id,
    orgId: row.org_id,
    act: 'end-link',
    refs: { link: row.id },
  })
  return answerOf(context, row.id)
}

/** A questionnaire by which this unit may ask: its own, or one of a unit above it. */
export async function getUsable(context: RequestContext, id: string, orgId: string): Promise<QuestionnaireRow> {
  const row = await findQuestionnaire(context.tx, id)
  if (!row) throw new Refusal('not-found')
  if (row.org_id !== orgId && !(await unitsAbove(context.tx, orgId, context.today)).includes(row.org_id))
    throw new Refusal('not-found')
  return row
}

async function answerOf(context: RequestContext, id: string): Promise<QuestionnaireLink> {
  const row = await findLink(context.tx, id)
  if (!row) throw new ProgramFault('a link that was just there is not')
  return linkOf(context, row, await orgNames(context.tx, [row.org_id], context.today))
}
