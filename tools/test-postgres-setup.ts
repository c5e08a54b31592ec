/** Vitest global set-up: one PostgreSQL server a run with the migrated template on it. `TEST_DATABASE_URL` or `DATABASE_URL` names an existing server instead. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { findPostmaster, postgresMajor, startPostgres } from '../apps/server/src/supervisor/embedded-postgres.ts'
import { endProcess, findProcess } from '../apps/server/src/supervisor/process-identity.ts'
import { asAdmin, type TestPostgres, withDatabase } from './test-postgres.ts'

type Server = { adminUrl: string; ownerUrl: string; template: string; stop(): Promise<void> }

const folderPrefix = 'yimi-test-'

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const existing = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL
  const server = existing ? await useExisting(existing) : await startOwn()
  try {
    project.provide('postgres', await prepareTemplate(server))
  } catch (fault) {
    await server.stop()
    throw fault
  }
  return () => server.stop()
}

async function prepareTemplate(server: Server): Promise<TestPostgres> {
  await asAdmin(server.adminUrl, `create database ${server.template} owner yimi_owner`)
  const ownerUrl = withDatabase(server.ownerUrl, server.template)
  return { adminUrl: server.adminUrl, ownerUrl, runUrl: await migrateTemplate(ownerUrl), template: server.template }
}

async function migrateTemplate(ownerUrl: string): Promise<string> {
  const path = fileURLToPath(new URL('../apps/server/src/platform/database/migrate.ts', import.meta.url))
  if (!existsSync(path)) return ownerUrl
  const { migrate }: { migrate(options: { ownerUrl: string }): Promise<{ runUrl: string }> } = await import(path)
  return (await migrate({ ownerUrl })).runUrl
}

async function startOwn(): Promise<Server> {
  await sweepLeftovers()
  const folder = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`))
  // mkdtemp closes the folder; the server runs under another user.
  const dataDir = join(folder, 'data')
  chmodSync(folder, 0o755)
  // Nothing of this cluster outlives the run, so it need not reach the disk.
  const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' }
  const postgres = await startPostgres({ dataDir, keysDir: join(dataDir, 'keys'), runAs: 'nobody', settings })
  return {
    adminUrl: postgres.adminUrl,
    ownerUrl: postgres.ownerUrl,
    template: 'yimi_template',
    stop: async () => {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function useExisting(adminUrl: string): Promise<Server> {
  const password = 'yimi-owner-of-tests'
  const template = `yimi_template_${process.pid}`
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const { rows } = await client.query("select 1 from pg_roles where rolname = 'yimi_owner'")
  await client.query(
    `${rows.length ? 'alter' : 'create'} role yimi_owner login createrole nosuperuser nobypassrls password '${password}'`,
  )
  await client.end()
  return {
    adminUrl,
    ownerUrl: adminUrl.replace(/^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?/, `$1yimi_owner:${password}@`),
    template,
    stop: () => asAdmin(adminUrl, `drop database if exists ${template} with (force)`),
  }
}

/** A run that was killed leaves its server behind; the next run ends it. */
async function sweepLeftovers(): Promise<void> {
  const left = readdirSync(tmpdir()).filter((name) => name.startsWith(folderPrefix))
  for (const name of left) {
    const pid = Number(name.slice(folderPrefix.length).split('-')[0])
    if (!Number.isInteger(pid) || findProcess(pid)) continue
    const folder = join(tmpdir(), name)
    const postmaster = findPostmaster(join(folder, 'data', 'postgres', postgresMajor))
    if (postmaster) await endProcess(postmaster, [{ signal: 'SIGQUIT', waitMs: 3000 }])
    rmSync(folder, { recursive: true, force: true })
  }
}
