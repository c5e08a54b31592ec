import { inEveryOrganisation } from '#modules/organisations/organisations.ts'
import { destroyDataKeys } from '#platform/crypto/data-keys.ts'
import type { Services } from '#platform/services.ts'
import { dropWords, wordsAnsweredBefore } from './sign-up-queries.ts'

/** Time to call back about what was misunderstood. Who was put on the list stands there with his own words. */
const KEPT_DAYS = 90
const DAY_MS = 86_400_000

/** Name, telephone and wishes of those who were answered long ago go; number, station and outcome stay. */
export async function letWordsGo({ database, clock }: Pick<Services, 'database' | 'clock'>): Promise<void> {
  const now = clock.now()
  await inEveryOrganisation(database, async (tx) => {
    const ids = await wordsAnsweredBefore(tx, new Date(now.getTime() - KEPT_DAYS * DAY_MS))
    await dropWords(tx, ids)
    await destroyDataKeys(tx, 'record', ids, now)
  })
}
