import type { Selectable } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import type { OnSiteCounts, PlatformFigures } from '#platform/database/database-types.ts'

export type PlatformFigureRow = Selectable<PlatformFigures>
export type OnSiteRow = Selectable<OnSiteCounts>

export function findAudience(tx: Tx, broadcastId: string) {
  return tx
    .selectFrom('broadcast_audiences')
    .select(['viewers', 'peak', 'peak_at', 'histogram', 'reduced_at'])
    .where('broadcast_id', '=', broadcastId)
    .executeTakeFirst()
}

export function findMinutes(tx: Tx, broadcastId: string) {
  return tx
    .selectFrom('audience_minutes')
    .select(['minute', 'connected'])
    .where('broadcast_id', '=', broadcastId)
    .orderBy('minute')
    .execute()
}

/** All that was ever entered, the newest first. */
export function findPlatformFigures(tx: Tx, broadcastId: string): Promise<PlatformFigureRow[]> {
  return tx
    .selectFrom('platform_figures')
    .selectAll()
    .where('broadcast_id', '=', broadcastId)
    .orderBy('entered_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export function findOnSiteCounts(tx: Tx, broadcastId: string): Promise<OnSiteRow[]> {
  return tx
    .selectFrom('on_site_counts')
    .selectAll()
    .where('broadcast_id', '=', broadcastId)
    .orderBy('entered_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function insertPlatformFigures(tx: Tx, rows: readonly PlatformFigureRow[]): Promise<void> {
  await tx
    .insertInto('platform_figures')
    .values([...rows])
    .execute()
}

export async function insertOnSiteCount(tx: Tx, row: OnSiteRow): Promise<void> {
  await tx.insertInto('on_site_counts').values(row).execute()
}
