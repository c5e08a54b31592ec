import { sql } from 'kysely'
import type { Database, Tx } from './database.ts'
import { sendAhead } from './sent-ahead.ts'

/** The database roles that a transaction may take; the login itself may read nothing. */
export type DatabaseRole = 'yimi_app' | 'yimi_jobs' | 'yimi_reader' | 'yimi_auth' | 'yimi_public' | 'yimi_keys'

/**
 * What a transaction may see: row-level security compares `org_id` with `orgs`, some reference data with `above`, rows of
 * residents with `people` (absent: the same as `orgs`, for the server's own work).
 */
export type TransactionScope = {
  role: DatabaseRole
  personId?: string
  orgs?: readonly string[]
  above?: readonly string[]
  people?: readonly string[]
}

/** Runs `work` in one transaction under the scope; commits when it resolves, rolls back when it throws. */
export function inScope<T>(database: Database, scope: TransactionScope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.kysely.transaction().execute(async (tx) => {
    await takeScope(tx, scope)
    return work(tx)
  })
}

/** Changes the scope of a running transaction, in one statement that travels with the next one. */
export async function takeScope(tx: Tx, scope: TransactionScope): Promise<void> {
  const change = sql`select set_config('role', ${scope.role}, true), set_config('app.person', ${scope.personId ?? ''}, true),
    set_config('app.orgs', ${(scope.orgs ?? []).join(',')}, true), set_config('app.above', ${(scope.above ?? []).join(',')}, true),
    set_config('app.people', ${(scope.people ?? scope.orgs ?? []).join(',')}, true)`
  await tx.executeQuery(sendAhead(change.compile(tx)))
}

/**
 * Does the work with these organisations in sight as well, with `people` the residents there, and with `above` the reference
 * data of those units; afterwards the transaction sees what it saw before.
 */
export async function withMoreOrgs<T>(
  tx: Tx,
  orgs: readonly string[],
  work: () => Promise<T>,
  more: { people?: boolean; above?: readonly string[] } = {},
): Promise<T> {
  const { rows } = await sql<{ orgs: string | null; people: string | null; above: string | null }>`
    select current_setting('app.orgs', true) as orgs, current_setting('app.people', true) as people,
      current_setting('app.above', true) as above`.execute(tx)
  const [before] = rows
  if (more.above) await setAbove(tx, joined(before?.above, more.above))
  await setOrgs(tx, joined(before?.orgs, orgs), more.people ? joined(before?.people, orgs) : (before?.people ?? ''))
  const done = await work()
  await setOrgs(tx, before?.orgs ?? '', before?.people ?? '')
  if (more.above) await setAbove(tx, before?.above ?? '')
  return done
}

/** Does the work under another role of the database, in the same scope; afterwards the transaction has its own again. */
export async function withRole<T>(tx: Tx, role: DatabaseRole, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ role: string }>`select current_setting('role') as role`.execute(tx)
  await setRole(tx, role)
  const done = await work()
  await setRole(tx, rows[0]?.role ?? 'yimi_app')
  return done
}

async function setAbove(tx: Tx, above: string): Promise<void> {
  await sql`select set_config('app.above', ${above}, true)`.execute(tx)
}

async function setRole(tx: Tx, role: string): Promise<void> {
  await sql`select set_config('role', ${role}, true)`.execute(tx)
}

function joined(before: string | null | undefined, more: readonly string[]): string {
  return [...new Set([...(before ?? '').split(',').filter((id) => id !== ''), ...more])].join(',')
}

async function setOrgs(tx: Tx, orgs: string, people: string): Promise<void> {
  const change = sql`select set_config('app.orgs', ${orgs}, true), set_config('app.people', ${people}, true)`
  await tx.executeQuery(sendAhead(change.compile(tx)))
}
