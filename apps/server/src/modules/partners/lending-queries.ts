import type { LendingKind, ReservationState } from '@yimi/contract/lending.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#platform/database/database.ts'

export type OfferRow = {
  id: string
  org_id: string
  check_in_id: string
  kind: LendingKind
  name: string
  terms: string
  starts_at: Date
  ends_at: Date
  withdrawn_at: Date | null
}
export type ReservationRow = {
  id: string
  org_id: string
  offer_id: string
  purpose: string
  starts_at: Date
  ends_at: Date
  thanks: string
  state: z.output<typeof ReservationState>
  gates: unknown
}

const OFFER = sql`select id, org_id, check_in_id, kind, name, terms, lower(offered) as starts_at, upper(offered) as ends_at,
  withdrawn_at from offers`
const RESERVATION = sql`select id, org_id, offer_id, purpose, lower(during) as starts_at, upper(during) as ends_at, thanks,
  state, gates from reservations`

export async function insertOffer(tx: Tx, row: Omit<OfferRow, 'withdrawn_at'> & { made_at: Date }): Promise<void> {
  await sql`insert into offers (id, org_id, check_in_id, kind, name, terms, offered, made_at)
    values (${row.id}, ${row.org_id}, ${row.check_in_id}, ${row.kind}, ${row.name}, ${row.terms},
      tstzrange(${row.starts_at}, ${row.ends_at}), ${row.made_at})`.execute(tx)
}

export async function findOffer(tx: Tx, id: string): Promise<OfferRow | undefined> {
  const { rows } = await sql<OfferRow>`${OFFER} where id = ${id}`.execute(tx)
  return rows[0]
}

/** Of the units that the caller may ask for: what is lent now or later, the next to end first. */
export async function offersIn(tx: Tx, orgs: readonly string[], now: Date): Promise<OfferRow[]> {
  const { rows } = await sql<OfferRow>`${OFFER} where org_id = any (${[...orgs]}::uuid[]) and upper(offered) > ${now}
    and withdrawn_at is null order by kind, upper(offered), id`.execute(tx)
  return rows
}

export async function offersOf(tx: Tx, checkInIds: readonly string[]): Promise<OfferRow[]> {
  const { rows } = await sql<OfferRow>`${OFFER} where check_in_id = any (${[...checkInIds]}::uuid[])
    order by withdrawn_at is not null, kind, id`.execute(tx)
  return rows
}

export async function setWithdrawn(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.updateTable('offers').set({ withdrawn_at: now }).where('id', '=', id).execute()
}

/** Fails with 23P01 when any part of the time is taken; a reservation that another transaction is making is waited for. */
export async function insertReservation(
  tx: Tx,
  row: Pick<ReservationRow, 'id' | 'org_id' | 'offer_id' | 'purpose' | 'starts_at' | 'ends_at'> & {
    reserved_by: string
    reserved_at: Date
  },
): Promise<void> {
  await sql`insert into reservations (id, org_id, offer_id, purpose, during, reserved_by, reserved_at)
    values (${row.id}, ${row.org_id}, ${row.offer_id}, ${row.purpose}, tstzrange(${row.starts_at}, ${row.ends_at}),
      ${row.reserved_by}, ${row.reserved_at})`.execute(tx)
}

export async function lockReservations(tx: Tx, ids: readonly string[]): Promise<ReservationRow[]> {
  const { rows } =
    await sql<ReservationRow>`${RESERVATION} where id = any (${[...ids]}::uuid[]) order by id for update`.execute(tx)
  return rows
}

export async function findReservation(tx: Tx, id: string): Promise<ReservationRow | undefined> {
  const { rows } = await sql<ReservationRow>`${RESERVATION} where id = ${id}`.execute(tx)
  return rows[0]
}

export async function reservationsOf(tx: Tx, offerIds: readonly string[]): Promise<ReservationRow[]> {
  if (offerIds.length === 0) return []
  const { rows } = await sql<ReservationRow>`${RESERVATION} where offer_id = any (${[...offerIds]}::uuid[])
    and state <> 'cancelled' order by lower(during), id`.execute(tx)
  return rows
}

export async function setThanks(tx: Tx, id: string, thanks: string): Promise<void> {
  await tx.updateTable('reservations').set({ thanks }).where('id', '=', id).execute()
}
