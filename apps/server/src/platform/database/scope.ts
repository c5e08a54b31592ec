import { CompiledQuery, sql } from 'kysely'
import { ProgramFault } from '../fault.ts'
import type { Database, Tx } from './database.ts'
import { sendWithNext } from './sent-ahead.ts'

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

/** The five settings of a transaction, as the database holds them or will before its next statement. */
type Settings = { role: string; person: string; orgs: string; above: string; people: string }
const settingsOf = new WeakMap<Tx, Settings>()

/** Changes the scope of a running transaction, in one statement that travels with the next one. */
export async function takeScope(tx: Tx, scope: TransactionScope): Promise<void> {
  const orgs = (scope.orgs ?? []).join(',')
  await set(tx, {
    role: scope.role,
    person: scope.personId ?? '',
    orgs,
    above: (scope.above ?? []).join(','),
    people: scope.people ? scope.people.join(',') : orgs,
  })
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
  const before = await held(tx)
  const widened = await set(tx, {
    ...before,
    orgs: joined(before.orgs, orgs),
    people: more.people ? joined(before.people, orgs) : before.people,
    above: more.above ? joined(before.above, more.above) : before.above,
  })
  try {
    return await work()
  } finally {
    const { orgs: own, people, above } = before
    const after = await held(tx)
    await set(tx, after === widened ? before : { ...after, orgs: own, people, above })
  }
}

/** Does the work under another role of the database, in the same scope; afterwards the transaction has its own again. */
export async function withRole<T>(tx: Tx, role: DatabaseRole, work: () => Promise<T>): Promise<T> {
  const before = await held(tx)
  const changed = await set(tx, { ...before, role })
  try {
    return await work()
  } finally {
    const after = await held(tx)
    await set(tx, after === changed ? before : { ...after, role: before.role })
  }
}

/** What the transaction may see as it is now: the same object while its scope is the same, and for no other transaction. */
export function scopeMark(tx: Tx): object | undefined {
  return settingsOf.get(tx)
}

async function held(tx: Tx): Promise<Settings> {
  const known = settingsOf.get(tx)
  if (known) return known
  const { rows } = await sql<Settings>`select current_setting('role') as role,
    coalesce(current_setting('app.person', true), '') as person, coalesce(current_setting('app.orgs', true), '') as orgs,
    coalesce(current_setting('app.above', true), '') as above, coalesce(current_setting('app.people', true), '') as people`.execute(
    tx,
  )
  const [found] = rows
  if (!found) throw new ProgramFault('a transaction without settings')
  settingsOf.set(tx, found)
  return found
}

async function set(tx: Tx, next: Settings): Promise<Settings> {
  const before = settingsOf.get(tx)
  if (before && ALL.every((name) => before[name] === next[name])) return before
  settingsOf.set(tx, next)
  await tx.executeQuery(sendWithNext(CompiledQuery.raw(SET_ALL, [...ALL.map((name) => next[name])])))
  return next
}

const ALL = ['role', 'person', 'orgs', 'above', 'people'] as const
const SET_ALL = `select set_config('role', $1, true), set_config('app.person', $2, true), set_config('app.orgs', $3, true),
  set_config('app.above', $4, true), set_config('app.people', $5, true)`

function joined(before: string, more: readonly string[]): string {
  return [...new Set([...before.split(',').filter((id) => id !== ''), ...more])].join(',')
}
