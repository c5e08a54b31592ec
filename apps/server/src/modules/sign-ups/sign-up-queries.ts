import type { SignUpState } from '@yimi/contract/volunteer-sign-up.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type SignUpRow = {
  id: string
  org_id: string
  number: string
  words_enc: Buffer | null
  key_id: string
  availability: string[]
  team_id: string | null
  minor: boolean
  signed_up_at: Date
  volunteer_id: string | null
  state: SignUpState
  gates: unknown
}
const COLUMNS = [
  'id',
  'org_id',
  'number',
  'words_enc',
  'key_id',
  'availability',
  'team_id',
  'minor',
  'signed_up_at',
  'volunteer_id',
  'state',
  'gates',
] as const

/** `Z2026-000123` */
export async function nextNumber(tx: Tx, year: string): Promise<string> {
  const { rows } = await sql<{ next: number }>`select nextval('volunteer_sign_up_numbers') as next`.execute(tx)
  return `Z${year}-${String(rows[0]?.next ?? 0).padStart(6, '0')}`
}

/** Teams of a station and of the units above it that take volunteers: for everybody. */
export async function openTeams(
  tx: Tx,
  orgId: string,
  today: string,
): Promise<{ id: string; name: string; kindLabel: string; purpose: string }[]> {
  const { rows } = await sql<{ id: string; name: string; kindLabel: string; purpose: string }>`
    select id, name, kind_label as "kindLabel", purpose from open_teams(${orgId}, ${today}::date)`.execute(tx)
  return rows
}

export async function insertSignUp(tx: Tx, row: Omit<SignUpRow, 'volunteer_id' | 'state' | 'gates'>): Promise<void> {
  await tx.insertInto('volunteer_sign_ups').values(row).execute()
}

export async function lockSignUps(tx: Tx, ids: readonly string[]): Promise<SignUpRow[]> {
  const rows = await tx
    .selectFrom('volunteer_sign_ups')
    .select(COLUMNS)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows as SignUpRow[]
}

export async function findSignUp(tx: Tx, id: string): Promise<SignUpRow | undefined> {
  const row = await tx.selectFrom('volunteer_sign_ups').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row as SignUpRow | undefined
}

/** Who waits for a call first, the longest on top. */
export async function signUpsPage(
  tx: Tx,
  page: { orgIds: readonly string[]; state: SignUpState | undefined; offset: number; limit: number },
): Promise<{ rows: SignUpRow[]; total: number }> {
  const where = sql`org_id = any (${[...page.orgIds]}::uuid[]) and (${page.state ?? null}::text is null or state = ${page.state ?? null})`
  const { rows } = await sql<SignUpRow>`
    select ${sql.join(COLUMNS.map((column) => sql.ref(column)))} from volunteer_sign_ups where ${where}
    order by state <> 'received', case when state = 'received' then signed_up_at end, signed_up_at desc, id
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from volunteer_sign_ups where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function wordsAnsweredBefore(tx: Tx, before: Date): Promise<string[]> {
  const rows = await tx
    .selectFrom('volunteer_sign_ups')
    .select('id')
    .where('state', '<>', 'received')
    .where('moved_at', '<', before)
    .where('words_enc', 'is not', null)
    .limit(1000)
    .execute()
  return rows.map((row) => row.id)
}

export async function dropWords(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('volunteer_sign_ups')
    .set({ words_enc: null })
    .where('id', 'in', [...ids])
    .execute()
}

export async function setVolunteer(tx: Tx, id: string, volunteerId: string): Promise<void> {
  await tx.updateTable('volunteer_sign_ups').set({ volunteer_id: volunteerId }).where('id', '=', id).execute()
}
