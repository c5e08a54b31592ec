import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type GuestRow = {
  id: string
  org_id: string
  account_id: string | null
  trade: string
  topics: string[]
  appearances: number
}

/** A pool of more than this is searched by the exact contact, not by fragments of names. */
const SEARCHED_MAX = 5_000

export function findGuests(
  tx: Tx,
  orgs: readonly string[],
  page: { offset: number; limit: number },
): Promise<GuestRow[]> {
  return withAppearances(tx)
    .where(sql<boolean>`g.org_id = any (${[...orgs]}::uuid[])`)
    .orderBy('g.id', 'desc')
    .offset(page.offset)
    .limit(page.limit)
    .execute()
}

/** The whole pool of an area, to be searched by name once the names are opened. */
export function findAllGuests(tx: Tx, orgs: readonly string[]): Promise<GuestRow[]> {
  return findGuests(tx, orgs, { offset: 0, limit: SEARCHED_MAX })
}

export async function countGuests(tx: Tx, orgs: readonly string[]): Promise<number> {
  const { count } = await tx
    .selectFrom('guests')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where(sql<boolean>`org_id = any (${[...orgs]}::uuid[])`)
    .executeTakeFirstOrThrow()
  return count
}

export function findGuest(tx: Tx, id: string): Promise<GuestRow | undefined> {
  return withAppearances(tx).where('g.id', '=', id).executeTakeFirst()
}

export async function insertGuest(tx: Tx, guest: Omit<GuestRow, 'appearances'>): Promise<void> {
  await tx.insertInto('guests').values(guest).execute()
}

export async function updateGuest(tx: Tx, id: string, words: { trade: string; topics: string[] }): Promise<void> {
  await tx.updateTable('guests').set(words).where('id', '=', id).execute()
}

/** Which of the named guests belong to the organisation or to one below it on the day. */
export async function guestsBelow(
  tx: Tx,
  orgId: string,
  ids: readonly string[],
  day: string,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectFrom('guests as g')
    .innerJoin('org_closure as c', 'c.descendant_id', 'g.org_id')
    .select('g.id')
    .where('g.id', 'in', [...ids])
    .where('c.ancestor_id', '=', orgId)
    .where(sql<boolean>`c.valid @> ${day}::date`)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Appearances: broadcasts that went on air with this person as host or guest. */
function withAppearances(tx: Tx) {
  return tx
    .selectFrom('guests as g')
    .select(['g.id', 'g.org_id', 'g.account_id', 'g.trade', 'g.topics'])
    .select(
      sql<number>`(select count(*)::int from broadcasts b where b.aired_from is not null
        and (b.host_id = g.id or g.id = any (b.guests)))`.as('appearances'),
    )
}
