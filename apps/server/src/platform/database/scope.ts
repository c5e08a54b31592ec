import { sql } from 'kysely'
import type { Database, Tx } from './database.ts'

/** The database roles that a transaction may take; the login itself may read nothing. */
export type DatabaseRole = 'yimi_app' | 'yimi_jobs' | 'yimi_reader' | 'yimi_auth' | 'yimi_public' | 'yimi_keys'

/** What a transaction may see: row-level security compares `org_id` with `orgs`, some reference data with `above`. */
export type TransactionScope = {
  role: DatabaseRole
  personId?: string
  orgs?: readonly string[]
  above?: readonly string[]
}

/** Runs `work` in one transaction under the scope; commits when it resolves, rolls back when it throws. */
export function inScope<T>(database: Database, scope: TransactionScope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.kysely.transaction().execute(async (tx) => {
    await takeScope(tx, scope)
    return work(tx)
  })
}

/** Changes the scope of a running transaction, in one statement. */
export async function takeScope(tx: Tx, scope: TransactionScope): Promise<void> {
  await sql`select set_config('role', ${scope.role}, true), set_config('app.person', ${scope.personId ?? ''}, true),
    set_config('app.orgs', ${(scope.orgs ?? []).join(',')}, true), set_config('app.above', ${(scope.above ?? []).join(',')}, true)`.execute(
    tx,
  )
}
