/** Databases for tests: each is a copy of the migrated template on the run's PostgreSQL server. */
import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { asAdmin, withDatabase } from './database-url.ts'

export type TestPostgres = {
  /** Superuser, or another role that may make databases. */
  adminUrl: string
  /** Role `yimi_owner` on the template. */
  ownerUrl: string
  /** Role of the running program on the template. */
  runUrl: string
  template: string
}

export type TestDatabase = { ownerUrl: string; runUrl: string; drop(): Promise<void> }

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestPostgres
  }
}

/** One a test file is the habit: about 60 ms. Drop it in `afterAll`; `drop` cuts connections that are left. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('postgres')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(server.adminUrl, `create database ${name} template ${server.template} owner yimi_owner`)
  return {
    ownerUrl: withDatabase(server.ownerUrl, name),
    runUrl: withDatabase(server.runUrl, name),
    drop: () => asAdmin(server.adminUrl, `drop database if exists ${name} with (force)`),
  }
}
