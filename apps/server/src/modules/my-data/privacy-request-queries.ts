import type { PrivacyRequestState } from '@yimi/contract/my-data.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type PrivacyRequestRow = {
  id: string
  org_id: string
  person_id: string
  number: string
  kind: 'correct' | 'erase'
  words_enc: Buffer | null
  answer_enc: Buffer | null
  asked_at: Date
  due_at: Date
  state: PrivacyRequestState
  gates: unknown
}
const COLUMNS = [
  'id',
  'org_id',
  'person_id',
  'number',
  'kind',
  'words_enc',
  'answer_enc',
  'asked_at',
  'due_at',
  'state',
  'gates',
] as const

/** `G2026-000123` */
export async function nextNumber(tx: Tx, year: string): Promise<string> {
  const { rows } = await sql<{ next: number }>`select nextval('privacy_request_numbers') as next`.execute(tx)
  return `G${year}-${String(rows[0]?.next ?? 0).padStart(6, '0')}`
}

export async function insertRequest(
  tx: Tx,
  row: Omit<PrivacyRequestRow, 'answer_enc' | 'state' | 'gates'>,
): Promise<void> {
  await tx.insertInto('privacy_requests').values(row).execute()
}

export async function lockRequests(tx: Tx, ids: readonly string[]): Promise<PrivacyRequestRow[]> {
  const rows = await tx
    .selectFrom('privacy_requests')
    .select(COLUMNS)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows as PrivacyRequestRow[]
}

export async function findRequest(tx: Tx, id: string): Promise<PrivacyRequestRow | undefined> {
  const row = await tx.selectFrom('privacy_requests').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row as PrivacyRequestRow | undefined
}

export async function requestsOf(tx: Tx, personId: string): Promise<PrivacyRequestRow[]> {
  const rows = await tx
    .selectFrom('privacy_requests')
    .select(COLUMNS)
    .where('person_id', '=', personId)
    .orderBy('asked_at', 'desc')
    .limit(50)
    .execute()
  return rows as PrivacyRequestRow[]
}

/** What waits for an answer first, the nearest due on top. */
export async function requestsPage(
  tx: Tx,
  page: { orgIds: readonly string[]; state: PrivacyRequestState | undefined; offset: number; limit: number },
): Promise<{ rows: PrivacyRequestRow[]; total: number }> {
  const where = sql`org_id = any (${[...page.orgIds]}::uuid[]) and (${page.state ?? null}::text is null or state = ${page.state ?? null})`
  const { rows } = await sql<PrivacyRequestRow>`
    select ${sql.join(COLUMNS.map((column) => sql.ref(column)))} from privacy_requests where ${where}
    order by state <> 'asked', case when state = 'asked' then due_at end, asked_at desc, id
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{
    total: number
  }>`select count(*)::int as total from privacy_requests where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function setAnswer(tx: Tx, id: string, answerEnc: Buffer | null): Promise<void> {
  await tx.updateTable('privacy_requests').set({ answer_enc: answerEnc }).where('id', '=', id).execute()
}

/** Who opened or changed the record of the person of the transaction, newest first; without names of colleagues. */
export async function ownRecordEvents(tx: Tx, limit: number) {
  const { rows } = await sql<{
    id: string
    at: Date
    actor_role: string
    org_id: string
    move: string
    record_id: string
    detail: Buffer | null
    key_id: string | null
  }>`select id, at, actor_role, org_id, move, record_id, detail, key_id from own_record_events(${limit})`.execute(tx)
  return rows
}
