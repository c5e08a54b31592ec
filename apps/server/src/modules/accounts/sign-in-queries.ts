import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

/** All in a transaction of yimi_auth, which sees accounts before anybody's area is known. */

export const TRIES_MAX = 5
export const LOCK_MINUTES = 5

export type SignInRow = {
  id: string
  org_id: string
  username: string
  password_hash: string
  totp_secret_enc: Buffer | null
  totp_last_step: number | null
  status: string
  locked_until: Date | null
}

/** Locks the account: tries at the same time are counted one after the other. */
export function lockForSignIn(tx: Tx, username: string): Promise<SignInRow | undefined> {
  return tx
    .selectFrom('accounts')
    .select([
      'id',
      'org_id',
      'username',
      'password_hash',
      'totp_secret_enc',
      'totp_last_step',
      'status',
      'locked_until',
    ])
    .where('username', '=', username)
    .forUpdate()
    .executeTakeFirst()
}

/** Counts a wrong try. Answers whether the account is locked by it. */
export async function countWrongTry(tx: Tx, accountId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    update accounts set failed_tries = (failed_tries + 1) % ${TRIES_MAX},
      locked_until = case when failed_tries + 1 >= ${TRIES_MAX} then ${new Date(now.getTime() + LOCK_MINUTES * 60_000)} else locked_until end
    where id = ${accountId} returning failed_tries = 0 as locked`.execute(tx)
  return rows[0]?.locked ?? false
}

export async function clearTries(tx: Tx, accountId: string, lastStep: number | null): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ failed_tries: 0, locked_until: null, ...(lastStep === null ? {} : { totp_last_step: lastStep }) })
    .where('id', '=', accountId)
    .execute()
}

/** Ends sessions of the account. Answers how many were open. */
export async function endSessions(
  tx: Tx,
  which: { accountId: string; now: Date; only?: string | undefined; except?: string | undefined },
): Promise<number> {
  let query = tx
    .updateTable('sessions')
    .set({ ended_at: which.now })
    .where('account_id', '=', which.accountId)
    .where('ended_at', 'is', null)
  if (which.only) query = query.where('id', '=', which.only)
  if (which.except) query = query.where('id', '<>', which.except)
  return Number((await query.executeTakeFirst()).numUpdatedRows)
}
