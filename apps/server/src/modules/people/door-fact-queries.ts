import type { DoorFactKind } from '@yimi/contract/door-fact.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type DoorFactRow = {
  dwelling_id: string
  person_id: string
  fact: DoorFactKind
  /** The mark; of other facts the person. */
  subject_id: string
  /** When somebody last said so: looked at, or written down. */
  known_on: string
  checked_by: string | null
}
const day = (instant: ReturnType<typeof sql.ref>) => sql`(${instant} at time zone 'Asia/Shanghai')::date`

/** What is held of whoever lives behind these doors now, the living alone; of marks those of these kinds. */
function facts(dwellingIds: readonly string[], markIndexes: readonly Buffer[], today: string) {
  return sql`with here as (
      select h.dwelling_id, m.person_id, m.valid_from, p.contact_enc is not null as has_phone,
        greatest(${day(sql.ref('p.created_at'))}, ${day(sql.ref('p.confirmed_at'))}) as registered_on
      from households h join household_members m on m.household_id = h.id and m.valid_until is null
      join people p on p.id = m.person_id and p.resident and p.status = 'living' and p.erased_at is null and p.merged_into is null
      where h.dwelling_id = any (${[...dwellingIds]}::uuid[]) and h.valid_until is null
    ), held as (
      select dwelling_id, person_id, 'name' as fact, person_id as subject_id, registered_on as since from here
      union all select dwelling_id, person_id, 'phone', person_id, registered_on from here where has_phone
      union all select dwelling_id, person_id, 'home', person_id, greatest(valid_from, registered_on) from here
      union all select here.dwelling_id, here.person_id, 'mark', t.id, t.given_on from here
        join people a on a.id = here.person_id or a.merged_into = here.person_id
        join person_tags t on t.person_id = a.id and t.ended_at is null and (t.expires_on is null or t.expires_on > ${today}::date)
          and t.kind_index = any (${[...markIndexes]}::bytea[])
    ), known as (
      select held.dwelling_id, held.person_id, held.fact, held.subject_id, c.checked_by,
        greatest(held.since, c.checked_on) as known_on
      from held left join fact_checks c on c.person_id = held.person_id and c.fact = held.fact and c.subject_id = held.subject_id
    )`
}

export async function factsBehind(
  tx: Tx,
  dwellingIds: readonly string[],
  markIndexes: readonly Buffer[],
  today: string,
): Promise<DoorFactRow[]> {
  const { rows } = await sql<DoorFactRow>`${facts(dwellingIds, markIndexes, today)}
    select dwelling_id, person_id, fact, subject_id, known_on::text, checked_by from known
    order by dwelling_id, person_id, array_position(array['name', 'phone', 'home', 'mark'], fact), subject_id`.execute(
    tx,
  )
  return rows
}

export type StaleRow = { dwelling_id: string; facts: number; oldest: string }

/** Of these doors those behind which something was last said before the day. */
export async function staleBehind(
  tx: Tx,
  dwellingIds: readonly string[],
  markIndexes: readonly Buffer[],
  by: { today: string; before: string },
): Promise<StaleRow[]> {
  const { rows } = await sql<StaleRow>`${facts(dwellingIds, markIndexes, by.today)}
    select dwelling_id, count(*)::int as facts, min(known_on)::text as oldest from known
    where known_on < ${by.before}::date group by dwelling_id`.execute(tx)
  return rows
}

export type NewCheck = { id: string; personId: string; fact: DoorFactKind; subjectId: string }

/** The later day stands, whichever came first. */
export async function upsertChecks(
  tx: Tx,
  checks: readonly NewCheck[],
  by: { orgId: string; on: string; at: Date; accountId: string | null },
): Promise<void> {
  if (checks.length === 0) return
  await sql`insert into fact_checks (id, org_id, person_id, fact, subject_id, checked_on, checked_at, checked_by)
    select w.id, ${by.orgId}::uuid, w.person_id, w.fact, w.subject_id, ${by.on}::date, ${by.at}, ${by.accountId}::uuid
    from unnest(${checks.map((one) => one.id)}::uuid[], ${checks.map((one) => one.personId)}::uuid[],
      ${checks.map((one) => one.fact)}::text[], ${checks.map((one) => one.subjectId)}::uuid[]) as w (id, person_id, fact, subject_id)
    on conflict (person_id, fact, subject_id) do update
      set checked_on = excluded.checked_on, checked_at = excluded.checked_at, checked_by = excluded.checked_by
      where excluded.checked_on >= fact_checks.checked_on`.execute(tx)
}

export type CheckRow = { fact: DoorFactKind; subject_id: string; checked_on: string; checked_by: string | null }

export async function checksOf(tx: Tx, personId: string): Promise<CheckRow[]> {
  const { rows } = await sql<CheckRow>`select fact, subject_id, checked_on::text, checked_by from fact_checks
    where person_id = ${personId} order by array_position(array['name', 'phone', 'home', 'mark'], fact), subject_id`.execute(
    tx,
  )
  return rows
}

export async function deleteChecks(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('fact_checks').where('person_id', '=', personId).execute()
}
