import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { urlFor } from '../apps/server/src/supervisor/postgres-access.ts'
import type { RunningYimi } from './running-yimi.ts'

/** As the superuser of the program's own database. */
export function databaseUrl(yimi: RunningYimi): string {
  const passwords: { admin: string } = JSON.parse(readFileSync(join(yimi.dataDir, 'keys', 'postgres.json'), 'utf8'))
  // Line 5 of this file is the folder of the socket.
  const lines = readFileSync(join(yimi.dataDir, 'postgres', '18', 'postmaster.pid'), 'utf8').split('\n')
  return urlFor('yimi_admin', passwords.admin, lines[4] ?? '', 'yimi')
}

/** What the program's own database holds, read past every policy. */
export async function askDatabase(
  yimi: RunningYimi,
  text: string,
  values: readonly string[],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: databaseUrl(yimi) })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text, [...values])).rows
  } finally {
    await client.end()
  }
}
