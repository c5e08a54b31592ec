import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type SheetRow = {
  id: string
  org_id: string
  round_id: string
  number: string
  position: number
  area: string
  printed_at: Date | null
  reprint_needed: boolean
  checked_in_at: Date | null
  checked_out_at: Date | null
  returned_at: Date | null
  sight_until: Date | null
}
const COLUMNS = sql`s.id, s.org_id, s.round_id, s.number, s.position, s.area, s.printed_at, s.reprint_needed, s.checked_in_at,
  s.checked_out_at, s.returned_at, s.sight_until`

/** So many numbers of the sequence that counts sheets. */
export async function nextSheetNumbers(tx: Tx, count: number): Promise<number[]> {
  const { rows } = await sql<{ next: number }>`
    select nextval('round_sheet_numbers')::int as next from generate_series(1, ${count}::int)`.execute(tx)
  return rows.map((row) => row.next)
}

export async function insertSheets(
  tx: Tx,
  sheets: readonly Pick<SheetRow, 'id' | 'org_id' | 'round_id' | 'number' | 'position' | 'area'>[],
): Promise<void> {
  await tx
    .insertInto('round_sheets')
    .values([...sheets])
    .execute()
}

/** Of a round, in their order; those that were taken apart are not among them. */
export async function sheetsOf(tx: Tx, roundId: string): Promise<SheetRow[]> {
  const { rows } = await sql<SheetRow>`select ${COLUMNS} from round_sheets s
    where s.round_id = ${roundId} and not s.dropped order by s.position`.execute(tx)
  return rows
}

export async function findSheets(tx: Tx, ids: readonly string[]): Promise<SheetRow[]> {
  const { rows } = await sql<SheetRow>`select ${COLUMNS} from round_sheets s
    where s.id = any (${[...ids]}::uuid[]) and not s.dropped order by s.position`.execute(tx)
  return rows
}

export async function findSheetByNumber(tx: Tx, number: string): Promise<SheetRow | undefined> {
  const { rows } = await sql<SheetRow>`select ${COLUMNS} from round_sheets s
    where s.number = ${number} and not s.dropped`.execute(tx)
  return rows[0]
}

export async function lockSheet(tx: Tx, id: string): Promise<SheetRow | undefined> {
  const { rows } = await sql<SheetRow>`select ${COLUMNS} from round_sheets s
    where s.id = ${id} and not s.dropped for update`.execute(tx)
  return rows[0]
}

export async function setSheets(
  tx: Tx,
  ids: readonly string[],
  change: Partial<Omit<SheetRow, 'id' | 'org_id' | 'round_id' | 'number' | 'position' | 'area'>> & { dropped?: true },
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('round_sheets')
    .set(change)
    .where('id', 'in', [...ids])
    .execute()
}

/** Printed and not back: what is on paper is no longer so. */
export async function markReprint(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update round_sheets set reprint_needed = true where id = any (${[...ids]}::uuid[]) and printed_at is not null
    and returned_at is null`.execute(tx)
}

/** When a round is over its walkers see it no longer than this. */
export async function endSightOf(tx: Tx, roundId: string, until: Date): Promise<void> {
  await sql`update round_sheets set sight_until = least(sight_until, ${until}) where round_id = ${roundId}`.execute(tx)
}
