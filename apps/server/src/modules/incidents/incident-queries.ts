import type { IncidentKind, IncidentState } from '@yimi/contract/incident.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type IncidentRow = {
  id: string
  org_id: string
  about_org_id: string | null
  number: string
  kind: IncidentKind
  words_enc: Buffer | null
  contact_enc: Buffer | null
  key_id: string
  answerable_id: string | null
  reported_at: Date
  due_at: Date | null
  escalations: number
  state: IncidentState
  gates: unknown
}
const COLUMNS = [
  'id',
  'org_id',
  'about_org_id',
  'number',
  'kind',
  'words_enc',
  'contact_enc',
  'key_id',
  'answerable_id',
  'reported_at',
  'due_at',
  'escalations',
  'state',
  'gates',
] as const

/** `A2026-000123`: the year it was reported in, and a number that rises through the years. */
export async function nextNumber(tx: Tx, year: string): Promise<string> {
  const { rows } = await sql<{ next: number }>`select nextval('incident_numbers') as next`.execute(tx)
  return `A${year}-${String(rows[0]?.next ?? 0).padStart(6, '0')}`
}

export async function insertIncident(
  tx: Tx,
  incident: Omit<IncidentRow, 'escalations' | 'state' | 'gates'>,
): Promise<void> {
  await tx.insertInto('incidents').values(incident).execute()
}

export async function lockIncidents(tx: Tx, ids: readonly string[]): Promise<IncidentRow[]> {
  const rows = await tx
    .selectFrom('incidents')
    .select(COLUMNS)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows as IncidentRow[]
}

export async function findIncident(tx: Tx, id: string): Promise<IncidentRow | undefined> {
  const row = await tx.selectFrom('incidents').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row as IncidentRow | undefined
}

/** What is open first, the nearest clock on top; then the newest. */
export async function incidentsPage(
  tx: Tx,
  page: { orgIds: readonly string[]; state: IncidentState | undefined; offset: number; limit: number },
): Promise<{ rows: IncidentRow[]; total: number }> {
  const where = sql`org_id = any (${[...page.orgIds]}::uuid[]) and (${page.state ?? null}::text is null or state = ${page.state ?? null})`
  const { rows } = await sql<IncidentRow>`
    select ${sql.join(COLUMNS.map((column) => sql.ref(column)))} from incidents where ${where}
    order by state in ('resolved', 'closed'), case when state in ('reported', 'taken') then due_at end, reported_at desc, id
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from incidents where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** Not resolved yet, the nearest clock on top. */
export async function openIncidentsOf(tx: Tx, orgIds: readonly string[], accountId: string): Promise<IncidentRow[]> {
  const rows = await tx
    .selectFrom('incidents')
    .select(COLUMNS)
    .where('org_id', 'in', [...orgIds])
    .where('state', 'in', ['reported', 'taken'])
    .where((where) => where.or([where('answerable_id', '=', accountId), where('answerable_id', 'is', null)]))
    .orderBy('due_at')
    .limit(50)
    .execute()
  return rows as IncidentRow[]
}

export async function setAnswerable(
  tx: Tx,
  id: string,
  change: { answerable_id?: string | null; due_at?: Date | null; escalations?: number },
): Promise<void> {
  await tx.updateTable('incidents').set(change).where('id', '=', id).execute()
}

/** What was done with incidents, oldest first, words sealed. */
export async function notesOf(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .selectFrom('events')
    .select(['record_id', 'at', 'actor_id', 'move', 'detail'])
    .where('kind', '=', 'incident')
    .where('record_id', 'in', [...ids])
    .orderBy('record_id')
    .orderBy('seq')
    .execute()
}

export async function closedBefore(tx: Tx, before: Date): Promise<string[]> {
  const rows = await tx
    .selectFrom('incidents')
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
    .updateTable('incidents')
    .set({ words_enc: null, contact_enc: null })
    .where('id', 'in', [...ids])
    .execute()
}
