import { CheckedMemberState } from '@yimi/contract/check-in.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#platform/database/database.ts'

export type MemberState = z.output<typeof CheckedMemberState>
export type MemberRow = {
  id: string
  org_id: string
  check_in_id: string
  name_enc: Buffer | null
  contact_enc: Buffer | null
  contact_masked: string
  key_id: string
  listed_on: string
  volunteer_id: string | null
  state: MemberState
  gates: unknown
}
const COLUMNS = [
  'id',
  'org_id',
  'check_in_id',
  'name_enc',
  'contact_enc',
  'contact_masked',
  'key_id',
  'listed_on',
  'volunteer_id',
  'state',
  'gates',
] as const

export async function insertMembers(
  tx: Tx,
  rows: readonly (Omit<MemberRow, 'state' | 'gates' | 'volunteer_id'> & { position: number })[],
): Promise<void> {
  await tx
    .insertInto('checked_members')
    .values([...rows])
    .execute()
}

export async function nextPosition(tx: Tx, checkInId: string): Promise<number> {
  const { rows } = await sql<{ next: number }>`select coalesce(max(position), 0) + 1 as next from checked_members
    where check_in_id = ${checkInId}`.execute(tx)
  return rows[0]?.next ?? 1
}

export async function lockMembers(tx: Tx, ids: readonly string[]): Promise<MemberRow[]> {
  const rows = await tx
    .selectFrom('checked_members')
    .select(COLUMNS)
    .where('id', '=', (any) => any.fn.any(any.val([...ids])))
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map((row) => ({ ...row, state: CheckedMemberState.parse(row.state) }))
}

export async function findMember(tx: Tx, id: string): Promise<MemberRow | undefined> {
  const row = await tx.selectFrom('checked_members').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row && { ...row, state: CheckedMemberState.parse(row.state) }
}

export async function membersOf(
  tx: Tx,
  checkInId: string,
  page: { offset: number; limit: number },
): Promise<MemberRow[]> {
  const rows = await tx
    .selectFrom('checked_members')
    .select(COLUMNS)
    .where('check_in_id', '=', checkInId)
    .where('state', 'not in', ['refused', 'left'])
    .orderBy('position')
    .offset(page.offset)
    .limit(page.limit)
    .execute()
  return rows.map((row) => ({ ...row, state: CheckedMemberState.parse(row.state) }))
}

export async function idsInState(tx: Tx, checkInId: string, state: MemberState): Promise<string[]> {
  const rows = await tx
    .selectFrom('checked_members')
    .select('id')
    .where('check_in_id', '=', checkInId)
    .where('state', '=', state)
    .execute()
  return rows.map((row) => row.id)
}

/** In one statement for all of them. */
export async function setSecrets(
  tx: Tx,
  links: readonly { id: string; hash: Buffer }[],
  expiresAt: Date,
): Promise<void> {
  await sql`update checked_members m set secret_hash = l.hash, secret_expires_at = ${expiresAt}
    from unnest(${links.map((link) => link.id)}::uuid[], ${links.map((link) => link.hash)}::bytea[]) as l (id, hash)
    where m.id = l.id`.execute(tx)
}

export async function setVolunteer(tx: Tx, id: string, volunteerId: string): Promise<void> {
  await tx.updateTable('checked_members').set({ volunteer_id: volunteerId }).where('id', '=', id).execute()
}

/** Which member a link names, in a transaction of yimi_public or yimi_app. */
export async function findBySecret(
  tx: Tx,
  hash: Buffer,
  now: Date,
): Promise<{ id: string; org_id: string } | undefined> {
  const { rows } = await sql<{ id: string; org_id: string }>`
    select id, org_id from find_checked_member(${hash}, ${now})`.execute(tx)
  return rows[0]
}

export async function membersJoinedAs(tx: Tx, volunteerId: string): Promise<{ name: string; listed_on: string }[]> {
  const { rows } = await sql<{ name: string; listed_on: string }>`select c.name, m.listed_on::text as listed_on
    from checked_members m join check_ins c on c.id = m.check_in_id where m.volunteer_id = ${volunteerId}`.execute(tx)
  return rows
}

export async function emptyMembersOf(tx: Tx, volunteerId: string): Promise<void> {
  await sql`update checked_members set name_enc = null, contact_enc = null, contact_masked = '', secret_hash = null
    where volunteer_id = ${volunteerId}`.execute(tx)
}
