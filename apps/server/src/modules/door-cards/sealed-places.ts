import { dataKeysById } from '#platform/crypto/data-keys.ts'
import { indexColumn, type SealedPlace } from '#platform/crypto/sealed-place-queries.ts'
import { wordIndex } from './ask-at-door.ts'
import { wordContext } from './card-words.ts'
import { findWords, setWordIndex } from './door-card-queries.ts'

/** What of door cards the master key covers: what a word is looked up by. */
export const DOOR_CARD_SEALED_PLACES: readonly SealedPlace[] = [
  indexColumn({
    table: 'door_cards',
    column: 'word_index',
    async renew(tx, masterKeys, ids) {
      const rows = await findWords(tx, ids)
      const keyIds = rows.map((row) => row.key_id)
      const keys = await dataKeysById(tx, masterKeys, keyIds)
      for (const { id, key_id, word_enc } of rows) {
        const word = keys.get(key_id)?.open(word_enc, wordContext(id))
        // The card of somebody who was erased is over: no word leads to it.
        await setWordIndex(tx, id, word === undefined ? null : wordIndex(masterKeys, word))
      }
    },
  }),
]
