import type { ClaimableList, ClaimableState } from '@yimi/contract/claimable.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#platform/database/database.ts'

export type ClaimableRow = {
  id: string
  org_id: string
  list: ClaimableList
  title: string
  words: string
  until_day: string | null
  claimed_by: string | null
  result: string
  state: z.output<typeof ClaimableState>
  gates: unknown
}
const COLUMNS = [
  'id',
  'org_id',
  'list',
  'title',
  'words',
  'until_day',
  'claimed_by',
  'result',
  'state',
  'gates',
] as const

export async function insertClaimable(
  tx: Tx,
  row: Pick<ClaimableRow, 'id' | 'org_id' | 'list' | 'title' | 'words' | 'until_day'> & { made_at: Date },
): Promise<void> {
  await tx.insertInto('claimables').values(row).execute()
}

export async function lockClaimables(tx: Tx, ids: readonly string[]): Promise<ClaimableRow[]> {
  const rows = await tx
    .selectFrom('claimables')
    .select(COLUMNS)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows as ClaimableRow[]
}

export async function findClaimable(tx: Tx, id: string): Promise<ClaimableRow | undefined> {
  const row = await tx.selectFrom('claimables').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row as ClaimableRow | undefined
}

/** Open ones first, then the newest; those taken off the list stay out unless they are asked for. */
export async function claimablesIn(
  tx: Tx,
  given: { orgs: readonly string[]; list?: string | undefined; state?: string | undefined },
): Promise<ClaimableRow[]> {
  const { rows } = await sql<ClaimableRow>`
    select ${sql.join(COLUMNS.map((column) => sql.ref(column)))} from claimables where org_id = any (${[...given.orgs]}::uuid[])
      and (${given.list ?? null}::text is null or list = ${given.list ?? null})
      and case when ${given.state ?? null}::text is null then state <> 'withdrawn' else state = ${given.state ?? null} end
    order by array_position(array['open', 'claimed', 'done', 'withdrawn'], state), made_at desc, id limit 500`.execute(
    tx,
  )
  return rows
}

export async function claimedBy(tx: Tx, checkInIds: readonly string[]): Promise<ClaimableRow[]> {
  if (checkInIds.length === 0) return []
  const rows = await tx
    .selectFrom('claimables')
    .select(COLUMNS)
    .where('claimed_by', 'in', [...checkInIds])
    .where('state', 'in', ['claimed', 'done'])
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute()
  return rows as ClaimableRow[]
}

export async function setClaimedBy(tx: Tx, id: string, checkInId: string | null): Promise<void> {
  await tx.updateTable('claimables').set({ claimed_by: checkInId }).where('id', '=', id).execute()
}

export async function setResult(tx: Tx, id: string, result: string): Promise<void> {
  await tx.updateTable('claimables').set({ result }).where('id', '=', id).execute()
}
