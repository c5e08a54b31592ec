import type { ComplaintState } from '@yimi/contract/complaint.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#platform/database/database.ts'

export type ComplaintRow = {
  id: string
  org_id: string
  about_org_id: string | null
  number: string
  words_enc: Buffer | null
  contact_enc: Buffer | null
  answer_enc: Buffer | null
  key_id: string
  page: string
  order_number: string
  received_at: Date
  due_at: Date
  state: z.output<typeof ComplaintState>
  gates: unknown
}
const COLUMNS = [
  'id',
  'org_id',
  'about_org_id',
  'number',
  'words_enc',
  'contact_enc',
  'answer_enc',
  'key_id',
  'page',
  'order_number',
  'received_at',
  'due_at',
  'state',
  'gates',
] as const

/** `T2026-000123`: the year it was received in, and a number that rises through the years. */
export async function nextNumber(tx: Tx, year: string): Promise<string> {
  const { rows } = await sql<{ next: number }>`select nextval('complaint_numbers') as next`.execute(tx)
  return `T${year}-${String(rows[0]?.next ?? 0).padStart(6, '0')}`
}

export async function insertComplaint(
  tx: Tx,
  complaint: Omit<ComplaintRow, 'answer_enc' | 'state' | 'gates'> & { word_hash: Buffer },
): Promise<void> {
  await tx.insertInto('complaints').values(complaint).execute()
}

export async function lockComplaints(tx: Tx, ids: readonly string[]): Promise<ComplaintRow[]> {
  const rows = await tx
    .selectFrom('complaints')
    .select(COLUMNS)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows as ComplaintRow[]
}

export async function findComplaint(tx: Tx, id: string): Promise<ComplaintRow | undefined> {
  const row = await tx.selectFrom('complaints').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row as ComplaintRow | undefined
}

/** Where the complaint stands that number and word name together. */
export async function findByWord(
  tx: Tx,
  number: string,
  wordHash: Buffer,
): Promise<{ id: string; org_id: string } | undefined> {
  const { rows } = await sql<{ id: string; org_id: string }>`
    select id, org_id from find_complaint(${number}, ${wordHash})`.execute(tx)
  return rows[0]
}

/** What waits for an answer first, the nearest due day on top; then the newest. */
export async function complaintsPage(
  tx: Tx,
  page: {
    orgIds: readonly string[]
    state: ComplaintRow['state'] | undefined
    offset: number
    limit: number
  },
): Promise<{ rows: ComplaintRow[]; total: number }> {
  const where = sql`org_id = any (${[...page.orgIds]}::uuid[]) and (${page.state ?? null}::text is null or state = ${page.state ?? null})`
  const { rows } = await sql<ComplaintRow>`
    select ${sql.join(COLUMNS.map((column) => sql.ref(column)))} from complaints where ${where}
    order by state <> 'received', case when state = 'received' then due_at end, received_at desc, id
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from complaints where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function setAnswer(tx: Tx, id: string, answerEnc: Buffer): Promise<void> {
  await tx.updateTable('complaints').set({ answer_enc: answerEnc }).where('id', '=', id).execute()
}

export async function setDue(tx: Tx, id: string, dueAt: Date): Promise<void> {
  await tx.updateTable('complaints').set({ due_at: dueAt }).where('id', '=', id).execute()
}

/** The sealed words of objections, oldest first. */
export async function objectionsTo(tx: Tx, ids: readonly string[]): Promise<{ record_id: string; detail: Buffer }[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('events')
    .select(['record_id', 'detail'])
    .where('kind', '=', 'complaint')
    .where('move', '=', 'object')
    .where('record_id', 'in', [...ids])
    .orderBy('record_id')
    .orderBy('seq')
    .execute()
  return rows.flatMap((row) => (row.detail ? [{ record_id: row.record_id, detail: row.detail }] : []))
}

export async function closedBefore(tx: Tx, before: Date): Promise<string[]> {
  const rows = await tx
    .selectFrom('complaints')
    .select('id')
    .where('state', '=', 'closed')
    .where('moved_at', '<', before)
    .where('words_enc', 'is not', null)
    .limit(1000)
    .execute()
  return rows.map((row) => row.id)
}

export async function dropWords(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('complaints')
    .set({ words_enc: null, contact_enc: null, answer_enc: null })
    .where('id', 'in', [...ids])
    .execute()
}
