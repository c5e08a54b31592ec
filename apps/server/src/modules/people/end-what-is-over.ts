import { inEveryOrganisation } from '#modules/organisations/organisations.ts'
import { systemActor } from '#platform/access/actor.ts'
import { dayOf } from '#platform/clock.ts'
import type { Services } from '#platform/services.ts'
import { expireConsents } from './consents.ts'
import { endTagsBefore } from './tag-queries.ts'

/** After its last day a mark can still be renewed for this long; then its words go. */
const RENEWABLE_DAYS = 30
const DAY_MS = 86_400_000

/** Consents whose time is over end, with all that stands on them; marks that nobody renewed lose their words. */
export async function endWhatIsOver({
  database,
  keyring,
  clock,
}: Pick<Services, 'database' | 'keyring' | 'clock'>): Promise<void> {
  const now = clock.now()
  let ended = 0
  do {
    ended = await inEveryOrganisation(database, (tx, orgs) =>
      expireConsents({ tx, keyring, actor: systemActor([...orgs]), now }),
    )
  } while (ended > 0)
  const before = dayOf(new Date(now.getTime() - RENEWABLE_DAYS * DAY_MS))
  await inEveryOrganisation(database, (tx) => endTagsBefore(tx, before, now))
}
