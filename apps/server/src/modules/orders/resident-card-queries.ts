import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type ResidentCardRow = { id: string; org_id: string; person_id: string; number: string; issued_at: Date }
const COLUMNS = ['id', 'org_id', 'person_id', 'number', 'issued_at'] as const

/** Where the card is whose code this is; also for whoever has no session. */
export async function cardWithToken(
  tx: Tx,
  tokenHash: Buffer,
): Promise<{ id: string; org_id: string; person_id: string } | undefined> {
  const { rows } = await sql<{ id: string; org_id: string; person_id: string }>`
    select id, org_id, person_id from find_resident_card(${tokenHash})`.execute(tx)
  return rows[0]
}

export function cardsOf(tx: Tx, personId: string): Promise<ResidentCardRow[]> {
  return tx
    .selectFrom('resident_cards')
    .select(COLUMNS)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute()
}

export function findCard(tx: Tx, id: string): Promise<ResidentCardRow | undefined> {
  return tx.selectFrom('resident_cards').select(COLUMNS).where('id', '=', id).executeTakeFirst()
}

export async function insertCard(
  tx: Tx,
  card: ResidentCardRow & { token_hash: Buffer; issued_by: string | null },
): Promise<void> {
  await tx.insertInto('resident_cards').values(card).execute()
}

export async function endCards(tx: Tx, by: { id: string } | { personId: string }, now: Date): Promise<void> {
  const query = tx.updateTable('resident_cards').set({ ended_at: now }).where('ended_at', 'is', null)
  await ('id' in by ? query.where('id', '=', by.id) : query.where('person_id', '=', by.personId)).execute()
}
