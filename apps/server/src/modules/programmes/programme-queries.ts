import type { Programme } from '@yimi/contract/programme.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type ProgrammeRow = {
  id: string
  org_id: string
  name: string
  since: string
  until_day: string | null
  slogan: string
  about: string
  purposes: Programme['purposes']
  published: boolean
}
const COLUMNS = ['id', 'org_id', 'name', 'since', 'until_day', 'slogan', 'about', 'purposes', 'published'] as const

/** All that the transaction may see: of its area and of the units above; of the public, those that are published. */
export async function findProgrammes(tx: Tx): Promise<ProgrammeRow[]> {
  const rows = await tx.selectFrom('programmes').select(COLUMNS).orderBy('name').orderBy('id').execute()
  return rows as ProgrammeRow[]
}

export async function findProgramme(tx: Tx, id: string): Promise<ProgrammeRow | undefined> {
  const row = await tx.selectFrom('programmes').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row as ProgrammeRow | undefined
}

export async function insertProgramme(tx: Tx, row: ProgrammeRow): Promise<void> {
  await tx.insertInto('programmes').values(row).execute()
}

export async function updateProgramme(tx: Tx, id: string, words: Omit<ProgrammeRow, 'id' | 'org_id'>): Promise<void> {
  await tx.updateTable('programmes').set(words).where('id', '=', id).execute()
}

/** Ids of the broadcasts in sight that report under the programme, or under any. */
export async function linkedBroadcasts(tx: Tx, programmeId?: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('programme_broadcasts')
    .select('broadcast_id')
    .$if(programmeId !== undefined, (query) => query.where('programme_id', '=', programmeId ?? ''))
    .orderBy('broadcast_id')
    .execute()
  return rows.map((row) => row.broadcast_id)
}

/** Under one programme at a time: the newest word counts. */
export async function linkBroadcast(
  tx: Tx,
  link: { broadcastId: string; orgId: string; programmeId: string; now: Date },
): Promise<void> {
  await sql`delete from programme_broadcasts where broadcast_id = ${link.broadcastId}`.execute(tx)
  await sql`insert into programme_broadcasts (broadcast_id, org_id, programme_id, linked_at)
    values (${link.broadcastId}, ${link.orgId}, ${link.programmeId}, ${link.now})`.execute(tx)
}

export async function unlinkBroadcast(tx: Tx, broadcastId: string, programmeId: string): Promise<boolean> {
  const removed = await tx
    .deleteFrom('programme_broadcasts')
    .where('broadcast_id', '=', broadcastId)
    .where('programme_id', '=', programmeId)
    .executeTakeFirst()
  return removed.numDeletedRows > 0n
}

export async function countProgrammesOf(tx: Tx, orgs: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from programmes
    where until_day is null and org_id = any (${[...orgs]}::uuid[])`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function findProgrammesOf(tx: Tx, page: { orgs: readonly string[]; offset: number; limit: number }) {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from programmes
    where until_day is null and org_id = any (${[...page.orgs]}::uuid[]) order by name, id
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  return rows
}
