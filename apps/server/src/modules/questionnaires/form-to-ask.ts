import type { Identity } from '@yimi/contract/questionnaire.ts'
import type { Form } from '@yimi/contract/questionnaire-form.ts'
import type { Tx } from '#platform/database/database.ts'
import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { findAnswer } from './answer-queries.ts'
import { findQuestionnaire, findVersion, versionById } from './questionnaire-queries.ts'
import { getReadable } from './read-questionnaires.ts'

export type FormToAsk = {
  questionnaireId: string
  versionId: string
  title: string
  identity: Identity
  oncePerPerson: boolean
  keepDays: number
  version: number
  form: Form
}

/**
 * The newest version, by which somebody is asked now, of a questionnaire that the transaction sees.
 * @throws Refusal `questionnaire-closed`
 */
export async function formToAsk(tx: Tx, questionnaireId: string): Promise<FormToAsk> {
  const found = await openForm(tx, (await findVersion(tx, questionnaireId, undefined))?.id)
  if (!found?.open) throw new Refusal('questionnaire-closed')
  return found
}

/** A version by its id, and whether answers to it are still taken. */
export async function openForm(
  tx: Tx,
  versionId: string | undefined,
): Promise<(FormToAsk & { open: boolean }) | undefined> {
  const version = versionId === undefined ? undefined : await versionById(tx, versionId)
  const questionnaire = version && (await findQuestionnaire(tx, version.questionnaire_id))
  if (!questionnaire) return undefined
  return {
    questionnaireId: questionnaire.id,
    versionId: version.id,
    title: version.form.title,
    identity: questionnaire.identity,
    oncePerPerson: questionnaire.once_per_person,
    keepDays: questionnaire.keep_days,
    version: version.version,
    form: version.form,
    open: questionnaire.closed_at === null && version.closed_at === null,
  }
}

/** Whether an answer with this id was taken. */
export async function isTaken(tx: Tx, answerId: string): Promise<boolean> {
  return (await findAnswer(tx, answerId)) !== undefined
}

/** The id of a version (the newest where none is named) of a questionnaire that the caller may read. */
export async function readableVersion(
  context: RequestContext,
  questionnaireId: string,
  version: number | undefined,
): Promise<{ id: string; version: number }> {
  const questionnaire = await getReadable(context, questionnaireId)
  const row = await findVersion(context.tx, questionnaire.id, version)
  if (!row) throw new Refusal('not-found')
  return { id: row.id, version: row.version }
}
