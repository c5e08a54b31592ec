/** Vitest global set-up: one PostgreSQL server a run with the migrated template on it. */
import type { TestProject } from 'vitest/node'
import { migrate } from '../apps/server/src/platform/database/migrate.ts'
import { startScratchPostgres } from './scratch-postgres.ts'
// The key it provides under is declared there.
import type {} from './test-postgres.ts'

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startScratchPostgres('yimi_template')
  try {
    const { adminUrl, ownerUrl, database } = server
    const { runUrl } = await migrate({ ownerUrl })
    project.provide('postgres', { adminUrl, ownerUrl, runUrl, template: database })
  } catch (fault) {
    await server.stop()
    throw fault
  }
  return () => server.stop()
}
