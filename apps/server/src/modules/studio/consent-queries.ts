import { type Selectable, sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import type { GuestConsents } from '#platform/database/database-types.ts'

export type ConsentRow = Selectable<GuestConsents>

export function lockConsents(tx: Tx, ids: readonly string[]): Promise<ConsentRow[]> {
  return tx
    .selectFrom('guest_consents')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Those that count now, the host first: guests who were taken out again are not among them. */
export function consentsOf(tx: Tx, broadcastId: string): Promise<ConsentRow[]> {
  return tx
    .selectFrom('guest_consents')
    .selectAll()
    .where('broadcast_id', '=', broadcastId)
    .where('removed_at', 'is', null)
    .orderBy('part', 'desc')
    .orderBy('id')
    .execute()
}

export function findConsent(tx: Tx, id: string): Promise<ConsentRow | undefined> {
  return tx
    .selectFrom('guest_consents')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
}

export async function insertConsent(
  tx: Tx,
  consent: { id: string; orgId: string; broadcastId: string; guestId: string; part: 'host' | 'guest'; now: Date },
): Promise<void> {
  await tx
    .insertInto('guest_consents')
    .values({
      id: consent.id,
      org_id: consent.orgId,
      broadcast_id: consent.broadcastId,
      guest_id: consent.guestId,
      part: consent.part,
      asked_at: consent.now,
    })
    .execute()
}

export async function removeConsent(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.updateTable('guest_consents').set({ removed_at: now, secret_hash: null }).where('id', '=', id).execute()
}

export async function setPart(tx: Tx, id: string, part: 'host' | 'guest'): Promise<void> {
  await tx.updateTable('guest_consents').set({ part }).where('id', '=', id).execute()
}

export async function setConsentLink(tx: Tx, id: string, link: { hash: Buffer; expiresAt: Date }): Promise<void> {
  await tx
    .updateTable('guest_consents')
    .set({ secret_hash: link.hash, secret_expires_at: link.expiresAt })
    .where('id', '=', id)
    .execute()
}

/** Accounts of the people who take part, and their person ids (a guest's id is the person's). */
export function guestAccounts(tx: Tx, guestIds: readonly string[]) {
  if (guestIds.length === 0) return Promise.resolve([])
  return tx
    .selectFrom('guests')
    .select(['id', 'account_id'])
    .where('id', 'in', [...guestIds])
    .execute()
}

/** By the hash of a link's secret, in a transaction of yimi_auth; with the organisation that keeps the guest's name. */
export function findConsentByLink(tx: Tx, hash: Buffer) {
  return tx
    .selectFrom('guest_consents as c')
    .innerJoin('people as p', 'p.id', 'c.guest_id')
    .select(['c.id', 'c.org_id', 'c.broadcast_id', 'c.guest_id', 'c.state', 'c.secret_expires_at', 'c.removed_at'])
    .select('p.org_id as person_org_id')
    .where('c.secret_hash', '=', hash)
    .executeTakeFirst()
}

/** When each consent was last answered; those that are only asked are absent. */
export async function decisionTimes(tx: Tx, ids: readonly string[]): Promise<Map<string, Date>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('guest_consents')
    .select(['id', 'moved_at'])
    .where('id', 'in', [...ids])
    .where('state', '<>', 'asked')
    .execute()
  return new Map(rows.flatMap((row) => (row.moved_at ? [[row.id, row.moved_at] as const] : [])))
}

/** Organisations above this one on the day: their work rules are read with its broadcasts. */
export async function idsAbove(tx: Tx, orgId: string, day: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('org_closure')
    .select('ancestor_id')
    .where('descendant_id', '=', orgId)
    .where('depth', '>', 0)
    .where(sql<boolean>`valid @> ${day}::date`)
    .execute()
  return rows.map((row) => row.ancestor_id)
}
