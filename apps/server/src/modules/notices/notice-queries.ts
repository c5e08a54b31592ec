import type { NoticeFault, NoticeStatus, NoticeWay } from '@yimi/contract/notice.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type NoticeRecord = {
  id: string
  org_id: string
  kind: string
  record_id: string
  event_seq: number
  move: string
  receiver_id: string | null
  receiver_org_id: string | null
  way: NoticeWay
  words_enc: Buffer
  to_enc: Buffer | null
  to_masked: string
  key_id: string
  urgent: boolean
  asked_for: boolean
  made_at: Date
  due_at: Date
  status: NoticeStatus
  fault: NoticeFault | null
  tries: number
  claimed_at: Date | null
  sent_at: Date | null
  read_at: Date | null
}
export type NewNotice = Pick<
  NoticeRecord,
  | 'id'
  | 'org_id'
  | 'kind'
  | 'record_id'
  | 'event_seq'
  | 'move'
  | 'receiver_id'
  | 'receiver_org_id'
  | 'way'
  | 'words_enc'
  | 'to_enc'
  | 'to_masked'
  | 'key_id'
  | 'urgent'
  | 'asked_for'
  | 'made_at'
  | 'due_at'
> & {
  /** Said once to the receiver by each way, whatever record says it. */
  digest: string | null
}

/** The event that an outbox entry names, without its words. */
export function findEvent(tx: Tx, kind: string, recordId: string, seq: number) {
  return tx
    .selectFrom('events')
    .select(['kind', 'record_id', 'org_id', 'seq', 'move', 'from_state', 'to_state', 'gates', 'refs', 'actor_id', 'at'])
    .where('kind', '=', kind)
    .where('record_id', '=', recordId)
    .where('seq', '=', seq)
    .executeTakeFirst()
}

/** Those that are there already, from an earlier try of the same job, stay as they are. */
export async function insertNotices(tx: Tx, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return
  await tx
    .insertInto('notices')
    .values([...notices])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * Takes what is due, marked as handed over before it is. A telephone call is only made ready: a person makes it. In a
 * transaction of yimi_jobs.
 */
export async function claimDue(tx: Tx, now: Date, most: number): Promise<NoticeRecord[]> {
  const { rows } = await sql<NoticeRecord>`
    update notices set claimed_at = ${now}, tries = tries + case when way = 'phone-call' then 0 else 1 end,
      status = case when way = 'phone-call' then status else 'sending' end
    where id in (select id from notices where status = 'waiting' and due_at <= ${now}
      and (way <> 'phone-call' or claimed_at is null) order by urgent desc, due_at, id limit ${most} for update skip locked)
    returning *`.execute(tx)
  return rows
}

/** What a process had in hand when it died: nobody knows whether it arrived, so a person decides. */
export async function markUnclear(tx: Tx, claimedBefore: Date): Promise<void> {
  await tx
    .updateTable('notices')
    .set({ status: 'failed', fault: 'unclear' })
    .where('status', '=', 'sending')
    .where('claimed_at', '<', claimedBefore)
    .execute()
}

export async function setNotice(
  tx: Tx,
  id: string,
  change: Partial<Pick<NoticeRecord, 'status' | 'fault' | 'tries' | 'sent_at' | 'due_at' | 'to_masked' | 'claimed_at'>>,
): Promise<void> {
  await tx.updateTable('notices').set(change).where('id', '=', id).execute()
}

export function findStops(tx: Tx, personIds: readonly string[]) {
  return tx
    .selectFrom('notice_stops')
    .select(['person_id'])
    .where('person_id', 'in', [...personIds])
    .execute()
}

export async function lockNotice(tx: Tx, id: string): Promise<NoticeRecord | undefined> {
  const row = await tx.selectFrom('notices').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row as NoticeRecord | undefined
}

export async function noticesPage(
  tx: Tx,
  page: {
    orgIds: readonly string[]
    way: NoticeWay | undefined
    status: NoticeStatus | undefined
    offset: number
    limit: number
  },
): Promise<{ rows: NoticeRecord[]; total: number; calls: number; failed: number }> {
  const area = sql`org_id = any (${[...page.orgIds]}::uuid[])`
  const where = sql`${area} and (${page.way ?? null}::text is null or way = ${page.way ?? null})
    and (${page.status ?? null}::text is null or status = ${page.status ?? null})`
  const { rows } = await sql<NoticeRecord>`
    select * from notices where ${where}
    order by way = 'phone-call' and status = 'waiting' and claimed_at is not null desc, made_at desc, id desc
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number; calls: number; failed: number }>`
    select count(*) filter (where ${where})::int as total,
      count(*) filter (where way = 'phone-call' and status = 'waiting' and claimed_at is not null)::int as calls,
      count(*) filter (where status = 'failed')::int as failed
    from notices where ${area}`.execute(tx)
  return { rows, ...(counted.rows[0] ?? { total: 0, calls: 0, failed: 0 }) }
}

/** Calls that are due and nobody has made. */
export async function callsWaiting(
  tx: Tx,
  orgIds: readonly string[],
): Promise<{ count: number; oldestId: string; since: Date } | undefined> {
  const { rows } = await sql<{ count: number; oldest_id: string; since: Date }>`
    select count(*) over ()::int as count, id as oldest_id, due_at as since from notices
    where org_id = any (${[...orgIds]}::uuid[]) and way = 'phone-call' and status = 'waiting' and claimed_at is not null
    order by due_at, id limit 1`.execute(tx)
  const [first] = rows
  return first && { count: first.count, oldestId: first.oldest_id, since: first.since }
}

export async function ownNotices(
  tx: Tx,
  personId: string,
  page: { offset: number; limit: number },
): Promise<{ rows: NoticeRecord[]; total: number; unread: number }> {
  const mine = sql`receiver_id = ${personId} and way = 'in-app' and status = 'sent'`
  const { rows } = await sql<NoticeRecord>`
    select * from notices where ${mine} order by made_at desc, id desc offset ${page.offset} limit ${page.limit}`.execute(
    tx,
  )
  const counted = await sql<{ total: number; unread: number }>`
    select count(*)::int as total, count(*) filter (where read_at is null)::int as unread from notices where ${mine}`.execute(
    tx,
  )
  return { rows, ...(counted.rows[0] ?? { total: 0, unread: 0 }) }
}

export async function markRead(tx: Tx, personId: string, ids: readonly string[] | undefined, now: Date): Promise<void> {
  let query = tx
    .updateTable('notices')
    .set({ read_at: now })
    .where('receiver_id', '=', personId)
    .where('way', '=', 'in-app')
    .where('read_at', 'is', null)
  if (ids) query = query.where('id', 'in', [...ids, '00000000-0000-0000-0000-000000000000'])
  await query.execute()
}

export async function insertStop(tx: Tx, stop: { person_id: string; org_id: string; since: Date }): Promise<void> {
  await tx
    .insertInto('notice_stops')
    .values(stop)
    .onConflict((conflict) => conflict.column('person_id').doNothing())
    .execute()
}

export async function deleteStop(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('notice_stops').where('person_id', '=', personId).execute()
}

/** Everything that the person was told, or is to be told, newest first. */
export async function everyNoticeOf(tx: Tx, personId: string): Promise<NoticeRecord[]> {
  const rows = await tx
    .selectFrom('notices')
    .selectAll()
    .where('receiver_id', '=', personId)
    .orderBy('made_at', 'desc')
    .limit(1_000)
    .execute()
  return rows as NoticeRecord[]
}

/** What was asked for still goes out. */
export async function stopWaiting(tx: Tx, personId: string): Promise<void> {
  await tx
    .updateTable('notices')
    .set({ status: 'stopped', fault: 'opted-out' })
    .where('receiver_id', '=', personId)
    .where('status', '=', 'waiting')
    .where('way', '<>', 'in-app')
    .where('asked_for', '=', false)
    .execute()
}

/** The words go with the person's key; masked numbers go here, and what waits is not sent. */
export async function deleteOwn(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('notice_stops').where('person_id', '=', personId).execute()
  await tx
    .updateTable('notices')
    .set({ to_masked: '', status: sql`case when status in ('waiting', 'sending') then 'stopped' else status end` })
    .where('receiver_id', '=', personId)
    .execute()
}

export async function deleteNoticesOf(
  tx: Tx,
  about: { kind: string; recordId: string },
  personIds: readonly string[],
): Promise<void> {
  if (personIds.length === 0) return
  await tx
    .deleteFrom('notices')
    .where('kind', '=', about.kind)
    .where('record_id', '=', about.recordId)
    .where('receiver_id', 'in', [...personIds])
    .execute()
}
