import type { NoticeFault } from '@yimi/contract/notice.ts'
import { maskContact } from '#modules/people/people.ts'
import { dataKeysById } from '#platform/crypto/data-keys.ts'
import type { Tx } from '#platform/database/database.ts'
import { inScope, takeScope } from '#platform/database/scope.ts'
import type { Delivered } from '#platform/delivery/delivery.ts'
import type { Services } from '#platform/services.ts'
import { kindOf, type PersonContacts } from './contacts.ts'
import { claimDue, findStops, markUnclear, type NoticeRecord, setNotice } from './notice-queries.ts'
import { dueAt } from './quiet-hours.ts'
import { addressFor, toContext, wordsContext } from './tell.ts'

/** Who is not to be told anything any more, and why; registered by whoever knows of deaths and moves. */
export type StopReasons = (tx: Tx, personIds: readonly string[]) => Promise<Map<string, 'dead' | 'moved'>>

export type SendServices = Pick<Services, 'database' | 'keyring' | 'clock' | 'delivery' | 'bus' | 'log'> & {
  contacts: PersonContacts
  stopReasons: StopReasons
}

/** Waits before the second and later tries; after the last one a person decides. */
const WAITS_MINUTES = [1, 5, 30, 120]
const BATCH = 20
/** Longer than any adapter waits for an answer. */
const IN_HAND_MINUTES = 10

type NoticeText = { title: string; body: string; receiver: string; href: string }
type Ready = { to: string; words: NoticeText } | { fault: NoticeFault }

/** Sends what is due. Each notice is marked as handed over, and committed so, before it leaves the machine. */
export async function sendDue(services: SendServices): Promise<void> {
  const { database, clock } = services
  const before = new Date(clock.now().getTime() - IN_HAND_MINUTES * 60_000)
  await inScope(database, { role: 'yimi_jobs' }, (tx) => markUnclear(tx, before))
  for (;;) {
    const claimed = await inScope(database, { role: 'yimi_jobs' }, (tx) => claimDue(tx, clock.now(), BATCH))
    if (claimed.length === 0) return
    for (const notice of claimed) await sendOne(services, notice)
  }
}

async function sendOne(services: SendServices, notice: NoticeRecord): Promise<void> {
  const now = services.clock.now()
  const ready = await prepare(services, notice)
  if ('fault' in ready) {
    const stopped = ready.fault === 'dead' || ready.fault === 'moved' || ready.fault === 'opted-out'
    return settle(services, notice, { status: stopped ? 'stopped' : 'failed', fault: ready.fault })
  }
  // A person makes the call; until then the row waits on the page.
  if (notice.way === 'phone-call') return settle(services, notice, { to_masked: maskContact(ready.to) })
  if (notice.way === 'in-app') return settle(services, notice, { status: 'sent', fault: null, sent_at: now })
  const deliverer = services.delivery[notice.way]
  if (!deliverer) return settle(services, notice, { status: 'failed', fault: 'not-set-up' })
  const delivered = await deliverer.deliver({ id: notice.id, to: ready.to, ...ready.words })
  await settle(services, notice, {
    to_masked: maskContact(ready.to),
    ...afterDelivery(notice, delivered, services.clock.now()),
  })
}

/** The address as it is now, and the words; or why nothing is sent. */
async function prepare(services: SendServices, notice: NoticeRecord): Promise<Ready> {
  const { database, keyring } = services
  const scope = { role: 'yimi_app' as const, orgs: [notice.org_id] }
  return inScope(database, scope, async (tx): Promise<Ready> => {
    const stop = await stopOf(services, tx, notice)
    if (stop) return { fault: stop }
    const key = (await dataKeysById(tx, keyring, [notice.key_id])).get(notice.key_id)
    // The receiver was erased: words and address are gone.
    if (!key) return { fault: 'no-address' }
    const words = JSON.parse(key.open(notice.words_enc, wordsContext(notice.id))) as NoticeText
    if (notice.way === 'in-app') return { to: '', words }
    const left = notice.to_enc ? key.open(notice.to_enc, toContext(notice.id)) : undefined
    const contacts = left ? kindOf(left) : await contactsNow(services, tx, notice)
    const to = addressFor(notice.way, contacts)
    return to ? { to, words } : { fault: 'no-address' }
  })
}

async function contactsNow(services: SendServices, tx: Tx, notice: NoticeRecord) {
  if (!notice.receiver_id || !notice.receiver_org_id) return {}
  await takeScope(tx, { role: 'yimi_app', orgs: [notice.receiver_org_id] })
  return (await services.contacts(tx, services.keyring, [notice.receiver_id])).get(notice.receiver_id) ?? {}
}

/** The dead and those who moved hear nothing; who wants no messages hears only what he asked for, and his own list. */
async function stopOf(services: SendServices, tx: Tx, notice: NoticeRecord): Promise<NoticeFault | undefined> {
  if (!notice.receiver_id) return undefined
  if (notice.receiver_org_id) await takeScope(tx, { role: 'yimi_app', orgs: [notice.receiver_org_id] })
  const gone = (await services.stopReasons(tx, [notice.receiver_id])).get(notice.receiver_id)
  if (gone) return gone
  if (notice.asked_for || notice.way === 'in-app') return undefined
  await takeScope(tx, { role: 'yimi_jobs' })
  const optedOut = (await findStops(tx, [notice.receiver_id])).length > 0
  await takeScope(tx, { role: 'yimi_app', orgs: [notice.org_id] })
  return optedOut ? 'opted-out' : undefined
}

function afterDelivery(notice: NoticeRecord, delivered: Delivered, now: Date): Parameters<typeof setNotice>[2] {
  if (delivered === 'sent') return { status: 'sent', fault: null, sent_at: now }
  const wait = delivered === 'unreachable' ? WAITS_MINUTES[notice.tries - 1] : undefined
  if (wait === undefined) return { status: 'failed', fault: delivered }
  const again = new Date(now.getTime() + wait * 60_000)
  return { status: 'waiting', fault: 'unreachable', due_at: dueAt(notice.way, again, notice.urgent) }
}

async function settle(
  services: SendServices,
  notice: NoticeRecord,
  change: Parameters<typeof setNotice>[2],
): Promise<void> {
  await inScope(services.database, { role: 'yimi_jobs' }, (tx) => setNotice(tx, notice.id, change))
  for (const orgId of new Set([notice.org_id, notice.receiver_org_id ?? notice.org_id]))
    await services.bus.publish({ topic: 'notice.changed', orgId, recordId: notice.id })
}
