import type { Rhythm } from '@yimi/contract/service.ts'
import type { Lack } from '@yimi/contract/trigger.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type ArrangementRow = {
  id: string
  orgId: string
  serviceId: string
  personId: string
  every: Rhythm
  from: string
  until: string | null
  turns: number
  nextOn: string
  lack: Lack | null
}

const COLUMNS = sql`id, org_id as "orgId", service_id as "serviceId", person_id as "personId", every, from_day::text as "from",
  until_day::text as "until", turns, next_on::text as "nextOn", lack`

export async function arrangementsOf(tx: Tx, personId: string): Promise<ArrangementRow[]> {
  const { rows } = await sql<ArrangementRow>`select ${COLUMNS} from arrangements
    where person_id = ${personId} and ended_at is null order by next_on, id`.execute(tx)
  return rows
}

/** False: the person has it already. */
export async function insertArrangement(
  tx: Tx,
  row: Omit<ArrangementRow, 'turns' | 'nextOn' | 'lack'> & { madeBy: string | null; madeAt: Date },
): Promise<boolean> {
  const { id, orgId, serviceId, personId, every, from, until, madeBy, madeAt } = row
  const { rows } = await sql<{ id: string }>`
    insert into arrangements (id, org_id, service_id, person_id, every, from_day, until_day, next_on, made_by, made_at)
    values (${id}, ${orgId}, ${serviceId}, ${personId}, ${every}, ${from}::date, ${until}::date, ${from}::date, ${madeBy}, ${madeAt})
    on conflict (person_id, service_id) where ended_at is null do nothing returning id`.execute(tx)
  return rows.length > 0
}

/** Units of which some arrangement is due on the day; in a transaction of yimi_jobs. */
export async function orgsWithDue(tx: Tx, today: string): Promise<string[]> {
  const { rows } = await sql<{ org_id: string }>`select distinct org_id from arrangements
    where ended_at is null and next_on <= ${today}::date`.execute(tx)
  return rows.map((row) => row.org_id)
}

/** Those due in the unit, locked: another run that comes at the same time leaves them out. */
export async function lockDue(tx: Tx, orgId: string, today: string, limit: number): Promise<ArrangementRow[]> {
  const { rows } = await sql<ArrangementRow>`select ${COLUMNS} from arrangements
    where org_id = ${orgId} and ended_at is null and next_on <= ${today}::date order by next_on, id limit ${limit}
    for update skip locked`.execute(tx)
  return rows
}

export async function setTurn(
  tx: Tx,
  id: string,
  turn: { turns: number; nextOn: string; lack: Lack | null },
): Promise<void> {
  const { turns, nextOn, lack } = turn
  await sql`update arrangements set turns = ${turns}, next_on = ${nextOn}::date, lack = ${lack} where id = ${id}`.execute(
    tx,
  )
}

/** Answers how many were ended. */
export async function endArrangements(
  tx: Tx,
  which: { id: string; personId: string } | { ids: readonly string[] } | { personIds: readonly string[] },
  now: Date,
): Promise<number> {
  const condition =
    'id' in which
      ? sql`id = ${which.id} and person_id = ${which.personId}`
      : 'ids' in which
        ? sql`id = any (${[...which.ids]}::uuid[])`
        : sql`person_id = any (${[...which.personIds]}::uuid[])`
  const { rows } = await sql<{ id: string }>`update arrangements set ended_at = ${now}
    where ${condition} and ended_at is null returning id`.execute(tx)
  return rows.length
}
