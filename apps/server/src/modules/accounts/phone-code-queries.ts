import { sql } from 'kysely'
import type { SealedPlace } from '#platform/crypto/sealed-place-queries.ts'
import type { Tx } from '#platform/database/database.ts'

/** All in a transaction of yimi_auth, which sees accounts before anybody's area is known. */

export type PhoneCodeRow = { id: string; code_hash: Buffer; tries: number; expires_at: Date }

/** One caller after the other for one number, known or not. */
export async function lockPhone(tx: Tx, phoneIndex: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(7205, ${phoneIndex.readInt32BE(phoneIndex.length - 4)})`.execute(tx)
}

/** Codes asked for since: how many, and when the last. */
export async function askedSince(
  tx: Tx,
  phoneIndexes: readonly Buffer[],
  since: Date,
): Promise<{ count: number; last: Date | null }> {
  const { rows } = await sql<{ count: number; last: Date | null }>`
    select count(*)::int as count, max(asked_at) as last from phone_codes
    where phone_index = any (${[...phoneIndexes]}::bytea[]) and asked_at > ${since}`.execute(tx)
  return rows[0] ?? { count: 0, last: null }
}

export async function insertCode(
  tx: Tx,
  code: { id: string; phone_index: Buffer; code_hash: Buffer; asked_at: Date; expires_at: Date },
): Promise<void> {
  await tx.insertInto('phone_codes').values(code).execute()
}

export async function forgetCodes(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('phone_codes').where('asked_at', '<', before).execute()
}

/** The newest code of the number that still counts, locked: tries at the same time are counted one after the other. */
export function lockCode(tx: Tx, phoneIndexes: readonly Buffer[], now: Date): Promise<PhoneCodeRow | undefined> {
  return tx
    .selectFrom('phone_codes')
    .select(['id', 'code_hash', 'tries', 'expires_at'])
    .where('phone_index', 'in', [...phoneIndexes])
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}

export async function countCodeTry(tx: Tx, id: string): Promise<void> {
  await sql`update phone_codes set tries = tries + 1 where id = ${id}`.execute(tx)
}

export async function useCode(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.updateTable('phone_codes').set({ used_at: now }).where('id', '=', id).execute()
}

export type AccountOfPerson = { id: string; org_id: string; person_id: string; status: string; roles: string[] }

/** Accounts of people, with the roles that they hold now. Asked for nobody too: the work tells no known number from others. */
export async function accountsOfPeople(tx: Tx, personIds: readonly string[]): Promise<AccountOfPerson[]> {
  const { rows } = await sql<AccountOfPerson>`
    select a.id, a.org_id, a.person_id, a.status,
      coalesce((select array_agg(r.role) from role_assignments r where r.account_id = a.id and r.ended_at is null), '{}') as roles
    from accounts a where a.person_id = any (${[...personIds]}::uuid[])`.execute(tx)
  return rows
}

/** Codes count for minutes: those under an older master key are not made anew, they end. */
export const PHONE_CODE_SEALED_PLACES: readonly SealedPlace[] = ['phone_index', 'code_hash'].map((column) => ({
  name: `phone_codes.${column}`,
  async countOlder(tx, than) {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from phone_codes
      where indexed_under(${sql.id(column)}) < ${than} and used_at is null and expires_at > now()`.execute(tx)
    return rows[0]?.count ?? 0
  },
}))
