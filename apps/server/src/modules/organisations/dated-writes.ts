import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import { newId } from '#platform/new-id.ts'

/** The same number as in rebuild_org_closure(): the tree is changed by one transaction at a time. */
const TREE_LOCK = 7202

export async function lockTree(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${TREE_LOCK})`.execute(tx)
}

/** @throws database error YF010 when an organisation would be above itself */
export async function rebuildClosure(tx: Tx): Promise<void> {
  await sql`select rebuild_org_closure()`.execute(tx)
}

export async function insertOrganisation(
  tx: Tx,
  org: {
    id: string
    kind: string
    name: string
    shortName: string
    level: string | null
    parentId: string | null
    from: string
    now: Date
  },
): Promise<void> {
  await sql`insert into orgs (id, kind, valid, created_at)
    values (${org.id}, ${org.kind}, daterange(${org.from}::date, null), ${org.now})`.execute(tx)
  await sql`insert into org_versions (id, org_id, name, short_name, level, valid)
    values (${newId()}, ${org.id}, ${org.name}, ${org.shortName}, ${org.level}, daterange(${org.from}::date, null))`.execute(
    tx,
  )
  if (!org.parentId) return
  await sql`insert into org_parents (id, org_id, parent_id, valid)
    values (${newId()}, ${org.id}, ${org.parentId}, daterange(${org.from}::date, null))`.execute(tx)
}

/** From the day on the new name counts, as long as the row of that day did; a row that began on that day is replaced. */
export async function writeVersion(
  tx: Tx,
  version: { orgId: string; name: string; shortName: string; level: string | null; from: string },
): Promise<void> {
  const until = await cutRow(tx, 'org_versions', version.orgId, version.from)
  await sql`insert into org_versions (id, org_id, name, short_name, level, valid)
    values (${newId()}, ${version.orgId}, ${version.name}, ${version.shortName}, ${version.level},
      daterange(${version.from}::date, ${until}::date))`.execute(tx)
}

export async function writeParent(tx: Tx, parent: { orgId: string; parentId: string; from: string }): Promise<void> {
  const until = await cutRow(tx, 'org_parents', parent.orgId, parent.from)
  await sql`insert into org_parents (id, org_id, parent_id, valid)
    values (${newId()}, ${parent.orgId}, ${parent.parentId}, daterange(${parent.from}::date, ${until}::date))`.execute(
    tx,
  )
}

/** Ends the organisation the day before `from`, with what was planned for it later. */
export async function closeOrganisation(
  tx: Tx,
  closing: { orgId: string; intoId: string; from: string },
): Promise<void> {
  for (const table of ['org_versions', 'org_parents'] as const) {
    await sql`delete from ${sql.table(table)} where org_id = ${closing.orgId} and lower(valid) >= ${closing.from}::date`.execute(
      tx,
    )
    await cutRow(tx, table, closing.orgId, closing.from)
  }
  await sql`update orgs set valid = daterange(lower(valid), ${closing.from}::date), merged_into = ${closing.intoId}
    where id = ${closing.orgId}`.execute(tx)
}

/** Rows that put something below the organisation on the day or later, with the day from which each is to change. */
export async function childrenFrom(
  tx: Tx,
  parentId: string,
  from: string,
): Promise<{ org_id: string; from: string }[]> {
  const { rows } = await sql<{ org_id: string; from: string }>`
    select org_id, greatest(lower(valid), ${from}::date)::text as from from org_parents
    where parent_id = ${parentId} and (upper_inf(valid) or upper(valid) > ${from}::date)`.execute(tx)
  return rows
}

/** Ends the row that holds the day, or takes it away if it began on it. Answers the day it would have ended on, if any. */
async function cutRow(
  tx: Tx,
  table: 'org_versions' | 'org_parents',
  orgId: string,
  day: string,
): Promise<string | null> {
  const { rows } = await sql<{ id: string; until: string | null; same_day: boolean }>`
    select id, upper(valid)::text as until, lower(valid) = ${day}::date as same_day from ${sql.table(table)}
    where org_id = ${orgId} and valid @> ${day}::date`.execute(tx)
  const row = rows[0]
  if (!row) return null
  if (row.same_day) await sql`delete from ${sql.table(table)} where id = ${row.id}`.execute(tx)
  else
    await sql`update ${sql.table(table)} set valid = daterange(lower(valid), ${day}::date) where id = ${row.id}`.execute(
      tx,
    )
  return row.until
}
