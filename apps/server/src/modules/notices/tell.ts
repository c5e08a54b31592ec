import type { NoticeWay } from '@yimi/contract/notice.ts'
import { accountPeople, roleHolders } from '#modules/accounts/accounts.ts'
import { maskContact } from '#modules/people/people.ts'
import { dayOf } from '#platform/clock.ts'
import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import type { Tx } from '#platform/database/database.ts'
import { inScope, takeScope } from '#platform/database/scope.ts'
import type { AddressBook, NoticeEvent, Receiver, RoleRule, Told } from '#platform/delivery/address-book.ts'
import type { Effect } from '#platform/jobs/jobs.ts'
import { newId } from '#platform/new-id.ts'
import type { Services } from '#platform/services.ts'
import { type Contacts, kindOf, type PersonContacts } from './contacts.ts'
import { findEvent, insertNotices, type NewNotice } from './notice-queries.ts'
import type { NoticeRow } from './notice-row.ts'
import { NOTICE_TABLE } from './notice-table.ts'
import { NOTICE_WORDS } from './notice-words.ts'
import { dueAt } from './quiet-hours.ts'

export type TellServices = Pick<Services, 'database' | 'keyring' | 'clock' | 'delivery'> & {
  books: Readonly<Record<string, AddressBook>>
  contacts: PersonContacts
}

/** A receiver with everything that decides how he is told. */
type Found = {
  accountId?: string
  personId?: string
  orgId?: string
  name: string
  contacts: Contacts
  /** Left with the event; else it is read from the person when it is sent. */
  left?: string
}

export function wordsContext(id: string): string {
  return `notice ${id} words`
}
export function toContext(id: string): string {
  return `notice ${id} to`
}

/** Writes the notices of one event, in one transaction: a row for each receiver and way, and none for anybody else. */
export async function tell(services: TellServices, effect: Effect): Promise<void> {
  const rows = NOTICE_TABLE[effect.topic] ?? []
  const kind = effect.topic.slice(0, effect.topic.lastIndexOf('.'))
  const book = services.books[kind]
  if (rows.length === 0 || !book) return
  await inScope(services.database, { role: 'yimi_app', orgs: [effect.orgId] }, async (tx) => {
    const event = await readEvent(tx, kind, effect)
    if (!event) return
    const today = dayOf(services.clock.now())
    const told = await book({ tx, keyring: services.keyring, today }, event)
    if (!told) return
    const notices: NewNotice[] = []
    for (const row of rows.filter((one) => one.only?.(event) ?? true))
      for (const found of await receiversOf(services, tx, { row, event, told, today }))
        notices.push(...(await noticesFor(services, tx, { row, event, told, found })))
    await takeScope(tx, { role: 'yimi_app', orgs: [effect.orgId] })
    await insertNotices(tx, notices)
  })
}

async function readEvent(tx: Tx, kind: string, effect: Effect): Promise<NoticeEvent | undefined> {
  const row = await findEvent(tx, kind, effect.recordId, effect.seq)
  return (
    row && {
      kind: row.kind,
      recordId: row.record_id,
      orgId: row.org_id,
      seq: row.seq,
      move: row.move,
      fromState: row.from_state,
      toState: row.to_state,
      gates: row.gates as NoticeEvent['gates'],
      refs: row.refs as NoticeEvent['refs'],
      actorId: row.actor_id,
      at: row.at,
    }
  )
}

type Line = { row: NoticeRow; event: NoticeEvent; told: Told; today: string }

async function receiversOf(services: TellServices, tx: Tx, { row, event, told, today }: Line): Promise<Found[]> {
  const named: Found[] =
    typeof row.to === 'string'
      ? await namedOnes(tx, event, told.receivers[row.to] ?? [])
      : await holders(tx, event, row.to, today)
  const others = named.filter((one) => row.alsoActor || !event.actorId || one.accountId !== event.actorId)
  const once = [...new Map(others.map((one) => [one.personId ?? one.left ?? one.name, one])).values()]
  const people = once.flatMap((one) => (one.personId && one.orgId ? [{ id: one.personId, orgId: one.orgId }] : []))
  const contacts = await contactsOf(services, tx, people)
  return once.map((one) => ({ ...one, contacts: contacts.get(one.personId ?? '') ?? one.contacts }))
}

async function namedOnes(tx: Tx, event: NoticeEvent, receivers: readonly Receiver[]): Promise<Found[]> {
  const ids = receivers.flatMap((one) => ('accountId' in one ? one.accountId : 'personId' in one ? one.personId : []))
  await takeScope(tx, { role: 'yimi_jobs', orgs: [event.orgId] })
  const accounts = await accountPeople(tx, ids)
  await takeScope(tx, { role: 'yimi_app', orgs: [event.orgId] })
  return receivers.flatMap((one): Found[] => {
    if ('contact' in one) return [{ name: one.name, left: one.contact, contacts: kindOf(one.contact) }]
    if ('personId' in one) {
      const accountId = accounts.get(one.personId)?.accountId
      return [{ ...one, contacts: {}, ...(accountId ? { accountId } : {}) }]
    }
    const account = accounts.get(one.accountId)
    return account ? [{ ...account, contacts: {} }] : []
  })
}

async function holders(tx: Tx, event: NoticeEvent, rule: RoleRule, today: string): Promise<Found[]> {
  await takeScope(tx, { role: 'yimi_jobs', orgs: [event.orgId] })
  const found = await roleHolders(tx, rule.roles, event.orgId, today)
  await takeScope(tx, { role: 'yimi_app', orgs: [event.orgId] })
  const least = Math.min(...found.map((one) => one.depth))
  return found.filter((one) => !rule.nearest || one.depth === least).map((one) => ({ ...one, contacts: {} }))
}

async function contactsOf(services: TellServices, tx: Tx, people: readonly { id: string; orgId: string }[]) {
  if (people.length === 0) return new Map<string, Contacts>()
  await takeScope(tx, { role: 'yimi_app', orgs: [...new Set(people.map((one) => one.orgId))] })
  return services.contacts(
    tx,
    services.keyring,
    people.map((one) => one.id),
  )
}

async function noticesFor(
  services: TellServices,
  tx: Tx,
  { row, event, told, found }: Omit<Line, 'today'> & { found: Found },
): Promise<NewNotice[]> {
  const now = services.clock.now()
  const said = NOTICE_WORDS[row.say](told.words)
  const reached = row.by.filter((way) => reaches(services, way, found))
  const ways = reached.length > 0 || !row.orElse ? reached : [row.orElse]
  const notices: NewNotice[] = []
  for (const way of ways) {
    const id = newId()
    const key = await dataKeyFor(
      tx,
      services.keyring,
      found.personId ? { kind: 'person', id: found.personId } : { kind: 'record', id },
      now,
    )
    // Erased since: there is nobody left to tell.
    if (!key) return []
    const words = { ...said, receiver: found.name, href: told.href ?? '' }
    notices.push({
      id,
      org_id: event.orgId,
      kind: event.kind,
      record_id: event.recordId,
      event_seq: event.seq,
      move: event.move,
      receiver_id: found.personId ?? null,
      receiver_org_id: found.orgId ?? null,
      way,
      words_enc: key.seal(JSON.stringify(words), wordsContext(id)),
      to_enc: found.left ? key.seal(found.left, toContext(id)) : null,
      to_masked: way === 'in-app' ? '' : maskContact(found.left ?? addressFor(way, found.contacts) ?? ''),
      key_id: key.id,
      urgent: row.urgent ?? false,
      asked_for: row.askedFor ?? false,
      digest: told.digest ?? null,
      made_at: now,
      due_at: dueAt(way, now, row.urgent ?? false),
    })
  }
  return notices
}

function reaches(services: TellServices, way: NoticeWay, found: Found): boolean {
  if (way === 'in-app') return found.accountId !== undefined
  if (way === 'email') return services.delivery.email !== undefined && found.contacts.email !== undefined
  if (way === 'sms') return services.delivery.sms !== undefined && found.contacts.mobile !== undefined
  return true
}

export function addressFor(way: NoticeWay, contacts: Contacts): string | undefined {
  if (way === 'email') return contacts.email
  if (way === 'sms') return contacts.mobile
  return contacts.mobile ?? contacts.telephone
}
