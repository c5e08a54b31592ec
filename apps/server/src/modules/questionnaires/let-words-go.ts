import { inEveryOrganisation } from '#modules/organisations/organisations.ts'
import { destroyDataKeys } from '#platform/crypto/data-keys.ts'
import type { Services } from '#platform/services.ts'
import { answersPastKeeping, dropWords } from './answer-queries.ts'

/** Words and names go when the questionnaire no longer keeps them; what is counted stays. */
export async function letWordsGo({ database, clock }: Pick<Services, 'database' | 'clock'>): Promise<void> {
  const now = clock.now()
  await inEveryOrganisation(database, async (tx) => {
    const ids = await answersPastKeeping(tx, now)
    await dropWords(tx, ids)
    await destroyDataKeys(tx, 'record', ids, now)
  })
}
