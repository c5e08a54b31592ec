import { sql } from 'kysely'
import type { Tx } from './database.ts'

/** One part of a transaction, all or none of it: what it throws is thrown on, and the parts before it stand. */
export async function inSavepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint part`.execute(tx)
  try {
    const done = await work()
    await sql`release savepoint part`.execute(tx)
    return done
  } catch (fault) {
    await sql`rollback to savepoint part`.execute(tx)
    throw fault
  }
}
