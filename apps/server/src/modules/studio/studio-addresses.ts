import { orgsOfPeople, readPeople } from '#modules/people/people.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import type { Tx } from '#platform/database/database.ts'
import { takeScope } from '#platform/database/scope.ts'
import type { AddressBook, NoticeEvent, Receiver, Told } from '#platform/delivery/address-book.ts'
import { spokenMoment } from '#platform/spoken-time.ts'
import { findBroadcastFacts } from './broadcast-queries.ts'
import { consentsOf, findConsent } from './consent-queries.ts'

const ANSWERS: Readonly<Record<string, string>> = { consent: '同意参加', decline: '不能参加', withdraw: '撤回同意' }

/** Whom a broadcast concerns: who applied for it, and guests who have agreed or were sent the question. */
export const studioAddresses: Readonly<Record<string, AddressBook>> = {
  broadcast: async ({ tx, keyring }, event) => {
    const told = await aboutBroadcast(tx, event.recordId)
    return told && { ...told, receivers: { ...told.receivers, guests: await guestsOf(tx, keyring, event) } }
  },
  'guest-consent': async ({ tx }, event) => {
    const consent = await findConsent(tx, event.recordId)
    const told = consent && (await aboutBroadcast(tx, consent.broadcast_id))
    return told && { ...told, words: { ...told.words, answer: ANSWERS[event.move] ?? '' } }
  },
}

async function aboutBroadcast(tx: Tx, id: string): Promise<Told | undefined> {
  const row = await findBroadcastFacts(tx, id)
  return (
    row && {
      words: { title: row.title === '' ? '未命名的直播' : row.title, startsAt: spokenMoment(row.starts_at) },
      href: `#/broadcasts/${row.id}`,
      receivers: { applicant: [{ accountId: row.applicant_id }] },
    }
  )
}

async function guestsOf(tx: Tx, keyring: Keyring, event: NoticeEvent): Promise<Receiver[]> {
  const concerned = (await consentsOf(tx, event.recordId)).filter(
    (one) => one.state === 'consented' || (one.state === 'asked' && one.secret_hash !== null),
  )
  const ids = concerned.map((one) => one.guest_id)
  // A guest may be of another unit's pool.
  await takeScope(tx, { role: 'yimi_auth' })
  const orgs = await orgsOfPeople(tx, ids)
  await takeScope(tx, { role: 'yimi_app', orgs: [...new Set(orgs.values())] })
  const people = await readPeople(tx, keyring, ids)
  await takeScope(tx, { role: 'yimi_app', orgs: [event.orgId] })
  return [...people.values()]
    .filter((person) => !person.erased)
    .map((person) => ({ personId: person.id, orgId: person.orgId, name: person.name }))
}
