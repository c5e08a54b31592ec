import { dataKeysById } from '#platform/crypto/data-keys.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { type AnswerWords, wordsContext } from './accept-answer.ts'
import type { AnswerRow } from './answer-queries.ts'

/** What was written, by answer; absent where there was nothing or it is gone. */
export async function openWords(
  { tx, keyring }: Pick<FlowContext, 'tx' | 'keyring'>,
  rows: readonly AnswerRow[],
): Promise<Map<string, AnswerWords>> {
  const keys = await dataKeysById(
    tx,
    keyring,
    rows.flatMap((row) => row.key_id ?? []),
  )
  return new Map(
    rows.flatMap((row) => {
      const key = row.key_id ? keys.get(row.key_id) : undefined
      if (!row.words_enc || !key) return []
      return [[row.id, JSON.parse(key.open(row.words_enc, wordsContext(row.id))) as AnswerWords] as const]
    }),
  )
}
