import type { CheckInState } from '@yimi/contract/check-in.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type CheckInRow = {
  id: string
  org_id: string
  partner_org_id: string | null
  name: string
  kind: string
  contact_name_enc: Buffer | null
  contact_masked: string
  key_id: string
  contact_account_id: string | null
  applied_at: Date
  state: CheckInState
  gates: unknown
}
const COLUMNS = [
  'id',
  'org_id',
  'partner_org_id',
  'name',
  'kind',
  'contact_name_enc',
  'contact_masked',
  'key_id',
  'contact_account_id',
  'applied_at',
  'state',
  'gates',
] as const

export async function insertCheckIn(
  tx: Tx,
  row: Omit<CheckInRow, 'state' | 'gates' | 'partner_org_id'> & { contact_enc: Buffer | null },
): Promise<void> {
  await tx.insertInto('check_ins').values(row).execute()
}

export async function lockCheckIns(tx: Tx, ids: readonly string[]): Promise<CheckInRow[]> {
  const rows = await tx
    .selectFrom('check_ins')
    .select(COLUMNS)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows as CheckInRow[]
}

export async function findCheckIn(tx: Tx, id: string): Promise<CheckInRow | undefined> {
  const row = await tx.selectFrom('check_ins').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row as CheckInRow | undefined
}

export async function checkInsOf(tx: Tx, accountId: string): Promise<CheckInRow[]> {
  const rows = await tx
    .selectFrom('check_ins')
    .select(COLUMNS)
    .where('contact_account_id', '=', accountId)
    .orderBy('applied_at', 'desc')
    .orderBy('id')
    .execute()
  return rows as CheckInRow[]
}

export async function checkInsPage(
  tx: Tx,
  page: { orgs: readonly string[]; state: CheckInState | undefined; offset: number; limit: number },
): Promise<{ rows: CheckInRow[]; total: number }> {
  const where = sql`org_id = any (${[...page.orgs]}::uuid[]) and (${page.state ?? null}::text is null or state = ${page.state ?? null})`
  const { rows } = await sql<CheckInRow>`
    select ${sql.join(COLUMNS.map((column) => sql.ref(column)))} from check_ins where ${where}
    order by state <> 'applied', applied_at desc, id offset ${page.offset} limit ${page.limit}`.execute(tx)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int as total from check_ins where ${where}`.execute(tx)
  return { rows, total: counted[0]?.total ?? 0 }
}

export async function checkInNames(tx: Tx, ids: readonly string[]): Promise<Map<string, CheckInRow>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('check_ins')
    .select(COLUMNS)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map((rows as CheckInRow[]).map((row) => [row.id, row]))
}

export async function setPartner(tx: Tx, id: string, partnerOrgId: string): Promise<void> {
  await tx.updateTable('check_ins').set({ partner_org_id: partnerOrgId }).where('id', '=', id).execute()
}

export type CountedMembers = { check_in_id: string; listed: number; confirmed: number; joined: number }

export async function countMembers(tx: Tx, ids: readonly string[]): Promise<Map<string, CountedMembers>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<CountedMembers>`
    select check_in_id, count(*) filter (where state in ('listed', 'confirmed', 'joined'))::int as listed,
      count(*) filter (where state in ('confirmed', 'joined'))::int as confirmed,
      count(*) filter (where state = 'joined')::int as joined
    from checked_members where check_in_id = any (${[...ids]}::uuid[]) group by check_in_id`.execute(tx)
  return new Map(rows.map((row) => [row.check_in_id, row]))
}

/** What the station is to answer: check-ins, and lists of members; the longest waiting first. */
export async function waitingCheckIns(
  tx: Tx,
  orgs: readonly string[],
  limit: number,
): Promise<{ id: string; name: string; since: string | Date; what: 'check-in' | 'members' }[]> {
  const { rows } = await sql<{ id: string; name: string; since: Date; what: 'check-in' | 'members' }>`
    select id, name, applied_at as since, 'check-in' as what from check_ins
      where state = 'applied' and org_id = any (${[...orgs]}::uuid[])
    union all
    select c.id, c.name, min(m.listed_on)::timestamptz, 'members' from check_ins c join checked_members m on m.check_in_id = c.id
      where c.state = 'confirmed' and m.state = 'listed' and c.org_id = any (${[...orgs]}::uuid[]) group by c.id, c.name
    order by 3, 1 limit ${limit}`.execute(tx)
  return rows
}
