import type { Tx } from '#platform/database/database.ts'
import { findAnswer } from './answer-queries.ts'
import { findQuestionnaire, titlesOf } from './questionnaire-queries.ts'

export type AnswerInSight = {
  readonly orgId: string
  readonly questionnaireId: string
  readonly number: string
  readonly title: string
  /** Whoever answered was told that nobody learns who it was. */
  readonly nameless: boolean
}

/** An answer of a station whose residents the transaction may see, as long as it was not taken back. */
export async function answerInSight(tx: Tx, id: string): Promise<AnswerInSight | undefined> {
  const row = await findAnswer(tx, id)
  if (!row || row.withdrawn_at) return undefined
  const title = (await titlesOf(tx, [row.questionnaire_id])).get(row.questionnaire_id) ?? ''
  const nameless = (await findQuestionnaire(tx, row.questionnaire_id))?.identity !== 'named'
  return { orgId: row.org_id, questionnaireId: row.questionnaire_id, number: row.number, title, nameless }
}
