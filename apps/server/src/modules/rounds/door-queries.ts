import type { DoorOutcome } from '@yimi/contract/round-sheet.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type DoorRow = {
  id: string
  org_id: string
  round_id: string
  sheet_id: string | null
  order_id: string
  person_id: string
  household_id: string | null
  dwelling_id: string | null
  sort_key: string
  position: number
  outcome: DoorOutcome | null
  life_event_id: string | null
  ticked_at: Date | null
  stopped_at: Date | null
}
const COLUMNS = [
  'id',
  'org_id',
  'round_id',
  'sheet_id',
  'order_id',
  'person_id',
  'household_id',
  'dwelling_id',
  'sort_key',
  'position',
  'outcome',
  'life_event_id',
  'ticked_at',
  'stopped_at',
] as const
/** More parameters than this fit into no statement. */
const ROWS_A_STATEMENT = 1000

export type NewDoor = Omit<DoorRow, 'outcome' | 'life_event_id' | 'ticked_at' | 'stopped_at'>

export async function insertDoors(tx: Tx, doors: readonly NewDoor[]): Promise<void> {
  for (let at = 0; at < doors.length; at += ROWS_A_STATEMENT)
    await tx
      .insertInto('round_doors')
      .values(doors.slice(at, at + ROWS_A_STATEMENT))
      .execute()
}

/** Of a round, in building order. */
export async function doorsOfRound(tx: Tx, roundId: string): Promise<DoorRow[]> {
  const rows = await tx
    .selectFrom('round_doors')
    .select(COLUMNS)
    .where('round_id', '=', roundId)
    .where('removed_at', 'is', null)
    .orderBy('sort_key')
    .orderBy('id')
    .execute()
  return rows as DoorRow[]
}

export async function doorsOfSheets(tx: Tx, sheetIds: readonly string[]): Promise<DoorRow[]> {
  if (sheetIds.length === 0) return []
  const rows = await tx
    .selectFrom('round_doors')
    .select(COLUMNS)
    .where('sheet_id', 'in', [...sheetIds])
    .where('removed_at', 'is', null)
    .orderBy('sheet_id')
    .orderBy('position')
    .execute()
  return rows as DoorRow[]
}

export async function findDoor(tx: Tx, id: string): Promise<DoorRow | undefined> {
  const row = await tx
    .selectFrom('round_doors')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row as DoorRow | undefined
}

/** Doors that wait for this order in rounds that run. */
export async function openDoorsOfOrder(tx: Tx, orderId: string): Promise<DoorRow[]> {
  const rows = await tx
    .selectFrom('round_doors')
    .select(COLUMNS)
    .where('order_id', '=', orderId)
    .where('removed_at', 'is', null)
    .execute()
  return rows as DoorRow[]
}

export type SheetCounts = { sheet_id: string; doors: number; visited: number; given: number }

export async function countsOfSheets(tx: Tx, sheetIds: readonly string[]): Promise<Map<string, SheetCounts>> {
  const { rows } = await sql<SheetCounts>`select sheet_id, count(*)::int as doors, count(outcome)::int as visited,
    count(*) filter (where outcome = 'given')::int as given
    from round_doors where sheet_id = any (${[...sheetIds]}::uuid[]) and removed_at is null group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.sheet_id, row]))
}

/** Each door on its sheet, at its place. */
export async function placeDoors(
  tx: Tx,
  doors: readonly { id: string; sheetId: string | null; position: number }[],
): Promise<void> {
  await sql`update round_doors d set sheet_id = p.sheet_id, position = p.position
    from unnest(${doors.map((door) => door.id)}::uuid[], ${doors.map((door) => door.sheetId)}::uuid[],
      ${doors.map((door) => door.position)}::int[]) as p (id, sheet_id, position) where d.id = p.id`.execute(tx)
}

export async function markDoors(
  tx: Tx,
  marks: readonly { id: string; outcome: DoorOutcome; lifeEventId: string | null; at: Date }[],
): Promise<void> {
  await sql`update round_doors d set outcome = m.outcome, life_event_id = m.life_event_id, ticked_at = m.at
    from unnest(${marks.map((mark) => mark.id)}::uuid[], ${marks.map((mark) => mark.outcome)}::text[],
      ${marks.map((mark) => mark.lifeEventId)}::uuid[], ${marks.map((mark) => mark.at)}::timestamptz[])
      as m (id, outcome, life_event_id, at) where d.id = m.id`.execute(tx)
}

export async function setStopped(tx: Tx, ids: readonly string[], at: Date | null): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('round_doors')
    .set({ stopped_at: at })
    .where('id', 'in', [...ids])
    .execute()
}

export async function setRemoved(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('round_doors')
    .set({ removed_at: at })
    .where('id', 'in', [...ids])
    .execute()
}

/** Once the round is over nobody can say who declined or was not at home: only that it was not given. */
export async function forgetReasons(tx: Tx, roundId: string): Promise<void> {
  await sql`update round_ticks set outcome = 'not-given' where outcome <> 'given'
    and door_id in (select id from round_doors where round_id = ${roundId})`.execute(tx)
  await sql`update round_doors set outcome = 'not-given', life_event_id = null
    where round_id = ${roundId} and outcome is distinct from 'given' and outcome is not null`.execute(tx)
}

export type TickRow = {
  id: string
  door_id: string
  outcome: DoorOutcome
  result: 'kept' | 'same' | 'older'
  at: Date
  recorded_at: Date
}

export async function ticksById(tx: Tx, ids: readonly string[]): Promise<Map<string, TickRow>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('round_ticks')
    .select(['id', 'door_id', 'outcome', 'result', 'at', 'recorded_at'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map((rows as TickRow[]).map((row) => [row.id, row]))
}

export async function insertTicks(
  tx: Tx,
  ticks: readonly (TickRow & { org_id: string; recorded_by: string | null })[],
): Promise<void> {
  if (ticks.length > 0)
    await tx
      .insertInto('round_ticks')
      .values([...ticks])
      .execute()
}

/** Doors of a person, for what is held of him. */
export async function doorsOfPerson(tx: Tx, personId: string) {
  const { rows } = await sql<{ name: string; given_at: Date | null }>`
    select r.name, case when d.outcome = 'given' then d.ticked_at end as given_at
    from round_doors d join rounds r on r.id = d.round_id
    where d.person_id = ${personId} and d.removed_at is null order by r.made_at, d.id`.execute(tx)
  return rows
}

export async function peopleWithDoors(tx: Tx, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct person_id from round_doors where person_id = any (${[...personIds]}::uuid[])`.execute(tx)
  return rows.map((row) => row.person_id)
}
