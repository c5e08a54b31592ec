import type { DoorAnswer } from '@yimi/contract/door.ts'
import { readPictureFile } from '#modules/files/files.ts'
import { orgNames, unitsAbove } from '#modules/organisations/organisations.ts'
import { peopleGone, readPeople } from '#modules/people/people.ts'
import { awayFromCorps, teamsOfPerson } from '#modules/teams/teams.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import { takeScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { asNumber, comparableWord } from './card-words.ts'
import { cardNamed, findCard } from './door-card-queries.ts'

/** Wrong words from one address within an hour; a household that mishears needs two or three. */
const WRONG_MAX = 30
const HOUR_MS = 3_600_000
const ADDRESSES_MAX = 10_000
/** What a page shows at the door: larger pictures are not sent. */
const PICTURE_BYTES_MAX = 400_000

/** Whether a visit of this person is arranged for today; nothing about where. */
export type HasVisitToday = (context: Pick<RequestContext, 'tx' | 'today'>, personId: string) => Promise<boolean>

export type WrongWords = { refuse(address: string, now: Date): void; count(address: string, now: Date): void }

/** In memory: a guesser is slowed, and nothing real hangs on it. */
export function rememberWrongWords(): WrongWords {
  const seen = new Map<string, { count: number; since: number }>()
  const of = (address: string, now: Date) => {
    const known = seen.get(address)
    return known && now.getTime() - known.since < HOUR_MS ? known : undefined
  }
  return {
    refuse(address, now) {
      if ((of(address, now)?.count ?? 0) >= WRONG_MAX) throw new Refusal('too-many-requests')
    },
    count(address, now) {
      const known = of(address, now)
      seen.delete(address)
      seen.set(address, { count: (known?.count ?? 0) + 1, since: known?.since ?? now.getTime() })
      const oldest = seen.keys().next()
      if (seen.size > ADDRESSES_MAX && !oldest.done) seen.delete(oldest.value)
    },
  }
}

/**
 * Who shows this card? Who asks gives nothing of himself, and nothing of it is kept. A word that no card has is answered as
 * kindly, with the number of somebody who can look.
 */
export async function ask(
  context: RequestContext,
  services: Pick<Services, 'files'> & {
    wrong: WrongWords
    telephoneOf: (context: RequestContext) => Promise<string | null>
    hasVisitToday: HasVisitToday
  },
  said: string,
): Promise<DoorAnswer> {
  const { tx, keyring, now, today, request } = context
  services.wrong.refuse(request.ip, now)
  await takeScope(tx, { role: 'yimi_public' })
  const telephone = await services.telephoneOf(context)
  const found = await cardNamed(tx, asNumber(said), wordIndexes(keyring, said))
  if (!found) {
    services.wrong.count(request.ip, now)
    return { known: false, telephone }
  }
  const above = await unitsAbove(tx, found.org_id, today)
  await takeScope(tx, { role: 'yimi_app', orgs: [found.org_id], above, personId: found.person_id })
  const card = await findCard(tx, found.id)
  const person = (await readPeople(tx, keyring, [found.person_id])).get(found.person_id)
  const away = await awayFromCorps(tx, [found.person_id])
  const gone = away.size > 0 || (await peopleGone(tx, [found.person_id])).size > 0
  if (!card || !person || person.erased || gone) return { known: false, telephone }
  const shown = card.picture_agreed_at && card.picture_file_id
  return {
    known: true,
    name: person.name,
    unit: (await orgNames(tx, [card.org_id], today)).get(card.org_id) ?? '',
    teams: await teamsOfPerson(tx, found.person_id),
    picture: shown ? await readPictureFile(tx, services.files, shown, PICTURE_BYTES_MAX) : null,
    visitToday: await services.hasVisitToday(context, found.person_id),
    telephone,
  }
}

/** While a master key is changed a card may be under any that is held. */
export function wordIndexes(keyring: Pick<Keyring, 'blindIndexes'>, said: string): Buffer[] {
  return keyring.blindIndexes(comparableWord(said), 'door-word')
}

export function wordIndex(keyring: Pick<Keyring, 'blindIndex'>, said: string): Buffer {
  return keyring.blindIndex(comparableWord(said), 'door-word')
}
