import type { CodableTexts } from '#modules/coding/coding.ts'
import { dataKeysById } from '#platform/crypto/data-keys.ts'
import { findNeeds, needsWithWords } from './need-queries.ts'
import { wordsContext } from './need-rules.ts'

/** The words of needs, to be sorted by two coders. */
export const needTexts: CodableTexts = {
  source: 'needs',
  label: '需求原话',
  list: async ({ tx }, { orgId, from, until }) => (await needsWithWords(tx, orgId, from, until)).map((row) => row.id),
  async words({ tx, keyring }, ids) {
    const rows = await findNeeds(tx, ids)
    const keys = await dataKeysById(
      tx,
      keyring,
      rows.map((row) => row.key_id),
    )
    return new Map(
      rows.flatMap((row) => {
        const key = keys.get(row.key_id)
        return row.words_enc && key ? [[row.id, key.open(row.words_enc, wordsContext(row.id))] as const] : []
      }),
    )
  },
}
