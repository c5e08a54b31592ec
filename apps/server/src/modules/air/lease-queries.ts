import type { Tx } from '#platform/database/database.ts'

/** Which node carries a broadcast, and until when it said so. `until` null: its holder has given it back. */
export type ForeignLease = { broadcastId: string; lease: number; until: Date | null }

/** Renews the holder's leases of what is on air, and takes those that nobody has had yet. */
export async function renewLeases(tx: Tx, holder: string, until: Date): Promise<void> {
  await tx
    .updateTable('air_sessions as a')
    .from('broadcasts as b')
    .set({ lease_until: until, lease_holder: holder })
    .whereRef('b.id', '=', 'a.broadcast_id')
    .where('b.state', '=', 'on-air')
    .where((where) => where.or([where('a.lease_holder', '=', holder), where('a.lease_holder', 'is', null)]))
    .execute()
}

/** What is on air and carried by another node. */
export async function foreignLeases(tx: Tx, holder: string): Promise<ForeignLease[]> {
  const rows = await tx
    .selectFrom('air_sessions as a')
    .innerJoin('broadcasts as b', 'b.id', 'a.broadcast_id')
    .select(['a.broadcast_id', 'a.lease', 'a.lease_until'])
    .where('b.state', '=', 'on-air')
    .where('a.lease_holder', '!=', holder)
    .orderBy('a.broadcast_id')
    .execute()
  return rows.map((row) => ({ broadcastId: row.broadcast_id, lease: row.lease, until: row.lease_until }))
}

/** Takes over a lease with a number that is higher by one, unless somebody else did or its holder is back. */
export async function takeLease(tx: Tx, holder: string, from: ForeignLease, until: Date): Promise<void> {
  await tx
    .updateTable('air_sessions')
    .set({ lease: from.lease + 1, lease_holder: holder, lease_until: until })
    .where('broadcast_id', '=', from.broadcastId)
    .where('lease', '=', from.lease)
    .where('lease_until', 'is not distinct from', from.until)
    .execute()
}

/** Another node may take them at once. */
export async function giveLeasesBack(tx: Tx, holder: string): Promise<void> {
  await tx.updateTable('air_sessions').set({ lease_until: null }).where('lease_holder', '=', holder).execute()
}

/** Puts the permit that was signed anew in the place of the one it was made from. */
export async function replacePermit(tx: Tx, permit: { broadcastId: string; from: string; to: string }): Promise<void> {
  await tx
    .updateTable('air_sessions')
    .set({ permit: permit.to })
    .where('broadcast_id', '=', permit.broadcastId)
    .where('permit', '=', permit.from)
    .execute()
}
