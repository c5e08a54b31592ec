import type { Identity } from '@yimi/contract/questionnaire.ts'
import type { Form } from '@yimi/contract/questionnaire-form.ts'
import type { Tx } from '#platform/database/database.ts'
import { Refusal } from '#platform/fault.ts'
import { findQuestionnaire, findVersion } from './questionnaire-queries.ts'

export type FormToAsk = {
  questionnaireId: string
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
  const questionnaire = await findQuestionnaire(tx, questionnaireId)
  const version = await findVersion(tx, questionnaireId, undefined)
  if (!questionnaire || !version || questionnaire.closed_at || version.closed_at)
    throw new Refusal('questionnaire-closed')
  return {
    questionnaireId,
    identity: questionnaire.identity,
    oncePerPerson: questionnaire.once_per_person,
    keepDays: questionnaire.keep_days,
    version: version.version,
    form: version.form,
  }
}
