import type { LifeEventState } from '@yimi/contract/life-event.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#platform/database/database.ts'

export type LifeEventRow = {
  id: string
  org_id: string
  person_id: string
  what_enc: Buffer | null
  happened_on: string
  words_enc: Buffer | null
  reported_by: string | null
  reported_as: string
  reported_at: Date
  done: unknown
  state: z.output<typeof LifeEventState>
  gates: unknown
}

const COLUMNS = sql`id, org_id, person_id, what_enc, happened_on::text, words_enc, reported_by, reported_as, reported_at, done, state, gates`

export async function insertLifeEvent(
  tx: Tx,
  event: Omit<LifeEventRow, 'done' | 'state' | 'gates'> & { what_index: Buffer },
): Promise<void> {
  await tx.insertInto('life_events').values(event).execute()
}

export async function lockLifeEvents(tx: Tx, ids: readonly string[]): Promise<LifeEventRow[]> {
  const { rows } = await sql<LifeEventRow>`select ${COLUMNS} from life_events
    where id = any (${[...ids]}::uuid[]) order by id for update`.execute(tx)
  return rows
}

export async function findLifeEvent(tx: Tx, id: string): Promise<LifeEventRow | undefined> {
  const { rows } = await sql<LifeEventRow>`select ${COLUMNS} from life_events where id = ${id}`.execute(tx)
  return rows[0]
}

/** Of these people, the newest first. */
export async function findLifeEventsOf(tx: Tx, personIds: readonly string[]): Promise<LifeEventRow[]> {
  const { rows } = await sql<LifeEventRow>`select ${COLUMNS} from life_events
    where person_id = any (${[...personIds]}::uuid[]) order by happened_on desc, id desc`.execute(tx)
  return rows
}

/** Is the same still waiting for somebody to look at it, or confirmed? */
export async function findOpenLike(
  tx: Tx,
  personId: string,
  whatIndexes: readonly Buffer[],
): Promise<LifeEventRow | undefined> {
  const { rows } = await sql<LifeEventRow>`select ${COLUMNS} from life_events
    where person_id = ${personId} and what_index = any (${[...whatIndexes]}::bytea[]) and state = 'reported' limit 1`.execute(
    tx,
  )
  return rows[0]
}

/** What waits first, the oldest on top; then the newest. */
export async function lifeEventsPage(
  tx: Tx,
  wanted: { orgIds: readonly string[]; state: string | undefined; offset: number; limit: number },
): Promise<{ rows: LifeEventRow[]; total: number }> {
  const where = sql`org_id = any (${[...wanted.orgIds]}::uuid[]) and what_enc is not null
    and (${wanted.state ?? null}::text is null or state = ${wanted.state ?? null})`
  const { rows } = await sql<LifeEventRow>`select ${COLUMNS} from life_events where ${where}
    order by state <> 'reported', case when state = 'reported' then reported_at end, reported_at desc, id
    offset ${wanted.offset} limit ${wanted.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from life_events where ${where}`.execute(
    tx,
  )
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** Of this account, the newest first. */
export async function eventsReportedBy(tx: Tx, accountId: string, since: Date): Promise<LifeEventRow[]> {
  const { rows } = await sql<LifeEventRow>`select ${COLUMNS} from life_events
    where reported_by = ${accountId} and reported_at >= ${since} and what_enc is not null
    order by reported_at desc, id desc limit 200`.execute(tx)
  return rows
}

export async function setSaid(tx: Tx, id: string, said: { happened_on: string; words_enc: Buffer }): Promise<void> {
  await tx.updateTable('life_events').set(said).where('id', '=', id).execute()
}

export async function setDone(tx: Tx, id: string, done: unknown): Promise<void> {
  await sql`update life_events set done = ${JSON.stringify(done)}::jsonb where id = ${id}`.execute(tx)
}

export async function emptyLifeEvents(tx: Tx, personId: string): Promise<void> {
  await tx
    .updateTable('life_events')
    .set({ what_enc: null, words_enc: null })
    .where('person_id', '=', personId)
    .execute()
}
