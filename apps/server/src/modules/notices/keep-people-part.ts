import { definePersonPart, onConsentWithdrawn } from '#modules/people/people.ts'
import { dataKeysById } from '#platform/crypto/data-keys.ts'
import { deleteOwn, everyNoticeOf, insertStop, stopWaiting } from './notice-queries.ts'
import { wordsContext } from './tell.ts'

/** What the messages hold of a person, and what stops when he no longer agrees to be told. */
export function registerNoticePart(): void {
  definePersonPart({
    name: 'notices',
    label: '通知记录',
    async export({ tx, keyring }, personId) {
      const rows = await everyNoticeOf(tx, personId)
      const keys = await dataKeysById(
        tx,
        keyring,
        rows.map((row) => row.key_id),
      )
      const told = rows.map((row) => {
        const opened = keys.get(row.key_id)?.open(row.words_enc, wordsContext(row.id)) ?? '{}'
        const { title, body } = JSON.parse(opened) as { title?: string; body?: string }
        return { at: row.made_at.toISOString(), way: row.way, status: row.status, title, body }
      })
      return told.length > 0 ? told : undefined
    },
    erase: ({ tx }, personId) => deleteOwn(tx, personId),
  })
  onConsentWithdrawn('messages', 'notices', async (context, ended) => {
    await insertStop(context.tx, { person_id: ended.personId, org_id: ended.orgId, since: context.now })
    await stopWaiting(context.tx, ended.personId)
  })
}
