import { inEveryOrganisation } from '#modules/organisations/organisations.ts'
import { destroyDataKeys } from '#platform/crypto/data-keys.ts'
import type { Services } from '#platform/services.ts'
import { closedBefore, dropWords } from './complaint-queries.ts'

/** As long as somebody may go to court about it. */
const KEPT_YEARS = 3

/** Words and contact of what was closed long ago go, and with the record's key the words of its handling; that it was, and when, stays. */
export async function letWordsGo({ database, clock }: Pick<Services, 'database' | 'clock'>): Promise<void> {
  const now = clock.now()
  const before = new Date(now)
  before.setUTCFullYear(now.getUTCFullYear() - KEPT_YEARS)
  await inEveryOrganisation(database, async (tx) => {
    const ids = await closedBefore(tx, before)
    await dropWords(tx, ids)
    await destroyDataKeys(tx, 'record', ids, now)
  })
}
