import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type RatingRow = { order_id: string; round: number; score: number; words_enc: Buffer | null; rated_at: Date }

export async function insertRating(
  tx: Tx,
  rating: RatingRow & { id: string; org_id: string; person_id: string; said_by: string },
): Promise<void> {
  await tx.insertInto('order_ratings').values(rating).execute()
}

export async function ratingOf(tx: Tx, orderId: string): Promise<RatingRow | undefined> {
  return tx
    .selectFrom('order_ratings')
    .select(['order_id', 'round', 'score', 'words_enc', 'rated_at'])
    .where('order_id', '=', orderId)
    .orderBy('round', 'desc')
    .executeTakeFirst()
}

/** Of the orders that a person delivered: how many ratings, their sum, and since when. */
export async function ratingsOfDeliverer(
  tx: Tx,
  personId: string,
): Promise<{ count: number; average: number; first: Date | null }> {
  const { rows } = await sql<{ count: number; average: number | null; first: Date | null }>`
    select count(*)::int as count, round(avg(r.score), 1)::float as average, min(r.rated_at) as first
    from order_ratings r where exists (select from order_places p where p.order_id = r.order_id and p.holder_id = ${personId}
      and p.state = 'delivered')`.execute(tx)
  const [row] = rows
  return { count: row?.count ?? 0, average: row?.average ?? 0, first: row?.first ?? null }
}
