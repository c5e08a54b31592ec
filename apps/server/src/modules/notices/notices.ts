import {
  chooseNotices,
  listNotices,
  listOwnNotices,
  openNoticeNumber,
  readOwnNotices,
  retryNotice,
  tickCall,
} from '@yimi/contract/notice.ts'
import type { Tx } from '#platform/database/database.ts'
import type { AddressBook } from '#platform/delivery/address-book.ts'
import { ProgramFault } from '#platform/fault.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import type { PersonContacts } from './contacts.ts'
import { called, listSent, openNumber, retry } from './handle-notices.ts'
import { registerNoticePart } from './keep-people-part.ts'
import { deleteNoticesOf, findStops } from './notice-queries.ts'
import { NOTICE_TABLE, TOLD_TOPICS } from './notice-table.ts'
import { choose, listOwn, readOwn } from './own-notices.ts'
import { type StopReasons, sendDue } from './send-notices.ts'
import { tell } from './tell.ts'

export { type Contacts, kindOf, type PersonContacts } from './contacts.ts'
export type { StopReasons } from './send-notices.ts'

/** What the modules above and below fill in: who a record names, where people are reached, who is to be left in peace. */
export type NoticeSources = {
  books: Readonly<Record<string, AddressBook>>
  contacts: PersonContacts
  stopReasons: StopReasons
}

/** Messages: who is told of what by which way, sent once, kept; and everybody's own list. */
export function noticeOperations(services: Services, sources: NoticeSources): Operation[] {
  const all = { ...services, ...sources }
  refuseMissingBooks(sources)
  registerNoticePart()
  services.jobs.hearers.set('notices', {
    topics: TOLD_TOPICS,
    async hear(effect) {
      await tell(all, effect)
      await sendDue(all)
    },
  })
  services.jobs.rounds.set('notices', () => sendDue(all))
  return [
    implement(listNotices, (context, { query }) => listSent(context, query)),
    implement(retryNotice, (context, { params }) => retry(context, params.id)),
    implement(openNoticeNumber, (context, { params }) => openNumber(context, sources, params.id)),
    implement(tickCall, called),
    implement(listOwnNotices, (context, { query }) => listOwn(context, query)),
    implement(readOwnNotices, (context, { body }) => readOwn(context, body)),
    implement(chooseNotices, (context, { body }) => choose(context, body)),
  ]
}

/** Does the person want no short messages and calls? */
export async function wantsNoMessages(tx: Tx, personId: string): Promise<boolean> {
  return (await findStops(tx, [personId])).length > 0
}

/** What these people were told of the record is kept no longer, because it would say more of them than anybody may know. */
export function forgetNotices(
  tx: Tx,
  about: { kind: string; recordId: string },
  personIds: readonly string[],
): Promise<void> {
  return deleteNoticesOf(tx, about, personIds)
}

/** A kind of which somebody hears has an owner that can say who that is; found at the start, not at the first event. */
function refuseMissingBooks({ books }: NoticeSources): void {
  const missing = Object.entries(NOTICE_TABLE).flatMap(([topic, rows]) => {
    const kind = topic.slice(0, topic.lastIndexOf('.'))
    return rows.length > 0 && !books[kind] ? [kind] : []
  })
  if (missing.length > 0) throw new ProgramFault(`no address book for ${[...new Set(missing)].join(', ')}`)
}
