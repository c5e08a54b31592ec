import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export async function insertTokens(
  tx: Tx,
  people: readonly { personId: string; orgId: string; tokens: readonly Buffer[] }[],
): Promise<void> {
  const rows = people.flatMap(({ personId, orgId, tokens }) => tokens.map((token) => ({ personId, orgId, token })))
  if (rows.length === 0) return
  await sql`insert into person_search_tokens (org_id, token, person_id)
    select * from unnest(${rows.map((row) => row.orgId)}::uuid[], ${rows.map((row) => row.token)}::bytea[], ${rows.map((row) => row.personId)}::uuid[]) as t (org_id, token, person_id)
    order by org_id, token on conflict do nothing`.execute(tx)
}

export async function deleteTokens(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('person_search_tokens').where('person_id', '=', personId).execute()
}

export type PeopleSearch = {
  orgIds: readonly string[]
  status: string | undefined
  /** A person fits who has every token of one group, lives in one of the dwellings, or has one of the indexes. */
  groups: readonly (readonly Buffer[])[]
  indexes: readonly Buffer[]
  searchedDwellings: readonly string[]
  /** Nothing was searched for: everybody. */
  all: boolean
  /** Only who lives in one of these. */
  dwellings: readonly string[] | undefined
}

/** Ids of the residents that fit, in building order; those without a door come last. */
export async function findResidentIds(
  tx: Tx,
  search: PeopleSearch,
  page: { offset: number; limit: number },
): Promise<{ ids: string[]; total: number }> {
  const where = sql`p.resident and p.merged_into is null and p.erased_at is null and p.org_id = any (${[...search.orgIds]}::uuid[])
    and (${search.status ?? null}::text is null or p.status = ${search.status ?? null}) and ${livingIn(search.dwellings)} and ${fitting(search)}`
  const { rows } = await sql<{ id: string }>`select p.id from people p where ${where}
    order by p.org_id, p.door_key, p.id offset ${page.offset} limit ${page.limit}`.execute(tx)
  if (rows.length < page.limit && (rows.length > 0 || page.offset === 0))
    return { ids: rows.map((row) => row.id), total: page.offset + rows.length }
  const counted = await sql<{ total: number }>`select count(*)::int as total from people p where ${where}`.execute(tx)
  return { ids: rows.map((row) => row.id), total: counted.rows[0]?.total ?? 0 }
}

function livingIn(dwellings: readonly string[] | undefined) {
  if (!dwellings) return sql`true`
  return sql`p.id in (select m.person_id from household_members m join households h on h.id = m.household_id
    where h.dwelling_id = any (${[...dwellings]}::uuid[]) and m.valid_until is null)`
}

function fitting(search: PeopleSearch) {
  if (search.all) return sql`true`
  const orgs = sql`org_id = any (${[...search.orgIds]}::uuid[])`
  const ways = search.groups.map((group) => {
    const each = group.map(
      (token) => sql`select person_id from person_search_tokens where ${orgs} and token = ${token}`,
    )
    return sql`p.id in (${sql.join(each, sql` intersect `)})`
  })
  if (search.searchedDwellings.length > 0) ways.push(livingIn(search.searchedDwellings))
  for (const index of search.indexes) ways.push(sql`(p.contact_index = ${index} or p.id_number_index = ${index})`)
  return ways.length === 0 ? sql`false` : sql`(${sql.join(ways, sql` or `)})`
}
