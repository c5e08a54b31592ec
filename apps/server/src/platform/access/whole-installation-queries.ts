import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'

/**
 * Whether these are all the units there are: what touches everybody is for nobody below the top. Partners and addressees
 * stand outside the tree and keep no records of their own.
 */
export async function areAllUnits(tx: Tx, orgs: Iterable<string>): Promise<boolean> {
  const { rows } = await sql<{ all: boolean }>`
    select not exists (select from orgs 
      where kind in (select code from org_kinds where not outside) and id <> all (${[...orgs]}::uuid[])) as all`.execute(
    tx,
  )
  return rows[0]?.all ?? false
}
