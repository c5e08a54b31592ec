import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type OrganisationRow = {
  id: string
  name: string
  short_name: string
  level: string | null
  level_label: string | null
  rank: number | null
  kind: string
  kind_label: string
  outside: boolean
  parent_id: string | null
  from: string
  until: string | null
  merged_into: string | null
}

const COLUMNS = sql`o.id, v.name, v.short_name, v.level, l.label as level_label, l.rank, o.kind, k.label as kind_label, k.outside,
  p.parent_id, lower(o.valid)::text as from, (upper(o.valid) - 1)::text as until, o.merged_into`

/** The organisations that exist on the day, upper levels first. */
export async function organisationsOn(tx: Tx, day: string): Promise<OrganisationRow[]> {
  const { rows } = await sql<OrganisationRow>`
    select ${COLUMNS} from orgs o join org_kinds k on k.code = o.kind
    join org_versions v on v.org_id = o.id and v.valid @> ${day}::date
    left join org_levels l on l.code = v.level
    left join org_parents p on p.org_id = o.id and p.valid @> ${day}::date
    where o.valid @> ${day}::date order by l.rank nulls last, v.name collate "zh-x-icu", o.id`.execute(tx)
  return rows
}

/** One organisation as of the day, or of its own first or last day where the day lies outside its life. */
export async function findOrganisation(tx: Tx, id: string, day: string): Promise<OrganisationRow | undefined> {
  const { rows } = await sql<OrganisationRow>`
    select ${COLUMNS} from orgs o join org_kinds k on k.code = o.kind
    cross join lateral (select greatest(lower(o.valid), least(${day}::date, coalesce(upper(o.valid) - 1, ${day}::date))) as day) a
    join org_versions v on v.org_id = o.id and v.valid @> a.day
    left join org_levels l on l.code = v.level
    left join org_parents p on p.org_id = o.id and p.valid @> a.day
    where o.id = ${id}`.execute(tx)
  return rows[0]
}

export function allLevels(tx: Tx) {
  return tx.selectFrom('org_levels').select(['code', 'label', 'rank']).orderBy('rank').execute()
}

export function allKinds(tx: Tx) {
  return tx.selectFrom('org_kinds').select(['code', 'label', 'outside']).orderBy('outside').orderBy('code').execute()
}

export async function findOutsideByName(
  tx: Tx,
  body: { name: string; kind: string; day: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select o.id from orgs o join org_versions v on v.org_id = o.id and v.valid @> ${body.day}::date
    where o.kind = ${body.kind} and v.name = ${body.name} and o.valid @> ${body.day}::date order by o.id limit 1`.execute(
    tx,
  )
  return rows[0]?.id
}

/** Every organisation there is or was. */
export async function allOrganisationIds(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('orgs').select('id').execute()
  return rows.map((row) => row.id)
}

/** The unit that nothing is above: the topmost level, the oldest where there are several. */
export async function findTop(tx: Tx, day: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select o.id from orgs o join org_kinds k on k.code = o.kind and not k.outside
    join org_versions v on v.org_id = o.id and v.valid @> ${day}::date left join org_levels l on l.code = v.level
    where o.valid @> ${day}::date
      and not exists (select from org_parents p where p.org_id = o.id and p.valid @> ${day}::date)
    order by l.rank nulls last, o.created_at, o.id limit 1`.execute(tx)
  return rows[0]?.id
}

export async function findParent(tx: Tx, id: string, day: string): Promise<string | undefined> {
  const { rows } = await sql<{ parent_id: string }>`
    select parent_id from org_parents where org_id = ${id} and valid @> ${day}::date`.execute(tx)
  return rows[0]?.parent_id
}

/** Names as of the day; of what has ended or not begun, the nearest there is. */
export async function namesOn(tx: Tx, ids: readonly string[], day: string): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ org_id: string; name: string }>`
    select distinct on (org_id) org_id, name from org_versions where org_id = any (${[...new Set(ids)]}::uuid[])
    order by org_id, lower(valid) > ${day}::date, abs(lower(valid) - ${day}::date)`.execute(tx)
  return new Map(rows.map((row) => [row.org_id, row.name]))
}

export type DatedName = { name: string; from: string }
export type DatedParent = { parent_name: string; from: string }

export async function versionsOf(tx: Tx, id: string): Promise<DatedName[]> {
  const { rows } = await sql<DatedName>`
    select name, lower(valid)::text as from from org_versions where org_id = ${id} order by valid`.execute(tx)
  return rows
}

export async function parentsOf(tx: Tx, id: string): Promise<DatedParent[]> {
  const { rows } = await sql<DatedParent>`
    select v.name as parent_name, lower(p.valid)::text as from from org_parents p
    join org_versions v on v.org_id = p.parent_id and v.valid @> lower(p.valid)
    where p.org_id = ${id} order by p.valid`.execute(tx)
  return rows
}

/** Mergers that this organisation took part in: it went into another, or others went into it. */
export async function mergersOf(tx: Tx, id: string): Promise<{ name: string; into_name: string; on: string }[]> {
  const { rows } = await sql<{ name: string; into_name: string; on: string }>`
    select v.name, i.name as into_name, upper(o.valid)::text as on from orgs o
    join org_versions v on v.org_id = o.id and v.valid @> (upper(o.valid) - 1)
    join org_versions i on i.org_id = o.merged_into and i.valid @> upper(o.valid)
    where o.merged_into is not null and (o.id = ${id} or o.merged_into = ${id}) order by upper(o.valid)`.execute(tx)
  return rows
}
