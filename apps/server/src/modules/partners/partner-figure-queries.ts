import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

type Page = { orgs: readonly string[]; offset: number; limit: number }

/** Each organisation once, at however many stations it stands. */
export async function countPartners(tx: Tx, orgs: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(distinct partner_org_id)::int as count from check_ins
    where state = 'confirmed' and org_id = any (${[...orgs]}::uuid[])`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function findPartners(tx: Tx, page: Page) {
  const { rows } = await sql<{ id: string; name: string; check_in_id: string }>`
    select partner_org_id as id, min(name) as name, min(id::text) as check_in_id from check_ins
    where state = 'confirmed' and org_id = any (${[...page.orgs]}::uuid[]) group by partner_org_id order by 2, 1
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  return rows
}

export async function countCheckedMembers(tx: Tx, orgs: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from checked_members
    where state in ('confirmed', 'joined') and org_id = any (${[...orgs]}::uuid[])`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function findCheckedMembers(tx: Tx, page: Page) {
  const { rows } = await sql<{ id: string; check_in_id: string; name: string; position: number }>`
    select m.id, m.check_in_id, c.name, m.position from checked_members m join check_ins c on c.id = m.check_in_id
    where m.state in ('confirmed', 'joined') and m.org_id = any (${[...page.orgs]}::uuid[])
    order by c.name, c.id, m.position offset ${page.offset} limit ${page.limit}`.execute(tx)
  return rows
}
