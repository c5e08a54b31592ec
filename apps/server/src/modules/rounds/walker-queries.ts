import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type WalkerRow = {
  id: string
  org_id: string
  sheet_id: string
  person_id: string
  offered_at: Date
  accepted_at: Date | null
}
const COLUMNS = ['id', 'org_id', 'sheet_id', 'person_id', 'offered_at', 'accepted_at'] as const

/** False: the person was asked already. */
export async function insertWalker(tx: Tx, walker: Omit<WalkerRow, 'accepted_at'>): Promise<boolean> {
  const done = await tx
    .insertInto('round_walkers')
    .values(walker)
    .onConflict((conflict) => conflict.columns(['sheet_id', 'person_id']).doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export function walkersOf(tx: Tx, sheetIds: readonly string[]): Promise<WalkerRow[]> {
  if (sheetIds.length === 0) return Promise.resolve([])
  return tx
    .selectFrom('round_walkers')
    .select(COLUMNS)
    .where('sheet_id', 'in', [...sheetIds])
    .orderBy('offered_at')
    .orderBy('id')
    .execute()
}

export function walkingOf(tx: Tx, personId: string): Promise<WalkerRow[]> {
  return tx.selectFrom('round_walkers').select(COLUMNS).where('person_id', '=', personId).execute()
}

export async function acceptWalker(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.updateTable('round_walkers').set({ accepted_at: now }).where('id', '=', id).execute()
}

/** Taken off: nothing remains of it. */
export async function deleteWalkers(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .deleteFrom('round_walkers')
    .where('id', 'in', [...ids])
    .execute()
}

/** Offers of these people that nobody accepted. */
export async function deleteOffersTo(tx: Tx, personId: string): Promise<void> {
  await sql`delete from round_walkers where person_id = ${personId} and accepted_at is null`.execute(tx)
}
