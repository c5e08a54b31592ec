import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type OfferRow = {
  id: string
  org_id: string
  place_id: string
  person_id: string | null
  reasons: string[]
  offered_at: Date
  lapses_at: Date
  outcome: 'open' | 'accepted' | 'declined' | 'lapsed' | 'taken-back'
  ended_at: Date | null
}

export async function insertOffer(tx: Tx, offer: Omit<OfferRow, 'outcome' | 'ended_at'>): Promise<void> {
  await tx.insertInto('place_offers').values(offer).execute()
}

export async function offersOf(tx: Tx, placeIds: readonly string[]): Promise<OfferRow[]> {
  if (placeIds.length === 0) return []
  const rows = await tx
    .selectFrom('place_offers')
    .select(['id', 'org_id', 'place_id', 'person_id', 'reasons', 'offered_at', 'lapses_at', 'outcome', 'ended_at'])
    .where('place_id', 'in', [...placeIds])
    .orderBy('offered_at')
    .orderBy('id')
    .execute()
  return rows as OfferRow[]
}

export async function endOffer(tx: Tx, id: string, outcome: OfferRow['outcome'], now: Date): Promise<void> {
  await tx
    .updateTable('place_offers')
    .set({ outcome, ended_at: now })
    .where('id', '=', id)
    .where('outcome', '=', 'open')
    .execute()
}

/**
 * The place is filled, or over: whoever was asked besides is taken off, and answered, so that nothing else keeps them either.
 */
export async function forgetAsked(tx: Tx, placeId: string, holderId: string | null): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    with asked as (select id, person_id from place_offers where place_id = ${placeId} and person_id is not null
      and (outcome <> 'accepted' or person_id is distinct from ${holderId}::uuid))
    update place_offers o set person_id = null from asked where o.id = asked.id returning asked.person_id`.execute(tx)
  return [...new Set(rows.map((row) => row.person_id).filter((id) => id !== holderId))]
}
